"""Cut points: how many others are cut off from the largest piece when a node leaves.

Articulation points by depth-first search: Hopcroft and Tarjan, "Efficient algorithms for graph
manipulation", Communications of the ACM 16 (1973) 372-378.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scipy.sparse import csr_array


def cut_off(adjacency: csr_array) -> list[int]:
    """For each node, the other nodes of its component outside the largest piece left without it.

    0 for a node that is no cut point.
    """
    starts, others = adjacency.indptr.tolist(), adjacency.indices.tolist()
    neighbours = [others[a:b] for a, b in itertools.pairwise(starts)]
    result = [0] * len(neighbours)
    search = _DepthFirst(neighbours)
    for node in range(len(neighbours)):
        if not search.number[node]:
            for cut, cut_off_nodes in search.component(node):
                result[cut] = cut_off_nodes
    return result


def stranded(adjacency: csr_array, node: int) -> list[int]:
    """The others of its component that are outside the largest piece left without a node, in order.

    Of pieces of one size that with the first node counts as the largest.
    """
    starts, others = adjacency.indptr, adjacency.indices
    met = {node}
    pieces: list[list[int]] = []
    for start in others[starts[node] : starts[node + 1]].tolist():
        if start not in met:
            piece, edge = {start}, [start]
            while edge:
                place = edge.pop()
                near = others[starts[place] : starts[place + 1]].tolist()
                new = set(near) - piece - {node}
                piece |= new
                edge += new
            met |= piece
            pieces.append(sorted(piece))
    pieces.sort(key=lambda piece: (-len(piece), piece))
    return sorted(i for piece in pieces[1:] for i in piece)


class _DepthFirst:
    """A depth-first search that notes the pieces which hang on each node alone."""

    def __init__(self, neighbours: list[list[int]]) -> None:
        self.number = [0] * len(neighbours)
        self._low = [0] * len(neighbours)
        self._below = [1] * len(neighbours)
        self._neighbours = neighbours
        self._count = 0

    def component(self, root: int) -> list[tuple[int, int]]:
        """The nodes of the component of a root, with how many others each cuts off."""
        pieces: dict[int, list[int]] = {}
        parents: dict[int, int] = {}
        found: list[int] = []
        stack = [(root, iter(self._neighbours[root]))]
        self._enter(root, found)
        while stack:
            node, rest = stack[-1]
            other = next(rest, None)
            if other is None:
                stack.pop()
                self._leave(node, parents.get(node), pieces)
            elif not self.number[other]:
                parents[other] = node
                self._enter(other, found)
                stack.append((other, iter(self._neighbours[other])))
            elif other != parents.get(node):
                self._low[node] = min(self._low[node], self.number[other])
        return [(node, _outside_largest(len(found), pieces.get(node, []))) for node in found]

    def _enter(self, node: int, found: list[int]) -> None:
        self._count += 1
        self.number[node] = self._low[node] = self._count
        found.append(node)

    def _leave(self, node: int, parent: int | None, pieces: dict[int, list[int]]) -> None:
        if parent is None:
            return
        self._below[parent] += self._below[node]
        self._low[parent] = min(self._low[parent], self._low[node])
        if self._low[node] >= self.number[parent]:
            pieces.setdefault(parent, []).append(self._below[node])


def _outside_largest(component: int, pieces: list[int]) -> int:
    """Of all others of the component, those outside the largest piece."""
    others = component - 1
    return others - max([*pieces, others - sum(pieces)])
