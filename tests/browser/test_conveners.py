"""The page of conveners in a browser: quiet, readable by everyone, sortable, the same in tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from campaign.hostile import TELLING, hostile
from graph.opening import open_store
from netweave.visuals.conveners.view import view_conveners
from tests.browser.test_hostile import unharmed
from tests.browser.test_reading import complaints

if TYPE_CHECKING:
    from pathlib import Path

    from graph.store import Reader
    from tests.browser.conftest import Open, OpenPage

pytestmark = pytest.mark.browser

TABLE = "document.querySelector('table[data-sortable]')"


def column(sheet: OpenPage, number: int) -> list[str]:
    """The cells of a column of the table of candidates."""
    cells = f"[...{TABLE}.tBodies[0].rows].map((row) => row.cells[{number}].textContent.trim())"
    found: list[str] = sheet.js(cells)
    return found


def test_the_page_asks_for_nothing_and_axe_finds_nothing(open_page: Open, real: Reader) -> None:
    sheet = open_page(view_conveners(real))
    sheet.photograph("conveners")
    assert complaints(sheet) == []
    sheet.all("table[data-sortable] th button").first.click()
    sheet.look_at("Pittsfield School District")
    assert complaints(sheet) == []
    assert (sheet.requests, sheet.troubles, sheet.violations) == ([sheet.tab.url], [], [])


def test_in_the_dark_at_400_percent_zoom_nothing_has_to_be_scrolled_sideways(
    open_page: Open, real: Reader
) -> None:
    sheet = open_page(view_conveners(real), theme="dark", width=320)
    sheet.look_at("Lindsay")
    sheet.photograph("conveners-zoom-400")
    assert sheet.js("document.documentElement.scrollWidth") <= 320
    assert complaints(sheet) == []


def test_without_scripts_the_list_is_there_and_has_no_buttons(
    open_page: Open, real: Reader
) -> None:
    sheet = open_page(view_conveners(real), script=False)
    assert sheet.all("#still svg").is_visible()
    assert sheet.all("table[data-sortable] tbody tr").count() == 365
    assert sheet.all("table[data-sortable] button").count() == 0


def test_the_list_is_sorted_by_keyboard_and_what_is_empty_stays_at_the_end(
    open_page: Open, real: Reader
) -> None:
    sheet = open_page(view_conveners(real), calm=True)
    before = column(sheet, 0)
    heads = sheet.all("table[data-sortable] th button")
    heads.nth(7).focus()  # years
    sheet.tab.keyboard.press("Enter")
    known = [int(text) for text in column(sheet, 7) if text]
    assert known == sorted(known, reverse=True)
    assert column(sheet, 7)[: len(known)] == [f"{year}" for year in known]
    assert sheet.text("#status") == "In the order of Years, falling."
    assert sheet.all("th[aria-sort]").count() == 1
    sheet.tab.keyboard.press("Enter")
    assert [int(text) for text in column(sheet, 7) if text] == sorted(known)
    heads.nth(0).click()
    names = column(sheet, 0)
    assert sorted(names) == sorted(before)
    assert names[0] < names[-1]
    assert sheet.js(f"{TABLE}.tHead.rows[0].cells[0].getAttribute('aria-sort')") == "ascending"


def test_figures_with_commas_are_sorted_as_figures(open_page: Open, real: Reader) -> None:
    sheet = open_page(view_conveners(real), calm=True)
    sheet.all("table[data-sortable] th button").nth(5).click()  # between
    assert column(sheet, 5)[0] == "59,370"
    assert column(sheet, 0)[0] == "Lindsay Unified School District"


def test_the_table_of_who_brings_what_says_what_the_picture_shows(
    open_page: Open, real: Reader
) -> None:
    sheet = open_page(view_conveners(real))
    about = sheet.js("JSON.parse(document.getElementById('data').textContent).about")
    brought = {
        label.rpartition(": ")[0]: int(label.rpartition(": ")[2])
        for label, _ in about["highlights"]
    }
    marks = sheet.js(
        "(() => { const t = [...document.querySelectorAll('#tables table')][1];"
        " const rows = [...t.tBodies[0].rows];"
        " const filled = (i) => rows.filter((row) => row.cells[i].textContent.trim());"
        " return [...t.tHead.rows[0].cells].slice(2)"
        ".map((head, i) => [head.textContent.trim(), filled(i + 2).length]); })()"
    )
    assert dict(marks) == brought
    drawn = {name for name, *_ in about["nodes"]}
    assert set(brought) <= drawn


def test_a_member_is_emphasised_with_what_it_brings(open_page: Open, real: Reader) -> None:
    sheet = open_page(view_conveners(real))
    before = sheet.js("document.querySelector('#canvas canvas').toDataURL()")
    sheet.tab.select_option("#chain", "0")
    assert sheet.text("#status") == "Lindsay Unified School District: 4 emphasised."
    sheet.tab.wait_for_timeout(100)
    assert sheet.js("document.querySelector('#canvas canvas').toDataURL()") != before


@pytest.mark.parametrize("text", TELLING.values(), ids=TELLING)
def test_hostile_text_stays_text(text: str, tmp_path: Path, open_page: Open) -> None:
    with open_store(tmp_path / "hostile.db", create=True) as store:
        store.write(hostile(text))
        page = view_conveners(store, size=2)
    sheet = open_page(page, width=320)
    sheet.all("table[data-sortable] th button").nth(2).click()
    sheet.tab.focus("#canvas")
    sheet.tab.keyboard.press("Home")
    unharmed(sheet)
    assert sheet.js("document.documentElement.scrollWidth") <= 320
