"""Communities: groups that are tied more within than between, and how firm they are.

Leiden: Traag, Waltman and van Eck, "From Louvain to Leiden", Scientific Reports 9 (2019) 5233,
by graspologic-native. Modularity: Newman and Girvan, Physical Review E 69 (2004) 026113;
in two-mode graphs: Barber, "Modularity and community detection in bipartite networks",
Physical Review E 76 (2007) 066102.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import graspologic_native
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scipy.sparse import csr_array

    from queries.measures.arrays import Mask

    Labels = np.ndarray[Any, np.dtype[np.int64]]

SEEDS = range(1, 21)
"""The further runs that tell how firm a partition is."""
_ITERATIONS = 10
"""Rounds of the algorithm, each of which begins with what the one before it found."""


def leiden(
    adjacency: csr_array,
    seeds: Sequence[int],
    progress: Callable[[float], None] | None = None,
) -> list[Labels]:
    """For each seed a partition: the community of every node.

    Communities are numbers from 0, the largest first, then by first member. Modularity at
    resolution 1; the same on every run with the same seed.

    Parameters
    ----------
    progress
        Called after each seed with the share that is done, 0 to 1.
    """
    ends = adjacency.tocoo()
    upper = ends.row < ends.col
    pairs = zip(ends.row[upper].tolist(), ends.col[upper].tolist(), strict=True)
    ties = [(str(a), str(b), 1.0) for a, b in pairs]
    run = graspologic_native.leiden  # pyright: ignore[reportAttributeAccessIssue] - no stubs
    names = [str(node) for node in range(adjacency.shape[0])]

    def search(seed: int) -> Labels:
        of = run(ties, iterations=_ITERATIONS, seed=seed)[1]
        return _numbered(np.array([of[name] for name in names]))

    found: list[Labels] = []
    # While it searches, other threads may run.
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        for labels in threads.map(search, seeds):
            found.append(labels)
            if progress is not None:
                progress(len(found) / len(seeds))
    return found


def _numbered(labels: Labels) -> Labels:

    _, first, of, counts = np.unique(
        labels, return_index=True, return_inverse=True, return_counts=True
    )
    order = np.lexsort((first, -counts))
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    numbered: Labels = rank[of]
    return numbered


def modularity(adjacency: csr_array, labels: Labels) -> float | None:
    """Ties within communities, less what chance gives; -0.5 to 1, None without ties."""
    degrees = np.asarray(adjacency.sum(axis=1))
    both = float(degrees.sum())
    if not both:
        return None
    rows = np.repeat(labels, np.diff(adjacency.indptr))
    within = float((rows == labels[adjacency.indices]).sum())
    totals = np.bincount(labels, weights=degrees)
    return within / both - float(((totals / both) ** 2).sum())


def barber_modularity(adjacency: csr_array, labels: Labels, side: Mask) -> float | None:
    """The same in a two-mode graph, where chance ties only across sides.

    Parameters
    ----------
    side
        Which nodes are of one of the two sides; ties within a side are left out.
    """
    across = adjacency[side][:, ~side].tocoo()
    ties = across.nnz
    if not ties:
        return None
    within = float((labels[side][across.row] == labels[~side][across.col]).sum())
    count = int(labels.max()) + 1
    one = np.bincount(labels[side][across.row], minlength=count)
    other = np.bincount(labels[~side][across.col], minlength=count)
    return within / ties - float(one @ other) / ties**2


def firmness(labels: Labels, others: Sequence[Labels]) -> tuple[list[float], list[float]]:
    """How firm a partition is, held against others.

    Returns
    -------
    stability
        For each community the mean likeness (Jaccard) of its best match, 0 to 1.
    loyalty
        For each node the share of the others in which it is where most of its community is.
    """
    count, size = int(labels.max()) + 1, len(labels)
    sizes = np.bincount(labels, minlength=count)
    stability, loyalty = np.zeros(count), np.zeros(size)
    for other in others:
        common = _crossed(labels, other)
        either = sizes[:, None] + np.bincount(other)[None, :] - common
        stability += (common / either).max(axis=1)
        loyalty += other == common.argmax(axis=1)[labels]
    return (stability / len(others)).tolist(), (loyalty / len(others)).tolist()


def _crossed(one: Labels, other: Labels) -> np.ndarray[Any, np.dtype[np.int64]]:
    """How many nodes each community of the one has in each of the other."""
    table = np.zeros((int(one.max()) + 1, int(other.max()) + 1), dtype=np.int64)
    np.add.at(table, (one, other), 1)
    return table
