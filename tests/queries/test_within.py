"""Questions within a place: who is there on paper, and the same as of a store with nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import days
from graph.errors import QuestionError
from graph.model import Node, Statement
from graph.schema import NODE_KINDS
from queries.affiliations import affiliations
from queries.asking.places import DIVISIONS, REGIONS, states_of
from queries.asking.within import ids_within
from queries.bridges import bridges, depending
from queries.catalogue import catalogue
from queries.clusters import clusters
from queries.conveners import conveners
from queries.groups.problem import NoGroupError
from queries.measures.part import part_of
from queries.overlap import overlap, whom_shared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import SearchStrategy

    from queries.overlap import Overlap
    from tests.conftest import Engine, Opened, Record

DRAWN = """
    district:me = Maine {state=ME}
    district:nh = Hampshire {state=NH}
    district:ca = California {state=CA}
    district:far = Nowhere
    school:known = Known {state=NH}
    school:home = Home
    school:away = Away {state=CA}
    network:both = Both
    network:west = West
    cohort:c = Cohort
    program:whole = Whole
    network:alone = Alone {scope_state=ME}
    organization:o = Host {state=ME}
    district:me MEMBER_OF network:both 2015..
    district:ca MEMBER_OF network:both
    district:ca MEMBER_OF network:west
    district:far MEMBER_OF network:west
    school:known PART_OF district:ca
    school:known MEMBER_OF cohort:c
    school:home PART_OF district:me
    school:away PART_OF district:me
    school:away MEMBER_OF network:west
    cohort:c PART_OF program:whole
    cohort:c MEMBER_OF network:west
    organization:o HOSTS network:both
