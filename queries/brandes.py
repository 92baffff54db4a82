"""Betweenness by Brandes's algorithm, compiled: many sources at once, side by side.

Brandes, "A faster algorithm for betweenness centrality", J. Math. Sociology 25 (2001) 163-177.
Sources that are searched together share every look at a neighbour, and the processor adds for
several of them in one instruction. This module imports numba, and so takes half a second.
"""

from __future__ import annotations

from typing import Any

import numba
import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]

State = tuple[Array, Array, Array]
"""Per node and lane: the depth, the number of shortest routes, the share to hand back."""
LANES = 32
"""Sources searched side by side: more no longer fit into the processor's caches."""


_compiled = numba.njit(cache=True, nogil=True, fastmath=True)


@_compiled
def _forward(starts: Array, others: Array, sources: Array, state: State) -> tuple[Array, Array]:
    """Level by level, count the shortest routes to each node in each lane.

    Gives the nodes of each level one after the other, and where each level begins.
    """
    depth, routes, share = state
    depth[:] = -1
    routes[:] = 0.0
    share[:] = 0.0
    met = np.full(len(depth), -1, np.int32)
    sent = np.empty(LANES)
    order = np.empty(2 * len(depth) + LANES, np.int32)
    begins = [0, len(sources)]
    for lane, source in enumerate(sources):
        depth[source, lane] = 0
        routes[source, lane] = 1.0
        order[lane] = source
    level = 0
    while begins[level + 1] > begins[level]:
        end = begins[level + 1]
        if len(order) - end < len(depth):
            order = np.concatenate((order, np.empty(len(depth), np.int32)))
        for node in order[begins[level] : begins[level + 1]]:
            for lane in range(LANES):
                sent[lane] = routes[node, lane] if depth[node, lane] == level else 0.0
            for other in others[starts[node] : starts[node + 1]]:
                if _hand_on(sent, depth, routes, other, level) and met[other] <= level:
                    met[other] = level + 1
                    order[end] = other
                    end += 1
        begins.append(end)
        level += 1
    return order, np.array(begins)


@_compiled
def _hand_on(sent: Array, depth: Array, routes: Array, other: int, level: int) -> bool:
    """Hand the routes of one node on to a neighbour, in all lanes; whether it took any."""
    taken = False
    for lane in range(LANES):
        there = depth[other, lane]
        there = level + 1 if sent[lane] > 0.0 and there < 0 else there
        depth[other, lane] = there
        onward = there == level + 1
        routes[other, lane] += sent[lane] if onward else 0.0
        taken |= onward
    return taken


@_compiled
def _gather(gathered: Array, depth: Array, share: Array, other: int, level: int) -> None:
    """Add what a neighbour that is one level further hands back, in all lanes."""
    for lane in range(LANES):
        gathered[lane] += share[other, lane] if depth[other, lane] == level + 1 else 0.0


@_compiled
def accumulate(starts: Array, others: Array, weight: Array, sources: Array, out: Array) -> None:
    """Add to ``out`` what the shortest routes from some sources contribute to each node.

    Parameters
    ----------
    starts, others
        The graph in compressed rows: the neighbours of u are others[starts[u]:starts[u + 1]].
    weight
        How many nodes a node stands for, itself included (see `queries.betweenness`).
    sources
        The nodes to search from. Each counts with its weight.
    out
        Betweenness, ordered pairs counted twice; added to.
    """
    size = len(starts) - 1
    state = np.empty((size, LANES), np.int32), np.empty((size, LANES)), np.empty((size, LANES))
    depth, routes, share = state
    gathered = np.empty(LANES)
    for first in range(0, len(sources), LANES):
        some = sources[first : first + LANES]
        order, begins = _forward(starts, others, some, state)
        # Backward: hand the dependencies of the farther nodes to the nearer ones.
        for level in range(len(begins) - 3, -1, -1):
            for node in order[begins[level] : begins[level + 1]]:
                gathered[:] = 0.0
                for other in others[starts[node] : starts[node + 1]]:
                    _gather(gathered, depth, share, other, level)
                for lane in range(len(some)):
                    if depth[node, lane] == level:
                        passing = gathered[lane] * routes[node, lane]
                        share[node, lane] = (weight[node] + passing) / routes[node, lane]
                        if level > 0:
                            out[node] += passing * weight[some[lane]]
