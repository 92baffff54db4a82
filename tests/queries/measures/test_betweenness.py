"""Betweenness: published figures, and NetworkX on random graphs, by both ways of searching."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.measures import betweenness as module
from queries.measures.betweenness import betweenness, two_mode_maximum
from tests.queries.measures.conftest import ends, matrix

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject, SearchStrategy

    from tests.queries.measures.conftest import Plain


@pytest.fixture(params=["plain", "compiled"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways of searching, however small the graph is."""
    monkeypatch.setattr(module, "COMPILED_FROM", {"plain": 1e18, "compiled": 0}[request.param])
    return str(request.param)


def found(graph: nx.Graph[str]) -> dict[str, float]:
    return dict(zip(sorted(graph), betweenness(matrix(graph)).tolist(), strict=True))


PUBLISHED = {
    "Acciaiuoli": 0.0,
    "Albizzi": 0.212,
    "Barbadori": 0.093,
    "Bischeri": 0.104,
    "Castellani": 0.055,
    "Ginori": 0.0,
    "Guadagni": 0.255,
    "Lamberteschi": 0.0,
    "Medici": 0.522,
    "Pazzi": 0.0,
    "Peruzzi": 0.022,
    "Ridolfi": 0.114,
    "Salviati": 0.143,
    "Strozzi": 0.103,
    "Tornabuoni": 0.092,
}


@pytest.mark.usefixtures("way")
def test_florentine_families_have_the_published_betweenness(florence: nx.Graph[str]) -> None:
    raw = found(florence)
    assert {name: round(value / (14 * 13 / 2), 3) for name, value in raw.items()} == PUBLISHED
    assert raw["Medici"] == pytest.approx(47.5)
    assert raw["Guadagni"] == pytest.approx(23.1667, abs=5e-5)
    assert raw["Albizzi"] == pytest.approx(19.3333, abs=5e-5)
    assert raw["Salviati"] == pytest.approx(13)


@pytest.mark.usefixtures("way")
def test_davis_women_and_events_have_the_published_raw_betweenness(women: nx.Graph[str]) -> None:
    raw = found(women)
    published = {
        "Evelyn Jefferson": 42.9802,
        "Laura Mandeville": 22.8541,
        "Theresa Anderson": 38.9796,
        "Brenda Rogers": 22.0215,
        "Charlotte McDowd": 4.7153,
        "E8": 110.2064,
        "E12": 8.1786,
        "E13": 1.0128,
        "E14": 1.0128,
    }
    assert {name: round(raw[name], 4) for name in published} == published


def test_the_maxima_of_davis_are_445_and_452() -> None:
    assert two_mode_maximum(18, 14) == 445
    assert two_mode_maximum(14, 18) == 452


@given(st.integers(2, 9), st.integers(2, 9))
def test_the_two_mode_maximum_is_that_of_networkx(own: int, other: int) -> None:
    graph: nx.Graph[int] = nx.complete_bipartite_graph(own, other)
    shares = nx.bipartite.betweenness_centrality(graph, range(own))
    raw = nx.betweenness_centrality(graph, normalized=False)[0]
    most = two_mode_maximum(own, other)
    assert shares[0] == pytest.approx(raw / most if most else 0.0)


def test_a_star_reaches_the_two_mode_maximum() -> None:
    star: nx.Graph[int] = nx.star_graph(6)
    assert betweenness(ends(star))[0] == two_mode_maximum(1, 6) == 15


@pytest.mark.usefixtures("way")
@given(st.data())
def test_random_graphs_have_the_betweenness_that_networkx_finds(
    plain_graphs: SearchStrategy[Plain], data: DataObject
) -> None:
    graph = data.draw(plain_graphs)
    expected = nx.betweenness_centrality(graph, normalized=False)
    assert betweenness(ends(graph)).tolist() == pytest.approx([expected[n] for n in graph])


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("seed", range(3))
def test_more_sources_than_are_searched_at_once_give_the_same(seed: int) -> None:
    graph: nx.Graph[int] = nx.gnm_random_graph(150, 260, seed=seed)
    expected = nx.betweenness_centrality(graph, normalized=False)
    assert betweenness(ends(graph)).tolist() == pytest.approx([expected[n] for n in range(150)])


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("seed", range(3))
def test_members_of_the_same_networks_are_counted_one_by_one(seed: int) -> None:
    # Twins, twins of twins' neighbours, and leaves on either.
    graph: nx.Graph[int] = nx.complete_bipartite_graph(4, 5)
    graph.add_edges_from([(0, 9), (9, 10), (4, 11), (12, 1), (12, 2), (13, 1), (13, 2), (14, 0)])
    order = np.random.default_rng(seed).permutation(graph.number_of_nodes()).tolist()
    graph = nx.relabel_nodes(graph, dict(enumerate(order)))
    expected = nx.betweenness_centrality(graph, normalized=False)
    assert betweenness(ends(graph)).tolist() == pytest.approx([expected[n] for n in range(15)])


def test_neighbours_in_one_row_are_as_good_as_in_another(women: nx.Graph[str]) -> None:
    order = np.random.default_rng(1).permutation(len(women))
    weights = matrix(women)
    moved = betweenness(weights[order][:, order].tocsr())
    assert moved.tolist() == pytest.approx(betweenness(weights)[order].tolist())


@pytest.mark.usefixtures("way")
def test_progress_rises_to_the_whole(women: nx.Graph[str]) -> None:
    told: list[float] = []
    betweenness(matrix(women), told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0


@pytest.mark.parametrize("size", [0, 1, 2])
def test_graphs_with_nobody_in_between_have_none(size: int) -> None:
    assert betweenness(ends(nx.path_graph(size))).tolist() == [0.0] * size


def test_a_tree_is_folded_whole() -> None:
    tree: nx.Graph[int] = nx.balanced_tree(2, 4)
    expected = nx.betweenness_centrality(tree, normalized=False)
    assert betweenness(ends(tree)).tolist() == pytest.approx([expected[n] for n in sorted(tree)])


@pytest.mark.usefixtures("way")
def test_a_long_round_of_many_distances_is_searched_to_its_end() -> None:
    ring: nx.Graph[int] = nx.cycle_graph(200)
    # In a ring of n, even, each node has (n - 2)² / 8.
    assert betweenness(ends(ring)).tolist() == pytest.approx([198**2 / 8] * 200)


@pytest.mark.usefixtures("way")
@given(st.data())
def test_random_members_of_few_networks_have_what_networkx_finds(data: DataObject) -> None:
    size = data.draw(st.integers(1, 14))
    joined = data.draw(st.lists(st.sets(st.integers(0, 2)), min_size=size, max_size=size))
    graph: nx.Graph[int] = nx.empty_graph(3 + size)
    graph.add_edges_from(
        (3 + n, network) for n, networks in enumerate(joined) for network in networks
    )
    expected = nx.betweenness_centrality(graph, normalized=False)
    assert betweenness(ends(graph)).tolist() == pytest.approx([expected[n] for n in graph])
