"""The one-mode projection of a two-mode graph: members joined by the collectives they share.

Borgatti and Everett, "Network analysis of 2-mode data", Social Networks 19 (1997) 243-269.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import csr_array


def projection(across: csr_array, rows: slice = slice(None)) -> csr_array:
    """How many neighbours across each two nodes of a side share.

    Parameters
    ----------
    across
        One side x the other: the whole graph without ties within a side.
    rows
        The nodes of the side that are wanted.

    Returns
    -------
    csr_array
        These nodes x the side. A node shares nothing with itself.
    """
    shared: csr_array = (across[rows] @ across.T).tocsr()
    first = rows.indices(across.shape[0])[0]
    row = np.repeat(np.arange(first, first + shared.shape[0]), np.diff(shared.indptr))
    shared.data[row == shared.indices] = 0
    shared.eliminate_zeros()
    return shared
