"""Networks with published figures, random ones, and how a measure is told about them."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

import networkx as nx
import numpy as np
import pytest
from hypothesis import strategies as st
from scipy.sparse import csr_array

from graph.model import Node, Statement
from queries.measures.topology import adjacency

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

    from graph.store import Reader
    from tests.conftest import Engine, Record

    Plain = nx.Graph[int]


class Table(NamedTuple):
    """A table of ones and zeros, each row and column with a one."""

    rows: list[list[int]]


@pytest.fixture(scope="session")
def women() -> nx.Graph[str]:
    """Davis, Gardner and Gardner 1941; events have ``bipartite`` 1."""
    graph: nx.Graph[str] = nx.davis_southern_women_graph()
    return graph


@pytest.fixture(scope="session")
def florence() -> nx.Graph[str]:
    """The marriages of Florentine families, Pucci left out."""
    graph: nx.Graph[str] = nx.florentine_families_graph()
    return graph


@pytest.fixture
def davis(women: nx.Graph[str], engine: Engine) -> Reader:
    """The women as districts, the events as networks."""
    return engine(two_mode_records(women))


def two_mode_records(graph: nx.Graph[str]) -> list[Record]:
    """A two-mode graph as districts that are members of networks."""
    event = {name: bool(data["bipartite"]) for name, data in graph.nodes(data=True)}
    nodes: list[Record] = [
        Node(name, "network" if event[name] else "district", name) for name in sorted(graph)
    ]
    ties = (sorted(edge, key=event.__getitem__) for edge in graph.edges)
    return nodes + [Statement(woman, "MEMBER_OF", name) for woman, name in ties]


def matrix(graph: nx.Graph[Any]) -> csr_array:
    """A graph as a matrix of weights, its nodes in their order."""
    weights = nx.to_numpy_array(graph, nodelist=sorted(graph))
    return csr_array(weights)


@st.composite
def _plain_graphs(draw: DrawFn, largest: int) -> Plain:
    size = draw(st.integers(1, largest))
    graph: Plain = nx.path_graph(size)
    graph.remove_edges_from(list(graph.edges))
    pairs = list(combinations(range(size), 2))
    graph.add_edges_from(draw(st.sets(st.sampled_from(pairs))) if pairs else ())
    return graph


@pytest.fixture(scope="session")
def plain_graphs() -> SearchStrategy[Plain]:
    """Undirected graphs of a dozen nodes, in as many parts as it comes."""
    return _plain_graphs(12)


@pytest.fixture(scope="session")
def weighted_graphs() -> SearchStrategy[Plain]:
    """The same with weights from 1 to 5."""
    return _plain_graphs(9).flatmap(_weighted)


def _weighted(graph: Plain) -> SearchStrategy[Plain]:
    edges = list(graph.edges)

    def with_weights(weights: list[int]) -> Plain:
        copy = graph.copy()
        copy.add_weighted_edges_from(
            (a, b, float(w)) for (a, b), w in zip(edges, weights, strict=True)
        )
        return copy

    return st.lists(st.integers(1, 5), min_size=len(edges), max_size=len(edges)).map(with_weights)


@pytest.fixture(scope="session")
def tables() -> SearchStrategy[Table]:
    """Small tables of ones and zeros without an empty row or column."""
    cells = st.integers(1, 5).flatmap(
        lambda width: st.lists(
            st.lists(st.integers(0, 1), min_size=width, max_size=width), min_size=1, max_size=5
        )
    )
    return cells.filter(
        lambda rows: all(map(any, rows)) and all(map(any, zip(*rows, strict=True)))
    ).map(Table)


@pytest.fixture(scope="session")
def two_mode() -> SearchStrategy[list[Record]]:
    """Districts of some states in networks: a store with no ties of other kinds."""
    return _two_mode()


@st.composite
def _two_mode(draw: DrawFn) -> list[Record]:
    districts = draw(st.integers(1, 6))
    networks = draw(st.integers(1, 5))
    states = draw(
        st.lists(st.sampled_from(["ME", "NH", "CA"]), min_size=districts, max_size=districts)
    )
    records: list[Record] = [
        Node(f"district:{n}", "district", f"District {n}", (), {"state": state})
        for n, state in enumerate(states)
    ]
    records += [Node(f"network:{n}", "network", f"Network {n}") for n in range(networks)]
    pairs = [(d, n) for d in range(districts) for n in range(networks)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True))
    return records + [Statement(f"district:{d}", "MEMBER_OF", f"network:{n}") for d, n in chosen]


def renamed(records: list[Record], order: list[int]) -> list[Record]:
    """The same graph under other ids, which sort in another order; rows stand the other way."""
    nodes = [record for record in records if isinstance(record, Node)]
    places = sorted(range(len(nodes)), key=lambda i: order[i % len(order)] * 1000 + i)
    new = {nodes[i].id: f"{nodes[i].kind}:x{place:03}" for place, i in enumerate(places)}
    ties = [record for record in records if isinstance(record, Statement)]
    return [
        *(node._replace(id=new[node.id]) for node in reversed(nodes)),
        *(
            tie._replace(source_id=new[tie.source_id], target_id=new[tie.target_id])
            for tie in reversed(ties)
        ),
    ]


def ends(graph: Plain) -> csr_array:
    """A graph of numbers as the matrix of ones that measures are told about."""
    pairs = np.array(list(graph.edges), dtype=np.int32).reshape(-1, 2)
    return adjacency(pairs, graph.number_of_nodes())
