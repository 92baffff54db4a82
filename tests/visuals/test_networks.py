"""The picture of networks: what is drawn, which lines, what is said of it, and the years."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import QuestionError
from netweave.visuals.networks import view as networks
from netweave.visuals.networks.found import STRONGEST, backbone, drawing, shares, wholes_of
from netweave.visuals.networks.lines import drawn_pair, node_looks
from netweave.visuals.networks.view import view_networks
from netweave.visuals.networks.words import lead
from netweave.visuals.networks.years import drawn_years
from netweave.visuals.page.frame import plain
from netweave.visuals.picture.drawing import drawn_ties
from netweave.visuals.picture.limits import ViewError
from queries.overlap import Overlap, Party
from tests.visuals.reading import names, read

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from netweave.visuals.networks.found import Drawing
    from netweave.visuals.page.page import Page
    from netweave.visuals.picture.parts import DrawnTie
    from netweave.visuals.picture.picture import Picture
    from queries.overlap import Verdict
    from tests.conftest import Engine, Opened, Record

SOME = """
    network:n = North {stated_members=9}
    network:s = South
    cohort:c = Cohort
    program:p = Programme
    cohort:c PART_OF program:p <plan.org>
    district:a = Alder {state=ME}
    district:a MEMBER_OF network:n 2010..2012
    district:b MEMBER_OF network:n 2011..
    district:a MEMBER_OF network:s
    district:b MEMBER_OF network:s 2012..
    district:c MEMBER_OF cohort:c 2013..
