"""The picture of a group: who brings what, where it stands, and the same in words and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netweave.visuals.conveners import view
from netweave.visuals.conveners.brought import Brought, brought_by
from netweave.visuals.conveners.layout import LINE, brought_places
from netweave.visuals.conveners.view import view_conveners
from netweave.visuals.picture.limits import TooLargeError
from queries.conveners import conveners
from queries.groups.problem import NoGroupError
from tests.visuals.reading import names, read

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject, SearchStrategy

    from tests.conftest import Engine, Opened, Record

DRAWN = """
    district:a = Alder {state=ME}
    district:b = Birch {state=NH}
    district:c = Cedar {state=CA}
    network:x = Network X {stated_members=9}
    network:y = Network Y
    network:z = Network Z
    cohort:part = Part
    school:s = South School
    district:a MEMBER_OF network:x 2011.. [chair] <one.org 2015>
    district:a MEMBER_OF program:p
    district:b MEMBER_OF program:p
    school:s PART_OF district:b
    school:s MEMBER_OF cohort:part <two.org>
    cohort:part PART_OF network:y
    district:b MEMBER_OF network:z
    district:c MEMBER_OF network:z
    organization:o = The Host
    organization:o HOSTS network:x
    organization:o HOSTS network:z
"""


@pytest.mark.every_engine
def test_what_each_member_brings_is_found_by_school_and_upwards(engine: Engine) -> None:
    store = engine(DRAWN)
    brought, ties = brought_by(store, conveners(store, size=2))
    assert brought.members == ("district:a", "district:b")
    assert brought.by == {
        "cohort:part": ["district:b"],
        "network:x": ["district:a"],
        "network:y": ["district:b"],
        "network:z": ["district:b"],
        "program:p": ["district:a", "district:b"],
    }
    assert brought.ways["district:b"] == ["network:z", "program:p", "school:s"]
    assert brought.ways["school:s"] == ["cohort:part"]
    assert brought.ways["cohort:part"] == ["network:y"]
    assert len(ties) == 7


def test_what_one_brings_stands_outside_and_what_several_bring_between(engine: Engine) -> None:
    store = engine(DRAWN)
    places = brought_places(brought_by(store, conveners(store, size=2))[0])
    assert list(places)[:2] == ["district:a", "district:b"]
    a, b = places["district:a"], places["district:b"]
    assert a.x < 0 < b.x
    assert places["network:x"].x < a.x
    assert places["program:p"].x == 0
    school, part, whole = (places[i] for i in ("school:s", "cohort:part", "network:y"))
    assert b.x < school.x < part.x < whole.x, "what comes by way of something stands further out"
    assert school.y < part.y < whole.y, "and below it"
    assert places["network:x"].side == "left"
    assert school.side == "right"


@given(data=st.data())
def test_everything_drawn_has_a_place_of_its_own(
    opened: Opened, graphs: SearchStrategy[list[Record]], data: DataObject
) -> None:
    with opened(data.draw(graphs)) as store:
        try:
            found = conveners(store, kind="all", size=data.draw(st.integers(1, 3)))
        except NoGroupError:
            return
        brought, _ = brought_by(store, found)
    places = brought_places(brought)
    assert list(places)[: len(brought.members)] == list(brought.members)
    assert set(brought.by) <= set(places)
    assert {i for i in found.joined if i not in brought.members} == set(brought.by)
    spots = [(place.x, place.y) for place in places.values()]
    assert len(set(spots)) == len(spots)


def test_rows_of_a_side_stand_a_line_apart() -> None:
    many = [f"network:{i}" for i in range(5)]
    brought = Brought(("district:a",), {i: ["district:a"] for i in many}, {"district:a": many})
    places = brought_places(brought)
    heights = [places[i].y for i in many]
    assert heights == [n * LINE for n in range(5)]
    assert places["district:a"].y == heights[2]


def test_the_page_says_what_is_proved_and_how_it_is_read(engine: Engine) -> None:
    page = view_conveners(engine(DRAWN), size=2)
    assert page.words == (
        "The best group of 2 reaches 4 of 4 networks in one step, and no other group of 2 reaches "
        "more. No other group is as good. Outside of each member stand the collectives that it "
        "alone is joined to (4), between the members those that several are joined to (1); 4 of "
        "them count as networks."
    )
    assert names(page)[:2] == ["Alder", "Birch"]
    about = read(page)["about"]
    assert [line["emphasised"] for line in about["lines"]].count(True) == 5
    assert [label for label, _ in about["highlights"]] == ["Alder: 2", "Birch: 4"]


def test_words_and_tables_say_the_same(engine: Engine) -> None:
    html = view_conveners(engine(DRAWN), size=2).html
    for words in (
        "it alone reaches 3 networks. Reaches 3 of 4 networks in one step and 4 in two.",
        "Is a member of Network X (chair, since 2011, according to one.org, 2015).",
        "The 2 with the highest score reach",
        "Position is not willingness",
        "The Host hosts 2 of the 5 that the group is joined to",
        "Network X: 1 of about 9 known.",
        "<h3>The candidates</h3>",
        "<h3>Who brings what, and what several bring</h3>",
        "data-sortable",
    ):
        assert words in html
    assert html.count("●") == 6


def test_without_shared_collectives_the_page_does_not_speak_of_them(engine: Engine) -> None:
    words = view_conveners(engine("district:a MEMBER_OF network:x"), reach=2).words
    assert words.endswith(
        "Beside each member stand the collectives that it alone is joined to; 1 of them count as "
        "networks. The picture shows one step."
    )


def test_what_nobody_reaches_is_listed_with_the_smallest_group(engine: Engine) -> None:
    store = engine(DRAWN + "\nperson:q MEMBER_OF network:private")
    html = view_conveners(store, cover_all=True).html
    assert "Networks that nobody reaches" in html
    assert "private (network:private)" in html


def test_what_was_asked_stands_in_the_foot(engine: Engine) -> None:
    html = view_conveners(
        engine(DRAWN), size=2, include=["Cedar"], exclude=["Birch"], max_per_state=1, as_of="2015"
    ).html
    for words in (
        "conveners: district, to reach networks within 1",
        "<dt>Included</dt><dd>district:c</dd>",
        "<dt>Excluded</dt><dd>district:b</dd>",
        "<dt>At most of one state</dt><dd>1</dd>",
        "as of 2015",
    ):
        assert words in html


def test_more_than_a_picture_holds_is_refused_with_what_to_do(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "CONVENERS_NODES", 5)
    with pytest.raises(TooLargeError, match=r"are 8 entities; a picture holds 5\. Ask for fewer"):
        view_conveners(engine(DRAWN), size=2)


def test_a_long_list_is_cut_off_and_says_so(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "LISTED", 2)
    html = view_conveners(engine(DRAWN), size=2).html
    assert "The first 2 are listed." in html
    assert html.count("Reaches 1 of 4 networks") == 2
