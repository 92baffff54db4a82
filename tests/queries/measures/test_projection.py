"""Projections of the Southern Women, as published, and of random tables by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from queries.measures.projection import projection
from tests.queries.measures.conftest import matrix

if TYPE_CHECKING:
    import networkx as nx
    from hypothesis.strategies import DataObject, SearchStrategy

    from tests.queries.measures.conftest import Table


def sides(women: nx.Graph[str]) -> tuple[list[str], list[str], csr_array]:
    names = sorted(n for n in women if not women.nodes[n]["bipartite"])
    events = sorted(n for n in women if women.nodes[n]["bipartite"])
    whole = matrix(women)
    side = np.array([n in names for n in sorted(women)])
    return names, events, whole[side][:, ~side].tocsr()


def test_women_share_as_many_events_as_published(women: nx.Graph[str]) -> None:
    names, _, across = sides(women)
    shared = projection(across)
    at = {name.split()[0]: number for number, name in enumerate(names)}
    pairs = [("Evelyn", "Theresa"), ("Evelyn", "Laura"), ("Katherina", "Sylvia")]
    assert [shared[at[a], at[b]] for a, b in pairs] == [7, 6, 6]
    assert [shared.nnz // 2, shared.sum() / 2] == [139, 322]


def test_events_share_as_many_women_as_published(women: nx.Graph[str]) -> None:
    _, events, across = sides(women)
    shared = projection(across.T.tocsr())
    at = events.index
    assert [shared[at("E8"), at("E9")], shared[at("E7"), at("E8")]] == [9, 8]
    assert [shared.nnz // 2, shared.sum() / 2] == [66, 214]


@given(st.data())
def test_any_rows_of_a_projection_are_those_of_the_whole(
    tables: SearchStrategy[Table], data: DataObject
) -> None:
    dense = np.array(data.draw(tables).rows, dtype=float)
    whole = dense @ dense.T - np.diag((dense @ dense.T).diagonal())
    first = data.draw(st.integers(0, len(dense) - 1))
    found = projection(csr_array(dense), slice(first, first + 2)).toarray()
    assert found.tolist() == whole[first : first + 2].tolist()