"""
THERE = {"district:me", "district:nh", "school:known", "school:home", "network:both", "cohort:c"}


@pytest.mark.parametrize(
    ("place", "states"),
    [
        ("me", "ME"),
        (" ME , vt ", "ME VT"),
        ("new  england", "CT MA ME NH RI VT"),
        ("Middle Atlantic,NH", "NH NJ NY PA"),
        ("WEST", "AK AZ CA CO HI ID MT NM NV OR UT WA WY"),
        ("PR", "PR"),
    ],
)
def test_a_place_stands_for_its_states(place: str, states: str) -> None:
    assert states_of(place) == tuple(states.split())


def test_divisions_and_regions_have_every_state_once() -> None:
    assert sorted(name for names in REGIONS.values() for name in names) == sorted(DIVISIONS)
    assert len(states_of(",".join(REGIONS))) == sum(map(len, DIVISIONS.values())) == 51


@pytest.mark.parametrize("place", ["", "ME,", "Maine", "XX", "New", "Atlantis", "ME;NH"])
def test_an_unknown_place_is_refused_in_every_question(engine: Engine, place: str) -> None:
    store = engine(DRAWN)
    for ask in (bridges, clusters, conveners, overlap):
        with pytest.raises(QuestionError, match="no place that is known"):
            ask(store, within=place)
    with pytest.raises(QuestionError, match="New England"):
        catalogue(store, "all", within=place)


def test_there_are_districts_schools_and_what_they_belong_to(engine: Engine) -> None:
    store = engine(DRAWN)
    assert ids_within(store, "New England") == THERE | {"program:whole"}
    then = ids_within(store, "New England", "2014")
    assert then == (THERE | {"program:whole"}) - {"network:both"}
    listed = catalogue(store, "network", within="ME,NH")
    assert [entry.id for entry in listed] == ["network:both"]
    assert [e.id for e in catalogue(store, "district", state="NH", within="ME")] == []


def test_all_others_count_as_absent(engine: Engine) -> None:
    store = engine(DRAWN)
    rows = bridges(store, within="ME,NH", through="all").rows
    assert {(row.id, row.degree) for row in rows} == {
        *{("district:me", 2), ("network:both", 1), ("school:home", 1)},
        *{("school:known", 1), ("cohort:c", 2), ("program:whole", 1)},
    }
    cut = depending(store, rows, within="ME,NH", through="all")
    assert {i: [n.id for n in who] for i, who in cut.items()} == {
        "district:me": ["school:home"],
        "cohort:c": ["school:known"],
    }
    found = clusters(store, within="ME,NH")
    assert {row.id for row in found.rows} == {row.id for row in rows}
    assert found.isolated == ("district:nh",)
    reached = conveners(store, within="ME,NH")
    assert [(row.id, row.reach_1) for row in reached.rows] == [("district:me", 1)]
    assert reached.group.total == 2
    with pytest.raises(NoGroupError):
        conveners(store, within="NH", kind="organization")
    with pytest.raises(QuestionError, match="within ME"):
        overlap(store, "network:west", within="ME")


def test_shared_members_are_named(engine: Engine) -> None:
    store = engine("""
        district:a = A {state=ME}
        district:b = B {state=CA}
        district:a MEMBER_OF network:x
        district:a MEMBER_OF network:y
        district:b MEMBER_OF network:x
        district:b MEMBER_OF network:y
    """)

    def names(rows: Sequence[Overlap], **terms: Any) -> dict[tuple[str, str], str]:
        shared = whom_shared(store, rows, **terms)
        return {pair: " ".join(node.name for node in nodes) for pair, nodes in shared.items()}

    rows = overlap(store).rows
    assert names(rows) == {("network:x", "network:y"): "A B"}
    assert names(rows, within="ME") == {("network:x", "network:y"): "A"}
    pairs = overlap(store, of="districts").rows
    assert names(pairs, of="districts") == {("district:a", "district:b"): "x y"}


STATES = st.sampled_from((None, "ME", "NH", "CA"))


@given(data=st.data())
def test_a_place_is_as_a_store_with_nobody_else(
    data: st.DataObject, graphs: SearchStrategy[list[Record]], opened: Opened
) -> None:
    as_of = data.draw(st.sampled_from([None, "2012"]))
    records = [
        _in(one, data.draw(STATES)) if isinstance(one, Node) else one for one in data.draw(graphs)
    ]
    with opened(records) as store:
        inside = ids_within(store, "new england", as_of)
        homes = {
            (t.source_id, t.target_id)
            for t in store.links(
                [n.id for n in store.catalogue(["school"])],
                ["PART_OF"],
                None if as_of is None else days(as_of),
                "out",
            )
        }
        state = {node.id: node.state for node in store.all_nodes()}
        own = {
            node.id
            for node in store.catalogue(["district", "school"])
            if node.state in ("ME", "NH")
            or (
                node.kind == "school"
                and node.state is None
                and any(a == node.id and state[b] in ("ME", "NH") for a, b in homes)
            )
        }
        joined = {
            row.network.id
            for node in own
            for row in affiliations(store, node, as_of=as_of)
            if row.type in ("MEMBER_OF", "PART_OF")
            and all(i in own for i in row.via if i.startswith("school"))
        }
        assert inside == own | joined
        found = [
            bridges(store, through="all", within="new england", as_of=as_of),
            clusters(store, within="new england", as_of=as_of)[:5],
            overlap(store, at_least=0, within="new england", as_of=as_of),
            catalogue(part_of(store, "new england", as_of), "all"),
        ]
    with opened([one for one in records if _inside(one, inside)]) as alone:
        assert found == [
            bridges(alone, through="all", as_of=as_of),
            clusters(alone, as_of=as_of)[:5],
            overlap(alone, at_least=0, as_of=as_of),
            catalogue(alone, "all"),
        ]


def _in(node: Node, state: str | None) -> Node:
    name = "scope_state" if NODE_KINDS[node.kind].collective else "state"
    return node._replace(properties={**node.properties, **({name: state} if state else {})})


def _inside(record: Record, inside: frozenset[str]) -> bool:
    if isinstance(record, Statement):
        return {record.source_id, record.target_id} <= inside
    return record.id in inside
