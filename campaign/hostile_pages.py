"""Hostile text in every field of a graph, in every view, opened and used in Chromium.

Ids, names, aliases, roles, dates of sources, addresses, names of files, and the names and values
of columns: a text stands in all of them at once. Each page is used as a reader would: all that can
be pressed is pressed, and all that can be saved is saved. Nothing may run, nothing may be asked
for, nothing foreign may stand on the page or in what was saved.
"""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from playwright.sync_api import Error as BrowserError

from campaign.hostile import FORMULA, HOSTILE, SHAPES, harm, hostile
from campaign.tab import chromium, watched
from campaign.table import Row
from graph.model import Node, Source, Statement
from graph.opening import open_store
from netweave.visuals.conveners.view import view_conveners
from netweave.visuals.ego import view_ego
from netweave.visuals.map.view import view_map
from netweave.visuals.networks.heat_view import view_overlap
from netweave.visuals.networks.view import view_networks
from netweave.visuals.routes.view import view_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, FloatRect

    from campaign.tab import OpenPage
    from graph.model import Value
    from graph.store import Reader, Store
    from netweave.visuals.page.page import Page

TEXTS = 40
CLICKS = 25
MORE = (
    "<style>*{display:none}</style>",
    "<base href=//evil.example>",
    '<meta http-equiv="refresh" content="0;url=http://evil.example">',
    "<iframe srcdoc='<script>parent.hit=1</script>'>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=window.hit=1>",
    "]]><script>window.hit=1</script><![CDATA[",
    "--><script>window.hit=1</script><!--",
    "\\u003cscript\\u003ewindow.hit=1\\u003c/script\\u003e",
    "&lt;script&gt;window.hit=1&lt;/script&gt;",
    "jAvAsCrIpT\t:window.hit=1",
    "http://x.example/'onmouseover='window.hit=1",
    "//evil.example/x.js",
    "@import url(http://evil.example/x.css)",
    "url(http://evil.example/x.png)",
    "\t=1+1",
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "-1+1|x",
    "\ufeff=1+1",
    "constructor",
    "%00%3Cscript%3E",
    "${7*7}#{7*7}{{constructor.constructor('window.hit=1')()}}",
)
PRESS = """
() => {
  window.print = () => {};
  for (const part of document.querySelectorAll('details')) part.open = true;
  for (const box of document.querySelectorAll('input[type=checkbox]')) { box.click(); box.click(); }
  for (const part of document.querySelectorAll('select, input[type=range]')) {
    const values = part.options ? [...part.options].map((one) => one.value) : [part.max, part.min];
    for (const value of values.slice(0, 12)) {
      part.value = value;
      for (const kind of ['input', 'change']) part.dispatchEvent(new Event(kind, {bubbles: true}));
    }
  }
  for (const button of document.querySelectorAll('button:not([id^=save-])')) button.click();
  for (const link of [...document.querySelectorAll('a[href^="#"]')].slice(0, 25)) link.click();
}
"""
VIEWS: dict[str, Callable[[Reader, str], Page]] = {
    "path": lambda store, text: view_path(store, f"d:{text}", "d:other", through="all"),
    "ego": lambda store, _: view_ego(store, "network:n", radius=2, through="all"),
    "networks": lambda store, _: view_networks(store),
    "map": lambda store, _: view_map(store, network="network:n"),
    "overlap": lambda store, _: view_overlap(store),
    "overlap of districts": lambda store, _: view_overlap(store, of="districts"),
    "conveners": lambda store, _: view_conveners(store, size=2, time_limit=1),
}
SCRIPTS = {"overlap": 2, "overlap of districts": 2}
"""How many scripts the page of a view has, if not three."""


class PageFaults(NamedTuple):
    """What all pages of a view came to."""

    faults: list[str]
    cells: list[str]
    """The cells of the saved tables that begin a formula."""
    counted: list[int]
    """How many cells each page saved."""
    saved: list[str]
    """What is wrong with saved pictures."""


def run(scale: float = 1.0, seed: int = 0) -> list[Row]:
    """Draw every view of every text, and use the pages.

    Raises
    ------
    CannotRun
        If there is no Chromium.
    """
    chance = Random(seed)
    texts = list(_texts(chance, max(1, round(TEXTS * scale))))
    by_view = {view: PageFaults([], [], [], []) for view in VIEWS}
    with TemporaryDirectory(prefix="netweave-campaign-") as name, chromium() as browser:
        for number, text in enumerate(texts):
            with _store(Path(name), number, text) as store:
                for view, draw in VIEWS.items():
                    page = draw(store, text).save(Path(name) / "page.html")
                    _use(browser, page, view, text, chance, by_view[view])
    return list(_rows(by_view, len(texts)))


