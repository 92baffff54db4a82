"""The lattice of shortest routes between two nodes: every route in it, none written out.

A two-sided breadth-first search meets in the middle; the predecessors that it notes on the way
are the lattice. Routes are counted on it, however many there are.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from graph.store import Handle, Step, Walk


AT_ONCE = 32
"""How many nodes may be read at once, wanted or not: that takes little longer than to read one."""
SMALL = 5_000
"""A graph of at most so many ties is read as a whole: sooner done than a dozen small reads."""


class Neighbourhoods:
    """The graph of a walk, read when it is needed and kept; a small one as a whole.

    Parameters
    ----------
    walk
        The graph of some tie types on a date.
    ties
        How many ties there are in the store, of whatever type and date.
    avoided
        Nodes that are left out, with their ties.
    """

    def __init__(self, walk: Walk, ties: int, avoided: Collection[Handle] = ()) -> None:
        self._walk = walk
        self._avoided = frozenset(avoided)
        self.of: dict[Handle, dict[Handle, int]] = {}
        """For each node read so far: its neighbours, with the marks of the hop to each."""
        if ties <= SMALL:
            self._take(walk.steps())

    def read(self, nodes: Iterable[Handle], soon: Iterable[Handle] = ()) -> None:
        """Read the neighbours of those nodes that were not read before.

        Parameters
        ----------
        soon
            Nodes that will be asked for next, the first of them first. As many of them are read
            with the others as make up `AT_ONCE`.
        """
        missing = dict.fromkeys(node for node in nodes if node not in self.of)
        if not missing:
            return
        room = AT_ONCE - len(missing)
        further = (node for node in soon if node not in self.of and node not in missing)
        missing |= dict.fromkeys(islice(further, max(0, room)))
        self.of |= {node: {} for node in missing}
        self._take(self._walk.around(missing.keys()))

    def _take(self, steps: Iterable[Step]) -> None:
        of, avoided = self.of, self._avoided
        for node, other, marks in steps:
            if other != node and other not in avoided:
                hops = of.setdefault(node, {})
                hops[other] = hops.get(other, 0) | marks

    def marks(self, one: Handle, other: Handle) -> int:
        """The marks of the hop between two neighbours, one of which was read."""
        hops = self.of.get(one)
        return hops[other] if hops is not None else self.of[other][one]


class Lattice(NamedTuple):
    """All shortest routes from a start to an end.

    Attributes
    ----------
    layers
        The nodes at each step, from the start alone to the end alone.
    onward
        For each node the next nodes towards the end.
    """

    layers: tuple[tuple[Handle, ...], ...]
    onward: dict[Handle, tuple[Handle, ...]]

    @property
    def distance(self) -> int:
        """How many ties a shortest route has."""
        return len(self.layers) - 1

    def count_routes(self) -> int:
        """How many shortest routes there are, exactly."""
        ways: dict[Handle, int] = {self.layers[-1][0]: 1}
        for layer in reversed(self.layers[:-1]):
            for node in layer:
                ways[node] = sum(ways[other] for other in self.onward[node])
        return ways[self.layers[0][0]]

    @property
    def unavoidable(self) -> tuple[Handle, ...]:
        """The stops in between that every shortest route passes, in order.

        A route has one stop in each layer, so these are the layers of one node.
        """
        return tuple(layer[0] for layer in self.layers[1:-1] if len(layer) == 1)


class _Half:
    """One half of the search: how far it has come, and from where."""

    def __init__(self, start: Handle) -> None:
        self.depth = 0
        self.reached: dict[Handle, int] = {start: 0}
        self.previous: dict[Handle, list[Handle]] = {}
        self.frontier: list[Handle] = [start]

    def advance(self, near: Neighbourhoods, opposite: _Half) -> None:
        """Go one step further, noting every way in which a node is reached."""
        near.read(self.frontier, opposite.frontier)
        self.depth += 1
        depth, reached, previous = self.depth, self.reached, self.previous
        found: list[Handle] = []
        for node in self.frontier:
            for other in near.of[node]:
                at = reached.get(other)
                if at is None:
                    reached[other] = depth
                    previous[other] = [node]
                    found.append(other)
                elif at == depth:
                    previous[other].append(node)
        self.frontier = found


def shortest_routes(near: Neighbourhoods, start: Handle, end: Handle) -> Lattice | None:
    """The lattice of shortest routes between two different nodes, None if there is no route."""
    ahead, behind = _Half(start), _Half(end)
    while ahead.frontier and behind.frontier:
        side, other = (
            (ahead, behind) if len(ahead.frontier) <= len(behind.frontier) else (behind, ahead)
        )
        side.advance(near, other)
        met = [node for node in side.frontier if node in other.reached]
        if met:
            return _lattice(ahead, behind, met)
    return None


def _lattice(ahead: _Half, behind: _Half, met: list[Handle]) -> Lattice:
    """Thread the lattice from the nodes where the two sides met, to both ends."""
    onward: dict[Handle, list[Handle]] = {}
    layers: list[list[Handle]] = [met]
    for _ in range(ahead.depth):
        layer: dict[Handle, None] = {}
        for node in layers[-1]:
            for before in ahead.previous[node]:
                onward.setdefault(before, []).append(node)
                layer[before] = None
        layers.append(list(layer))
    layers.reverse()
    for _ in range(behind.depth):
        layer = {}
        for node in layers[-1]:
            onward[node] = behind.previous[node]
            layer |= dict.fromkeys(behind.previous[node])
        layers.append(list(layer))
    return Lattice(
        tuple(map(tuple, layers)), {node: tuple(others) for node, others in onward.items()}
    )
