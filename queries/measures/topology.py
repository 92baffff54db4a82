"""The compact arrays behind all measures: who is joined to whom, built in one bulk read.

Nodes are numbered in the order of their ids, whatever the engine; parallel ties count once,
ties of an entity to itself are left out.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy.sparse import csr_array

from graph.schema import COLLECTIVES
from graph.spells import read_as_of
from queries.measures.kept import kept, name_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from graph.dates import Days
    from graph.model import Node
    from graph.store import Reader
    from queries.measures.kept import Arrays


class Topology(NamedTuple):
    """The undirected graph of some tie types on a date, without isolates.

    Attributes
    ----------
    nodes
        The entities that have a tie, ordered by id.
    collective
        Which of them are collectives, as an array of booleans.
    adjacency
        A square, symmetric matrix of ones in compressed rows; its column indices are sorted.
    """

    nodes: list[Node]
    collective: np.ndarray[Any, np.dtype[np.bool_]]
    adjacency: csr_array

    @property
    def size(self) -> int:
        """How many nodes there are."""
        return len(self.nodes)

    @property
    def ties(self) -> int:
        """How many pairs of nodes are joined."""
        return int(self.adjacency.nnz) // 2

    @property
    def two_mode(self) -> bool:
        """Whether every tie joins a collective to something that is none."""
        rows = self.collective.repeat(self.adjacency.indptr[1:] - self.adjacency.indptr[:-1])
        return bool((rows != self.collective[self.adjacency.indices]).all())


class Joined(NamedTuple):
    """Who is joined to whom, by ids alone.

    Attributes
    ----------
    ids
        Of the entities that have a tie, in order.
    adjacency
        As of `Topology`.
    """

    ids: list[str]
    adjacency: csr_array


def topology(store: Reader, types: Collection[str], as_of: str | None = None) -> Topology:
    """The graph of some tie types on a date as arrays; the store keeps them, if it can."""
    ids, matrix = joined(store, types, as_of)
    found = store.nodes(ids)
    nodes = [found[node_id] for node_id in ids]
    collective = np.array([node.kind in COLLECTIVES for node in nodes], dtype=bool)
    return Topology(nodes, collective, matrix)


def joined(store: Reader, types: Collection[str], as_of: str | None = None) -> Joined:
    """The same graph without reading what its entities are."""
    on = read_as_of(as_of)
    arrays = kept(store, name_of("topology/1", types, on), lambda: _read(store, types, on))
    ids: list[str] = json.loads(arrays["ids"].tobytes())
    others, starts = arrays["others"], arrays["starts"]
    matrix = csr_array((np.ones(len(others)), others, starts), shape=(len(ids), len(ids)))
    return Joined(ids, matrix)


def _read(store: Reader, types: Collection[str], on: Days | None) -> Arrays:
    """The ids of all nodes in order (JSON as bytes), and the rows of the matrix."""
    walk = store.walk(types, on)
    pairs = [pair for pair in walk.pairs() if pair[0] != pair[1]]
    names = walk.ids({handle for pair in pairs for handle in pair})
    ids = sorted(set(names.values()))
    place = {node_id: number for number, node_id in enumerate(ids)}
    number = {handle: place[node_id] for handle, node_id in names.items()}
    ends = np.array([[number[a], number[b]] for a, b in pairs], dtype=np.int32).reshape(-1, 2)
    matrix = adjacency(ends, len(ids))
    text = np.frombuffer(json.dumps(ids).encode(), dtype=np.uint8)
    return {"ids": text, "others": matrix.indices, "starts": matrix.indptr}


def adjacency(ends: np.ndarray[Any, np.dtype[np.int32]], size: int) -> csr_array:
    """The symmetric matrix of ones that pairs of numbers stand for, each pair once."""
    both = np.concatenate([ends, ends[:, ::-1]])
    matrix = csr_array((np.ones(len(both)), (both[:, 0], both[:, 1])), shape=(size, size))
    matrix.sum_duplicates()
    matrix.data[:] = 1.0
    return matrix
