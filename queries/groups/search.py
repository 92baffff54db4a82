"""The best group with its proof, and every other group that is as good.

First a good group and a bound. Where they do not meet, an integer programme decides among the
candidates that can still matter. Groups as good are first sought by exchanging one member at a
time; when that finds no more, the programme is asked for one that is not among them.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from queries.groups.bound import Bound, bound, exchanged, greedy, with_one_more
from queries.groups.exact import largest_cover, smallest_cover
from queries.groups.problem import NoGroupError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from queries.groups.problem import CoverProblem

MOST_TIES = 20


class BestGroups(NamedTuple):
    """The groups that a search gave.

    Attributes
    ----------
    groups
        Equally good ones, at most `MOST_TIES`, in order; the first is the answer.
    covered
        How many targets each covers.
    bound
        How many no group exceeds; equal to ``covered`` if these are the best.
    complete
        Whether these are all the best groups.
    """

    groups: list[tuple[int, ...]]
    covered: int
    bound: int
    complete: bool


class Best(NamedTuple):
    """One of the groups that cover most: its members, how many targets, and the bound."""

    members: list[int]
    covered: int
    limit: Bound


def best_groups(problem: CoverProblem, deadline: float) -> BestGroups:
    """The groups that cover most.

    Parameters
    ----------
    deadline
        When to stop, by `time.monotonic`. The bound, and the group that it belongs to, do not
        depend on how far a machine comes by then.

    Raises
    ------
    NoGroupError
        If what must hold cannot all hold.
    """
    best = best_group(problem, deadline)
    groups, complete = _as_good(problem, best, deadline)
    return BestGroups(groups, best.covered, best.limit.most, complete)


def best_group(problem: CoverProblem, deadline: float) -> Best:
    """One of the groups that cover most, with its bound.

    Raises
    ------
    NoGroupError
        If what must hold cannot all hold.
    """
    start = greedy(problem)
    group = None if start is None else exchanged(problem, start)
    covered = -1 if group is None else problem.value(group)
    limit = bound(problem, covered)
    if covered < limit.most:
        solved = largest_cover(problem, limit.promising, deadline, at_least=max(covered, 0))
        if solved.finished:
            if solved.members is None:
                raise NoGroupError(_IMPOSSIBLE)
            group = solved.members
            covered = problem.value(group)
            limit = Bound(covered, bound(problem, covered).promising)
    if group is None:
        raise NoGroupError(_UNDECIDED)
    return Best(group, covered, limit)


def smallest_group(problem: CoverProblem, deadline: float) -> tuple[int, int]:
    """How many members it takes to cover all that anyone covers.

    Returns
    -------
    size
        So many do.
    at_least
        Fewer than so many do not; equal to ``size`` if that is proved to be the smallest.

    Raises
    ------
    NoGroupError
        If what must hold does not let any group do so.
    """
    solved = smallest_cover(problem, deadline)
    if solved.members is not None:
        return len(solved.members), len(solved.members)
    if solved.finished:
        raise NoGroupError(
            "No group reaches all that the candidates reach together under these conditions."
        )
    size = _greedy_size(problem)
    return size, min(size, _size_needed(problem))


def _size_needed(problem: CoverProblem) -> int:
    """The first size at which the bound lets a group cover everything."""
    everything = problem.value(range(problem.candidates))
    low, high = max(len(problem.forced), 1), problem.candidates
    while low < high:
        middle = (low + high) // 2
        if bound(problem._replace(size=middle), everything - 1).most >= everything:
            high = middle
        else:
            low = middle + 1
    return low


def _greedy_size(problem: CoverProblem) -> int:
    """How many members it takes if whoever adds most joins first."""
    everything = problem.value(range(problem.candidates))
    low, high = max(len(problem.forced), 1), problem.candidates
    while low < high:
        middle = (low + high) // 2
        group = greedy(problem._replace(size=middle))
        if group is not None and problem.value(group) == everything:
            high = middle
        else:
            low = middle + 1
    group = greedy(problem._replace(size=low))
    if group is None or problem.value(group) < everything:
        raise NoGroupError(_UNDECIDED)
    return low


def _as_good(
    problem: CoverProblem, best: Best, deadline: float
) -> tuple[list[tuple[int, ...]], bool]:
    """Groups that cover as much as one, in order, and whether these are all."""
    found: set[tuple[int, ...]] = set()
    following: list[int] | None = best.members
    covered, limit = best.covered, best.limit
    while following is not None:
        for other in _exchanges(problem, tuple(following), covered):
            found.add(other)
            if len(found) > MOST_TIES:
                return sorted(found)[:MOST_TIES], False
        if covered < limit.most:
            return sorted(found), False
        solved = largest_cover(
            problem, limit.promising, deadline, at_least=covered, without=sorted(found)
        )
        if not solved.finished:
            return sorted(found), False
        following = solved.members
    return sorted(found), True


def _exchanges(
    problem: CoverProblem, group: tuple[int, ...], covered: int
) -> Iterator[tuple[int, ...]]:
    """A group, and all that come of it by exchanging one member at a time and are as good."""
    seen = {group}
    waiting = deque([group])
    yield group
    while waiting:
        members = waiting.popleft()
        for member in members:
            if member in problem.forced:
                continue
            rest = [other for other in members if other != member]
            for one in (with_one_more(problem, rest) == covered).nonzero()[0].tolist():
                other = tuple(sorted([*rest, one]))
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
                    yield other


_IMPOSSIBLE = (
    "No group meets all of these conditions at once. Loosen one: a larger --size, a higher "
    "--max-per-state, fewer entities to include or exclude, or no --each-cluster."
)
_UNDECIDED = (
    "Whether a group can meet all of these conditions was not decided in time. Give more time "
    "(--time-limit), or loosen a condition."
)
