"""What is part of what, however far up, as matrices of ones: linear in the size of the answer."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from queries.measures.arrays import Array


def closure(part_of: csr_array) -> csr_array:
    """From each collective to itself and all that it is part of, however far up.

    Parameters
    ----------
    part_of
        Collectives x collectives: ones where the first is part of the second.
    """
    wholes = _rows(part_of)
    above: dict[int, Array] = {}
    for one in _downwards(part_of):
        parts = [above[whole] for whole in wholes[one]]
        itself = np.array([one], dtype=np.int32)
        found = np.concatenate([itself, *parts])
        above[one] = np.unique(found) if len(parts) > 1 else found
    for one in set(range(len(wholes))) - above.keys():
        above[one] = _around(one, wholes)
    rows = [above[one] for one in range(len(wholes))]
    bounds = np.cumsum([0, *map(len, rows)])
    indices = np.concatenate([*rows, np.array([], dtype=np.int32)])
    data = np.ones(len(indices), dtype=np.int32)
    found_all = csr_array((data, indices, bounds), shape=part_of.shape)
    found_all.sort_indices()
    return found_all


def outermost(part_of: csr_array) -> csr_array:
    """A matrix that keeps of each row the collectives that are part of no other.

    Those that are parts of each other in a circle, and what is below them, are kept as well.
    """
    kept = np.diff(part_of.indptr) == 0
    circling = np.ones(len(kept), dtype=np.bool_)
    circling[list(_downwards(part_of))] = False
    places = [(i, i) for i in np.flatnonzero(kept | circling).tolist()]
    return ones_at(places, len(kept), len(kept))


def _downwards(part_of: csr_array) -> Iterator[int]:
    """Each collective after all that it is part of; those in or below a circle never come."""
    left = np.diff(part_of.indptr).tolist()
    below = _rows(part_of.T.tocsr())
    ready = [one for one, count in enumerate(left) if not count]
    while ready:
        one = ready.pop()
        yield one
        for part in below[one]:
            left[part] -= 1
            if not left[part]:
                ready.append(part)


def _rows(matrix: csr_array) -> list[list[int]]:
    """The columns of each row that hold a one."""
    numbers = matrix.indices.tolist()
    return [numbers[begin:end] for begin, end in pairwise(matrix.indptr.tolist())]


def _around(start: int, wholes: list[list[int]]) -> Array:
    """All that a collective leads up to, itself included, where it leads into a circle."""
    met = {start}
    waiting = [start]
    while waiting:
        new = set(wholes[waiting.pop()]) - met
        met |= new
        waiting += new
    return np.array(sorted(met), dtype=np.int32)


def ones_at(places: Collection[tuple[int, int]], rows: int, columns: int) -> csr_array:
    """A matrix of a shape, with ones at some places (row, column)."""
    where = np.array(list(places), dtype=np.int32).reshape(-1, 2)
    values = np.ones(len(where), dtype=np.int32)
    return ones(csr_array((values, (where[:, 0], where[:, 1])), shape=(rows, columns)))


def ones(matrix: csr_array) -> csr_array:
    """A matrix with every entry turned into 1."""
    binary = matrix.tocsr()
    binary.sum_duplicates()
    binary.data[:] = 1
    return binary
