"""The districts of a store and the collectives they belong to, read in a few bulk reads.

Plain dictionaries, so that a command that asks about one district starts at once.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from graph.schema import COLLECTIVES
from queries.asking.present import Holding
from queries.asking.rollup import reached
from queries.asking.scope import NETWORK_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.store import Reader
    from queries.asking.present import IdPair

Neighbours = dict[str, list[str]]


class Field:
    """Who belongs where, of what is not over.

    Parameters
    ----------
    as_of
        Only ties that held on this date.

    Attributes
    ----------
    districts, collectives
        By id, in the order of their ids.
    """

    def __init__(self, store: Reader, as_of: str | None) -> None:
        self.present = Holding(store, as_of)
        self.districts = {node.id: node for node in store.catalogue(["district"])}
        self.collectives = {node.id: node for node in store.catalogue(sorted(COLLECTIVES))}
        self._member = self.present.pairs("MEMBER_OF")
        self._part = self.present.pairs("PART_OF")

    def without(self, gone: Iterable[str]) -> Field:
        """The same field without some entities, and what they hold together."""
        lost = set(gone)
        left = object.__new__(Field)
        left.present = self.present
        left.districts = {i: node for i, node in self.districts.items() if i not in lost}
        left.collectives = {i: node for i, node in self.collectives.items() if i not in lost}
        left._member = {pair for pair in self._member if lost.isdisjoint(pair)}
        left._part = {pair for pair in self._part if lost.isdisjoint(pair)}
        return left

    @cached_property
    def schools(self) -> Neighbours:
        """The schools of each district."""
        found: Neighbours = defaultdict(list)
        for part, whole in sorted(self._part):
            if whole in self.districts:
                found[whole].append(part)
        return found

    @cached_property
    def parts(self) -> Neighbours:
        """What is part of each entity."""
        return _targets((whole, part) for part, whole in self._part)

    @cached_property
    def own(self) -> dict[str, frozenset[str]]:
        """The collectives that each district belongs to, by its schools and rolled up as well."""
        direct = _targets(self._member)
        wholes = _targets(pair for pair in self._part if pair[0] in self.collectives)
        above = {i: reached([i], wholes) if i in wholes else {i} for i in self.collectives}
        return {
            district: frozenset(
                i
                for holder in (district, *self.schools.get(district, ()))
                for collective in direct.get(holder, ())
                for i in above[collective]
            )
            for district in self.districts
        }

    @cached_property
    def members(self) -> dict[str, list[str]]:
        """The districts that belong to each collective, rolled up, by id."""
        found: dict[str, list[str]] = {i: [] for i in self.collectives}
        for district, own in self.own.items():
            for collective in own:
                found[collective].append(district)
        return found

    @cached_property
    def around(self) -> Mapping[str, set[str]]:
        """Who is joined to whom by MEMBER_OF or PART_OF, in either direction."""
        found: dict[str, set[str]] = defaultdict(set)
        for one, other in chain(self._member, self._part):
            if one != other:
                found[one].add(other)
                found[other].add(one)
        return found

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """How many entities have a MEMBER_OF tie to each collective."""
        found: dict[str, int] = defaultdict(int)
        for _, collective in self._member:
            found[collective] += 1
        return found

    def networks(self, district: str) -> list[str]:
        """The networks, consortia and cohorts that a district belongs to, by id."""
        return sorted(i for i in self.own.get(district, ()) if self.is_network(i))

    def is_network(self, collective: str) -> bool:
        """Whether a collective is a network, a consortium or a cohort."""
        return self.collectives[collective].kind in NETWORK_KINDS

    def holders(self, district: str) -> list[str]:
        """A district and its schools."""
        return [district, *self.schools.get(district, ())]

    def homes(self, districts: Iterable[str]) -> Neighbours:
        """For some districts and their schools the districts that these stand for."""
        return _targets((holder, one) for one in districts for holder in self.holders(one))

    def distances(self, start: str) -> dict[str, int]:
        """The number of ties from an entity to all that it is connected with."""
        found = {start: 0}
        level = [start]
        around = self.around
        while level:
            further = found[level[0]] + 1
            beyond: list[str] = []
            for node in level:
                for other in around.get(node, ()):
                    if other not in found:
                        found[other] = further
                        beyond.append(other)
            level = beyond
        return found

    def components(self) -> list[list[str]]:
        """The parts of the graph of memberships: all that is connected, ties or none left aside."""
        met: set[str] = set()
        found: list[list[str]] = []
        for start in self.around:
            if start not in met:
                part = list(self.distances(start))
                met.update(part)
                found.append(part)
        return found


def _targets(pairs: Iterable[IdPair]) -> Neighbours:
    found: Neighbours = defaultdict(list)
    for source, target in pairs:
        found[source].append(target)
    return found
