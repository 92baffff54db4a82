"""Reach, counted: cases worked out on paper, and random graphs against sets."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.schema import NODE_KINDS
from queries.asking.scope import Cover
from queries.measures.covering import Covering, Steps, covering
from queries.measures.reach import reach
from tests.queries.groups.conftest import Plainly

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject, SearchStrategy

    from graph.store import Reader
    from tests.conftest import Engine, Opened, Record

DRAWN = """
    district:a = A {state=ME}
    district:b = B {state=NH}
    district:c = C {state=CA}
    district:d = D
    district:alone = Alone {state=TX}
    network:x = X
    network:y = Y
    cohort:part = Part
    network:empty = Empty
    program:p = P
    district:a MEMBER_OF network:x
    district:b MEMBER_OF network:x
    district:b MEMBER_OF cohort:part
    cohort:part PART_OF network:y
    school:s PART_OF district:c
    school:s MEMBER_OF network:y
    district:d MEMBER_OF program:p
    organization:o HOSTS network:x
    person:q LEADS district:a
"""


def counts(found: Covering) -> dict[str, tuple[int, int]]:
    ids = [node.id for node in found.candidates]
    return dict(zip(ids, zip(found.reach_1, found.reach_2, strict=True), strict=True))


def of(store: Reader, kind: str, cover: Cover, steps: Steps = 1) -> Covering:
    return covering(reach(store), {kind}, cover, steps)


@pytest.mark.every_engine
def test_networks_are_reached_by_membership_by_schools_and_upwards(engine: Engine) -> None:
    found = of(engine(DRAWN), "district", "networks")
    # Targets: x, y and the part of y; nobody is in Empty, and a programme is no network.
    assert [t.id for t in found.targets] == ["cohort:part", "network:x", "network:y"]
    # a: x; with b also the part and y. c: y by its school; b is a member of y by its part.
    assert counts(found) == {"district:a": (1, 3), "district:b": (3, 3), "district:c": (1, 3)}


def test_districts_are_reached_within_common_networks(engine: Engine) -> None:
    found = of(engine(DRAWN), "district", "districts")
    assert found.total == 5
    assert counts(found) == {
        "district:a": (2, 3),
        "district:alone": (1, 1),
        "district:b": (3, 3),
        "district:c": (2, 3),
        "district:d": (1, 1),
    }


def test_states_are_those_of_the_districts_reached(engine: Engine) -> None:
    found = of(engine(DRAWN), "district", "states")
    assert [t.id for t in found.targets] == ["CA", "ME", "NH", "TX"]
    # d has no known state and reaches nobody: it is no candidate.
    assert counts(found) == {
        "district:a": (2, 3),
        "district:alone": (1, 1),
        "district:b": (3, 3),
        "district:c": (2, 3),
    }


@pytest.mark.every_engine
def test_whoever_hosts_or_leads_reaches_too_but_not_by_way_of_a_district(engine: Engine) -> None:
    store = engine(DRAWN)
    assert counts(of(store, "organization", "networks")) == {"organization:o": (1, 3)}
    # The person leads a district, which is no collective.
    assert counts(of(store, "person", "networks")) == {}
    assert counts(of(store, "cohort", "districts")) == {"cohort:part": (2, 3)}


@pytest.mark.parametrize("steps", get_args(Steps))
def test_the_matrix_says_who_reaches_what(engine: Engine, steps: Steps) -> None:
    found = of(engine(DRAWN), "district", "networks", steps)
    rows = [sum(row) for row in found.within.toarray().tolist()]
    assert rows == (found.reach_1 if steps == 1 else found.reach_2)


def test_a_collective_whose_only_member_is_itself_is_no_target(engine: Engine) -> None:
    store = engine("""
        network:n MEMBER_OF network:n
        network:m MEMBER_OF cohort:c
        cohort:c PART_OF network:m
        district:a MEMBER_OF network:n 2011..2012
    """)
    # The network m has its own seat in its part and no other member; the cohort has m.
    assert [t.id for t in of(store, "network", "networks").targets] == ["cohort:c", "network:n"]
    then = covering(reach(store, "2014"), {"network"}, "networks")
    assert [t.id for t in then.targets] == ["cohort:c"]


def test_of_nothing_there_are_no_candidates(engine: Engine) -> None:
    found = of(engine("district:a"), "network", "states", 2)
    assert (found.candidates, found.total, found.within.shape) == ([], 0, (0, 0))


@pytest.mark.parametrize("tie_type", ["MEMBER_OF", "HOSTS", "CONVENES", "LEADS"])
def test_who_belongs_hosts_convenes_or_leads_is_joined(engine: Engine, tie_type: str) -> None:
    store = engine(f"""
        district:d MEMBER_OF network:x
        person:p {tie_type} network:x
        person:other WORKS_IN network:x
    """)
    assert counts(of(store, "person", "networks")) == {"person:p": (1, 1)}


def test_a_district_reaches_itself_though_it_is_no_member(engine: Engine) -> None:
    store = engine("""
        district:host HOSTS network:x
        district:d MEMBER_OF network:x
    """)
    found = counts(of(store, "district", "districts"))
    assert found == {"district:host": (2, 2), "district:d": (1, 1)}


@pytest.mark.parametrize("tie_type", ["HOSTS", "CONVENES"])
def test_a_collective_that_hosts_is_joined_to_what_it_hosts(engine: Engine, tie_type: str) -> None:
    store = engine(f"""
        district:d MEMBER_OF network:x
        network:x {tie_type} organization:o
    """)
    assert counts(of(store, "organization", "networks")) == {"organization:o": (1, 1)}


@given(data=st.data())
def test_random_graphs_are_reached_as_sets_have_it(
    opened: Opened, graphs: SearchStrategy[list[Record]], data: DataObject
) -> None:
    records = data.draw(graphs)
    cover: Cover = data.draw(st.sampled_from(get_args(Cover)))
    steps: Steps = data.draw(st.sampled_from(get_args(Steps)))
    plainly = Plainly(records)
    with opened(records) as store:
        found = covering(reach(store), set(NODE_KINDS), cover, steps)
    assert {t.id for t in found.targets} == plainly.targets(cover)
    expected = {
        i: [len(plainly.reached(i, cover, n)) for n in (1, 2)]
        for i in sorted(plainly.nodes)
        if plainly.reached(i, cover, 1)
    }
    assert {i: list(pair) for i, pair in counts(found).items()} == expected
    table = found.within.toarray()
    for node, row in zip(found.candidates, table, strict=True):
        reached = {t.id for t, one in zip(found.targets, row, strict=True) if one}
        assert reached == plainly.reached(node.id, cover, steps)
