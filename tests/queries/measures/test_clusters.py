"""Clusters: published modularity, how firm they are, how they are named and counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Node
from queries.clusters import clusters, reach_of, sits_on_the_fence
from queries.measures.communities import barber_modularity, firmness, leiden, modularity
from tests.queries.measures.conftest import ends, matrix

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject, SearchStrategy

    from graph.store import Reader
    from tests.conftest import Engine, Opened, Record
    from tests.queries.measures.conftest import Plain

SECOND = {"Pearl", "Verne", "Myra", "Katherina", "Sylvia", "Nora", "Helen", "Dorothy", "Olivia"} | {
    "Flora",
    *(f"E{n}" for n in range(8, 15)),
}


def test_the_split_of_davis_has_the_published_modularity_of_barber(women: nx.Graph[str]) -> None:
    labels = np.array([int(name.split()[0] in SECOND) for name in sorted(women)])
    assert sum(labels) == 10 + 7
    side = np.array([bool(women.nodes[name]["bipartite"]) for name in sorted(women)])
    assert barber_modularity(matrix(women), labels, side) == pytest.approx(0.32117, abs=5e-6)
    assert barber_modularity(matrix(women), labels, ~side) == pytest.approx(0.32117, abs=5e-6)


def test_leiden_finds_at_least_the_modularity_of_louvain(women: nx.Graph[str]) -> None:
    louvain = nx.community.louvain_communities(women, seed=0)
    assert (modularity(matrix(women), leiden(matrix(women), [0])[0]) or 0) >= (
        nx.community.modularity(women, louvain) - 0.005
    )


@given(st.data())
def test_modularity_is_that_of_networkx(
    plain_graphs: SearchStrategy[Plain], data: DataObject
) -> None:
    graph = data.draw(plain_graphs)
    labels = data.draw(st.lists(st.integers(0, 3), min_size=len(graph), max_size=len(graph)))
    found = modularity(ends(graph), np.array(labels))
    if not graph.number_of_edges():
        assert found is None
        return
    parts = [{n for n in graph if labels[n] == label} for label in set(labels)]
    assert found == pytest.approx(nx.community.modularity(graph, parts))


def test_two_cliques_are_two_communities_the_larger_first() -> None:
    graph: nx.Graph[int] = nx.disjoint_union(nx.complete_graph(4), nx.complete_graph(6))
    graph.add_edge(0, 4)
    assert leiden(ends(graph), [7])[0].tolist() == [1] * 4 + [0] * 6


def test_a_seed_gives_the_same_whatever_stands_beside_it(women: nx.Graph[str]) -> None:
    weights = matrix(women)
    several = leiden(weights, [3, 4, 3])
    assert several[0].tolist() == several[2].tolist() == leiden(weights, [3])[0].tolist()


def test_a_partition_is_as_firm_as_others_agree_with_it() -> None:
    labels = np.array([0, 0, 0, 1, 1])
    same, moved = np.array([1, 1, 1, 0, 0]), np.array([0, 0, 1, 1, 1])
    stability, loyalty = firmness(labels, [same, moved])
    # Best matches: 3/3 and 2/3 of the first, 2/2 and 2/3 of the second.
    assert stability == pytest.approx([(1 + 2 / 3) / 2, (1 + 2 / 3) / 2])
    assert loyalty == [1, 1, 0.5, 1, 1]


DRAWN = """
    district:a = A {state=ME}
    district:b = B {state=ME}
    district:c = C {state=NH}
    district:d = D {state=CA}
    district:e = E {state=CA}
    district:alone = Alone {state=TX}
    network:x = The Northern
    network:y = The Western
    district:a MEMBER_OF network:x
    district:b MEMBER_OF network:x
    district:c MEMBER_OF network:x
    district:d MEMBER_OF network:y
    district:e MEMBER_OF network:y
