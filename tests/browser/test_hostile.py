"""Nothing that stands in the data can do more on a page than be read."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from campaign.hostile import FORMULA, HOSTILE, SHAPES, TELLING, harm, hostile
from graph.opening import open_store
from netweave.visuals.ego import view_ego
from netweave.visuals.routes.view import view_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.store import Reader
    from tests.browser.conftest import Open, OpenPage

pytestmark = pytest.mark.browser

each_text = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)


@pytest.fixture
def store(tmp_path: Path, text: str) -> Iterator[Reader]:
    with open_store(tmp_path / "hostile.db", create=True) as opened:
        opened.write(hostile(text))
        yield opened


def unharmed(sheet: OpenPage, *, scripts: int = 3) -> None:
    """Nothing ran, nothing was asked for, and the page has only the elements we gave it."""
    assert harm(sheet, scripts=scripts) == {}


def saved_is_harmless(sheet: OpenPage) -> None:
    """What the page saves is neither formula nor markup."""
    table = list(csv.reader(StringIO(sheet.saved("csv").decode("utf-8-sig"), newline="")))
    assert {len(row) for row in table} == {10}
    cells = [cell for row in table for cell in row]
    assert not any(cell.startswith(FORMULA) for cell in cells)
    picture = sheet.saved_svg()
    assert {element.tag.rpartition("}")[2] for element in picture.iter()} <= SHAPES
    assert sheet.saved("png").startswith(b"\x89PNG")


@each_text
def test_a_path_through_hostile_text_stays_text_on_the_page_and_in_saved_files(
    text: str, store: Reader, open_page: Open
) -> None:
    sheet = open_page(view_path(store, f"d:{text}", "d:other"))
    unharmed(sheet)
    seen = "[...document.querySelectorAll('tr[data-node]')].map((row) => row.cells[0].textContent)"
    names = [name.strip() for name in sheet.js(seen)]
    plain = "".join(c if c in "\n\t\r" or ord(c) >= 32 else "\ufffd" for c in text)
    if "\x7f" not in text:
        assert [" ".join(name.split()) for name in names] == [
            " ".join(name.split()) for name in (f"{plain} one", plain, f"{plain} other")
        ]
    sheet.tab.focus("#canvas")
    sheet.tab.keyboard.press("Home")
    assert sheet.text("#details h3").startswith(plain[:1])
    unharmed(sheet)
    assert sheet.js("document.documentElement.scrollWidth") <= 1280
    saved_is_harmless(sheet)


@pytest.mark.parametrize("text", TELLING.values(), ids=TELLING)
def test_surroundings_of_hostile_text_stay_text(store: Reader, open_page: Open) -> None:
    sheet = open_page(view_ego(store, "network:n", radius=2), width=320)
    sheet.tab.focus("#canvas")
    sheet.tab.keyboard.press("Home")
    unharmed(sheet)
    assert sheet.all("#details li").count() == 2
    assert sheet.js("document.documentElement.scrollWidth") <= 320
