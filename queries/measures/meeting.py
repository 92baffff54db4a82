"""How much closer two sides would be if two of them met: for each of all pairs, in a moment.

Only ways of those are looked at who come closer at all: whether one of the first side does is seen
from the most that it could gain anywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from queries.measures.arrays import Floats

    Between = np.ndarray[Any, np.dtype[np.int32]]


class Meeting:
    """Two sides, and how many ties lie between them.

    Parameters
    ----------
    lengths
        The ties among all, the first side first; infinite where nothing connects two.
    first
        How many the first side has.
    ties
        How many ties apart those are who have met.

    Attributes
    ----------
    before
        The mean of 1 / distance between the sides; 0 for what nothing connects.
    """

    def __init__(self, lengths: Floats, first: int, ties: int) -> None:
        known = np.isfinite(lengths)
        # Farther than any way by a meeting: this stands for what nothing connects.
        far = 2 * int(lengths[known].max(initial=0)) + ties + 1
        counted = np.where(known, lengths, far).astype(np.int32)
        self._between = np.ascontiguousarray(counted[:first, first:])
        self._among, self._beyond = counted[:first, :first], counted[first:, first:]
        self._ties = ties
        self._closeness = np.zeros(far + 1)
        self._closeness[1:far] = 1.0 / np.arange(1, far)
        self.before = float(self._closeness[self._between].mean())
        self._by_other = _most(self._between, self._beyond)
        self._by_one = _most(self._between, self._between)

    def gain(self, one: int, other: int) -> float:
        """By how much that mean would rise if one of each side met."""
        to_one, to_other = self._among[:, one], self._between[:, other]
        closer = (to_one + self._ties < self._by_other[:, other]) | (
            to_other + self._ties < self._by_one[:, one]
        )
        rows = np.flatnonzero(closer)
        now = self._between[rows]
        straight = to_one[rows, None] + self._ties + self._beyond[None, other]
        across = to_other[rows, None] + self._ties + self._between[None, one]
        then = np.minimum(straight, across)
        better = then < now
        risen = self._closeness[then[better]] - self._closeness[now[better]]
        return float(risen.sum()) / self._between.size


def _most(between: Between, onward: Between) -> Between:
    """For each of the first side, and each that a way could lead by, the most it could save."""
    found = np.empty((len(between), len(onward)), dtype=np.int32)
    for number, row in enumerate(onward):
        found[:, number] = (between - row).max(axis=1)
    return found
