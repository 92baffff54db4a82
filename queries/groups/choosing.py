"""The best group of a size: those who together reach most, under what one wants of a group."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from queries.asking.scope import TIME_LIMIT
from queries.groups.problem import (
    NOWHERE,
    CoverProblem,
    NoGroupError,
    check,
    largest_size,
    members_words,
)
from queries.groups.search import BestGroups, best_groups, smallest_group

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from graph.model import Node
    from queries.measures.arrays import Numbers
    from queries.measures.covering import Covering, Target


class Wish(NamedTuple):
    """What is wanted of a group.

    Attributes
    ----------
    size
        How many members; all candidates, if there are fewer.
    include, exclude
        Ids of those who must be in it, and of those who must not.
    max_per_state
        How many members may be of one state; those without a state are not limited.
    clusters
        For each id its cluster: one member at least must be of each cluster that has candidates.
    everything
        Not of ``size``, but of as few as reach all that the candidates reach.
    time_limit
        Seconds.
    """

    size: int = 6
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    max_per_state: int | None = None
    clusters: Mapping[str, int] | None = None
    everything: bool = False
    time_limit: float = TIME_LIMIT


class Group(NamedTuple):
    """A group that reaches most.

    Attributes
    ----------
    members
        Their ids, sorted.
    covered, total
        How many targets they reach together, of how many there are.
    optimal
        Whether no other group is better.
    bound
        How many targets no group exceeds.
    ties
        Groups as good, this one included; at most 20, in the order of their ids.
    ties_complete
        Whether there are no others.
    unique_cover
        For each member how many targets no other member reaches.
    """

    members: tuple[str, ...]
    covered: int
    total: int
    optimal: bool
    bound: int
    ties: tuple[tuple[str, ...], ...]
    ties_complete: bool
    unique_cover: dict[str, int]


class Chosen(NamedTuple):
    """A group with the problem that it solves.

    Attributes
    ----------
    at_least
        Fewer members would not do: the size asked for, or what it takes to reach everything.
    candidates
        Those who were to choose from, ordered by id: the numbers of the problem.
    """

    group: Group
    at_least: int
    problem: CoverProblem
    candidates: list[Node]


def choose(coverage: Covering, wish: Wish) -> Chosen:
    """The best group of candidates.

    Raises
    ------
    NoGroupError
        If there is no such group; the message says why.
    """
    deadline = monotonic() + wish.time_limit
    candidates, problem = problem_of(coverage, wish)
    at_least = problem.size
    if wish.everything:
        size, at_least = smallest_group(problem, deadline)
        problem = problem._replace(size=size)
    best = best_groups(problem, deadline)
    group = _group(coverage, candidates, problem, best, proved=at_least == problem.size)
    return Chosen(group, at_least, problem, candidates)


def unreached(coverage: Covering, chosen: Chosen) -> list[Target]:
    """What none of the candidates reaches, in order."""
    reached = chosen.problem.covered(range(chosen.problem.candidates))
    return [target for target, hit in zip(coverage.targets, reached, strict=True) if not hit]


def _group(
    coverage: Covering,
    candidates: list[Node],
    problem: CoverProblem,
    best: BestGroups,
    *,
    proved: bool,
) -> Group:
    ties = tuple(tuple(candidates[i].id for i in group) for group in best.groups)
    first = best.groups[0]
    once = problem.cover[list(first)].sum(axis=0) == 1
    alone = problem.cover[list(first)] @ once.astype(float)
    return Group(
        ties[0],
        best.covered,
        coverage.total,
        proved and best.covered == best.bound,
        best.bound,
        ties,
        proved and best.complete,
        {node_id: round(float(n)) for node_id, n in zip(ties[0], alone, strict=True)},
    )


def problem_of(coverage: Covering, wish: Wish) -> tuple[list[Node], CoverProblem]:
    """The candidates that may be chosen, and the problem in numbers.

    Raises
    ------
    NoGroupError
        If there is no such group, as far as counting tells.
    """
    _refuse_empty(coverage, wish)
    excluded = frozenset(wish.exclude)
    eligible = [i for i, node in enumerate(coverage.candidates) if node.id not in excluded]
    candidates = [coverage.candidates[i] for i in eligible]
    if not candidates:
        raise NoGroupError("All candidates are excluded. Exclude fewer.")
    place = {node.id: number for number, node in enumerate(candidates)}
    clusters = np.full(len(candidates), NOWHERE)
    if wish.clusters is not None:
        clusters = np.array([wish.clusters.get(node.id, NOWHERE) for node in candidates])
    problem = CoverProblem(
        coverage.within[eligible].astype(float),
        min(wish.size, len(candidates)),
        tuple(sorted({place[node_id] for node_id in wish.include})),
        _states(candidates),
        wish.max_per_state,
        clusters,
        frozenset(clusters.tolist()) - {NOWHERE},
    )
    _refuse_crowded(candidates, problem, wish)
    if not wish.everything:
        check(problem)
    return candidates, problem


def _refuse_empty(coverage: Covering, wish: Wish) -> None:
    """Refuse where there is nothing to choose among, and what contradicts itself."""
    if not coverage.candidates:
        raise NoGroupError(
            "Nobody of this kind reaches anything of what is to be covered, so there is nobody to "
            "choose. Try another --kind, another --cover, or another date."
        )
    both = sorted(set(wish.include) & set(wish.exclude))
    if both:
        raise NoGroupError(f"{', '.join(both)} cannot be both included and excluded.")
    ids = {node.id for node in coverage.candidates}
    strangers = sorted(set(wish.include) - ids)
    if strangers:
        raise NoGroupError(
            f"{', '.join(strangers)} cannot be included: only those of the kind asked for (--kind) "
            "who reach something in one step are candidates."
        )


def _refuse_crowded(candidates: list[Node], problem: CoverProblem, wish: Wish) -> None:
    """Refuse what the number of members of one state rules out."""
    most = wish.max_per_state
    if most is None:
        return
    forced = [candidates[i] for i in problem.forced]
    for state in sorted({node.state for node in forced if node.state}):
        crowd = [node.id for node in forced if node.state == state]
        if len(crowd) > most:
            raise NoGroupError(
                f"{len(crowd)} entities of {state} are to be included ({', '.join(crowd)}), and "
                f"at most {most} of one state may be."
            )
    largest = largest_size(problem)
    if not wish.everything and largest < problem.size:
        raise NoGroupError(
            f"With at most {most} of one state, a group of these candidates has "
            f"{members_words(largest)} at most; {problem.size} were asked for."
        )


def _states(candidates: Collection[Node]) -> Numbers:

    names = sorted({node.state for node in candidates if node.state})
    number = {name: i for i, name in enumerate(names)}
    return np.array(
        [number[node.state] if node.state else NOWHERE for node in candidates], dtype=np.int64
    )
