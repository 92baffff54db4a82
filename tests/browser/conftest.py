"""The browser bench: pages opened from disk in Debian's Chromium, with the network cut off."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import sync_playwright

from graph.opening import open_store
from loaders.load import load
from netweave.data import bundled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Locator, Request, Route
    from playwright.sync_api import Page as Tab

    from graph.store import Reader
    from netweave.visuals.page import Page

    Theme = Literal["light", "dark"]
    Open = Callable[..., "Sheet"]

SCREENSHOTS = Path("out/screenshots")
WATCH = """
window.violations = [];
document.addEventListener('securitypolicyviolation', (event) => {
  window.violations.push(`${event.violatedDirective} ${event.blockedURI}`);
});
"""


class Sheet(NamedTuple):
    """A page in a tab, with everything it asked for and complained about."""

    tab: Tab
    requests: list[str]
    troubles: list[str]

    def text(self, selector: str) -> str:
        return self.tab.locator(selector).first.text_content() or ""

    def all(self, selector: str) -> Locator:
        return self.tab.locator(selector)

    def look_at(self, name: str) -> None:
        """Press on the picture and search for a name, as a reader does."""
        self.tab.locator("#sought").fill(name)
        self.tab.keyboard.press("Enter")

    def js(self, expression: str) -> Any:
        return self.tab.evaluate(expression)

    def saved(self, ending: str) -> bytes:
        """What the reader gets from pressing one of the buttons under Save."""
        with self.tab.expect_download() as download:
            self.tab.click(f"#save-{ending}")
        assert download.value.suggested_filename.endswith(f".{ending}")
        return Path(download.value.path()).read_bytes()

    def saved_svg(self) -> ET.Element:
        return ET.fromstring(self.saved("svg"))  # noqa: S314 - a file of our own

    def photograph(self, name: str) -> None:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.tab.screenshot(path=SCREENSHOTS / f"{name}.png")

    @property
    def violations(self) -> list[str]:
        found: list[str] = self.tab.evaluate("window.violations")
        return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        message = "There is no chromium here; apt-get install chromium."
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        # Root, as in a container, has no sandbox to offer; the pages come from this test alone.
        arguments = ["--disable-gpu", "--no-sandbox"]
        started = playwright.chromium.launch(executable_path=path, args=arguments)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Saves a page, opens it from disk and waits until it is drawn."""
    contexts = []

    def open_it(
        page: Page,
        *,
        theme: Theme = "light",
        width: int = 1280,
        script: bool = True,
        calm: bool = False,
    ) -> Sheet:
        context = browser.new_context(
            viewport={"width": width, "height": 860},
            color_scheme=theme,
            java_script_enabled=script,
            reduced_motion="reduce" if calm else "no-preference",
            accept_downloads=True,
        )
        contexts.append(context)
        context.add_init_script(WATCH)
        sheet = _watched(context.new_page())
        sheet.tab.goto(page.save(tmp_path / "page.html").as_uri())
        if script:
            sheet.tab.wait_for_selector("html[data-ready]")
        return sheet

    yield open_it
    for context in contexts:
        context.close()


def _watched(tab: Tab) -> Sheet:
    sheet = Sheet(tab, [], [])

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


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The bundled data set."""
    path = tmp_path_factory.mktemp("real") / "real.db"
    with open_store(path, create=True) as store:
        load([bundled()], store)
        yield store
