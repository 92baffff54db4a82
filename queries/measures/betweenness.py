"""Betweenness: on how many shortest routes between others a node lies.

Freeman, "A set of measures of centrality based on betweenness", Sociometry 40 (1977) 35-41;
each pair counts once. Nodes with one neighbour are first folded into it, and nodes with the same
neighbours are searched as one, which is both exact (Baglioni, Geraci, Pellegrini and Lastres,
ASONAM 2012; Puzis, Elovici, Zilberman, Dolev and Brandes, J. Complex Networks 3 (2015) 84-112);
what is left is searched by Brandes's algorithm, in plain Python where that is quicker than
loading a compiler.
"""

from __future__ import annotations

import itertools
import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.sparse.csgraph import reverse_cuthill_mckee

from graph.spells import read_as_of
from queries.asking.scope import THROUGH, Through
from queries.measures.kept import kept, name_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from scipy.sparse import csr_array

    from graph.store import Reader
    from queries.measures.arrays import Array
    from queries.measures.topology import Joined, Topology


def two_mode_maximum(own: int, other: int) -> float:
    """The largest betweenness that a node can have in a two-mode graph.

    Borgatti and Everett, "Network analysis of 2-mode data", Social Networks 19 (1997) 243-269.

    Parameters
    ----------
    own, other
        How many nodes the node's own side and the other side have.
    """
    if not own or not other:
        return 0.0
    s, t = divmod(own - 1, other)
    return (other**2 * (s + 1) ** 2 + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2


def raw_betweenness(
    store: Reader,
    graph: Topology | Joined,
    through: Through,
    as_of: str | None,
    progress: Callable[[float], None] | None,
) -> list[float]:
    """Raw betweenness of every node; the store keeps it, if it can."""
    name = name_of("betweenness/2", THROUGH[through], read_as_of(as_of))
    found = kept(store, name, lambda: {"raw": betweenness(graph.adjacency, progress)})
    values: list[float] = found["raw"].tolist()
    return values


COMPILED_FROM = 1_500_000
"""Looks at a neighbour, in all searches together, from which the compiled search pays."""
_PORTION = 512
"""Sources searched between two reports of progress."""


def betweenness(adjacency: csr_array, progress: Callable[[float], None] | None = None) -> Array:
    """Raw betweenness of every node, each pair counted once; 0 or more.

    Parameters
    ----------
    adjacency
        A square, symmetric matrix in compressed rows, with an empty diagonal.
    progress
        Called now and then with the share that is done, 0 to 1.
    """
    starts, others = adjacency.indptr.tolist(), adjacency.indices.tolist()
    folded = _Folding([others[a:b] for a, b in itertools.pairwise(starts)])
    result = np.array(folded.betweenness)
    core = np.array(folded.core, dtype=np.int64)
    if len(core) > 2:
        inner = adjacency[core][:, core].tocsr()
        weight = np.array(folded.weight, dtype=float)[core]
        result[core] += _searched(inner, weight, progress) / 2
    return result


class _Folding:
    """Nodes with one neighbour, folded into it until there are none.

    Attributes
    ----------
    weight
        How many nodes each stands for, itself included.
    betweenness
        What pairs of folded nodes, and pairs of folded and other nodes, add to each node.
    core
        The nodes that are left.
    """

    def __init__(self, neighbours: list[list[int]]) -> None:
        size = len(neighbours)
        self._neighbours = neighbours
        self._total = _component_sizes(neighbours)
        self.weight = [1] * size
        self.betweenness = [0.0] * size
        self._gone = [False] * size
        self._fold()
        self.core = [node for node in range(size) if not self._gone[node]]
        for node in self.core:
            self._finish(node)

    def _fold(self) -> None:
        degree = [len(around) for around in self._neighbours]
        leaves = [node for node, count in enumerate(degree) if count == 1]
        while leaves:
            leaf = leaves.pop()
            if degree[leaf] != 1:
                continue
            stem = next(node for node in self._neighbours[leaf] if not self._gone[node])
            self._gone[leaf] = True
            self._finish(leaf)
            # Pairs of a node behind the leaf and one folded into the stem before.
            self.betweenness[stem] += self.weight[leaf] * (self.weight[stem] - 1)
            self.weight[stem] += self.weight[leaf]
            degree[stem] -= 1
            if degree[stem] == 1:
                leaves.append(stem)

    def _finish(self, node: int) -> None:
        """Pairs of a node folded into this one and a node that is not."""
        weight = self.weight[node]
        self.betweenness[node] += (weight - 1) * (self._total[node] - weight)


def _component_sizes(neighbours: list[list[int]]) -> list[int]:
    """For each node the size of its component."""
    sizes = [0] * len(neighbours)
    for start in range(len(neighbours)):
        if sizes[start]:
            continue
        found, place = [start], 0
        sizes[start] = 1
        while place < len(found):
            for other in neighbours[found[place]]:
                if not sizes[other]:
                    sizes[other] = 1
                    found.append(other)
            place += 1
        for node in found:
            sizes[node] = len(found)
    return sizes


class _Quotient(NamedTuple):
    """A graph in which nodes with the same neighbours are one.

    Attributes
    ----------
    matrix
        Who is joined to whom.
    weight
        How many nodes each stands for, folded ones included.
    copies
        How many nodes of its place in the graph each stands for.
    """

    matrix: csr_array
    weight: Array
    copies: Array


def _searched(matrix: csr_array, weight: Array, progress: Callable[[float], None] | None) -> Array:
    """The betweenness that is left when all is folded; the sum over ordered pairs."""
    of, first = _alike(matrix)
    copies = np.bincount(of).astype(float)
    merged = _Quotient(matrix[first][:, first].tocsr(), np.bincount(of, weight), copies)
    work = len(first) * (len(first) + merged.matrix.nnz)
    search = _plain if work < COMPILED_FROM else _compiled
    # Two that are alike meet through each of their neighbours.
    pairs = merged.weight**2 - np.bincount(of, weight**2)
    around = merged.matrix @ copies
    meeting = merged.matrix @ np.divide(pairs, around, out=np.zeros_like(pairs), where=around > 0)
    found: Array = (search(merged, progress) / copies + meeting)[of]
    return found


def _alike(matrix: csr_array) -> tuple[Array, Array]:
    """A number for each node, the same for nodes with the same neighbours; the first of each."""
    matrix.sort_indices()
    numbers: dict[bytes, int] = {}
    rows = itertools.pairwise(matrix.indptr.tolist())
    keys = (matrix.indices[a:b].tobytes() for a, b in rows)
    of = np.array([numbers.setdefault(key, len(numbers)) for key in keys])
    return of, np.unique(of, return_index=True)[1]


def _plain(graph: _Quotient, progress: Callable[[float], None] | None) -> Array:
    """The search in plain Python; the sum over ordered pairs and over all copies of a node."""
    starts, others = graph.matrix.indptr.tolist(), graph.matrix.indices.tolist()
    neighbours = [others[a:b] for a, b in itertools.pairwise(starts)]
    weight, copies = graph.weight.tolist(), graph.copies.tolist()
    out = [0.0] * len(weight)
    for source in range(len(weight)):
        _search(neighbours, weight, copies, source, out)
        if progress is not None:
            progress((source + 1) / len(weight))
    return np.array(out)


def _search(
    neighbours: list[list[int]],
    weight: list[float],
    copies: list[float],
    source: int,
    out: list[float],
) -> None:
    depth = {source: 0}
    routes = {source: 1.0}
    order = [source]
    for node in order:
        onward = routes[node] if node == source else routes[node] * copies[node]
        for other in neighbours[node]:
            if other not in depth:
                depth[other] = depth[node] + 1
                routes[other] = 0.0
                order.append(other)
            if depth[other] == depth[node] + 1:
                routes[other] += onward
    passing = dict.fromkeys(order, 0.0)
    for node in reversed(order[1:]):
        through = passing[node] * copies[node]
        share = (weight[node] + through) / routes[node]
        for other in neighbours[node]:
            if depth[other] == depth[node] - 1:
                passing[other] += routes[other] * share
        out[node] += through * weight[source]


def _compiled(graph: _Quotient, progress: Callable[[float], None] | None) -> Array:
    """The compiled search on all processors; the sum as above."""
    from queries.measures.brandes import accumulate  # noqa: PLC0415 - brings the compiler

    # Neighbours in the graph become neighbours in memory.
    order = reverse_cuthill_mckee(graph.matrix, symmetric_mode=True)
    near = graph.matrix[order][:, order].tocsr()
    starts, others = near.indptr.astype(np.int32), near.indices.astype(np.int32)
    portions = np.array_split(np.arange(len(order)), max(1, len(order) // _PORTION))
    done = 0

    def search(sources: Array) -> Array:
        out = np.zeros(len(order))
        accumulate(starts, others, graph.weight[order], graph.copies[order], sources, out)
        return out

    total = np.zeros(len(order))
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        for part, out in zip(portions, threads.map(search, portions), strict=True):
            total += out
            done += len(part)
            if progress is not None:
                progress(done / len(order))
    result = np.empty_like(total)
    result[order] = total
    return result
