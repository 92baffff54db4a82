"""How many routes of any length share no stop in between (Menger's theorem).

A maximum flow with room for one route through every stop (Ford and Fulkerson 1956; Even and
Tarjan 1975), each augmenting route found by a search from both ends, so that most of a large
graph is never read.
"""

from __future__ import annotations

from itertools import chain, pairwise
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.store import Handle
    from queries.routes.lattice import Neighbourhoods

_FIRST_STEP = 4
"""How many states a search goes on from at first."""
_Gate = Literal["open", "in", "out"]
_Passing = tuple["Handle", _Gate]
"""A node as a search passes it. ``open``: no route goes through it yet. Of a node that a route
goes through: ``in``, come upon from the side, from where only a step back along the route is
possible; ``out``, come upon by such a step, from where a new way may be taken."""


def independent_routes(near: Neighbourhoods, start: Handle, end: Handle) -> int:
    """The largest number of routes that share no stop in between; a direct tie counts as one."""
    near.read([start, end])
    direct = int(end in near.of[start])
    most = min(len(near.of[start]), len(near.of[end]))
    flow = _Flow(near, start, end)
    count = direct
    while count < most and (route := _augmenting_route(flow)) is not None:
        flow.augment(route)
        count += 1
    return count


class _Flow:
    """Routes that share no stop: for each stop the one after it and the one before it."""

    def __init__(self, near: Neighbourhoods, start: Handle, end: Handle) -> None:
        self.near = near
        self.start = start
        self.end = end
        self.after: dict[Handle, Handle] = {}
        self.before: dict[Handle, Handle] = {}

    def augment(self, route: list[_Passing]) -> None:
        """Add one route, which may undo hops of others."""
        hops = {(a, b) for a, b in self.after.items()}
        hops |= {(a, b) for b, a in self.before.items()}
        for (node, gate), (other, other_gate) in pairwise(route):
            if gate == "in" and other_gate == "out":
                hops.discard((other, node))
            elif node != other:
                hops.add((node, other))
        self.after = {a: b for a, b in hops if a != self.start}
        self.before = {b: a for a, b in hops if b != self.end}

    def onward(self, state: _Passing) -> Iterator[_Passing]:
        """Where a search from the start may go from here."""
        node, gate = state
        if gate == "in":
            back = self.before[node]
            if back != self.start:
                yield back, "out"
            return
        for other in self.near.of[node]:
            if self._may_add(node, other):
                yield self._entered(other)
        if gate == "out":
            yield node, "in"

    def backward(self, state: _Passing) -> Iterator[_Passing]:
        """From where a search from the start may have come here."""
        node, gate = state
        if gate == "out":
            ahead = self.after[node]
            if ahead != self.end:
                yield ahead, "in"
            return
        for other in self.near.of[node]:
            if self._may_add(other, node):
                yield self._left(other)
        if gate == "in":
            yield node, "out"

    def _may_add(self, node: Handle, other: Handle) -> bool:
        """Whether a new route may take this hop: it is unused, and not the direct tie."""
        if other == self.start or node == self.end:
            return False
        if node == self.start:
            return other != self.end and self.before.get(other) != node
        if other == self.end:
            return self.after.get(node) != other
        return self.after.get(node) != other and self.after.get(other) != node

    def _entered(self, node: Handle) -> _Passing:
        return node, "in" if node in self.after else "open"

    def _left(self, node: Handle) -> _Passing:
        return node, "out" if node in self.after else "open"


class _BreadthFirst:
    """One side of a search for a route, breadth first, a few states at a time."""

    def __init__(self, flow: _Flow, first: _Passing, *, onward: bool) -> None:
        self.reached: dict[_Passing, _Passing | None] = {first: None}
        self.waiting: list[_Passing] = [first]
        self.spent = 0
        self._near = flow.near
        self._step = flow.onward if onward else flow.backward
        # A step back along a route needs no neighbours.
        self._idle = "in" if onward else "out"

    def advance(self, other: _BreadthFirst) -> _Passing | None:
        """Go on from the next few states; the state where the other side is met, if it is."""
        some = self.waiting[self.spent : 2 * self.spent + _FIRST_STEP]
        soon = chain(
            self._wanted(self.waiting[self.spent :]), other._wanted(other.waiting[other.spent :])
        )
        self._near.read(self._wanted(some), soon)
        for state in some:
            self.spent += 1
            for found in self._step(state):
                if found not in self.reached:
                    self.reached[found] = state
                    if found in other.reached:
                        return found
                    self.waiting.append(found)
        return None

    def _wanted(self, states: Iterable[_Passing]) -> Iterator[Handle]:
        """The nodes whose neighbours are needed to go on from states."""
        return (node for node, gate in states if gate != self._idle)

    @property
    def exhausted(self) -> bool:
        """Whether there is nowhere left to go."""
        return self.spent == len(self.waiting)


def _augmenting_route(flow: _Flow) -> list[_Passing] | None:
    """A route along which the flow can grow by one, None if it is largest.

    Either side goes on in turns, each twice as far as before: where they meet soon, little is
    read, and where one side is soon closed in, little of the other is.
    """
    ahead = _BreadthFirst(flow, (flow.start, "open"), onward=True)
    behind = _BreadthFirst(flow, (flow.end, "open"), onward=False)
    while not (ahead.exhausted or behind.exhausted):
        one, other = (ahead, behind) if ahead.spent <= behind.spent else (behind, ahead)
        met = one.advance(other)
        if met is not None:
            return [*reversed(_trail(ahead.reached, met)), *_trail(behind.reached, met)[1:]]
    return None


def _trail(steps: dict[_Passing, _Passing | None], state: _Passing | None) -> list[_Passing]:
    trail: list[_Passing] = []
    while state is not None:
        trail.append(state)
        state = steps[state]
    return trail
