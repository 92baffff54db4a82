"""The best group as an integer programme, solved with proof by HiGHS.

Huangfu and Hall, "Parallelizing the dual revised simplex method", Mathematical Programming
Computation 10 (2018) 119-142, through scipy. One number, 0 or 1, says whether a candidate is in;
a target counts at most as often as those who cover it are in, and at most once.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, eye_array, hstack, vstack

from queries.groups.problem import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from queries.groups.problem import CoverProblem
    from queries.measures.arrays import Floats, Mask, Numbers


LARGEST = 2_000_000
"""Ones in the matrix beyond which preparing the programme would outlast any time limit."""


class Solved(NamedTuple):
    """What came of it.

    Attributes
    ----------
    members
        The best group; None if there is none, or if the time was up before one was proved best.
    finished
        Whether that is proved.
    """

    members: list[int] | None
    finished: bool


_UNFINISHED = Solved(None, finished=False)


def largest_cover(
    problem: CoverProblem,
    among: Mask,
    deadline: float,
    *,
    at_least: int = 0,
    without: Iterable[Sequence[int]] = (),
) -> Solved:
    """The group that covers most.

    Parameters
    ----------
    among
        The candidates that are considered.
    deadline
        When to stop, by `time.monotonic`.
    at_least
        Only groups that cover so many.
    without
        Groups that are not wanted.
    """
    numbers = np.flatnonzero(among)
    cover, weights = _merged(problem.cover[numbers])
    if cover.nnz > LARGEST:
        return _UNFINISHED
    programme = _Programme(problem, numbers, cover)
    programme.add_size(problem.size, problem.size)
    programme.add_coverage(weights, at_least)
    for group in without:
        programme.add_other_than(group)
    costs = np.concatenate([np.zeros(len(numbers)), -weights])
    return programme.solved(costs, deadline, gap=0.99 / max(float(weights.sum()), 1.0))


def smallest_cover(problem: CoverProblem, deadline: float) -> Solved:
    """The smallest group that covers every target that anyone covers; its size is free."""
    numbers = np.arange(problem.candidates)
    cover, _ = _merged(problem.cover)
    if cover.nnz > LARGEST:
        return _UNFINISHED
    programme = _Programme(problem, numbers, cover)
    programme.add_size(1, problem.candidates)
    programme.add_everything()
    costs = np.concatenate([np.ones(len(numbers)), np.zeros(cover.shape[1])])
    return programme.solved(costs, deadline, gap=0.99 / max(problem.candidates, 1))


def _merged(cover: csr_array) -> tuple[csr_array, Floats]:
    """Targets that the same candidates cover as one, and how many each stands for."""
    columns = cover.tocsc()
    columns.sort_indices()
    starts, rows = columns.indptr, columns.indices
    groups: dict[bytes, list[int]] = {}
    for number in np.flatnonzero(np.diff(starts)):
        covering = rows[starts[number] : starts[number + 1]].tobytes()
        groups.setdefault(covering, []).append(int(number))
    first = [numbers[0] for numbers in groups.values()]
    weights = np.array([len(numbers) for numbers in groups.values()], dtype=float)
    return columns[:, first].tocsr(), weights


class _Programme:
    """Rows of the programme: the first columns are candidates, the rest are targets."""

    def __init__(self, problem: CoverProblem, numbers: Numbers, cover: csr_array) -> None:

        self._numbers = numbers
        self._width = len(numbers), int(cover.shape[1])
        self._rows: list[Any] = [hstack([cover.T, -eye_array(cover.shape[1])])]
        self._low: list[Floats] = [np.zeros(cover.shape[1])]
        self._high: list[Floats] = [np.full(cover.shape[1], np.inf)]
        self._lower = np.zeros(sum(self._width))
        self._lower[: len(numbers)] = np.isin(numbers, problem.forced)
        self._add_limits(problem)

    def _add_limits(self, problem: CoverProblem) -> None:
        """At most so many of a state, at least one of a cluster."""
        states, clusters = problem.states[self._numbers], problem.clusters[self._numbers]
        if problem.most is not None:
            present, counts = np.unique(states, return_counts=True)
            for state in present[(counts > problem.most) & (present != NOWHERE)]:
                self._add(states == state, high=problem.most)
        for cluster in sorted(problem.wanted):
            self._add(clusters == cluster, low=1)

    def _add(self, mask: Mask, *, low: float | None = None, high: float | None = None) -> None:
        """A row on how many of some candidates there may be."""
        self._add_row(np.concatenate([mask.astype(float), np.zeros(self._width[1])]), low, high)

    def _add_row(self, row: Floats, low: float | None, high: float | None) -> None:

        self._rows.append(csr_array(row[None, :]))
        self._low.append(np.array([-np.inf if low is None else low], dtype=float))
        self._high.append(np.array([np.inf if high is None else high], dtype=float))

    def add_size(self, low: int, high: int) -> None:
        """How many members there are."""
        self._add(np.ones(self._width[0], dtype=bool), low=low, high=high)

    def add_coverage(self, weights: Floats, at_least: int) -> None:
        """How much is to be covered."""
        self._add_row(np.concatenate([np.zeros(self._width[0]), weights]), at_least, None)

    def add_everything(self) -> None:
        """All targets are to be covered."""
        self._lower[self._width[0] :] = 1.0

    def add_other_than(self, group: Sequence[int]) -> None:
        """Not this group."""
        self._add(np.isin(self._numbers, group), high=len(group) - 1)

    def solved(self, costs: Floats, deadline: float, gap: float) -> Solved:
        """The cheapest group; costs are whole, so a gap of less than one proves it."""
        left = deadline - monotonic()
        if left <= 0:
            return _UNFINISHED
        rows = LinearConstraint(
            vstack(self._rows).tocsr(), np.concatenate(self._low), np.concatenate(self._high)
        )
        whole = np.zeros(sum(self._width), dtype=np.int64)
        whole[: self._width[0]] = 1
        done = milp(
            costs,
            integrality=whole,
            bounds=Bounds(self._lower, np.ones(sum(self._width))),
            constraints=rows,
            options={"time_limit": left, "mip_rel_gap": gap},
        )
        if done.status == 0:
            inside = np.flatnonzero(done.x[: self._width[0]] > 0.5)
            return Solved(sorted(self._numbers[inside].tolist()), finished=True)
        return Solved(None, finished=done.status == 2)
