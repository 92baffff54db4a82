"""How far to trust a group: who stays in it when what is known changes a little.

Once each source is left out. And rosters known in part are filled up at random to the size that
a source states, again and again. A member stays if a group that is best then still has it; among
groups that are as good the one that keeps most of the members counts.
"""

from __future__ import annotations

from collections import defaultdict
from random import Random
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.sparse import csr_array, hstack

from graph.schema import COLLECTIVES
from graph.spells import read_as_of
from queries.asking.answered import Answered
from queries.asking.answering import question
from queries.asking.scope import DRAWS
from queries.asking.sentences import source_name
from queries.asking.terms import FoundTerm
from queries.completeness import rosters
from queries.groups.choosing import problem_of
from queries.groups.problem import NoGroupError
from queries.groups.search import best_group
from queries.measures.covering import covering
from queries.measures.part import part_of
from queries.measures.reach import REACHING, reach_along

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from graph.model import Node, Source, Tie
    from graph.store import Reader
    from queries.groups.answer import Conveners
    from queries.groups.problem import CoverProblem

    Along = dict[str, set[tuple[str, str]]]

MOST_SOURCES = 300
"""Sources that are left out at most, unless one says how many."""
_PATIENCE = 10.0
"""Seconds for one group."""


class Steady(NamedTuple):
    """How steady a member is.

    Attributes
    ----------
    without_source
        The share of sources without which it stays, 0 to 1; None if none was left out.
    with_unseen
        The share of draws in which it stays; None if no roster is known in part.
    """

    id: str
    name: str
    without_source: float | None
    with_unseen: float | None


class Pillar(NamedTuple):
    """A source without which some would not be in the group."""

    source: str
    lost: tuple[str, ...]


class StabilityFields(NamedTuple):
    """The fields of `Stability`."""

    members: tuple[Steady, ...]
    sources: int
    of_sources: int
    pillars: tuple[Pillar, ...]
    draws: int
    partial: int
    unseen: int
    seed: int


class Stability(Answered, StabilityFields):
    """How steady a group is.

    Attributes
    ----------
    members
        In the order of the group.
    sources, of_sources
        How many sources were left out one at a time, of how many on which ties rest alone.
    pillars
        Those that somebody's place depends on, most first.
    draws, partial, unseen, seed
        How often rosters were filled up, how many are known in part, how many members they lack
        together, and where chance begins.
    """


@question(found=FoundTerm("conveners", "wish"))
def stability(
    store: Reader,
    found: Conveners,
    *,
    draws: int = DRAWS,
    sources: int = MOST_SOURCES,
    seed: int = 0,
    progress: Callable[[float], None] | None = None,
) -> Stability:
    """How steady the members of a group are.

    Parameters
    ----------
    found
        The answer with the group.
    draws, seed
        How often rosters are filled up, and where chance begins: the same seed gives the same.
    sources
        How many sources are left out at most: those with most ties that rest on nothing else.
    progress
        Called with the share that is done, 0 to 1.
    """
    with store.reading():
        world = _World(part_of(store, found.scope.within, found.scope.as_of), found.scope.as_of)
        lacking = _lacking(store, world, found.scope.as_of)
    trial = _GroupTrial(world.nodes, found)
    alone = world.resting_alone()
    tried = list(alone)[:sources]
    times = draws if lacking else 0
    done = 0

    def outcomes(changes: Iterable[Along]) -> Iterator[frozenset[str]]:
        nonlocal done
        for along in changes:
            yield trial.staying(along)
            done += 1
            if progress is not None:
                progress(done / max(len(tried) + times, 1))

    chance = Random(seed)  # noqa: S311 - a draw that is to be the same each time
    without = list(outcomes(world.without(alone[source]) for source in tried))
    filled = list(outcomes(_filled(world.along, lacking, chance) for _ in range(times)))
    return Stability(
        tuple(
            Steady(i, world.nodes[i].name, _share(i, without), _share(i, filled))
            for i in found.group.members
        ),
        len(tried),
        len(alone),
        _pillars(dict(zip(tried, without, strict=True)), found.group.members),
        times,
        len(lacking),
        sum(missing for missing, _ in lacking.values()),
        seed,
    )


