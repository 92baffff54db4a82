"""The map: who is on it, in which colour, by which ties, in which year, and what is said."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from graph.errors import WrongKindError
from netweave.visuals.map.scene import MapScene
from netweave.visuals.map.view import view_map
from netweave.visuals.picture.limits import ViewError
from tests.visuals.reading import read

if TYPE_CHECKING:
    from netweave.visuals.page.page import Page
    from tests.conftest import Engine

MAP = """
    district:a = Alder {state=ME lat=44.3 lon=-69.8}
    district:b = Birch {state=ME lat=44.9 lon=-68.7}
    district:c = Cedar {state=NH lat=43.2 lon=-71.5}
    district:d = Dogwood {state=CA lat=36.2 lon=-119.1}
    district:e = Elm {state=CA}
    district:f = Fig {state=PR lat=18.4 lon=-66.1}
    district:g = Gum {state=TX latitude=31.0 longitude=-97.0}
    school:s = Spruce School
    school:s PART_OF district:d
    network:n = North {stated_members=9}
    network:o = Overall
    cohort:k = Kiwi
    cohort:k PART_OF network:o
    district:a MEMBER_OF network:n 2012..2014 [chair] <page.org 2015>
    district:b MEMBER_OF network:n 2013..
    district:c MEMBER_OF network:n
    school:s MEMBER_OF cohort:k 2014..
    district:e MEMBER_OF cohort:k