"""


def test_clusters_are_named_by_states_and_their_first_network(engine: Engine) -> None:
    found = clusters(engine(DRAWN))
    assert [tuple(c) for c in found.clusters] == [
        (1, "ME, NH: The Northern", 4, 3, 1, {"ME": 2, "NH": 1}, 1.0, "division"),
        (2, "CA: The Western", 3, 2, 1, {"CA": 2}, 1.0, "state"),
    ]
    assert [(r.cluster, r.id) for r in found.rows] == [
        *((1, f"district:{n}") for n in "abc"),
        (1, "network:x"),
        *((2, f"district:{n}") for n in "de"),
        (2, "network:y"),
    ]
    assert {r.cluster_name for r in found.rows if r.cluster == 2} == {"CA: The Western"}
    assert not any(r.fence_sitter for r in found.rows)


def test_isolated_districts_are_told_apart(engine: Engine) -> None:
    assert clusters(engine(DRAWN)).isolated == ("district:alone",)


def test_modularity_by_hand(engine: Engine) -> None:
    found = clusters(engine(DRAWN))
    # 5 ties, 3 of them in the first: 1 - (6/10)^2 - (4/10)^2; Barber: 1 - (3*3 + 2*2) / 25.
    assert found.modularity == pytest.approx(0.48)
    assert found.barber == pytest.approx(0.48)


def test_barber_leaves_ties_within_a_side_out(engine: Engine) -> None:
    found = clusters(engine(DRAWN + "network:x PART_OF network:y"))
    assert found.barber == pytest.approx(0.48)
    assert found.modularity == pytest.approx(5 / 6 - (7 / 12) ** 2 - (5 / 12) ** 2)
    assert clusters(engine("network:x PART_OF network:y")).barber is None


def test_a_cluster_is_of_the_place_that_most_of_its_districts_are_in(engine: Engine) -> None:
    north, west = clusters(engine(DRAWN)).clusters
    assert (north.place, north.divisions, west.place) == ("New England", {"New England": 3}, "CA")


@pytest.mark.parametrize(
    ("states", "reach"),
    [
        ({"ME": 4, "CA": 1}, "state"),
        ({"ME": 3, "NH": 1, "CA": 1}, "division"),
        ({"IL": 2, "MO": 2, "CA": 1}, "region"),
        ({"IL": 2, "OH": 1, "MO": 1, "KS": 1}, "region"),
        ({"IL": 3, "MO": 0, "CA": 1}, "national"),
        ({"ME": 7, "PR": 1, "CA": 2}, "national"),
        ({"PR": 2}, "state"),
        ({"PR": 1, "GU": 1}, "national"),
        ({}, "national"),
    ],
)
def test_reach_is_the_smallest_place_with_four_of_five_districts(
    states: dict[str, int], reach: str
) -> None:
    assert reach_of(states) == reach


@pytest.mark.parametrize(
    ("loyalty", "sits"), [(15 / 20, True), (16 / 20, False), (0.8 - 1e-12, False), (17 / 20, False)]
)
def test_who_stays_in_four_of_five_runs_does_not_sit_on_the_fence(
    loyalty: float, sits: bool
) -> None:
    assert sits_on_the_fence(loyalty) == sits


def test_who_changes_sides_sits_on_the_fence(engine: Engine) -> None:
    # Two cliques of networks, and a district that is in one network of each.
    lines = [
        f"district:{s}{d} MEMBER_OF network:{s}{n}" for s in "ab" for d in "1234" for n in "12"
    ]
    store = engine(
        "\n".join([*lines, "district:f MEMBER_OF network:a1", "district:f MEMBER_OF network:b1"])
    )
    found = clusters(store)
    assert [c.size for c in found.clusters] == [7, 6]
    assert {r.id for r in found.rows if r.fence_sitter} == {"district:f"}


@pytest.mark.every_engine
def test_the_parts_of_davis(davis: Reader) -> None:
    found = clusters(davis)
    assert sum(c.size for c in found.clusters) == 32
    assert [c.size for c in found.clusters] == sorted(
        (c.size for c in found.clusters), reverse=True
    )
    assert all(0 <= c.stability <= 1 for c in found.clusters)


@given(data=st.data())
def test_clusters_hold_every_entity_with_a_tie_once_whatever_the_order_of_rows(
    opened: Opened, graphs: SearchStrategy[list[Record]], data: DataObject
) -> None:
    records = data.draw(graphs)
    nodes = [r for r in records if isinstance(r, Node)]
    ties = [r for r in records if not isinstance(r, Node)]
    with opened(records) as store:
        first = clusters(store, through="all")
    with opened([*reversed(nodes), *reversed(ties)]) as store:
        assert clusters(store, through="all") == first
    tied = {i for t in ties if t.source_id != t.target_id for i in (t.source_id, t.target_id)}
    assert sorted(r.id for r in first.rows) == sorted(tied)
    assert sum(c.size for c in first.clusters) == len(first.rows)
