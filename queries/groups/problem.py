"""The problem of the best group: who may be in it, what each covers, and what must hold.

Maximum coverage: Church and ReVelle, "The maximal covering location problem", Papers of the
Regional Science Association 32 (1974) 101-118; in networks the key sets of Borgatti, "Identifying
sets of key players in a social network", Computational and Mathematical Organization Theory 12
(2006) 21-34.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graph.errors import NetweaveError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from scipy.sparse import csr_array

    from queries.measures.arrays import Mask, Numbers


NOWHERE = -1
"""Stands for the state or the cluster of a candidate that has none."""


class NoGroupError(NetweaveError):
    """No group can be as it was asked for; the message says why."""


class CoverProblem(NamedTuple):
    """A group to be chosen among candidates, which are numbers from 0.

    Attributes
    ----------
    cover
        Candidates x targets: ones (as floats) where a candidate reaches a target.
    size
        How many members the group has; at most as many as there are candidates.
    forced
        Candidates that must be in it.
    states, most
        The state of each candidate as a number, and how many of one state there may be; None for
        no limit.
    clusters, wanted
        The cluster of each candidate as a number, and the clusters that need a member.
    """

    cover: csr_array
    size: int
    forced: tuple[int, ...]
    states: Numbers
    most: int | None
    clusters: Numbers
    wanted: frozenset[int]

    @property
    def candidates(self) -> int:
        """How many candidates there are."""
        return int(self.cover.shape[0])

    def covered(self, members: Iterable[int]) -> Mask:
        """Which targets some candidates reach together."""
        reached: Mask = np.asarray(self.cover[list(members)].sum(axis=0)).ravel() > 0
        return reached

    def value(self, members: Iterable[int]) -> int:
        """How many targets some candidates reach together."""
        return int(self.covered(members).sum())

    def allows(self, members: Iterable[int]) -> bool:
        """Whether a group has a member in each cluster, and not too many of one state."""
        some = list(members)
        if self.wanted - set(self.clusters[some].tolist()):
            return False
        states = [state for state in self.states[some].tolist() if state != NOWHERE]
        return self.most is None or max(map(states.count, states), default=0) <= self.most

    def open_to(self, members: Collection[int]) -> Mask:
        """Which candidates may join some members, if the group is to be as it must be.

        A state that is full is closed; where as many places are left as clusters want a member,
        all others are closed.
        """
        some = list(members)
        free = np.ones(self.candidates, dtype=bool)
        free[some] = False
        if self.most is not None:
            present, counts = np.unique(self.states[some], return_counts=True)
            full = [s for s in present[counts >= self.most] if s != NOWHERE]
            free &= ~np.isin(self.states, full)
        missing = self.wanted - set(self.clusters[some].tolist())
        left = self.size - len(some)
        if missing and left <= len(missing):
            free &= np.isin(self.clusters, list(missing)) & (left == len(missing))
        return free


def check(problem: CoverProblem) -> None:
    """Refuse what cannot be, as far as counting tells.

    Raises
    ------
    NoGroupError
        With the reason.
    """
    if len(problem.forced) > problem.size:
        raise NoGroupError(
            f"{len(problem.forced)} entities are to be included, and the group has "
            f"{members_words(problem.size)}. Ask for a larger group, or include fewer."
        )
    needed = problem.wanted - set(problem.clusters[list(problem.forced)].tolist())
    free = problem.size - len(problem.forced)
    if len(needed) > free:
        raise NoGroupError(
            f"{len(problem.wanted)} clusters have candidates; a group of {problem.size} cannot "
            f"have a member in each. Ask for at least {len(problem.forced) + len(needed)}."
        )


def members_words(number: int) -> str:
    """How many members, in words."""
    return f"{number:,} {'member' if number == 1 else 'members'}"


def largest_size(problem: CoverProblem) -> int:
    """How many members a group can have at most, given how many of one state there may be."""
    if problem.most is None:
        return problem.candidates
    present, counts = np.unique(problem.states, return_counts=True)
    capped = np.where(present == NOWHERE, counts, np.minimum(counts, problem.most))
    return int(capped.sum())
