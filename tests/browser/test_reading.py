"""Everyone can read a page: axe finds nothing, the keyboard reaches all, 400 % zoom reflows."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from netweave.visuals.ego import view_ego
from netweave.visuals.routes.view import view_path

if TYPE_CHECKING:
    from graph.store import Reader
    from tests.browser.conftest import Open, OpenPage, Theme

pytestmark = pytest.mark.browser

AXE = files("axe_playwright_python").joinpath("axe.min.js")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def complaints(sheet: OpenPage) -> list[str]:
    """What axe finds wrong with a page, by rule and element."""
    sheet.js(AXE.read_text(encoding="utf-8"))
    found = sheet.tab.evaluate(
        "(tags) => axe.run(document, { runOnly: { type: 'tag', values: tags } })", TAGS
    )
    return [
        f"{violation['id']}: {node['html'][:200]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing_on_a_path(
    theme: Theme, width: int, open_page: Open, real: Reader
) -> None:
    sheet = open_page(view_path(real, "Pittsfield", "Lindsay", k=6), theme=theme, width=width)
    assert complaints(sheet) == []
    sheet.look_at("Sanford")
    assert complaints(sheet) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_surroundings(theme: Theme, open_page: Open, real: Reader) -> None:
    sheet = open_page(view_ego(real, "Maine Cohort"), theme=theme)
    sheet.look_at("RSU 2")
    assert complaints(sheet) == []


def test_axe_finds_nothing_on_a_page_without_scripts_or_routes(
    open_page: Open, real: Reader
) -> None:
    sheet = open_page(view_path(real, "RSU 2", "Chugach"))
    sheet.js("document.documentElement.classList.remove('drawn')")
    assert complaints(sheet) == []


@pytest.mark.parametrize("view", ["path", "ego"])
def test_at_400_percent_zoom_nothing_has_to_be_scrolled_sideways(
    view: str, open_page: Open, real: Reader
) -> None:
    page = (
        view_path(real, "Pittsfield", "Lindsay")
        if view == "path"
        else view_ego(real, "Maine Cohort")
    )
    sheet = open_page(page, width=320)
    sheet.look_at("Maine Cohort")
    sheet.photograph(f"{view}-zoom-400")
    assert sheet.js("document.documentElement.scrollWidth") <= 320


def test_the_main_task_is_done_with_the_keyboard_alone(open_page: Open, real: Reader) -> None:
    sheet = open_page(view_path(real, "Pittsfield", "Lindsay"), calm=True)
    press = sheet.tab.keyboard.press
    for _ in range(30):
        press("Tab")
        if sheet.js("document.activeElement.id") == "canvas":
            break
    press("ArrowRight")
    assert "Pittsfield School District: district" in sheet.text("#status")
    for _ in range(3):
        press("ArrowRight")
    assert "Maine Cohort for Customized Learning: cohort, 3 ties" in sheet.text("#status")
    assert "13 of about 29 known" in sheet.text("#details")
    press("Enter")
    assert sheet.js("document.activeElement.id") == "details"
    press("Tab")
    press("Tab")
    assert sheet.js("document.activeElement.textContent") == "Sanford (ME) school district"
    press("Enter")
    assert sheet.text("#details h3") == "Sanford (ME) school district"
    press("Escape")
    assert sheet.text("#details") == ""
    assert sheet.js("document.activeElement.id") == "canvas"


def test_nothing_in_the_tab_order_is_without_a_name_or_met_twice(
    open_page: Open, real: Reader
) -> None:
    sheet = open_page(view_path(real, "Pittsfield", "Lindsay"))
    inside = sheet.js(
        "[...document.querySelectorAll('#canvas *')].filter((e) => e.tabIndex >= 0).length"
    )
    assert inside == 0


def test_zoom_keys_and_buttons_change_the_picture_and_back(open_page: Open, real: Reader) -> None:
    sheet = open_page(view_ego(real, "Lindsay"), calm=True)
    before = sheet.js("document.querySelector('#canvas canvas').toDataURL()")
    sheet.tab.focus("#canvas")
    sheet.tab.keyboard.press("+")
    sheet.tab.wait_for_timeout(100)
    assert sheet.js("document.querySelector('#canvas canvas').toDataURL()") != before
    sheet.tab.keyboard.press("0")
    sheet.tab.wait_for_timeout(100)
    assert sheet.js("document.querySelector('#canvas canvas').toDataURL()") == before


def test_the_theme_follows_the_system_until_the_reader_chooses(
    open_page: Open, real: Reader
) -> None:
    sheet = open_page(view_ego(real, "Lindsay"), theme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = sheet.js(ground)
    assert sheet.text("#theme") == "Light theme"
    sheet.tab.click("#theme")
    assert sheet.js(ground) == "rgb(255, 255, 255)" != dark
    sheet.tab.emulate_media(color_scheme="light")
    sheet.tab.click("#theme")
    assert sheet.js(ground) == dark


def test_links_in_the_words_lead_into_the_picture(open_page: Open, real: Reader) -> None:
    sheet = open_page(view_path(real, "Pittsfield", "Lindsay"), calm=True)
    sheet.all("#words a.goto").nth(1).click()
    assert "Nellie Mae" in sheet.text("#details h3")
    assert sheet.js("document.activeElement.id") == "canvas"
