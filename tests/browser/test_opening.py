"""A page opens from disk without a network, runs only its own scripts, and complains of nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netweave.visuals.ego import view_ego
from netweave.visuals.routes.view import view_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.store import Reader
    from netweave.visuals.page.page import Page
    from tests.browser.conftest import Open, Theme

pytestmark = pytest.mark.browser

VIEWS: dict[str, Callable[[Reader], Page]] = {
    "path": lambda store: view_path(store, "Pittsfield", "Lindsay"),
    "path-many": lambda store: view_path(store, "Sanborn", "RSU 2", k=12),
    "path-none": lambda store: view_path(store, "RSU 2", "Chugach"),
    "ego-district": lambda store: view_ego(store, "Lindsay"),
    "ego-cohort": lambda store: view_ego(store, "Maine Cohort"),
    "ego-wide": lambda store: view_ego(store, "Lindsay", radius=2),
}
each_view = pytest.mark.parametrize("view", VIEWS)
each_theme = pytest.mark.parametrize("theme", ["light", "dark"])


@each_view
@each_theme
def test_a_page_asks_for_nothing_and_complains_of_nothing(
    view: str, theme: Theme, open_page: Open, real: Reader
) -> None:
    sheet = open_page(VIEWS[view](real), theme=theme)
    sheet.photograph(f"{view}-{theme}")
    assert sheet.requests == [sheet.tab.url]
    assert sheet.troubles == []
    assert sheet.violations == []


def test_the_policy_stops_scripts_and_pictures_from_elsewhere(
    open_page: Open, real: Reader
) -> None:
    sheet = open_page(VIEWS["path"](real))
    sheet.js(
        """() => {
          const script = document.createElement('script');
          script.textContent = 'window.ran = true';
          const image = document.createElement('img');
          image.src = 'https://example.org/seen.png';
          document.body.append(script, image);
        }"""
    )
    sheet.tab.wait_for_timeout(300)
    assert sheet.violations == ["script-src-elem inline", "img-src https://example.org/seen.png"]
    assert sheet.js("window.ran") is None


def test_links_go_to_web_pages_alone_and_tell_them_nothing(open_page: Open, real: Reader) -> None:
    sheet = open_page(VIEWS["ego-wide"](real))
    links = sheet.js("[...document.links].map((a) => [a.getAttribute('href'), a.rel, a.target])")
    outside = [link for link in links if not link[0].startswith("#")]
    assert outside
    assert {link[0].partition(":")[0] for link in outside} <= {"http", "https"}
    assert {tuple(link[1:]) for link in outside} == {("noopener noreferrer", "_blank")}


@each_view
def test_without_scripts_the_page_has_the_picture_the_words_and_the_tables(
    view: str, open_page: Open, real: Reader
) -> None:
    sheet = open_page(VIEWS[view](real), script=False)
    assert sheet.all("#still svg").is_visible()
    assert sheet.all("#words h3").count() >= 1
    assert sheet.all("tr[data-node]").count() >= 2
    assert not sheet.all(".tools").is_visible()


def test_on_paper_the_static_picture_takes_the_place_of_the_moving_one(
    open_page: Open, real: Reader
) -> None:
    sheet = open_page(VIEWS["path"](real), theme="dark")
    sheet.tab.emulate_media(media="print")
    assert sheet.all("#still svg").is_visible()
    assert not sheet.all("#canvas").is_visible()
    paper = sheet.js("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(255, 255, 255)"


def test_in_a_notebook_the_page_runs_inside_its_frame(open_page: Open, real: Reader) -> None:
    page = VIEWS["path"](real)
    tab = open_page(page).tab.context.new_page()
    tab.set_content(f"<!doctype html><title>Notebook</title>{page._repr_html_()}")
    frame = tab.frame_locator("iframe.netweave-live")
    frame.locator("html[data-ready]").wait_for(state="attached")
    assert frame.locator("h1").text_content() == page.title
    assert not tab.locator(".netweave-still").is_visible()


def test_where_a_notebook_loses_its_frames_the_still_picture_shows(
    open_page: Open, real: Reader
) -> None:
    page = VIEWS["path"](real)
    tab = open_page(page).tab.context.new_page()
    tab.set_content(f"<!doctype html><title>Notebook</title>{page._repr_html_()}")
    tab.evaluate("document.querySelector('iframe').remove()")
    assert tab.locator(".netweave-still img").is_visible()
    assert tab.evaluate("document.querySelector('.netweave-still img').naturalWidth") > 300
    assert "5 ties apart" in (tab.locator(".netweave-still p").text_content() or "")
