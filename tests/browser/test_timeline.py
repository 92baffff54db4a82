"""The page of a timeline: light, quiet, in columns that fit, and everything within reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netweave.visuals.timeline.view import view_timeline
from tests.browser.test_reading import complaints

if TYPE_CHECKING:
    from graph.store import Reader
    from tests.browser.conftest import Open, Theme

pytestmark = pytest.mark.browser

LINES = "[...document.querySelectorAll('#canvas g[data-high][data-node]')]"
OUT_OF_PLACE = f"""(() => {{
  const there = {LINES}.filter((line) => !line.classList.contains('gone'));
  const boxes = there.map((line) => line.getBoundingClientRect());
  const room = document.querySelector('#canvas').getBoundingClientRect();
  const cross = (a, b) => a.left < b.right - 1 && b.left < a.right - 1;
  const over = (a, b) => cross(a, b) && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const others = (box, i) => boxes.slice(i + 1).some((other) => over(box, other));
  return boxes.filter((box, i) => box.right > room.right || others(box, i)).length;
}})()"""
COLUMNS = f"new Set({LINES}.map((line) => line.transform.baseVal[0].matrix.e)).size"


@pytest.mark.parametrize(
    ("theme", "width", "columns"), [("light", 1400, 3), ("dark", 820, 2), ("light", 390, 1)]
)
def test_every_line_has_its_place_at_every_width(
    theme: Theme, width: int, columns: int, open_page: Open, real: Reader
) -> None:
    page = view_timeline(real, "Digital Promise League")
    assert len(page.html) < 200 * 1024
    sheet = open_page(page, theme=theme, width=width)
    sheet.photograph(f"timeline-{width}-{theme}")
    assert sheet.js(f"{LINES}.length") == 90
    assert (sheet.js(COLUMNS), sheet.js(OUT_OF_PLACE)) == (columns, 0)
    assert sheet.js("document.documentElement.scrollWidth") <= width
    assert complaints(sheet) == []
    assert (sheet.requests, sheet.troubles, sheet.violations) == ([sheet.tab.url], [], [])


def test_the_keyboard_reaches_every_line_and_what_is_hidden_leaves_no_gap(
    open_page: Open, real: Reader
) -> None:
    sheet = open_page(view_timeline(real, "Digital Promise League"), width=390)
    sheet.all("#canvas").focus()
    seen = set()
    sheet.tab.keyboard.press("Home")
    for _ in range(90):
        seen.add(sheet.text("#details h3"))
        sheet.tab.keyboard.press("ArrowDown")
    assert len(seen) == 90
    sheet.look_at("Lindsay Unified School District")
    assert "a list" not in sheet.text("#details .kind")
    assert "undated" in sheet.text("#details")
    high = "document.querySelector('#canvas svg').viewBox.baseVal.height"
    before = sheet.js(high)
    sheet.all('#legend [data-kind="district"]').uncheck()
    assert sheet.js(high) < before - 87 * 18
    assert sheet.js(OUT_OF_PLACE) == 0
    assert "87 districts" in "".join(sheet.saved_svg().itertext())