def _rows(by_view: dict[str, PageFaults], texts: int) -> Iterator[Row]:
    for view, one in by_view.items():
        note = f"pages: {one.faults[0]}" if one.faults else "executed, asked for or foreign"
        yield Row(f"pages of hostile text: {view}", texts, len(one.faults), note)
    cells = [cell for one in by_view.values() for cell in one.cells]
    counted = sum(number for one in by_view.values() for number in one.counted)
    yield Row("cells of the tables saved from them", counted, len(cells), "that begin a formula")
    pictures = [fault for one in by_view.values() for fault in one.saved]
    note = pictures[0] if pictures else "with anything but shapes and text"
    yield Row("pictures saved from them", texts * len(by_view) * 2, len(pictures), note)


def _texts(chance: Random, number: int) -> Iterator[str]:
    """All texts, those that can hide in another first; then pieces of them put together."""
    every = [*HOSTILE.values(), *MORE]
    yield from every[:number]
    for _ in range(number - len(every)):
        yield "".join(text[:60] for text in chance.sample(every, 3))


def _store(folder: Path, number: int, text: str) -> Store:
    """A store whose own name is hostile too."""
    name = "".join(c for c in text if c.isprintable() and c != "/")[:60]
    store = open_store(folder / f"{number} {name}.db", create=True)
    store.write(_graph(text))
    return store


def _graph(text: str) -> Iterator[Node | Statement]:
    """Two networks with three members in common, all of them named by the text, on the map."""
    yield from hostile(text)
    for number in range(3):
        place: dict[str, Value] = {
            "lat": 44.0 + number,
            "lon": -69.8,
            "state": text,
            "county": text,
            "city": text,
        }
        yield Node(f"d:{number}{text}", "district", text, (f"{text} {number}",), place)
    yield Node(f"d:{text}", "district", f"{text} one", (), {"lat": 44.3, "lon": -70.2})
    yield Node(f"o:{text}", "organization", text, (), {"sector": text, "website": text})
    yield Node(f"network:{text}", "cohort", f"{text} two", (text,), {"scope_state": text})
    source = Source(f"https://x.example/{text}", text, 7, text)
    for number in range(3):
        for network in (f"network:{text}", "network:n"):
            yield Statement(f"d:{number}{text}", "MEMBER_OF", network, text, "2012", "2014", source)
    yield Statement(f"d:{text}", "MEMBER_OF", f"network:{text}", text, None, None, source)
    yield Statement(f"o:{text}", "HOSTS", f"network:{text}", text, "2011", None, source)
    yield Statement(f"network:{text}", "PART_OF", "network:n", text, None, None, source)


def _use(
    browser: Browser, page: Path, view: str, text: str, chance: Random, outcome: PageFaults
) -> None:
    context = browser.new_context(accept_downloads=True, viewport={"width": 1280, "height": 860})
    context.set_default_timeout(20_000)
    sheet = watched(context.new_page())
    try:
        sheet.tab.goto(page.as_uri())
        sheet.tab.wait_for_selector("html[data-ready]")
        _press(sheet, text, chance)
        if harmed := harm(sheet, scripts=SCRIPTS.get(view, 3)):
            outcome.faults.append(f"{text[:60]!r}: {harmed}"[:300])
        _save(sheet, text, outcome)
    except BrowserError as error:
        outcome.faults.append(f"{text[:60]!r}: {str(error)[:200]}")
    finally:
        context.close()


def _press(sheet: OpenPage, text: str, chance: Random) -> None:
    """Search, press all that can be pressed, click about the picture, walk it by keys."""
    sheet.look_at(text[:300].replace("\n", " "))
    sheet.tab.evaluate(PRESS)
    sheet.all("#canvas").scroll_into_view_if_needed()
    if box := sheet.all("#canvas").bounding_box():
        for _ in range(CLICKS):
            _click(sheet, box, chance)
    sheet.tab.focus("#canvas")
    for key in ("Home", "ArrowRight", "ArrowDown", "Enter", "End", "ArrowLeft", "Escape"):
        sheet.tab.keyboard.press(key)


def _click(sheet: OpenPage, box: FloatRect, chance: Random) -> None:
    x, y = chance.random(), chance.random()
    sheet.tab.mouse.click(box["x"] + x * box["width"], box["y"] + y * box["height"])


def _save(sheet: OpenPage, text: str, outcome: PageFaults) -> None:
    rows = list(csv.reader(StringIO(sheet.saved("csv").decode("utf-8-sig"), newline="")))
    cells = [cell for row in rows for cell in row]
    outcome.counted.append(len(cells))
    outcome.cells.extend(cell for cell in cells if cell.startswith(FORMULA))
    foreign = {part.tag.rpartition("}")[2] for part in sheet.saved_svg().iter()} - SHAPES - {"path"}
    if foreign:
        outcome.saved.append(f"{text[:60]!r}: the SVG has {sorted(foreign)}")
    if not sheet.saved("png").startswith(b"\x89PNG"):
        outcome.saved.append(f"{text[:60]!r}: the PNG is none")
