"""The Southern Women of Davis, Gardner and Gardner (1941): every pair, against NetworkX."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from graph.model import Node, Statement
from queries.affiliations import affiliations
from queries.connect import connect
from queries.members import members

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store import Reader
    from tests.conftest import Opened, Record


@pytest.fixture(scope="module")
def women() -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.davis_southern_women_graph()
    return graph


@pytest.fixture(scope="module")
def davis(women: nx.Graph[str], opened: Opened) -> Iterator[Reader]:
    """Eighteen women as districts, fourteen events as networks."""
    names = sorted(women)
    kinds = {name: "network" if women.nodes[name]["bipartite"] else "district" for name in names}
    records: list[Record] = [Node(name, kind, name) for name, kind in kinds.items()]
    for one, other in women.edges:
        woman, event = (one, other) if kinds[one] == "district" else (other, one)
        records.append(Statement(woman, "MEMBER_OF", event))
    with opened(records) as store:
        yield store


def test_it_is_all_there(davis: Reader) -> None:
    facts = davis.facts()
    assert (facts.nodes, facts.ties) == (32, 89)
    assert len(members(davis, "E8")) == 14
    assert len(affiliations(davis, "Evelyn Jefferson")) == 8


def test_every_pair_has_the_distance_routes_and_stops_that_networkx_finds(
    davis: Reader, women: nx.Graph[str]
) -> None:
    for a, b in combinations(sorted(women), 2):
        every = list(nx.all_shortest_paths(women, a, b))
        found = connect(davis, a, b, k=1000)
        assert (found.distance, found.routes_total) == (len(every[0]) - 1, len(every)), (a, b)
        assert {tuple(s.id for s in route.stops) for route in found.routes} == set(
            map(tuple, every)
        )
        on_all = set.intersection(*map(set, every)) - {a, b}
        assert list(found.unavoidable) == [stop for stop in every[0] if stop in on_all], (a, b)


def test_every_pair_has_as_many_independent_routes(davis: Reader, women: nx.Graph[str]) -> None:
    for a, b in combinations(sorted(women), 2):
        graph = women.copy()
        direct = int(graph.has_edge(a, b))
        graph.remove_edges_from([(a, b)])
        expected = direct + int(nx.connectivity.local_node_connectivity(graph, a, b))
        assert connect(davis, a, b, k=1).independent_routes == expected, (a, b)


def test_every_pair_of_women_shares_the_events_that_both_attended_the_smallest_first(
    davis: Reader, women: nx.Graph[str]
) -> None:
    names = sorted(name for name in women if not women.nodes[name]["bipartite"])
    for a, b in combinations(names, 2):
        both = set(women[a]) & set(women[b])
        expected = sorted(both, key=lambda event: (women.degree[event], event))
        assert [ref.id for ref in connect(davis, a, b).shared] == expected, (a, b)


def test_routes_go_by_the_smallest_event(davis: Reader) -> None:
    found = connect(davis, "Evelyn Jefferson", "Laura Mandeville", k=10)
    # Sizes: E1 3, E2 3, E3 6, E6 8, E5 8, E8 14.
    assert [route.stops[1].id for route in found.routes] == ["E1", "E2", "E3", "E5", "E6", "E8"]
