"""What the null model says of all pairs of columns of a table: expected overlap and both tails.

Columns with equal sums are alike to the model, and so are pairs of them that share as many
rows: each such case is worked out once, however many pairs there are of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy.sparse import triu

from queries.measures.null_model import cell_probabilities, classes, overlap_distributions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scipy.sparse import csr_array

    from queries.measures.arrays import Array


_GROUP = 32
"""Pairs of classes of columns that are worked out together."""


class Pairs(NamedTuple):
    """Pairs of columns, the smaller number first, and how many rows each shares."""

    one: Array
    other: Array
    shared: Array


def counted(table: csr_array) -> Pairs:
    """The pairs of columns that share a row, each once, and how many they share."""
    shared = triu(table.T @ table, k=1).tocoo()
    return Pairs(shared.row.astype(np.int64), shared.col, shared.data)


class Odds(NamedTuple):
    """What the model says, for each of several cases.

    Attributes
    ----------
    expected
        The overlap on average.
    p_more, p_fewer
        The chance of as many shared or more, and of as many or fewer.
    p_most, p_none
        The chance of the largest possible overlap, and of none.
    """

    expected: Array
    p_more: Array
    p_fewer: Array
    p_most: Array
    p_none: Array


class Judge:
    """All pairs of columns of a table of ones and zeros without empty rows and columns.

    Attributes
    ----------
    sums
        The sum of each column.
    total_pairs
        How many pairs there are.
    together
        The pairs that share something.
    odds
        Those of every case that occurs.
    q_more, q_fewer
        The tails of every case, corrected over all pairs.
    """

    def __init__(self, table: csr_array) -> None:
        self.sums = np.asarray(table.sum(axis=0))
        self._columns = classes(self.sums)
        self._count = len(self._columns.sums)
        self.together = counted(table)
        self.total_pairs = table.shape[1] * (table.shape[1] - 1) // 2
        self._width = int(self.together.shared.max(initial=0)) + 1
        self._keys, self._pairs = self._cases()
        self.odds = self._work_out(classes(np.asarray(table.sum(axis=1))))
        self.q_more = corrected(self.odds.p_more, self._pairs)
        self.q_fewer = corrected(self.odds.p_fewer, self._pairs)

    def case(self, pairs: Pairs) -> Array:
        """The number of the case of each pair."""
        found: Array = np.searchsorted(self._keys, self._key(pairs))
        return found

    def silent(self, level: float) -> Pairs:
        """The pairs that share nothing though the chance of that is at most ``level``."""
        size = len(self.sums)
        there = self.together.one * size + self.together.other
        found = [np.zeros(0, np.int64)]
        for columns in self._silent_classes(level):
            one, other = (np.flatnonzero(self._columns.of == column) for column in columns)
            ends = np.meshgrid(one, other, indexing="ij")
            places = np.minimum(*ends) * size + np.maximum(*ends)
            found.append(places[ends[0] != ends[1]])
        both = np.setdiff1d(np.concatenate(found), there)
        return Pairs(both // size, both % size, np.zeros(len(both), np.int64))

    def _silent_classes(self, level: float) -> Iterator[tuple[int, int]]:
        nothing = (self._keys % self._width == 0) & (self._pairs > 0)
        for key in self._keys[nothing & (self.odds.p_none <= level)].tolist():
            yield divmod(key // self._width, self._count)

    def _key(self, pairs: Pairs) -> Array:
        """A number for the case of each pair, in the order of classes and overlap."""
        one, other = self._columns.of[pairs.one], self._columns.of[pairs.other]
        both = np.minimum(one, other) * self._count + np.maximum(one, other)
        keys: Array = both * self._width + pairs.shared
        return keys

    def _cases(self) -> tuple[Array, Array]:
        """The key of every case, and how many pairs there are of it (none of some)."""
        together, count = np.unique(self._key(self.together), return_counts=True)
        one, other = np.triu_indices(self._count)
        sizes = self._columns.counts
        every = np.where(
            one == other, sizes[one] * (sizes[one] - 1) // 2, sizes[one] * sizes[other]
        )
        nothing = (one * self._count + other) * self._width
        taken = np.searchsorted(nothing, together // self._width * self._width)
        absent = every - np.bincount(taken, weights=count, minlength=len(nothing)).astype(np.int64)
        keys, pairs = np.concatenate([nothing, together]), np.concatenate([absent, count])
        order = np.argsort(keys)
        return keys[order], pairs[order]

    def _work_out(self, rows: Any) -> Odds:
        chances = cell_probabilities(rows, self._columns)
        result = Odds(*np.zeros((len(Odds._fields), len(self._keys))))
        for one in range(self._count):
            for first in range(one, self._count, _GROUP):
                last = min(first + _GROUP, self._count)
                bounds = np.array([one * self._count + other for other in (first, last)])
                cases = slice(*np.searchsorted(self._keys, bounds * self._width))
                both = chances[:, [one]] * chances[:, first:last]
                self._fill(result, cases, (one, first), both, rows.counts)
        return result

    def _fill(
        self, result: Odds, cases: slice, at: tuple[int, int], both: Array, counts: Array
    ) -> None:
        """The odds of the cases of one class of columns with some others."""
        keys = self._keys[cases]
        shared = keys % self._width
        of = keys // self._width % self._count - at[1]
        chance = overlap_distributions(both, counts, int(shared.max()))
        up = np.minimum(np.cumsum(chance[:, ::-1], axis=1)[:, ::-1], 1.0)
        down = np.minimum(np.cumsum(chance, axis=1), 1.0)
        sums = self._columns.sums
        most = np.minimum(sums[at[0]], sums[at[1] : at[1] + both.shape[1]]).astype(np.int64)
        within = np.minimum(most, up.shape[1] - 1)
        largest = np.where(most == within, up[np.arange(len(up)), within], 0.0)
        result.expected[cases] = (counts @ both)[of]
        result.p_more[cases] = np.where(shared == 0, 1.0, up[of, shared])
        result.p_fewer[cases] = down[of, shared]
        result.p_most[cases] = largest[of]
        result.p_none[cases] = down[of, 0]


def corrected(tails: Array, counts: Array) -> Array:
    """Benjamini and Hochberg's correction of values of which there are so many each.

    J. Royal Statistical Society B 57 (1995) 289-300.
    """
    order = np.argsort(-tails, kind="stable")
    total = counts.sum()
    rank = total - np.cumsum(counts[order]) + counts[order]
    raised = np.divide(tails[order] * total, rank, out=np.ones(len(order)), where=rank > 0)
    result = np.empty(len(order))
    result[order] = np.minimum.accumulate(np.minimum(raised, 1.0))
    return result
