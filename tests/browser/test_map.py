"""The map in a browser: it asks for nothing, everyone can use it, and the table says the same."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from campaign.hostile import TELLING, hostile
from graph.model import Node
from graph.opening import open_store
from netweave.visuals.map.view import view_map
from tests.browser.test_hostile import unharmed
from tests.browser.test_reading import complaints

if TYPE_CHECKING:
    from pathlib import Path

    from graph.model import Value
    from graph.store import Reader
    from netweave.visuals.page.page import Page
    from tests.browser.conftest import Open, OpenPage, Theme

pytestmark = pytest.mark.browser

COHORT = "Maine Cohort for Customized Learning (13)"
PICTURE = "document.querySelector('#canvas canvas').toDataURL()"


@pytest.fixture(scope="module")
def page(real: Reader) -> Page:
    return view_map(real)


def districts(sheet: OpenPage) -> int:
    return sheet.all("#rows tbody tr:visible").count()


def choose(sheet: OpenPage, label: str) -> None:
    sheet.tab.select_option("#chain", label=label)
    sheet.tab.wait_for_timeout(150)


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 320)])
def test_the_map_asks_for_nothing_and_axe_finds_nothing(
    theme: Theme, width: int, open_page: Open, page: Page
) -> None:
    sheet = open_page(page, theme=theme, width=width)
    sheet.photograph(f"map-{width}-{theme}")
    assert complaints(sheet) == []
    choose(sheet, COHORT)
    sheet.photograph(f"map-network-{width}-{theme}")
    assert complaints(sheet) == []
    assert sheet.requests == [sheet.tab.url]
    assert sheet.troubles == []
    assert sheet.violations == []
    assert sheet.js("document.documentElement.scrollWidth") <= width


def test_without_scripts_the_map_is_a_picture_with_words_and_tables(
    open_page: Open, page: Page
) -> None:
    sheet = open_page(page, script=False)
    assert sheet.all("#still svg").is_visible()
    assert districts(sheet) == 448
    assert not sheet.all(".years").is_visible()


def test_the_keyboard_goes_from_district_to_district_and_to_its_sources(
    open_page: Open, page: Page
) -> None:
    sheet = open_page(page, calm=True)
    press = sheet.tab.keyboard.press
    sheet.look_at("RSU 2")
    assert sheet.text("#status").startswith("RSU 2: district")
    sheet.tab.focus("#canvas")
    press("ArrowLeft")
    neighbour = sheet.text("#details h3")
    assert neighbour != "RSU 2"
    press("ArrowRight")
    press("Enter")
    assert sheet.js("document.activeElement.id") == "details"
    press("Tab")
    assert sheet.js("document.activeElement.className") == "goto"
    assert sheet.all("#details .sources a[href^='http']").count() > 0
    press("Escape")
    assert sheet.text("#details") == ""


def test_the_panel_leads_to_what_stands_at_the_same_place(open_page: Open, tmp_path: Path) -> None:
    place: dict[str, Value] = {"state": "KS", "lat": 38.5, "lon": -98.0}
    with open_store(tmp_path / "stack.db", create=True) as store:
        store.write([Node(f"d:{n}", "district", f"District {n}", (), place) for n in "abc"])
        sheet = open_page(view_map(store))
    sheet.look_at("District a")
    sheet.tab.click("#details button.goto >> nth=1")
    assert sheet.text("#details h3") == "District c"
    at = sheet.all("#details button.goto").all_text_contents()
    assert sorted(at) == ["District a", "District b"]


def test_a_network_from_the_list_is_told_in_the_panel_and_drawn(
    open_page: Open, page: Page
) -> None:
    sheet = open_page(page)
    before = sheet.js(PICTURE)
    choose(sheet, COHORT)
    assert sheet.text("#details h3") == "Maine Cohort for Customized Learning"
    assert "13 of about 29 known" in sheet.text("#details")
    assert sheet.js(PICTURE) != before
    saved = sheet.saved_svg()
    paths = [p for p in saved.iter() if p.get("stroke-width") == "2.5"]
    assert len(paths) == 1
    assert (paths[0].get("d") or "").endswith("Z")


def test_the_slider_by_keyboard_reaches_picture_table_and_counts(
    open_page: Open, page: Page
) -> None:
    sheet = open_page(page)
    none = sheet.text("label:has([data-group='none']) .number")
    ties = sheet.all("tr[data-tie]:visible").count()
    before = sheet.js(PICTURE)
    sheet.tab.focus("#year")
    sheet.tab.keyboard.press("ArrowRight")
    sheet.tab.wait_for_timeout(150)
    assert sheet.text("#year-shown") == "2007"
    assert sheet.all("#year").get_attribute("aria-valuetext") == "2007"
    assert sheet.text("#status").startswith("2007: ")
    assert sheet.all("tr[data-tie]:visible").count() < ties
    assert int(sheet.text("label:has([data-group='none']) .number")) > int(none)
    assert sheet.js(PICTURE) != before
    sheet.tab.keyboard.press("Home")
    sheet.tab.wait_for_timeout(150)
    assert sheet.all("tr[data-tie]:visible").count() == ties
    assert sheet.text("label:has([data-group='none']) .number") == none


def test_the_table_the_legend_and_the_saved_map_show_the_same_districts(
    open_page: Open, page: Page
) -> None:
    sheet = open_page(page)
    numbers = sheet.js(
        "[...document.querySelectorAll('#legend .number')].map((n) => Number(n.textContent))"
    )
    assert sum(numbers) == districts(sheet) == 448
    sheet.tab.uncheck("[data-group='none']")
    left = districts(sheet)
    assert left == 448 - numbers[-1]
    dots = 0
    for path in sheet.saved_svg().iter():
        shape = path.get("data-shape")
        if shape:
            dots += (path.get("d") or "").count(shape)
    assert dots == left


def test_a_saved_csv_has_the_ties_that_are_shown(open_page: Open, page: Page) -> None:
    sheet = open_page(page)
    text = sheet.saved("csv").decode("utf-8-sig")
    table = list(csv.DictReader(StringIO(text, newline="")))
    assert len(table) == sheet.all("tr[data-tie]:visible").count()
    assert sheet.saved("png").startswith(b"\x89PNG")


def test_zoom_by_keys_changes_the_map_and_zero_shows_all(open_page: Open, page: Page) -> None:
    sheet = open_page(page, calm=True)
    sheet.tab.focus("#canvas")
    before = sheet.js(PICTURE)
    sheet.tab.keyboard.press("+")
    sheet.tab.wait_for_timeout(150)
    assert sheet.js(PICTURE) != before
    sheet.tab.keyboard.press("0")
    sheet.tab.wait_for_timeout(150)
    assert sheet.js(PICTURE) == before


@pytest.mark.parametrize("text", TELLING.values(), ids=TELLING)
def test_hostile_text_on_the_map_stays_text(text: str, open_page: Open, tmp_path: Path) -> None:
    with open_store(tmp_path / "hostile.db", create=True) as store:
        store.write(hostile(text))
        place: dict[str, Value] = {"lat": 44.3, "lon": -69.8, "state": text}
        store.write([Node(f"d:{text}", "district", f"{text} one", (), place)])
        sheet = open_page(view_map(store, network="network:n"), width=320)
    unharmed(sheet)
    sheet.tab.focus("#canvas")
    sheet.tab.keyboard.press("Home")
    assert sheet.all("#details li").count() >= 1
    sheet.saved_svg()
    unharmed(sheet)
    assert sheet.js("document.documentElement.scrollWidth") <= 320
