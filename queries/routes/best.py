"""The k best of all shortest routes, exactly, without writing the others out.

Routes are ordered by: the hops all of whose ties are weak; the sizes of the collectives in
between, added up; the hops that no source states; the hops with no known since; the ids of
the stops. Each term is a sum over hops and stops, so the k best onward routes of a node are
found among the k best of the nodes after it.
"""

from __future__ import annotations

from heapq import nsmallest
from typing import TYPE_CHECKING

from graph.store import DATED, STATED, STRONG

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store import Handle
    from queries.routes.lattice import Lattice, Neighbourhoods

# One whole number holds the four sums, the first in the highest digits: numbers of Python do
# not overflow, and one comparison is several times faster than that of four.
_DIGITS = 40
_WEAK, _SIZE, _UNSTATED = 1 << 3 * _DIGITS, 1 << 2 * _DIGITS, 1 << _DIGITS

_Onward = tuple[int, tuple[int, ...]]
"""The cost of a route from a node to the end, and the ranks of the ids of its stops."""


def best_routes(
    lattice: Lattice,
    near: Neighbourhoods,
    ids: Mapping[Handle, str],
    sizes: Mapping[str, int],
    count: int,
) -> list[list[Handle]]:
    """The best routes of a lattice as lists of stops, the best first.

    Parameters
    ----------
    ids
        The id of each node of the lattice.
    sizes
        The number of members of each collective in between, by id; others may be left out.
    count
        How many routes to give at most.
    """
    by_rank = sorted((node for layer in lattice.layers for node in layer), key=ids.__getitem__)
    rank = {node: number for number, node in enumerate(by_rank)}
    end = lattice.layers[-1][0]
    best: dict[Handle, list[_Onward]] = {end: [(0, (rank[end],))]}
    for layer in reversed(lattice.layers[:-1]):
        for node in layer:
            candidates: list[_Onward] = []
            for other in lattice.onward[node]:
                stop = 0 if other == end else _SIZE * sizes.get(ids[other], 0)
                cost = stop + _hop_cost(near.marks(node, other))
                candidates += [(cost + far, (rank[node], *stops)) for far, stops in best[other]]
            best[node] = candidates if len(candidates) == 1 else nsmallest(count, candidates)
    start = lattice.layers[0][0]
    return [[by_rank[number] for number in stops] for _, stops in best[start]]


def _hop_cost(marks: int) -> int:
    cost = 0 if marks & STRONG else _WEAK
    if not marks & STATED:
        cost += _UNSTATED
    return cost if marks & DATED else cost + 1
