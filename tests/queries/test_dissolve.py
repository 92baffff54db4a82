"""What would be lost if a network were gone: answers worked out on paper, and by brute force."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import WrongKindError
from queries.dissolve import KINDS, dissolve
from tests.queries.naive import NETWORKS, Naive, fields

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject, SearchStrategy

    from tests.conftest import Engine, Opened, Record

FIELD = """
network:hub = Hub
cohort:part = Part
network:other = Other
program:p = P
district:a = A {state=NH}
district:a MEMBER_OF network:hub
district:b MEMBER_OF cohort:part
cohort:part PART_OF network:hub
school:c PART_OF district:c
school:c MEMBER_OF network:hub
district:c MEMBER_OF network:other
district:d MEMBER_OF network:other
district:e MEMBER_OF program:p
district:b MEMBER_OF program:p
district:f MEMBER_OF network:hub 2001..2005
organization:o HOSTS network:hub
network:hub CONVENES program:p
"""


def test_who_loses_the_last_link_and_who_is_parted(engine: Engine) -> None:
    found = dissolve(engine(FIELD), "Hub")
    assert [tuple(row) for row in found.rows] == [
        ("district:a", "A", "NH", 0, True, 5, 1),
        ("district:b", "b", None, 0, True, 5, 2),
        ("district:c", "c", None, 1, False, 5, 2),
    ]
    assert found.gone == ("cohort:part", "network:hub")
    assert (found.districts, found.alone) == (3, 2)
    # Of ten pairs, b-e and c-d are left.
    assert (found.pairs_cut, found.components) == (8, (1, 3))
    assert [tuple(row) for row in found.holders] == [("network:other", "network", "Other", 1)]


def test_with_a_host_goes_what_it_hosts(engine: Engine) -> None:
    store = engine(FIELD)
    assert dissolve(store, "organization:o").gone == (
        *("cohort:part", "network:hub"),
        "organization:o",
    )
    assert dissolve(store, "Hub", hosted=True).gone == ("cohort:part", "network:hub", "program:p")
    assert dissolve(store, "Hub", hosted=True).components == (1, 4)


def test_a_part_takes_its_members_out_of_the_whole(engine: Engine) -> None:
    (row,) = dissolve(engine(FIELD), "Part").rows
    assert (row.id, row.networks_left, row.component_after) == ("district:b", 0, 2)


def test_on_a_date_what_held_then_is_lost(engine: Engine) -> None:
    assert "district:f" in {r.id for r in dissolve(engine(FIELD), "Hub", as_of="2003").rows}


def test_a_district_is_not_thought_away(engine: Engine) -> None:
    with pytest.raises(WrongKindError):
        dissolve(engine(FIELD), "district:a")


@pytest.mark.every_engine
@given(data=st.data())
def test_losses_are_what_taking_it_out_gives(
    data: DataObject, opened: Opened, graphs: SearchStrategy[list[Record]]
) -> None:
    records = data.draw(fields(graphs))
    as_of = data.draw(st.sampled_from((None, "2012", "2013-06")))
    hosted = data.draw(st.booleans())
    with opened(records) as store:
        whole: list[Record] = [*store.all_nodes(), *store.all_statements()]
        naive = Naive(whole, as_of)
        name = data.draw(st.sampled_from([i for i, n in naive.nodes.items() if n.kind in KINDS]))
        found = dissolve(store, name, hosted=hosted, as_of=as_of)
    gone = _gone(naive, name, hosted=hosted)
    left = Naive(whole, as_of)
    left.ties = [t for t in left.ties if not {t.source_id, t.target_id} & gone]
    left.graph.remove_nodes_from(gone)
    assert set(found.gone) == gone
    lost = {d for d in naive.districts() if naive.own(d) & gone and d not in gone}
    assert {r.id: (r.networks_left, r.alone) for r in found.rows} == {
        d: (len(left.networks(d)), not left.networks(d)) for d in lost
    }
    pairs = combinations(naive.districts(), 2)
    cut = [p for p in pairs if naive.distance(*p) is not None and left.distance(*p) is None]
    assert found.pairs_cut == len(cut)
    parts = [
        sum(any(i.startswith("district:") for i in part) for part in nx.connected_components(graph))
        for graph in (naive.graph, left.graph)
    ]
    assert found.components == tuple(parts)
    held = {i: len({d for d in lost if i in left.networks(d)}) for i in naive.nodes}
    assert {row.id: row.held for row in found.holders} == {i: n for i, n in held.items() if n}


def _gone(naive: Naive, name: str, *, hosted: bool) -> set[str]:
    gone = {name}
    if hosted or naive.nodes[name].kind not in NETWORKS | {"program", "event"}:
        gone |= naive.targets(name, "HOSTS", "CONVENES")
    while more := {p for i in gone for p in naive.sources(i, "PART_OF")} - gone:
        gone |= more
    return gone
