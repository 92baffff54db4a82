"""A page in Chromium with the network cut off, and everything that it asked for.

The tests of the browser and the campaign open their pages here.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree as ET

from playwright.sync_api import sync_playwright

from campaign.table import CannotRun

if TYPE_CHECKING:
    from collections.abc import Generator

    from playwright.sync_api import Browser, ConsoleMessage, Locator, Request, Route
    from playwright.sync_api import Page as Tab

SCREENSHOTS = Path("out/screenshots")
WATCH = """
window.violations = [];
document.addEventListener('securitypolicyviolation', (event) => {
  window.violations.push(`${event.violatedDirective} ${event.blockedURI}`);
});
"""


class OpenPage(NamedTuple):
    """A page in a tab, with everything it asked for and complained about."""

    tab: Tab
    requests: list[str]
    troubles: list[str]

    def text(self, selector: str) -> str:
        """The text of the first element that fits."""
        return self.tab.locator(selector).first.text_content() or ""

    def all(self, selector: str) -> Locator:
        """The elements that fit."""
        return self.tab.locator(selector)

    def look_at(self, name: str) -> None:
        """Press on the picture and search for a name, as a reader does."""
        self.tab.locator("#sought").fill(name)
        self.tab.keyboard.press("Enter")

    def js(self, expression: str) -> Any:
        """What an expression comes to on the page."""
        return self.tab.evaluate(expression)

    def saved(self, ending: str) -> bytes:
        """What the reader gets from pressing one of the buttons under Save."""
        with self.tab.expect_download() as download:
            self.tab.click(f"#save-{ending}")
        name = download.value.suggested_filename
        if not name.endswith(f".{ending}"):
            raise ValueError(f"The page saves {ending.upper()} as {name!r}.")
        return Path(download.value.path()).read_bytes()

    def saved_svg(self) -> ET.Element:
        """The picture that the reader saves, read."""
        return ET.fromstring(self.saved("svg"))  # noqa: S314 - a file of our own

    def photograph(self, name: str) -> None:
        """Keep a picture of the tab, for people to look at."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.tab.screenshot(path=SCREENSHOTS / f"{name}.png")

    @property
    def violations(self) -> list[str]:
        """What the page's own policy has refused."""
        found: list[str] = self.tab.evaluate("window.violations")
        return found


@contextmanager
def chromium() -> Generator[Browser]:
    """Chromium, for as long as the block runs.

    Raises
    ------
    CannotRun
        If it is not installed.
    """
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        raise CannotRun("There is no chromium here; apt-get install chromium.")
    with sync_playwright() as playwright:
        # Root, as in a container, has no sandbox to offer; the pages are all our own.
        arguments = ["--disable-gpu", "--no-sandbox"]
        started = playwright.chromium.launch(executable_path=path, args=arguments)
        yield started
        started.close()


def watched(tab: Tab) -> OpenPage:
    """A tab whose requests are cut and noted, with its complaints; no page is in it yet."""
    tab.add_init_script(WATCH)
    sheet = OpenPage(tab, [], [])

    def request(found: Request) -> None:
        sheet.requests.append(found.url)

    def console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            sheet.troubles.append(message.text)

    def cut(route: Route) -> None:
        route.abort()

    tab.on("request", request)
    tab.on("console", console)
    tab.on("pageerror", lambda error: sheet.troubles.append(str(error)))
    tab.on("dialog", lambda dialog: sheet.troubles.append(dialog.message))
    tab.route(lambda url: not url.startswith(("file:", "blob:", "data:")), cut)
    return sheet