class _World:
    """All entities, the ties that reach goes along, and which of them rest on one source."""

    def __init__(self, store: Reader, as_of: str | None) -> None:
        self.nodes: dict[str, Node] = {node.id: node for node in store.all_nodes()}
        self.along: Along = {tie_type: set() for tie_type in REACHING}
        self._alone: dict[str, list[Tie]] = defaultdict(list)
        for tie in store.ties(list(self.nodes), REACHING, read_as_of(as_of), "out"):
            self.along[tie.type].add((tie.source_id, tie.target_id))
            sources = {_named(one) for spell in tie.spells for one in spell.sources}
            if len(sources) == 1:
                self._alone[sources.pop()].append(tie)

    def resting_alone(self) -> dict[str, list[Tie]]:
        """The ties that rest on each source alone, the source with most of them first."""
        return dict(sorted(self._alone.items(), key=lambda item: (-len(item[1]), item[0])))

    def without(self, ties: Iterable[Tie]) -> Along:
        """What is left without some ties."""
        gone: Along = defaultdict(set)
        for tie in ties:
            gone[tie.type].add((tie.source_id, tie.target_id))
        return {tie_type: pairs - gone[tie_type] for tie_type, pairs in self.along.items()}


class _GroupTrial:
    """Who of a group is still in it where ties are others."""

    def __init__(self, nodes: Mapping[str, Node], convening: Conveners) -> None:
        self._nodes = nodes
        self._members = frozenset(convening.group.members)
        self._wish = convening.wish._replace(size=len(self._members), everything=False)
        self._asked = convening.scope.kinds, convening.scope.cover, convening.scope.reach

    def staying(self, along: Along) -> frozenset[str]:
        """The members of the best group that are of this one."""
        reached = covering(reach_along(self._nodes.values(), along), *self._asked)
        try:
            candidates, problem = problem_of(reached, self._wish)
            old = [i for i, node in enumerate(candidates) if node.id in self._members]
            best = best_group(problem, monotonic() + _PATIENCE)
            if len(old) == len(self._members) and problem.value(old) >= best.covered:
                return self._members
            kept = best_group(_preferring(problem, old), monotonic() + _PATIENCE).members
        except NoGroupError:
            return frozenset()
        return self._members & {candidates[i].id for i in kept}


def _preferring(problem: CoverProblem, some: list[int]) -> CoverProblem:
    """The same, but of groups that cover as much the one with most of some candidates is best.

    Every target stands for more than all of these candidates, each of which covers one of its own.
    """
    places = (np.array(some, dtype=np.int64), np.arange(len(some)))
    own = csr_array((np.ones(len(some)), places), shape=(problem.candidates, len(some)))
    return problem._replace(cover=hstack([problem.cover] * (len(some) + 1) + [own]).tocsr())


def _lacking(store: Reader, world: _World, as_of: str | None) -> dict[str, tuple[int, list[str]]]:
    """Of each roster that is known in part: how many it lacks, and the districts they may be.

    Those of the state that is its scope, if it has one with enough districts; else all. They are
    of the whole store, since a roster is: those that the question leaves out play no part.
    """
    nodes = world.nodes
    districts = {node.id: node.state for node in store.catalogue(["district"])}
    collectives = [nodes[i] for i in sorted(nodes) if nodes[i].kind in COLLECTIVES]
    inside: dict[str, set[str]] = defaultdict(set)
    ids = [node.id for node in collectives]
    for tie in store.links(ids, ["MEMBER_OF"], read_as_of(as_of), "in"):
        inside[tie.target_id].add(tie.source_id)
    found: dict[str, tuple[int, list[str]]] = {}
    for roster in rosters(store, collectives, as_of=as_of):
        missing = roster.stated - roster.known
        outside = [d for d in districts if d not in inside[roster.id]]
        state = nodes[roster.id].state
        near = [d for d in outside if districts[d] == state]
        eligible = near if state and len(near) >= missing else outside
        if missing > 0:
            found[roster.id] = min(missing, len(eligible)), eligible
    return found


def _filled(along: Along, lacking: dict[str, tuple[int, list[str]]], chance: Random) -> Along:
    """The ties with each roster filled up at random."""
    unseen = {
        (district, network)
        for network, (missing, eligible) in sorted(lacking.items())
        for district in chance.sample(eligible, missing)
    }
    return {**along, "MEMBER_OF": along["MEMBER_OF"] | unseen}


def _named(source: Source) -> str:
    """A source by its page or file: what is left out as a whole."""
    return source.url or source.file or source_name(source)


def _share(node_id: str, outcomes: list[frozenset[str]]) -> float | None:
    if not outcomes:
        return None
    return sum(node_id in staying for staying in outcomes) / len(outcomes)


def _pillars(
    outcomes: Mapping[str, frozenset[str]], members: tuple[str, ...]
) -> tuple[Pillar, ...]:
    found = [
        Pillar(source, tuple(i for i in members if i not in staying))
        for source, staying in outcomes.items()
        if len(staying) < len(members)
    ]
    return tuple(sorted(found, key=lambda pillar: (-len(pillar.lost), pillar.source)))
