"""Cut points: published ones, and what is left when a node is taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from queries.measures.cut_points import cut_off
from tests.queries.measures.conftest import ends, matrix

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject, SearchStrategy

    from tests.queries.measures.conftest import Plain


def left_outside(graph: Plain, node: int) -> int:
    others = nx.node_connected_component(graph, node) - {node}
    pieces = [len(piece) for piece in nx.connected_components(graph.subgraph(others))]
    return sum(pieces) - max(pieces, default=0)


def test_the_cut_points_of_florence_are_the_published_four(florence: nx.Graph[str]) -> None:
    cuts = dict(zip(sorted(florence), cut_off(matrix(florence)), strict=True))
    assert {name: count for name, count in cuts.items() if count} == {
        "Albizzi": 1,
        "Guadagni": 1,
        "Medici": 3,
        "Salviati": 1,
    }


@given(st.data())
def test_random_graphs_fall_apart_as_they_do_when_the_node_is_taken_out(
    plain_graphs: SearchStrategy[Plain], data: DataObject
) -> None:
    graph = data.draw(plain_graphs)
    cuts = cut_off(ends(graph))
    assert cuts == [left_outside(graph, node) for node in sorted(graph)]
    assert {n for n, count in enumerate(cuts) if count} == set(nx.articulation_points(graph))


def test_a_long_chain_is_no_deeper_than_the_search_can_go() -> None:
    cuts = cut_off(ends(nx.path_graph(5001)))
    assert cuts[2500] == 2500
    assert cuts[:3] == [0, 1, 2]
