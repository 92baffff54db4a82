"""Betweenness by Brandes's algorithm, compiled: many sources at once, side by side.

Brandes, "A faster algorithm for betweenness centrality", J. Math. Sociology 25 (2001) 163-177.
Sources that are searched together, each in a lane, share every look at a neighbour, and the
processor adds for several of them in one instruction. A node is visited once for every distance
at which it is from any of them; a visit holds a number for each lane, and nothing (0) in the
lanes where the node is at another distance. So lanes are added up without asking which apply.
This module imports numba, and so takes half a second.
"""

from __future__ import annotations

import numba
import numpy as np

from queries.measures.arrays import Array

Visits = tuple[Array, Array, Array]
"""Per visit: the node; its lanes, as the bits of a number; and a number for each lane, which is
first that of shortest routes, then what the node hands back over each of them."""
LANES = 64
"""Sources searched side by side, as many as a number has bits."""
_ONE = np.uint64(1)


_compiled = numba.njit(cache=True, nogil=True, fastmath=True)


@_compiled
def _room(visits: int) -> Visits:
    return (
        np.empty(visits, np.int32),
        np.empty(visits, np.uint64),
        np.empty((visits, LANES), np.float64),
    )


@_compiled
def _longer(visits: Visits) -> Visits:
    """The same visits, with room for as many again."""
    used = len(visits[0])
    nodes, lanes, numbers = _room(2 * used)
    nodes[:used], lanes[:used], numbers[:used] = visits
    return nodes, lanes, numbers


@_compiled
def _discover(
    starts: Array, others: Array, visits: Visits, level: tuple[int, int], met: tuple[Array, Array]
) -> int:
    """Note the visits of the level after this one, and tell where they end."""
    nodes, lanes, _ = visits
    seen, fresh = met
    end = level[1]
    for visit in range(*level):
        node, here = nodes[visit], lanes[visit]
        for other in others[starts[node] : starts[node + 1]]:
            new = here & ~seen[other]
            if new:
                if not fresh[other]:
                    nodes[end] = other
                    end += 1
                fresh[other] |= new
    for visit in range(level[1], end):
        node = nodes[visit]
        lanes[visit] = fresh[node]
        seen[node] |= fresh[node]
        fresh[node] = 0
    return end


@_compiled
def _gather(
    total: Array, around: Array, place: Array, level: tuple[int, int], numbers: Array
) -> None:
    """Add up, lane by lane, the numbers of those neighbours that are visited on a level."""
    begin, end = level
    total[:] = 0.0
    for other in around:
        visit = place[other]
        if begin <= visit < end:
            for lane in range(LANES):
                total[lane] += numbers[visit, lane]


@_compiled
def _begin(sources: Array, visits: Visits, seen: Array) -> None:
    """Visit the sources, each in a lane of its own."""
    nodes, lanes, numbers = visits
    numbers[: len(sources)] = 0.0
    for lane, source in enumerate(sources):
        nodes[lane] = source
        lanes[lane] = _ONE << np.uint64(lane)
        numbers[lane, lane] = 1.0
        seen[source] = lanes[lane]


@_compiled
def _forward(
    starts: Array, others: Array, copies: Array, sources: Array, visits: Visits, place: Array
) -> tuple[Visits, list[int]]:
    """Level by level, count the shortest routes to each node in each lane.

    Gives the visits of each level one after the other, and where each level begins.
    """
    size = len(place)
    seen, fresh = np.zeros(size, np.uint64), np.zeros(size, np.uint64)
    total = np.empty(LANES)
    place[:] = -1
    _begin(sources, visits, seen)
    begins = [0, len(sources)]
    while begins[-1] > begins[-2]:
        level = begins[-2], begins[-1]
        if len(visits[0]) < level[1] + size:
            visits = _longer(visits)
        nodes, lanes, numbers = visits
        place[nodes[level[0] : level[1]]] = np.arange(level[0], level[1])
        begins.append(_discover(starts, others, visits, level, (seen, fresh)))
        for visit in range(level[1], begins[-1]):
            node, here = nodes[visit], lanes[visit]
            alike = copies[node]
            _gather(total, others[starts[node] : starts[node + 1]], place, level, numbers)
            for lane in range(LANES):
                there = here >> np.uint64(lane) & _ONE
                numbers[visit, lane] = alike * total[lane] if there else 0.0
    return visits, begins


@_compiled
def accumulate(
    starts: Array, others: Array, weight: Array, copies: Array, sources: Array, out: Array
) -> None:
    """Add to ``out`` what the shortest routes from some sources contribute to each node.

    Parameters
    ----------
    starts, others
        The graph in compressed rows: the neighbours of u are others[starts[u]:starts[u + 1]].
    weight
        How many nodes a node stands for, itself included (see `queries.measures.betweenness`).
    copies
        How many of these have its place in the graph.
    sources
        The nodes to search from. Each counts with its weight.
    out
        Betweenness of all copies together, ordered pairs counted twice; added to.
    """
    size = len(starts) - 1
    visits = _room(4 * size + LANES)
    place = np.empty(size, np.int32)
    total = np.empty(LANES)
    weights = np.zeros(LANES)
    for first in range(0, len(sources), LANES):
        some = sources[first : first + LANES]
        weights[: len(some)] = weight[some]
        visits, begins = _forward(starts, others, copies, some, visits, place)
        nodes, _, numbers = visits
        # Backward: hand the dependencies of the farther nodes to the nearer ones.
        for level in range(len(begins) - 3, 0, -1):
            begin, end = begins[level], begins[level + 1]
            farther = end, begins[level + 2]
            place[nodes[end : farther[1]]] = np.arange(end, farther[1])
            for visit in range(begin, end):
                node = nodes[visit]
                own, alike = weight[node], copies[node]
                _gather(total, others[starts[node] : starts[node + 1]], place, farther, numbers)
                added = 0.0
                for lane in range(LANES):
                    routes = numbers[visit, lane]
                    passing = total[lane] * routes
                    added += passing * weights[lane]
                    back = (own + passing) * alike
                    numbers[visit, lane] = back / routes if routes > 0.0 else 0.0
                out[node] += added
