"""Groups, areas, derived lines and years, as they reach the page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from graph.facts import StoreFacts
from netweave.visuals.page.frame import framed
from netweave.visuals.picture.layers import Area, Frame, NodeGroup, Years, years_data
from netweave.visuals.picture.parts import Derived, DrawnNode, DrawnTie, Goto
from netweave.visuals.picture.picture import Emphasis, Picture, PictureTable
from tests.visuals.reading import read

if TYPE_CHECKING:
    from netweave.visuals.page.page import Page

FACTS = StoreFacts("offline", 2, 1, "0" * 64)
SAID = ("5 districts, among them ", Goto(0), ".")
SHARED = Derived("shares members with", SAID, 7.5, dashed=True, meaning="few")
STILL = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" width="10" height="10">'
    '<title>T</title><rect data-tie="0" width="9" height="9" fill="var(--surface, #f4f6f8)"/></svg>'
)


def picture() -> Picture:
    nodes = (
        DrawnNode("n:a", "network", "A", 0, 0, group="1", size=20.0, badge="13 of 29"),
        DrawnNode("n:b", "network", "B", 100, 0),
    )
    ties = (DrawnTie(0, 1, "shared", None, None, None, (), derived=SHARED),)
    return Picture(
        "networks",
        "Networks",
        (),
        nodes,
        ties,
        (),
        (),
        "networks",
        (0,),
        Emphasis("", 2.0),
        tables=(PictureTable("Shared", ("Pair",), ((("A and B",),),), "tie", (0,)),),
        groups=(NodeGroup("1", "First", "#0072b2"),),
        areas=(Area("Hull", 50, -40, ((-30, -30), (130, -30), (50, 60)), (0, 1)),),
        years=Years(("2012", "2013"), (Frame((0,), (), "One."), Frame(None, None, "Both."))),
    )


def page(**changes: object) -> Page:
    return framed(picture()._replace(**changes), FACTS, None)  # type: ignore[arg-type]  # chosen by name


def test_a_group_gives_its_colour_and_is_in_the_legend() -> None:
    data = read(page())
    assert [node["color"] for node in data["nodes"]] == ["#0072b2", "#d55e00"]
    assert 'data-group="1"' in page().html


def test_size_and_badge_belong_to_the_node() -> None:
    first = read(page())["nodes"][0]
    assert (first["size"], first["label"]) == (20.0, "A\n13 of 29")


def test_a_derived_line_has_its_own_width_words_and_table() -> None:
    data = read(page())
    assert (data["edges"][0]["width"], data["edges"][0]["dashes"]) == (7.5, [9, 4])
    assert data["about"]["ties"][0][8] == ["5 districts, among them ", 0, "."]
    assert "shares members with" in page().html
    assert '<tr data-tie="0"><td>A and B</td></tr>' in page().html
    assert "Every tie, with its sources" not in page().html


def test_an_area_lies_behind_the_lines() -> None:
    root = ET.fromstring(page().svg)  # noqa: S314 - a file of our own
    tags = [element.tag.rpartition("}")[2] for element in root.iter()]
    assert tags.index("polygon") < tags.index("line")
    assert any(element.text == "Hull" for element in root.iter())


def test_years_become_runs_of_the_slider() -> None:
    years = read(page())["about"]["years"]
    assert years["labels"] == ["All dates", "2012", "2013"]
    assert (years["nodes"], years["ties"]) == ([0, [0, 0, 2, 2]], [[0, 0, 2, 2]])
    assert 'id="year" type="range" min="0" max="2"' in page().html


def test_a_picture_that_stands_still_has_no_library_and_no_theme_when_it_stands_alone() -> None:
    still = page(still=STILL)
    assert still.html.count("<script>") == 1
    assert 'fill="var(--surface, #f4f6f8)"' in still.html
    assert 'fill="#f4f6f8"' in still.svg


frames = st.lists(st.frozensets(st.integers(0, 5)), min_size=1, max_size=9)


@given(frames)
def test_runs_say_in_which_years_an_item_is_there(shown: list[frozenset[int]]) -> None:
    labels = tuple(str(2000 + i) for i in range(len(shown)))
    years = Years(labels, tuple(Frame(items, (), "") for items in shown))
    found = years_data(years, 6, 0)["nodes"]
    assert isinstance(found, list)
    for item, runs in enumerate(found):
        steps = [0, len(shown)] if runs == 0 else runs
        pairs = zip(steps[::2], steps[1::2], strict=True)
        there = {p for first, last in pairs for p in range(first, last + 1)}
        assert there == {0} | {p for p, items in enumerate(shown, start=1) if item in items}
