"""Losses, found by taking out what would be gone."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from queries.dissolve import KINDS, dissolve
from tests.queries.field.naive import NETWORKS, Naive, fields

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject, SearchStrategy

    from tests.conftest import Opened, Record


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
