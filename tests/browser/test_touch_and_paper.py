"""A finger scrolls the page past the picture; paper has the answer and the picture on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from campaign.tab import watched
from netweave.visuals.ego import view_ego
from netweave.visuals.map.view import view_map
from netweave.visuals.routes.view import view_path

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

    from graph.store import Reader
    from netweave.visuals.page.page import Page
    from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

VIEWS: dict[str, Callable[[Reader], Page]] = {
    "path": lambda store: view_path(store, "Pittsfield", "Lindsay"),
    "map": view_map,
}


@pytest.mark.parametrize("view", VIEWS)
def test_a_swipe_on_the_picture_scrolls_the_page_and_leaves_the_picture(
    view: str, browser: Browser, real: Reader, tmp_path: Path
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    sheet = watched(context.new_page())
    sheet.tab.goto(VIEWS[view](real).save(tmp_path / "page.html").as_uri())
    sheet.tab.wait_for_selector("html[data-ready]")
    sheet.js("document.querySelector('#canvas').scrollIntoView({ block: 'center' })")
    drawn = "document.querySelector('#canvas canvas').toDataURL()"
    before, high = sheet.js(drawn), sheet.js("window.scrollY")
    touch = context.new_cdp_session(sheet.tab)
    for number in range(16):
        at = {"x": 195, "y": 480 - 10 * number}
        word = "touchMove" if number else "touchStart"
        touch.send("Input.dispatchTouchEvent", {"type": word, "touchPoints": [at]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    sheet.tab.wait_for_function(f"window.scrollY > {high} + 80")
    assert sheet.js(drawn) == before
    context.close()


def test_paper_has_the_answer_and_the_picture_and_tables_if_one_wants(
    open_page: Open, real: Reader
) -> None:
    sheet = open_page(view_ego(real, "Digital Promise League"))
    assert sheet.tab.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
    sheet.all("#print-all").check()
    assert sheet.tab.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") > 3


def test_lines_of_a_small_picture_keep_their_width(open_page: Open, real: Reader) -> None:
    sheet = open_page(view_ego(real, "Digital Promise League"))
    # Along a ray to the right of the middle one meets the ink of lines, not hairlines of it.
    dark = """(() => {
      const canvas = document.querySelector('#canvas canvas');
      const { width, height } = canvas;
      const pixels = canvas.getContext('2d').getImageData(0, 0, width, height).data;
      const found = [];
      const x = Math.round(width * 0.42);
      for (let y = 0; y < height; y += 1) found.push(pixels[4 * (y * width + x)]);
      return found;
    })()"""
    assert min(sheet.js(dark)) < 0x95
