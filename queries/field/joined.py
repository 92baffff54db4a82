"""Which districts share something, and the fewest introductions that would join them all."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, groupby
from typing import TYPE_CHECKING, NamedTuple

from queries.field.alike import kilometres, place, rising

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from queries.field.field import Field


class Unions:
    """Groups that grow together (disjoint sets)."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._above = {i: i for i in ids}

    def top(self, one: str) -> str:
        """Who stands for the group of one."""
        while self._above[one] != one:
            self._above[one] = self._above[self._above[one]]
            one = self._above[one]
        return one

    def join(self, one: str, other: str) -> bool:
        """Let two groups be one; False if they are already."""
        first, second = self.top(one), self.top(other)
        self._above[max(first, second)] = min(first, second)
        return first != second

    def groups(self) -> list[list[str]]:
        """All groups: the larger first, then by smallest id; each in the order of ids."""
        found: dict[str, list[str]] = defaultdict(list)
        for one in sorted(self._above):
            found[self.top(one)].append(one)
        return sorted(found.values(), key=lambda group: (-len(group), group[0]))


class Introduction(NamedTuple):
    """Two districts of different groups, how many ties apart they are, and how far."""

    a: str
    b: str
    distance: int | None
    km: float | None


def fellows(shared: Mapping[str, Collection[str]]) -> dict[str, set[str]]:
    """For each of some districts the others that share a collective with it.

    Parameters
    ----------
    shared
        The collectives of each that count.
    """
    inside: dict[str, list[str]] = defaultdict(list)
    for district, collectives in shared.items():
        for one in collectives:
            inside[one].append(district)
    found: dict[str, set[str]] = {district: set() for district in shared}
    for members in inside.values():
        for district in members:
            found[district].update(members)
    return {district: others - {district} for district, others in found.items()}


def introductions(field: Field, groups: Collection[Collection[str]]) -> list[Introduction]:
    """The fewest introductions that join all groups, in the order in which they are taken.

    Kruskal, "On the shortest spanning subtree of a graph", Proc. AMS 7 (1956) 48-50, over pairs
    of different groups, by kilometres, ties, ids; what is unknown comes last.
    """
    of = {i: number for number, group in enumerate(groups) for i in group}
    unions = Unions(of)
    for group in groups:
        first, *rest = group
        for one in rest:
            unions.join(first, one)
    left = len(groups) - 1
    found: list[Introduction] = []
    far = _Distances(field)
    for a, b, km in _in_order(field, of, far, unions):
        if left and unions.join(a, b):
            found.append(Introduction(a, b, far.between(a, b), km))
            left -= 1
    return found


class _Distances:
    """Distances, searched from a district when they are first asked for."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self._from: dict[str, dict[str, int]] = {}

    def between(self, a: str, b: str) -> int | None:
        if a not in self._from:
            self._from[a] = self._field.distances(a)
        return self._from[a].get(b)


def _in_order(
    field: Field, of: Mapping[str, int], far: _Distances, unions: Unions
) -> Iterator[tuple[str, str, float | None]]:
    """All pairs of different groups; those that are joined meanwhile may be left out."""
    placed = [i for i in sorted(of) if place(field.districts[i]) is not None]
    pairs = [
        (rising(km), a, b, km)
        for a, b in combinations(placed, 2)
        if of[a] != of[b] and (km := kilometres(field.districts[a], field.districts[b])) is not None
    ]
    pairs.sort()
    for _, equal in groupby(pairs, key=lambda pair: pair[0]):
        same = list(equal)
        if len(same) > 1:  # only then does it matter who is fewer ties away
            same.sort(key=lambda pair: (rising(far.between(pair[1], pair[2])), pair[1], pair[2]))
        yield from ((a, b, km) for _, a, b, km in same)
    known = set(placed)
    unplaced = [
        (rising(far.between(a, b)), a, b)
        for a, b in combinations(sorted(of), 2)
        if not (a in known and b in known) and unions.top(a) != unions.top(b)
    ]
    yield from ((a, b, None) for _, a, b in sorted(unplaced))
