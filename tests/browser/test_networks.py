"""The pages of networks and of overlaps: quiet, the same in tables, the keyboard reaches all."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from campaign.hostile import TELLING, hostile
from graph.model import Node, Statement
from graph.opening import open_store
from netweave.visuals.networks.heat_view import view_overlap
from netweave.visuals.networks.view import view_networks
from tests.browser.test_hostile import unharmed
from tests.browser.test_reading import complaints

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from graph.store import Reader
    from netweave.visuals.page.page import Page
    from tests.browser.conftest import Open, OpenPage

pytestmark = pytest.mark.browser

DATA = "JSON.parse(document.getElementById('data').textContent)"
VIEWS: dict[str, Callable[[Reader], Page]] = {"networks": view_networks, "overlap": view_overlap}
each_view = pytest.mark.parametrize("view", VIEWS)


def names(sheet: OpenPage) -> list[str]:
    """The names of the rows of nodes that are shown."""
    rows = "[...document.querySelectorAll('tr[data-node]:not([hidden])')]"
    found: list[str] = sheet.js(f"{rows}.map((row) => row.cells[0].textContent.trim())")
    return found


def ties(sheet: OpenPage) -> int:
    return sheet.all("tr[data-tie]:visible").count()


@each_view
def test_the_page_asks_for_nothing_and_axe_finds_nothing(
    view: str, open_page: Open, real: Reader
) -> None:
    sheet = open_page(VIEWS[view](real))
    sheet.photograph(view)
    assert complaints(sheet) == []
    sheet.look_at("Maine Cohort for Customized Learning")
    sheet.photograph(f"{view}-looked-at")
    assert complaints(sheet) == []
    assert (sheet.requests, sheet.troubles, sheet.violations) == ([sheet.tab.url], [], [])


@each_view
def test_in_the_dark_at_400_percent_zoom_nothing_has_to_be_scrolled_sideways(
    view: str, open_page: Open, real: Reader
) -> None:
    sheet = open_page(VIEWS[view](real), theme="dark", width=320)
    sheet.look_at("Maine Cohort for Customized Learning")
    sheet.photograph(f"{view}-zoom-400")
    assert sheet.js("document.documentElement.scrollWidth") <= 320
    assert complaints(sheet) == []


@each_view
def test_without_scripts_the_page_has_the_picture_the_words_and_the_tables(
    view: str, open_page: Open, real: Reader
) -> None:
    sheet = open_page(VIEWS[view](real), script=False)
    assert sheet.all("#still svg").is_visible()
    assert sheet.all("#words li").count() >= 10
    assert sheet.all("tr[data-tie]").count() >= 10
    assert not sheet.all(".tools").is_visible()


@each_view
def test_picture_and_tables_show_the_same(view: str, open_page: Open, real: Reader) -> None:
    page = VIEWS[view](real)
    sheet = open_page(page)
    assert names(sheet) == sheet.js(f"{DATA}.about.nodes.map((node) => node[0])")
    drawn = sheet.js(
        f"(() => {{ const d = {DATA}.about; return d.ties.map((tie, i) =>"
        " [i, d.nodes[tie[0]][0], d.nodes[tie[1]][0]].join('|')); })()"
    )
    rows = sheet.js(
        "[...document.querySelectorAll('tr[data-tie]')].map((row) => {"
        " const cells = [...row.cells].map((cell) => cell.textContent.trim());"
        " const at = cells.length === 8 ? [0, 1] : [0, 2];"
        " return [row.dataset.tie, cells[at[0]], cells[at[1]]].join('|'); })"
    )
    assert sorted(rows) == sorted(drawn)


def test_each_cell_of_the_heat_map_is_a_row_of_its_table(open_page: Open, real: Reader) -> None:
    sheet = open_page(view_overlap(real))
    cells = sheet.js(
        "[...document.querySelectorAll('#still g[data-tie]')].map((cell) =>"
        " [cell.dataset.tie, cell.querySelector('text').textContent].join())"
    )
    rows = sheet.js(
        "[...document.querySelectorAll('tr[data-tie]')].map((row) =>"
        " [row.dataset.tie, row.cells[2].textContent.trim()].join())"
    )
    assert len(cells) == 2 * len(rows)
    assert set(cells) == set(rows)


def test_the_keyboard_walks_from_network_to_network_and_tells_whom_they_share(
    open_page: Open, real: Reader
) -> None:
    sheet = open_page(view_networks(real), calm=True)
    sheet.look_at("Maine Cohort for Customized Learning")
    sheet.tab.focus("#canvas")
    assert "13 of 29 known" in sheet.text("#details")
    assert "shares members with" in sheet.text("#details")
    assert "RSU 15" in sheet.text("#details")
    here = sheet.text("#details h3")
    sheet.tab.keyboard.press("ArrowRight")
    assert sheet.text("#details h3") != here
    sheet.tab.keyboard.press("Enter")
    assert sheet.js("document.activeElement.id") == "details"
    sheet.tab.keyboard.press("Escape")
    assert sheet.text("#details") == ""


def test_the_keyboard_walks_down_the_diagonal_of_the_heat_map(
    open_page: Open, real: Reader
) -> None:
    sheet = open_page(view_overlap(real), calm=True)
    order = names(sheet)
    sheet.tab.focus("#canvas")
    sheet.tab.keyboard.press("Home")
    seen = [sheet.text("#details h3")]
    for _ in range(3):
        sheet.tab.keyboard.press("ArrowDown")
        seen.append(sheet.text("#details h3"))
    assert seen == order[:4]
    assert "expected" in sheet.text("#details")


def test_a_press_on_a_cell_tells_of_its_pair(open_page: Open, real: Reader) -> None:
    sheet = open_page(view_overlap(real))
    sheet.all("#canvas g[data-tie='0']").first.click()
    assert "5 shared: " in sheet.text("#details")
    assert "more than expected" in sheet.text("#details")


def test_the_slider_takes_away_what_was_not_there_in_the_year(
    open_page: Open, real: Reader
) -> None:
    page = view_networks(real)
    sheet = open_page(page, calm=True)
    every, lines = names(sheet), ties(sheet)
    sheet.tab.focus("#year")
    sheet.tab.keyboard.press("ArrowRight")
    first = sheet.text("#year-shown")
    assert f"{first}: " in sheet.text("#status")
    then = names(sheet)
    assert set(then) < set(every)
    assert ties(sheet) < lines
    assert sheet.all("#year").get_attribute("aria-valuetext") == first
    alone = view_networks(real, as_of=first)
    assert f"{len(then)} networks have known members" in sheet.text("#status")
    scene = alone.scene
    assert set(then) >= {node.name for node in scene.nodes if node.kind != "program"}  # type: ignore[attr-defined]  # a Picture
    sheet.tab.keyboard.press("Home")
    assert (names(sheet), ties(sheet)) == (every, lines)


def test_a_kind_that_is_filtered_out_leaves_the_picture_the_tables_and_the_files(
    open_page: Open, real: Reader
) -> None:
    sheet = open_page(view_networks(real))
    every, lines = names(sheet), ties(sheet)
    sheet.tab.uncheck('#legend [data-kind="cohort"]')
    assert len(names(sheet)) < len(every)
    assert ties(sheet) < lines
    table = list(csv.reader(StringIO(sheet.saved("csv").decode("utf-8-sig"), newline="")))
    assert "cohort" not in {kind for row in table[1:] for kind in (row[1], row[4])}


def pair(text: str) -> list[Node | Statement]:
    """Hostile text in two networks that share two districts, one a part of the other."""
    more = Node("network:m", "network", f"{text} two", (text,), {"stated_members": 7})
    ties = [
        Statement(member, "MEMBER_OF", "network:m", text, "2011")
        for member in (f"d:{text}", "d:other")
    ]
    return [more, *hostile(text), *ties, Statement("network:n", "PART_OF", "network:m")]


@pytest.mark.parametrize("text", TELLING.values(), ids=TELLING)
@each_view
def test_hostile_text_stays_text(view: str, text: str, open_page: Open, tmp_path: Path) -> None:
    with open_store(tmp_path / "hostile.db", create=True) as store:
        store.write(pair(text))
        page = VIEWS[view](store)
    sheet = open_page(page, width=320)
    sheet.tab.focus("#canvas")
    sheet.tab.keyboard.press("Home")
    unharmed(sheet, scripts=3 if view == "networks" else 2)
    assert sheet.text("#details h3").strip()
    assert sheet.js("document.documentElement.scrollWidth") <= 320
    for ending in ("png", "svg"):
        assert page.save(tmp_path / f"figure.{ending}").stat().st_size > 1000
