"""How many ties lie between some nodes and all others, for hundreds of nodes side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_array

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Lengths = np.ndarray[Any, np.dtype[np.float32]]


def distances(around: Mapping[str, Iterable[str]], starts: Sequence[str]) -> Lengths:
    """The ties from each of some entities to each of them, infinite where nothing connects them.

    Breadth-first search, a level of all of them at a time.

    Parameters
    ----------
    around
        For each entity whom it is joined to, both ways.
    """
    place = {node: number for number, node in enumerate(sorted({*around, *starts}))}
    pairs = [(place[a], place[b]) for a, others in around.items() for b in others]
    ends = np.array(pairs, dtype=np.int32).reshape(-1, 2)
    size = len(place)
    ones = np.ones(len(ends), dtype=np.float32)
    joined = csr_array((ones, (ends[:, 0], ends[:, 1])), shape=(size, size))
    rows = np.array([place[node] for node in starts], dtype=np.int64)
    found = np.full((size, len(rows)), np.inf, dtype=np.float32)
    level = np.zeros((size, len(rows)), dtype=np.float32)
    columns = np.arange(len(rows))
    found[rows, columns] = 0.0
    level[rows, columns] = 1.0
    far = 0
    while level.any():
        far += 1
        fresh = ((joined @ level) > 0) & np.isinf(found)
        found[fresh] = far
        level = fresh.astype(np.float32)
    return found[rows].T