"""
NONE_OF_IT = "district:a MEMBER_OF program:p\nnetwork:n = Empty"


def picture(page: Page) -> Picture:
    scene = page.scene
    assert scene is not None
    return scene  # type: ignore[return-value]  # a view of a graph hands over a Picture


def test_networks_come_by_size_and_then_what_they_are_parts_of(engine: Engine) -> None:
    page = view_networks(engine(SOME))
    assert names(page) == ["North", "South", "Cohort", "Programme"]
    assert [node.badge for node in picture(page).nodes] == ["1 of 9", None, None, None]


def test_what_has_no_known_district_is_not_drawn(engine: Engine) -> None:
    with pytest.raises(ViewError, match=r"nothing to draw\. Load rosters"):
        view_networks(engine(NONE_OF_IT))


def test_more_members_make_a_larger_node_and_more_shared_ones_a_wider_line(engine: Engine) -> None:
    more = "\n".join(f"district:{i} MEMBER_OF network:{n}" for i in "defg" for n in "ns")
    few, many = (picture(view_networks(engine(text))) for text in (SOME, SOME + more))
    assert (few.nodes[0].size or 0) < (many.nodes[0].size or 0)
    assert (next(few.lines()).width, next(many.lines()).width) == (3.7, 10.5)


@pytest.mark.every_engine
def test_a_line_says_how_many_and_whom_and_what_chance_would_do(engine: Engine) -> None:
    drawn = picture(view_networks(engine(SOME)))
    assert [(tie.source, tie.target, tie.type) for tie in drawn.at_rest] == [
        (0, 1, "shared"),
        (2, 3, "PART_OF"),
    ]
    derived = drawn.ties[0].derived
    assert derived is not None
    assert str(derived.said[0]).startswith("2 shared: Alder; b. Too little data to tell, ")
    assert derived.dashed


def test_the_table_of_pairs_follows_the_lines(engine: Engine) -> None:
    drawn = picture(view_networks(engine(SOME)))
    (table,) = drawn.tables
    assert (table.about, table.items) == ("tie", (0, 2, 3, 4))
    assert {len(row) for row in table.rows} == {len(table.columns)}
    html = view_networks(engine(SOME)).html
    assert [re.findall(rf'<tr data-tie="{i}"( hidden)?>', html)[0] for i in table.items] == [
        "",
        " hidden",
        " hidden",
        " hidden",
    ]
    assert table.rows[0][2] == ("2",)
    assert table.rows[0][-1] == ("Alder; b",)


def test_the_page_says_why_which_lines_are_drawn_and_what_is_incomplete(engine: Engine) -> None:
    words = view_networks(engine(SOME)).words
    assert (
        "3 networks with 3 known districts, and 1 whole that they are parts of. 1 pair shares"
        in words
    )
    assert "The data are thin" in words
    assert "two strongest ties of each network" in words
    assert "below its name stands how much, as in “1 of 9”" in words


def test_a_part_stands_in_an_area_with_its_whole(engine: Engine) -> None:
    solid = [area for area in picture(view_networks(engine(SOME))).areas if area.solid]
    assert [set(area.nodes) for area in solid] == [{2, 3}]


def test_a_cluster_is_an_area_named_by_its_states(engine: Engine) -> None:
    dotted = [area for area in picture(view_networks(engine(SOME))).areas if not area.solid]
    assert [(area.label, area.nodes) for area in dotted] == [("ME", (0, 1)), ("Cohort", (2, 3))]


def test_one_name_gives_it_and_those_it_shares_with(engine: Engine) -> None:
    store = engine(SOME + "district:c MEMBER_OF network:s")
    assert names(view_networks(store, "North")) == ["South", "North"]
    assert names(view_networks(store, "Cohort")) == ["South", "Cohort", "Programme"]


def test_several_names_give_these(engine: Engine) -> None:
    assert names(view_networks(engine(SOME), "North", "Cohort")) == ["North", "Cohort", "Programme"]


def test_what_takes_no_part_is_named(engine: Engine) -> None:
    with pytest.raises(QuestionError, match="program:p is none of the networks with memberships"):
        view_networks(engine(SOME), "Programme")


def test_on_a_date_only_what_held_is_drawn_and_there_is_no_slider(engine: Engine) -> None:
    page = view_networks(engine(SOME), as_of="2010")
    assert names(page) == ["North", "South"]
    assert picture(page).years is None


def test_the_largest_can_be_asked_for(engine: Engine) -> None:
    page = view_networks(engine(SOME), top=2)
    assert names(page) == ["North", "South"]
    assert "2 networks of 3, the largest," in page.words


@pytest.mark.parametrize("top", [0, 61])
def test_more_than_a_picture_holds_is_refused(engine: Engine, top: int) -> None:
    with pytest.raises(ViewError, match=f"1 to 60; {top} were asked for"):
        view_networks(engine(SOME), top=top)


def test_above_the_limit_the_heat_map_takes_its_place_and_says_so(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(networks, "NETWORKS", 2)
    page = view_networks(engine(SOME))
    assert picture(page).view == "overlap"
    assert page.words.startswith(
        "3 networks have known members, and a picture with lines holds 2: hence this heat map."
    )
    assert "--top 2" in page.words


def test_a_page_is_the_same_every_time(engine: Engine) -> None:
    assert view_networks(engine(SOME)).html == view_networks(engine(SOME)).html


def test_the_slider_shows_who_had_members_and_who_shared_them(engine: Engine) -> None:
    slider = picture(view_networks(engine(SOME))).years
    assert slider is not None
    assert slider.labels == ("2010", "2011", "2012", "2013")
    nodes = [sorted(frame.nodes or ()) for frame in slider.frames]
    assert nodes == [[0, 1], [0, 1], [0, 1], [0, 1, 2, 3]]
    assert [sorted(frame.ties or ()) for frame in slider.frames] == [[2], [2], [3], [1, 4]]
    assert slider.frames[3].words == "2013: 4 networks have known members, 1 line holds."


def test_a_line_goes_when_nobody_is_in_both_any_more(engine: Engine) -> None:
    drawing = """
        district:a MEMBER_OF network:n 2010..2010
        district:a MEMBER_OF network:s 2012..2012
    """
    slider = picture(view_networks(engine(drawing))).years
    assert slider is not None
    assert [sorted(frame.nodes or ()) for frame in slider.frames] == [[0], [], [1]]
    assert [list(frame.ties or ()) for frame in slider.frames] == [[], [], []]


def test_without_a_date_there_is_no_slider(engine: Engine) -> None:
    page = view_networks(engine("district:a MEMBER_OF network:n"))
    assert picture(page).years is None


@given(data=st.data())
def test_each_year_shows_what_that_date_alone_would(
    data: st.DataObject, graphs: SearchStrategy[list[Record]], opened: Opened
) -> None:
    with opened(data.draw(graphs)) as store:
        found = shares(store, ())
        about = drawing(store, store, found, len(found.nodes), "memberships", None)
        slider = drawn_years(store, store, about, lines_of(about)).years
        for label, frame in zip(slider.labels, slider.frames, strict=True) if slider else ():
            sharing = shares(store, (), as_of=label)
            then = drawing(store, store, sharing, len(sharing.nodes), "memberships", label)
            ids = list(about.nodes)
            assert {ids[i] for i in frame.nodes or ()} == set(then.nodes)
            assert {ids[i]: looks for i, looks in frame.looks.items()} == {
                i: node_looks(then, i) for i in then.nodes
            }
            assert frame.lead == tuple(plain(said, str) for said in lead(then))


@given(data=st.data())
def test_a_line_says_in_each_year_what_it_says_on_that_date_alone(
    data: st.DataObject, graphs: SearchStrategy[list[Record]], opened: Opened
) -> None:
    with opened(data.draw(graphs)) as store:
        found = shares(store, ())
        about = drawing(store, store, found, len(found.nodes), "memberships", None)
        made = drawn_years(store, store, about, lines_of(about))
        for label, frame in (
            zip(made.years.labels, made.years.frames, strict=True) if made.years else ()
        ):
            sharing = shares(store, (), as_of=label)
            then = drawing(store, store, sharing, len(sharing.nodes), "memberships", label)
            alone = [drawn_pair(then, row, about.place) for row in then.lines.rows]
            drawn = [made.ties[i] for i in sorted(frame.ties or ()) if made.ties[i].derived]
            assert sorted(drawn, key=repr) == sorted(alone, key=repr)


def lines_of(about: Drawing) -> tuple[DrawnTie, ...]:
    """The lines of all dates, as the view draws them."""
    lines = tuple(drawn_pair(about, row, about.place) for row in about.lines.rows)
    return (*lines, *drawn_ties(about.ties, about.place))


def pair(a: str, b: str, shared: int, verdict: Verdict = "chance") -> Overlap:
    return Overlap(Party(a, a), Party(b, b), shared, 0.1, 1.0, 0.5, 0.5, 1.0, 1.0, verdict)


def test_with_ten_telling_pairs_only_these_have_a_line() -> None:
    telling = [pair("a", f"b{n}", 2, "more") for n in range(10)]
    rows = [*telling, pair("c", "d", 9), pair("e", "f", 0, "fewer")]
    assert backbone(rows) == (tuple(telling), False)


def test_with_fewer_each_has_its_two_strongest_besides() -> None:
    rows = [
        pair("a", "z", 1, "more"),
        *(pair("a", other, shared) for other, shared in (("b", 5), ("c", 4), ("d", 3))),
        pair("b", "c", 2),
        pair("e", "f", 0, "fewer"),
    ]
    drawn = {(row.a.id, row.b.id) for row in backbone(rows).rows}
    assert backbone(rows).thin
    # d has no stronger tie than that with a, so it is drawn although a has two stronger ones.
    assert drawn == {("a", "z"), ("a", "b"), ("a", "c"), ("a", "d"), ("b", "c")}


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 4)), max_size=15))
def test_whoever_shares_with_somebody_keeps_a_line(ends: list[tuple[int, int, int]]) -> None:
    pairs = {(min(a, b), max(a, b)): shared for a, b, shared in ends if a != b}
    rows = [pair(str(a), str(b), shared) for (a, b), shared in pairs.items()]
    drawn = [end for row in backbone(rows).rows for end in (row.a.id, row.b.id)]
    for node in {end for (a, b), shared in pairs.items() if shared for end in (str(a), str(b))}:
        own = sum(node in (row.a.id, row.b.id) and row.shared > 0 for row in rows)
        assert drawn.count(node) >= min(own, STRONGEST)


def test_a_part_of_two_wholes_stands_in_the_first_and_a_cycle_stays_open(engine: Engine) -> None:
    store = engine(
        "network:a PART_OF network:c\nnetwork:a PART_OF network:b\nnetwork:b PART_OF network:a"
    )
    ties = store.ties(["network:a", "network:b"], ["PART_OF"], None, "out")
    assert wholes_of(ties, {}) == {"network:a": "network:b"}


def test_every_text_of_the_data_stands_escaped(engine: Engine) -> None:
    page = view_networks(engine("network:n = <b>North</b>\ndistrict:a MEMBER_OF network:n"))
    assert "<b>North" not in page.html
    assert read(page)["about"]["nodes"][0][0] == "<b>North</b>"
