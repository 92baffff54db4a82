"""What is part of what, however far up: deep nesting, and circles."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from queries.asking.rollup import chains, chains_up
from queries.measures.nesting import closure, ones_at, outermost


@pytest.mark.parametrize(
    "ties",
    [
        [],
        [(0, 1), (1, 2), (0, 2), (3, 2)],
        [(0, 1), (1, 2), (2, 1), (3, 3), (1, 4)],
    ],
)
def test_a_closure_is_what_a_search_from_each_finds(ties: list[tuple[int, int]]) -> None:
    graph = nx.DiGraph(ties)
    graph.add_nodes_from(range(5))
    found = closure(ones_at(ties, 5, 5)).toarray()
    for one in range(5):
        assert set(np.flatnonzero(found[one])) == {one, *nx.descendants(graph, one)}


def test_of_nothing_there_is_nothing_above() -> None:
    assert closure(ones_at([], 0, 0)).shape == (0, 0)


def test_who_is_part_of_nothing_or_in_a_circle_is_outermost() -> None:
    found = outermost(ones_at([(0, 1), (2, 3), (3, 2)], 4, 4)).toarray()
    assert np.flatnonzero(found.sum(axis=0)).tolist() == [1, 2, 3]


def test_a_chain_of_thousands_is_followed_without_recursion() -> None:
    size = 3_000
    found = closure(ones_at([(i, i + 1) for i in range(size - 1)], size, size))
    assert found.nnz == size * (size + 1) // 2


def test_of_equally_short_chains_the_first_by_ids_is_taken_in_both_directions() -> None:
    steps = {"a": {"c", "b"}, "b": {"d"}, "c": {"d"}, "d": {"a", "e"}}
    parts = {"e": {"d"}, "d": {"c", "b"}, "b": {"a"}, "c": {"a"}, "a": {"d"}}
    assert chains("a", steps)["e"] == ("a", "b", "d", "e")
    assert chains_up("e", parts)["a"] == ("a", "b", "d", "e")
