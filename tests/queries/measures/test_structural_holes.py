"""Constraint and effective size: published figures, NetworkX, and Burt's formula by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.measures import structural_holes as module
from queries.measures.projection import projection
from queries.measures.structural_holes import of_projection, structural_holes
from tests.queries.measures.conftest import matrix

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject, SearchStrategy
    from scipy.sparse import csr_array

    from queries.measures.structural_holes import Holes
    from tests.queries.measures.conftest import Plain, Table


def burt(weights: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> list[tuple[float, float]]:
    """Constraint and effective size as in Borgatti 1997, term by term."""
    size = len(weights)
    answer: list[tuple[float, float]] = []
    for i in range(size):
        contacts = [j for j in range(size) if weights[i, j]]
        if not contacts:
            answer.append((np.nan, np.nan))
            continue
        share = weights / np.where(weights.sum(axis=1), weights.sum(axis=1), 1)[:, None]
        constraint = sum(
            (share[i, j] + sum(share[i, q] * share[q, j] for q in contacts if q != j)) ** 2
            for j in contacts
        )
        redundant = sum(
            share[i, q] * weights[j, q] / weights[j].max()
            for j in contacts
            for q in contacts
            if q != j
        )
        answer.append((constraint, len(contacts) - redundant))
    return answer


def figures(graph: nx.Graph[str]) -> dict[str, tuple[float, float]]:
    holes = structural_holes(matrix(graph))
    assert holes is not None
    pairs = zip(holes.constraint.tolist(), holes.effective_size.tolist(), strict=True)
    return dict(zip(sorted(graph), pairs, strict=True))


def agree(holes: Holes | None, expected: list[tuple[float, float]]) -> None:
    assert holes is not None
    assert holes.constraint.tolist() == pytest.approx([c for c, _ in expected], nan_ok=True)
    assert holes.effective_size.tolist() == pytest.approx([e for _, e in expected], nan_ok=True)


PUBLISHED = {
    "Medici": (0.2099, 5.6667),
    "Guadagni": (0.25, 4),
    "Albizzi": (0.3333, 3),
    "Strozzi": (0.4583, 3),
    "Ridolfi": (0.4599, 2.3333),
    "Tornabuoni": (0.4599, 2.3333),
    "Bischeri": (0.4823, 2.3333),
    "Castellani": (0.4823, 2.3333),
    "Barbadori": (0.5, 2),
    "Salviati": (0.5, 2),
    "Peruzzi": (0.6559, 1.6667),
    "Acciaiuoli": (1, 1),
    "Ginori": (1, 1),
    "Lamberteschi": (1, 1),
    "Pazzi": (1, 1),
}


def test_florentine_families_have_the_published_figures(florence: nx.Graph[str]) -> None:
    found = figures(florence)
    assert {n: (round(c, 4), round(e, 4)) for n, (c, e) in found.items()} == PUBLISHED


def test_a_family_without_marriages_has_neither(florence: nx.Graph[str]) -> None:
    graph = florence.copy()
    graph.add_node("Pucci")
    assert np.isnan(figures(graph)["Pucci"]).all()


BURT = {
    ("A", "B"): 2,
    ("A", "F"): 3,
    ("A", "G"): 5,
    ("A", "E"): 2,
    ("E", "G"): 8,
    ("F", "G"): 3,
    ("B", "G"): 4,
    ("B", "D"): 1,
    ("D", "G"): 3,
    ("G", "C"): 10,
}


def test_the_example_of_burt_has_the_published_figures() -> None:
    found = figures(nx.Graph(list(BURT)))
    assert [round(found[n][0], 3) for n in "GAC"] == [0.4, 0.595, 1]
    assert [round(found[n][1], 2) for n in "GAC"] == [4.67, 2.5, 1]


def test_the_weighted_example_of_burt_has_the_published_figures() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from((a, b, w) for (a, b), w in BURT.items())
    found = figures(graph)
    assert [round(found[n][0], 3) for n in "GAC"] == [0.299, 0.795, 1]
    assert round(found["G"][1], 2) == 5.47
    assert found["A"][1] == pytest.approx(2.475)  # published as 2.47
    assert found["C"][1] == pytest.approx(1)


@given(st.data())
def test_random_weighted_graphs_have_what_the_formula_says(
    weighted_graphs: SearchStrategy[Plain], data: DataObject
) -> None:
    graph = data.draw(weighted_graphs)
    weights = nx.to_numpy_array(graph, nodelist=sorted(graph))
    agree(structural_holes(matrix(graph)), burt(weights))


@given(st.data())
def test_random_weighted_graphs_have_the_constraint_that_networkx_finds(
    weighted_graphs: SearchStrategy[Plain], data: DataObject
) -> None:
    graph = data.draw(weighted_graphs)
    holes = structural_holes(matrix(graph))
    assert holes is not None
    expected = nx.constraint(graph, weight="weight")
    assert holes.constraint.tolist() == pytest.approx(
        [expected[n] for n in sorted(graph)], nan_ok=True
    )


@given(st.data())
def test_random_graphs_have_the_effective_size_that_networkx_finds(
    plain_graphs: SearchStrategy[Plain], data: DataObject
) -> None:
    graph = data.draw(plain_graphs)
    holes = structural_holes(matrix(graph))
    assert holes is not None
    expected = nx.effective_size(graph)
    assert holes.effective_size.tolist() == pytest.approx(
        [expected[n] for n in sorted(graph)], nan_ok=True
    )


def projected(across: csr_array) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    weights: np.ndarray[tuple[int, ...], np.dtype[np.float64]] = (across @ across.T).toarray()
    np.fill_diagonal(weights, 0)
    return weights


@pytest.mark.parametrize("cells", [1, 10, 1000])
@given(data=st.data())
def test_projections_of_random_tables_have_what_the_formula_says_from_either_side(
    tables: SearchStrategy[Table], cells: int, data: DataObject
) -> None:
    across = table(data.draw(tables))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_CELLS", cells)
        agree(of_projection(across), burt(projected(across)))
        turned = across.T.tocsr()
        agree(of_projection(turned), burt(projected(turned)))


def table(found: Table) -> csr_array:
    from scipy.sparse import csr_array as array  # noqa: PLC0415 - the name is a type above

    return array(np.array(found.rows, dtype=float))


def test_a_projection_is_the_same_as_its_weights(women: nx.Graph[str]) -> None:
    side = np.array([not women.nodes[n]["bipartite"] for n in sorted(women)])
    across = matrix(women)[side][:, ~side].tocsr()
    agree(of_projection(across), burt(projection(across).toarray()))


def test_what_is_too_large_is_left_out_and_never_guessed(
    women: nx.Graph[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "AFFORDABLE", 10)
    side = np.array([not women.nodes[n]["bipartite"] for n in sorted(women)])
    assert of_projection(matrix(women)[side][:, ~side].tocsr()) is None
    assert of_projection(matrix(women)[~side][:, side].tocsr()) is None
