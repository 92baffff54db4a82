"""In every year of the slider a page says, shows and saves what is so on that date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from netweave.visuals.map.view import view_map
from netweave.visuals.networks.view import view_networks
from queries.overlap import overlap

if TYPE_CHECKING:
    from graph.store import Reader
    from netweave.visuals.picture.picture import Picture
    from tests.browser.conftest import Open, OpenPage

pytestmark = pytest.mark.browser

STATE = """(() => {
  const shown = (rows) => [...document.querySelectorAll(rows)].filter((row) => !row.hidden)
    .map((row) => [...row.cells].map((cell) => cell.textContent.trim().replace(/\\s+/g, ' ')));
  return { label: document.querySelector('#year-shown').textContent,
    title: document.querySelector('h1').textContent,
    lead: [...document.querySelectorAll('.lead p')].map((line) => line.textContent.trim()),
    nodes: shown('tr[data-node]'),
    pairs: shown('tr[data-tie]').filter((cells) => cells.length === 8),
    dates: document.querySelector('#dates').textContent };
})()"""


def years(sheet: OpenPage) -> list[dict[str, Any]]:
    """What the page says at every stop of the slider, one press after the other."""
    sheet.tab.focus("#year")
    found = []
    for _ in range(int(sheet.all("#year").get_attribute("max") or 0)):
        sheet.tab.keyboard.press("ArrowRight")
        found.append(sheet.js(STATE))
    return found


def words(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def test_in_every_year_networks_say_what_the_engine_says_on_that_date(
    open_page: Open, real: Reader
) -> None:
    sheet = open_page(view_networks(real), calm=True)
    rest = sheet.js(STATE)
    seen = years(sheet)
    assert len(seen) > 15
    for then in seen:
        year = then["label"]
        alone = view_networks(real, as_of=year)
        scene: Picture = alone.scene  # type: ignore[assignment]  # what the page was drawn from
        known = {node.name: dict(node.facts)["Members"] for node in scene.nodes}
        assert {row[0]: row[3] for row in then["nodes"]} == known
        asked = {frozenset((row.a.name, row.b.name)): row for row in overlap(real, as_of=year).rows}
        lines = {frozenset(row[:2]): row for row in then["pairs"]}
        drawn = {
            frozenset((scene.nodes[tie.source].name, scene.nodes[tie.target].name))
            for tie in scene.ties
            if tie.derived
        }
        assert lines.keys() == drawn
        for pair, cells in lines.items():
            row = asked[pair]
            assert cells[2:4] == [str(row.shared), f"{row.expected:.2f}"]
        assert words(" ".join(then["lead"])) == words(alone.words)
        assert then["title"] == f"{scene.title}, {year}"
        assert then["dates"] == f"as of {year}"
    sheet.tab.keyboard.press("Home")
    assert sheet.js(STATE) == rest


def test_what_is_saved_in_a_year_says_which_and_what_was_left_out(
    open_page: Open, real: Reader
) -> None:
    sheet = open_page(view_networks(real), calm=True)
    digest = real.facts().data_hash[:12]
    assert "all dates" in "".join(sheet.saved_svg().itertext())
    sheet.all("#year").fill("13")
    year = sheet.text("#year-shown")
    sheet.all('#legend [data-kind="cohort"]').uncheck()
    sheet.look_at("Digital Promise League of Innovative Schools")
    known = dict(node.facts)["Members"] if (node := _node(real, year)) else ""
    assert known in sheet.text("#details")
    with sheet.tab.expect_download() as download:
        sheet.tab.click("#save-csv")
    name = download.value.suggested_filename
    assert name == f"networks-{year}-filtered-selection-{digest}.csv"
    text = "".join(sheet.saved_svg().itertext())
    assert f"Networks that share members, {year}" in text
    assert f"Data {digest}, as of {year}" in text
    assert "without: cohorts, set off: Digital Promise League" in text
    assert "all dates" not in text


def _node(store: Reader, year: str) -> Any:
    scene: Any = view_networks(store, as_of=year).scene
    return next(node for node in scene.nodes if node.name.startswith("Digital Promise League"))


def test_in_every_year_the_map_counts_the_districts_of_that_date(
    open_page: Open, real: Reader
) -> None:
    sheet = open_page(view_map(real), calm=True)
    seen = years(sheet)
    assert len(seen) > 15
    for then in seen:
        scene: Any = view_map(real, as_of=then["label"]).scene
        tied, states = sum(scene.totals.values()), len(scene.totals)
        assert (
            f"{tied:,} of them, in {states} states, have ties in {then['label']}."
            in (then["lead"][0])
        )
        assert then["dates"] == f"as of {then['label']}"
    text = "".join(sheet.saved_svg().itertext())
    assert f"as of {seen[-1]['label']}" in text
    assert "all dates" not in text
