"""Conveners as rows and a group: published and worked-out cases, and random graphs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import NotFoundError, QuestionError, WrongKindError
from queries.asking.scope import Cover
from queries.bridges import bridges
from queries.conveners import _order, conveners
from queries.groups.answer import Convener
from queries.groups.choosing import Group
from queries.groups.problem import NoGroupError
from queries.groups.standing import FIGURES
from queries.measures.covering import Steps
from tests.queries.groups.conftest import Limits, Plainly, every_best

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject, SearchStrategy

    from graph.store import Reader
    from tests.conftest import Engine, Opened, Record

DRAWN = """
    district:a = A {state=ME competency_since=2009 competency_since_source=https://www.a.org/us}
    district:b = B {state=ME}
    district:c = C {state=CA competency_since=2020-08}
    district:d = D
    network:x = X {scope_state=ME}
    district:a MEMBER_OF network:x 2011.. [chair] <one.org 2015>
    district:b MEMBER_OF network:x <one.org>
    district:b MEMBER_OF network:y <two.org> inferred
    district:c MEMBER_OF network:z 2019..2021 <two.org>
    school:s = South School
    school:s PART_OF district:d
    school:s MEMBER_OF network:z
    organization:o = Host {state=NH}
    organization:o HOSTS network:y <host.org>
    organization:o CONVENES network:z <host.org>
"""


def test_davis_has_one_pair_that_covers_all_events(davis: Reader) -> None:
    found = conveners(davis, size=2)
    pair = ("Evelyn Jefferson", "Nora Fayette")
    assert found.group == Group(
        members=pair,
        covered=14,
        total=14,
        optimal=True,
        bound=14,
        ties=(pair,),
        ties_complete=True,
        unique_cover={pair[0]: 6, pair[1]: 6},
    )
    assert len(found.rows) == 18
    assert {row.score for row in found.rows} == {1.0}


@pytest.mark.every_engine
def test_the_rows_of_a_small_network_can_be_worked_out_on_paper(engine: Engine) -> None:
    found = conveners(engine(DRAWN), as_of="2020")
    assert found.reference_year == 2020
    assert [row[:10] for row in found.rows] == [
        # b joins x and y: 2 of 3 in one step. The graph is a - x - b - y and c - z - s - d.
        ("district:b", "district", "B", "ME", 2 / 3, 2, 2, 2.0, 0.0, None),
        ("district:a", "district", "A", "ME", 2 / 3, 1, 2, 0.0, 0.0, 11),
        ("district:c", "district", "C", "CA", 1 / 3, 1, 1, 0.0, None, 0),
        ("district:d", "district", "D", None, 1 / 3, 1, 1, 0.0, 0.0, None),
    ]


def test_the_year_is_that_of_the_date_or_this_one(engine: Engine) -> None:
    store = engine(DRAWN)
    then = {row.id: row.years for row in conveners(store, as_of="2019-06").rows}
    assert then["district:a"] == 10
    assert then["district:c"] == -1, "it had not begun"
    assert conveners(store).reference_year == date.today().year  # noqa: DTZ011 - the user's own


@pytest.mark.every_engine
def test_reasons_say_what_ties_them_and_who_says_so(engine: Engine) -> None:
    said = {row.id: row.reasons for row in conveners(engine(DRAWN)).rows}
    assert said["district:a"] == (
        "Reaches 1 of 3 networks in one step and 2 in two.",
        "Is a member of X (chair, since 2011, according to one.org, 2015).",
        "Teaches by competency since 2009 (according to a.org).",
        "No other candidate is as good in every figure and better in one.",
    )
    assert said["district:b"][1:3] == (
        "Is a member of X (undated, according to one.org).",
        "Is a member of y (undated, inferred from two.org).",
    )
    assert said["district:c"][1] == "Was a member of z (2019 to 2021, according to two.org)."
    assert said["district:d"][1] == (
        "Its school South School is a member of z (undated, according to an unnamed source)."
    )
    hosts = conveners(engine(DRAWN), kind="organization").rows
    assert [row.reasons[1:3] for row in hosts] == [
        (
            "Convenes z (undated, according to host.org).",
            "Hosts y (undated, according to host.org).",
        )
    ]
    assert hosts[0].betweenness is None


def test_who_is_not_in_the_graph_comes_after_those_who_are_as_good(engine: Engine) -> None:
    # a hosts x, which is no membership: its betweenness is unknown, and that of p is 0.
    store = engine("""
        district:d MEMBER_OF network:x
        person:p MEMBER_OF network:x
        organization:a HOSTS network:x
    """)
    rows = conveners(store, kind="all", size=1).rows
    found = {row.id: (row.score, row.reach_1, row.betweenness) for row in rows}
    assert found["person:p"] == (1.0, 1, 0.0)
    assert found["organization:a"] == (1.0, 1, None)
    assert [row.id for row in rows] == ["network:x", "district:d", "person:p", "organization:a"]


def test_of_equal_scores_the_first_step_counts_before_betweenness() -> None:
    far = Convener("a", "district", "A", None, 0.5, 1, 2, 9.0, None, None, ())
    near = far._replace(id="b", reach_1=2, betweenness=0.0)
    assert sorted([far, near], key=_order) == [near, far]


def test_a_collective_is_joined_to_those_around_it(engine: Engine) -> None:
    store = engine("""
        consortium:c CONVENES network:x <one.org>
        district:a MEMBER_OF network:x
        district:a MEMBER_OF consortium:c
    """)
    rows = {row.id: row for row in conveners(store, kind="collective").rows}
    assert rows["network:x"].reasons[1] == "Is convened by c (undated, according to one.org)."
    assert (rows["network:x"].reach_1, rows["consortium:c"].reach_1) == (2, 2)


def test_a_group_is_chosen_under_what_one_wants_of_it(engine: Engine) -> None:
    store = engine(DRAWN)

    def members(**wanted: Any) -> tuple[str, ...]:
        return conveners(store, **wanted).group.members

    assert members(size=2) == ("district:b", "district:c")
    assert members(size=2, exclude=["C"]) == ("district:b", "district:d")
    assert members(size=2, include=["a"]) == ("district:a", "district:b")
    assert members(size=3, max_per_state=1) == ("district:b", "district:c", "district:d")
    loose = {"exclude": ["c"], "include": ["d"], "each_cluster": True, "max_per_state": 1}
    assert members(size=2, **loose) == ("district:b", "district:d")
    assert members(size=9) == ("district:a", "district:b", "district:c", "district:d")
    assert members(size=2, each_cluster=True) == ("district:b", "district:c")
    assert members(cover_all=True) == ("district:b", "district:c")


def test_equally_good_groups_are_told_and_each_member_counts_for_itself(engine: Engine) -> None:
    group = conveners(engine(DRAWN), size=3).group
    b, c, d = "district:b", "district:c", "district:d"
    assert (group.covered, group.total, group.bound, group.optimal) == (3, 3, 3, True)
    assert group.ties == (("district:a", b, c), ("district:a", b, d), (b, c, d))
    assert group.ties_complete
    assert group.unique_cover == {"district:a": 0, b: 1, c: 1}


def test_what_nobody_reaches_is_told(engine: Engine) -> None:
    store = engine(DRAWN + "\nperson:p MEMBER_OF network:private")
    found = conveners(store, cover_all=True)
    assert (found.group.covered, found.group.total) == (3, 4)
    assert [target.id for target in found.unreached] == ["network:private"]


def test_weights_make_another_order_and_say_so(engine: Engine) -> None:
    store = engine(DRAWN)
    found = conveners(store, weights={"years": 1}, as_of="2020")
    assert found.rows[0].id == "district:a"
    assert found.sums == {"district:a": 1, "district:b": 0, "district:c": 0, "district:d": 0}
    assert conveners(store).sums is None
    for weights in ({"willingness": 1.0}, {"years": -1.0}, {"years": float("nan")}):
        with pytest.raises(QuestionError, match="is no weight"):
            conveners(store, weights=weights)


IMPOSSIBLE = [
    ({"kind": "program"}, "there is nobody to choose"),
    ({"kind": "person"}, "Nobody of this kind reaches anything"),
    ({"exclude": ["a", "b", "c", "d"]}, "All candidates are excluded"),
    ({"include": ["a"], "exclude": ["A"]}, "district:a cannot be both included and excluded"),
    ({"include": ["a", "b", "c"], "size": 2}, "3 entities are to be included, and the group has 2"),
    ({"include": ["Alone"]}, "district:alone cannot be included"),
    ({"size": 4, "max_per_state": 1}, "has 3 members at most; 4 were asked for"),
    ({"include": ["a", "b"], "max_per_state": 1}, "2 entities of ME are to be included"),
    ({"size": 1, "each_cluster": True}, "2 clusters have candidates; a group of 1 cannot"),
]


@pytest.mark.parametrize(("wanted", "reason"), IMPOSSIBLE)
def test_what_cannot_be_is_refused_with_the_reason(
    engine: Engine, wanted: dict[str, Any], reason: str
) -> None:
    store = engine(DRAWN + "\ndistrict:alone = Alone {state=TX}")
    with pytest.raises(NoGroupError, match=reason):
        conveners(store, **wanted)


def test_names_and_numbers_that_make_no_sense_are_refused(engine: Engine) -> None:
    store = engine(DRAWN)
    for number in (0, -1):
        with pytest.raises(QuestionError, match="Give 1 to 1,000,000"):
            conveners(store, size=number)
        with pytest.raises(QuestionError, match="Give 1 to 1,000,000"):
            conveners(store, max_per_state=number)
    with pytest.raises(NotFoundError):
        conveners(store, include=["Nowhere"])
    with pytest.raises(WrongKindError, match="an organization"):
        conveners(store, exclude=["Host"])
    with pytest.raises(QuestionError, match="no kind of entity"):
        conveners(store, kind="alliance")


@given(data=st.data())
def test_random_graphs_have_the_rows_and_groups_that_trying_all_finds(
    opened: Opened, graphs: SearchStrategy[list[Record]], data: DataObject
) -> None:
    records = data.draw(graphs)
    cover: Cover = data.draw(st.sampled_from(get_args(Cover)))
    steps: Steps = data.draw(st.sampled_from(get_args(Steps)))
    size, most = data.draw(st.integers(1, 4)), data.draw(st.sampled_from((None, 1)))
    plainly = Plainly(records)
    reached = {i: plainly.reached(i, cover, 1) for i in plainly.nodes}
    reached = {i: plainly.reached(i, cover, steps) for i, some in reached.items() if some}
    states = {i: node.state for i, node in plainly.nodes.items()}
    best, groups = every_best(reached, Limits(min(size, len(reached)), states=states, most=most))
    asked: dict[str, Any] = {"kind": "all", "cover": cover, "reach": steps, "size": size}
    with opened(records) as store:
        if not reached or best < 0:
            with pytest.raises(NoGroupError):
                conveners(store, **asked, max_per_state=most)
            return
        found = conveners(store, **asked, max_per_state=most)
        between = {row.id: row.betweenness for row in bridges(store).rows}
    group = found.group
    assert (group.covered, group.bound, group.optimal) == (best, best, True)
    assert group.members == group.ties[0]
    if len(groups) <= 20:
        assert list(group.ties) == groups
    assert group.ties_complete == (len(groups) <= 20)
    total = len(plainly.targets(cover))
    assert group.total == total
    for member, alone in group.unique_cover.items():
        others = set[str]().union(*(reached[i] for i in group.members if i != member))
        assert alone == len(set(reached[member]) - others)
    assert {row.id for row in found.rows} == set(reached)
    for row in found.rows:
        assert row.score == len(plainly.reached(row.id, cover, 2)) / total
        assert row.betweenness == between.get(row.id)
    order = [
        (
            -round(r.score, 9),
            -r.reach_1,
            float("inf") if r.betweenness is None else -round(r.betweenness, 9),
            r.id,
        )
        for r in found.rows
    ]
    assert order == sorted(order)


@given(data=st.data())
def test_the_front_is_nobody_beaten_in_every_figure(
    opened: Opened, graphs: SearchStrategy[list[Record]], data: DataObject
) -> None:
    with opened(data.draw(graphs)) as store:
        try:
            found = conveners(store, kind="all")
        except NoGroupError:
            return

    def figures(row: Any) -> list[float]:
        values = (getattr(row, name) for name in FIGURES)
        return [float("-inf") if value is None else round(value, 9) for value in values]

    for row in found.rows:
        beaten = any(
            all(a >= b for a, b in zip(figures(other), figures(row), strict=True))
            and figures(other) != figures(row)
            for other in found.rows
        )
        assert (row.id in found.front) is not beaten
