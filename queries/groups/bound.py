"""A good group quickly, and how much better any other could be.

The greedy group (the most new targets each time), bettered by exchanges of one member, is often
the best. How much any group covers at most follows from Lagrangian relaxation: every target is
shared out between itself and those who cover it, and the best shares are found by subgradient
steps (Galvão and ReVelle, European Journal of Operational Research 88 (1996) 114-123).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from queries.groups.problem import CoverProblem
    from queries.measures.arrays import Mask, Numbers

STEPS = 300
"""Steps of the relaxation: no more, so that it is the same on every machine."""
_PATIENCE = 10
_SMALLEST = 1e-4
SLACK = 1e-6
"""By how much a computed bound may be too low."""


class Bound(NamedTuple):
    """How much any group covers at most.

    Attributes
    ----------
    most
        Targets that no group exceeds.
    promising
        Candidates that may be in a group as good as the best that is known, or better.
    """

    most: int
    promising: Mask


def greedy(problem: CoverProblem) -> list[int] | None:
    """The group that grows by whoever adds most, the first of equals; None if it gets stuck."""
    members = list(problem.forced)
    left = (~problem.covered(members)).astype(float)
    while len(members) < problem.size:
        free = problem.open_to(members)
        if not free.any():
            return None
        best = int(np.where(free, problem.cover @ left, -1.0).argmax())
        members.append(best)
        left[_targets_of(problem, best)] = 0.0
    return sorted(members) if problem.allows(members) else None


def exchanged(problem: CoverProblem, members: list[int]) -> list[int]:
    """A group after all exchanges of one member that make it cover more, the best first."""
    group, value = list(members), problem.value(members)
    while True:
        best = (value, group)
        for member in sorted(set(group) - set(problem.forced)):
            rest = [other for other in group if other != member]
            gains = with_one_more(problem, rest)
            first = int(gains.argmax())
            if gains[first] > best[0]:
                best = (int(gains[first]), sorted([*rest, first]))
        if best[0] == value:
            return group
        value, group = best


def with_one_more(problem: CoverProblem, rest: list[int]) -> Numbers:
    """How much a group covers with each candidate as one more member; -1 if it may not join."""
    reached = problem.covered(rest)
    gains = problem.cover @ (~reached).astype(float)
    totals = np.rint(gains).astype(np.int64) + int(reached.sum())
    found: Numbers = np.where(problem.open_to(rest), totals, -1)
    return found


def bound(problem: CoverProblem, known: int) -> Bound:
    """How much any group of this size covers at most, whatever else must hold.

    Parameters
    ----------
    known
        What the best known group covers; -1 if none is known.
    """
    shares = _TargetShares(problem, known)
    for _ in range(STEPS):
        if np.floor(shares.most + SLACK) <= known or not shares.step():
            break
    reachable = problem.value(range(problem.candidates))
    return Bound(min(int(np.floor(shares.most + SLACK)), reachable), shares.promising())


class _TargetShares:
    """What each target gives to those who cover it, 0 to 1; the rest it keeps.

    No group covers more than what all targets keep and what the best candidates are given.
    """

    def __init__(self, problem: CoverProblem, known: int) -> None:

        self._problem = problem
        self._known = known
        self._free = problem.size - len(problem.forced)
        self._others = np.setdiff1d(np.arange(problem.candidates), problem.forced)
        self._reachable = np.asarray(problem.cover.sum(axis=0)).ravel() > 0
        self._length, self._waited = 1.0, 0
        self._given = 0.5 * self._reachable
        self.most = np.inf
        self._look()

    def step(self) -> bool:
        """One step towards better shares; whether another is worth while."""
        slope = np.asarray(self._problem.cover[self._chosen].sum(axis=0)).ravel() - 1.0
        stuck = ((self._given <= 0) & (slope > 0)) | ((self._given >= 1) & (slope < 0))
        slope = np.where(stuck | ~self._reachable, 0.0, slope)
        size = float(slope @ slope)
        if not size or self._length < _SMALLEST:
            return False
        stride = self._length * (self._now - self._known) / size
        self._given = np.clip(self._given - stride * slope, 0.0, 1.0) * self._reachable
        self._look()
        return True

    def _look(self) -> None:
        """What these shares prove; after some that prove nothing new back to the best ones."""
        scores = self._problem.cover @ self._given
        kept = float((1.0 - self._given)[self._reachable].sum())
        order = np.argsort(-scores[self._others], kind="stable")
        self._chosen = np.concatenate([self._problem.forced, self._others[order[: self._free]]])
        self._chosen = self._chosen.astype(np.int64)
        self._now = kept + float(scores[self._chosen].sum())
        if self._now < self.most - 1e-9:
            self.most, self._waited = self._now, 0
            self._best = (self._given.copy(), scores, self._chosen)
            return
        self._waited += 1
        if self._waited >= _PATIENCE:
            self._length, self._waited = self._length / 2, 0
            self._given, _, self._chosen = self._best
            self._now = self.most

    def promising(self) -> Mask:
        """Candidates with whom a group can still cover as much as the best that is known."""
        _, scores, chosen = self._best
        free = np.setdiff1d(chosen, self._problem.forced)
        last = float(scores[free].min()) if len(free) else 0.0
        # Whoever is forced in takes the place of the last that was chosen.
        most = self.most - last + np.minimum(scores, last)
        found: Mask = np.floor(most + SLACK) >= self._known
        found[list(self._problem.forced)] = True
        return found


def _targets_of(problem: CoverProblem, candidate: int) -> np.ndarray[Any, np.dtype[np.int32]]:
    starts = problem.cover.indptr
    return problem.cover.indices[starts[candidate] : starts[candidate + 1]]
