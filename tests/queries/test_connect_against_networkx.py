"""Routes of random graphs, against NetworkX and against sorting every route there is."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from graph.schema import COLLECTIVES, WEAK_TYPES
from graph.spells import read_as_of
from queries.asking.scope import THROUGH
from queries.connect import connect

if TYPE_CHECKING:
    from collections.abc import Collection

    from hypothesis.strategies import SearchStrategy

    from graph.dates import Days
    from graph.model import Tie
    from graph.store import Reader
    from queries.asking.scope import Through
    from queries.connect import Connection
    from tests.conftest import Opened, Record

    Cost = tuple[int, int, int, int, list[str]]


class Oracle:
    """The graph that is asked about, with every route written out and sorted."""

    def __init__(
        self, store: Reader, types: Collection[str], on: Days | None, avoid: Collection[str]
    ) -> None:
        nodes = list(store.all_nodes())
        ids = [node.id for node in nodes]
        self.hops: dict[frozenset[str], list[Tie]] = {}
        for tie in store.ties(ids, types, on):
            self.hops.setdefault(frozenset((tie.source_id, tie.target_id)), []).append(tie)
        self.graph: nx.Graph[str] = nx.Graph()
        self.graph.add_nodes_from(ids)
        self.graph.add_edges_from((min(hop), max(hop)) for hop in self.hops if len(hop) == 2)
        self.graph.remove_nodes_from(avoid)
        belonging = {tie.key for tie in store.ties(ids, ["MEMBER_OF"], on)}
        self.sizes = {
            node.id: sum(key.target_id == node.id for key in belonging) if node.is_collective else 0
            for node in nodes
        }

    def routes(self, a: str, b: str) -> list[list[str]]:
        if not nx.has_path(self.graph, a, b):
            return []
        return sorted(nx.all_shortest_paths(self.graph, a, b), key=self.cost)

    def cost(self, route: list[str]) -> Cost:
        hops = [self.hops[frozenset(pair)] for pair in pairwise(route)]
        return (
            sum(all(tie.type in WEAK_TYPES for tie in hop) for hop in hops),
            sum(self.sizes[stop] for stop in route[1:-1]),
            sum(not any(spell.stated for tie in hop for spell in tie.spells) for hop in hops),
            sum(all(spell.undated for tie in hop for spell in tie.spells) for hop in hops),
            route,
        )

    def independent(self, a: str, b: str) -> int:
        graph = self.graph.copy()
        direct = int(graph.has_edge(a, b))
        if direct:
            graph.remove_edge(a, b)
        return direct + int(nx.connectivity.local_node_connectivity(graph, a, b))


def check(found: Connection, oracle: Oracle, k: int) -> None:
    a, b = found.a.id, found.b.id
    every = oracle.routes(a, b)
    assert found.connected is bool(every)
    assert found.distance == (len(every[0]) - 1 if every else None)
    assert found.routes_total == len(every)
    assert [[stop.id for stop in route.stops] for route in found.routes] == every[:k]
    on_all = set.intersection(*map(set, every)) - {a, b} if every else set()
    assert list(found.unavoidable) == [stop for stop in (every or [[]])[0] if stop in on_all]
    assert found.independent_routes == oracle.independent(a, b)
    for route in found.routes:
        for hop in route.hops:
            ties = oracle.hops[frozenset((hop.from_, hop.to))]
            assert len(hop.ties) == sum(len(tie.spells) for tie in ties)


@given(data=st.data())
def test_the_same_routes_counts_stops_and_order(
    data: st.DataObject, meshes: SearchStrategy[list[Record]], opened: Opened
) -> None:
    records = data.draw(meshes)
    through: Through = data.draw(st.sampled_from(("memberships", "all", "all")))
    as_of = data.draw(st.sampled_from((None, None, "2012", "2013-03")))
    k = data.draw(st.integers(1, 6))
    with opened(records) as store:
        ids = [node.id for node in store.all_nodes()]
        avoid = data.draw(st.lists(st.sampled_from(ids), max_size=2))
        oracle = Oracle(store, THROUGH[through], read_as_of(as_of), avoid)
        for a, b in [pair for pair in pairwise(ids) if not {*pair} & {*avoid}]:
            found = connect(store, a, b, through=through, k=k, avoid=avoid, as_of=as_of)
            check(found, oracle, k)


@given(data=st.data())
def test_both_ways_round_are_one_answer_and_shared_ones_lie_on_routes(
    data: st.DataObject, graphs: SearchStrategy[list[Record]], opened: Opened
) -> None:
    with opened(data.draw(graphs)) as store:
        there = connect(store, "district:0", "network:2", k=100)
        back = connect(store, "network:2", "district:0", k=100)
        kinds = {node.id: node.kind for node in store.all_nodes()}
    assert {route.stops for route in there.routes} == {r.stops[::-1] for r in back.routes}
    assert there.shared == back.shared
    assert (there.distance, there.hint is None) == (back.distance, back.hint is None)
    assert there.unavoidable == back.unavoidable[::-1]
    assert there.independent_routes == back.independent_routes
    assert {kinds[ref.id] for ref in there.shared} <= COLLECTIVES
    assert there.connected or not there.shared
