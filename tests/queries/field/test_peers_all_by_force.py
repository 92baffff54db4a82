"""Introductions, by a smallest spanning tree over all pairs."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from queries.field.alike import kilometres
from queries.peers_all import peers_all
from tests.queries.field.naive import Naive, fields

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject, SearchStrategy

    from tests.conftest import Opened, Record


@given(data=st.data())
def test_introductions_are_those_of_a_smallest_spanning_tree(
    data: DataObject, opened: Opened, graphs: SearchStrategy[list[Record]]
) -> None:
    records = data.draw(fields(graphs))
    as_of = data.draw(st.sampled_from((None, "2013-06")))
    with opened(records) as store:
        naive = Naive([*store.all_nodes(), *store.all_statements()], as_of)
        found = peers_all(store, years=0, pilots=True, as_of=as_of)
    ids = [row.id for row in found.rows]
    shared: nx.Graph[str] = nx.Graph()
    shared.add_nodes_from(ids)
    shared.add_edges_from(pair for pair in combinations(sorted(ids), 2) if _joined(naive, *pair))
    parts = sorted(map(sorted, nx.connected_components(shared)), key=lambda p: (-len(p), p[0]))
    assert [list(component.ids) for component in found.components] == parts
    assert {row.id: row.joined for row in found.rows} == dict(shared.degree)
    order = sorted(
        (_far(kilometres(naive.nodes[a], naive.nodes[b])), _far(naive.distance(a, b)), a, b)
        for a, b in combinations(sorted(ids), 2)
    )
    taken = []
    for _, _, a, b in order:
        if not nx.has_path(shared, a, b):
            shared.add_edge(a, b)
            taken.append((a, b))
    assert [(one.a.id, one.b.id) for one in found.introductions] == taken


def _joined(naive: Naive, a: str, b: str) -> bool:
    both = naive.own(a) & naive.own(b)
    return any(naive.nodes[i].kind != "event" for i in both)


def _far(value: float | None) -> float:
    return float("inf") if value is None else round(value, 9)