"""


@pytest.fixture
def page(engine: Engine) -> Page:
    return view_map(engine(MAP))


def scene(page: Page) -> MapScene:
    assert isinstance(page.scene, MapScene)
    return page.scene


def rows(page: Page) -> list[list[str]]:
    """The rows of the table of districts."""
    table = re.search(r'<table id="rows">.*?<tbody>(.*?)</tbody>', page.html, re.DOTALL)
    assert table is not None
    return [
        [unescape(cell) for cell in row.split("<td>")[1:]]
        for row in table[1].strip().split("<tr")[1:]
    ]


def test_districts_with_coordinates_are_on_the_map(page: Page) -> None:
    assert {dot.node.name for dot in scene(page).dots} == {
        "Alder",
        "Birch",
        "Cedar",
        "Dogwood",
        "Gum",
    }


def test_the_others_are_listed_and_none_is_dropped(page: Page) -> None:
    assert "Not on the map: 1 have no coordinates and 1 are outside the 50 states." in page.words
    assert "CA (1): Elm." in page.html
    assert "Puerto Rico (1): Fig." in page.html


def test_a_district_has_the_colour_of_its_cluster_or_none(page: Page) -> None:
    groups = {dot.node.name: dot.group for dot in scene(page).dots}
    assert groups["Alder"] == groups["Birch"] == groups["Cedar"] == "1"
    assert groups["Dogwood"] not in ("1", "none")
    assert groups["Gum"] == "none"


def test_beyond_seven_clusters_the_rest_is_other(engine: Engine) -> None:
    places = "\n".join(
        f"district:{n} = D{n} {{state=KS lat=38.{n} lon=-97.{n}}}\n"
        f"district:{n} MEMBER_OF network:n{n}"
        for n in range(1, 10)
    )
    found = scene(view_map(engine(places)))
    assert [group.key for group in found.groups][-2:] == ["other", "none"]
    assert sum(1 for _ in found.of_group("other")) == 2
    assert len({group.fill for group in found.groups}) == 9


def test_the_rows_are_the_dots_in_their_order(page: Page) -> None:
    assert [row[0] for row in rows(page)] == [dot.node.name for dot in scene(page).dots]
    alder = next(row for row in rows(page) if row[0] == "Alder")
    assert alder == ["Alder", "ME", "district:a", alder[3], "1"]
    assert next(row for row in rows(page) if row[0] == "Gum") == ["Gum", "TX", "district:g"]


def test_the_static_map_holds_every_place(page: Page) -> None:
    root = ET.fromstring(page.svg)  # noqa: S314 - a file of our own
    places = []
    for group in scene(page).groups:
        (path,) = (p for p in root.iter() if p.get("data-dots") == group.key)
        x = y = 0
        for step in (path.get("d") or "").split(path.get("data-shape") or "-")[:-1]:
            moves = re.fullmatch(r"m(-?\d+) ?(-?\d+)", step)
            assert moves is not None
            x, y = x + int(moves[1]), y + int(moves[2])
            places.append((x / 10, y / 10))
    assert places == [(dot.x, dot.y) for dot in scene(page).dots]


@pytest.mark.every_engine
def test_a_schools_membership_is_its_districts_too(page: Page) -> None:
    dots = scene(page).dots
    nets = {net.node.name: [dots[i].node.name for i in net.dots] for net in scene(page).nets}
    assert nets["Kiwi"] == nets["Overall"] == ["Dogwood"]
    assert sorted(nets["North"]) == ["Alder", "Birch", "Cedar"]
    assert [tie[3] for tie in read(page)["about"]["ties"] if tie[3] and "through" in tie[3]] == [
        "through Spruce School"
    ]


def test_a_regional_network_is_outlined_and_another_is_not(page: Page) -> None:
    assert {net.node.name: net.regional for net in scene(page).nets} == {
        "Kiwi": False,
        "North": True,
        "Overall": False,
    }


def test_state_totals_count_districts_with_ties(page: Page) -> None:
    assert scene(page).totals == {"CA": 1, "ME": 2, "NH": 1}


def test_every_tie_has_its_sources_in_the_table(page: Page) -> None:
    assert 'data-tie="0"' in page.html
    assert "2012 to 2014" in page.html
    assert "page.org, 2015" in page.html
    assert "2 of about 9 known" in page.html


def test_the_slider_knows_the_years_and_what_holds_in_them(page: Page) -> None:
    years = read(page)["about"]["years"]
    assert years["labels"] == ["All dates", "2012", "2013", "2014"]
    ties = read(page)["about"]["ties"]
    names = [dot.node.name for dot in scene(page).dots]
    runs = {names[tie[0]]: run for tie, run in zip(ties, years["ties"], strict=True)}
    assert runs == {"Alder": 0, "Birch": [0, 0, 2, 3], "Cedar": 0, "Dogwood": [0, 0, 3, 3]}
    assert years["words"][1] == (
        "2012: 2 districts with 2 ties, of which 1 have no known beginning and count in every year."
    )


def test_a_page_of_a_date_has_no_slider_and_only_what_held(engine: Engine) -> None:
    page = view_map(engine(MAP), as_of="2012")
    assert read(page)["about"]["years"] is None
    assert 'id="year"' not in page.html
    assert scene(page).totals == {"ME": 1, "NH": 1}


def test_without_dates_there_is_no_slider(engine: Engine) -> None:
    page = view_map(engine("district:a = A {lat=44.3 lon=-69.8}\ndistrict:a MEMBER_OF network:n"))
    assert 'id="year"' not in page.html


def test_one_network_can_be_asked_for(engine: Engine) -> None:
    page = view_map(engine(MAP), network="North")
    assert page.title == "Where the districts of North are"
    assert "North has 3 districts on the map, outlined, since most are in one region." in page.words
    assert read(page)["about"]["chosen"] == 1
    assert "<polygon" in page.svg


def test_a_network_without_a_place_is_refused_with_the_table(engine: Engine) -> None:
    drawing = f"{MAP}\nnetwork:p = Palm\ndistrict:f MEMBER_OF network:p"
    with pytest.raises(ViewError, match=r"No district of Palm .*netweave members network:p"):
        view_map(engine(drawing), network="Palm")


def test_what_is_no_collective_is_refused(engine: Engine) -> None:
    with pytest.raises(WrongKindError):
        view_map(engine(MAP), network="Alder")


def test_without_any_coordinates_the_file_that_has_them_is_named(engine: Engine) -> None:
    with pytest.raises(ViewError, match="Load the NCES file"):
        view_map(engine("district:a MEMBER_OF network:n"))


def test_ties_of_every_type_are_told_if_asked_for(engine: Engine) -> None:
    drawing = f"{MAP}\nperson:p LEADS district:a\ndistrict:a PARTNERS_WITH district:b"
    types = [
        tie[2]
        for tie in read(view_map(engine(drawing), through="all"))["about"]["ties"]
        if tie[2] != "MEMBER_OF"
    ]
    assert sorted(types) == ["LEADS", "PARTNERS_WITH"]


def test_the_page_holds_no_library_for_graphs(page: Page) -> None:
    assert "vis-network" not in page.html
    assert page.html.count("<script>") == 2
