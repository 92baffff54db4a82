"""The order of a heat map: what shares much stands together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.cluster.hierarchy import leaves_list, linkage
from scipy.spatial.distance import squareform

if TYPE_CHECKING:
    from collections.abc import Sequence

    from queries.overlap import Overlap


def leaf_order(ids: Sequence[str], rows: Sequence[Overlap]) -> list[str]:
    """Ids in the optimal order of the leaves of a clustering by average linkage.

    The distance is 1 minus the share of members in common. Of all orders that the tree allows this
    has the shortest way from each to the next (Bar-Joseph, Gifford and Jaakkola, Bioinformatics 17
    (2001) S22-S29).
    """
    if len(ids) < 3:
        return list(ids)
    place = {i: number for number, i in enumerate(ids)}
    apart = np.ones((len(ids), len(ids)))
    np.fill_diagonal(apart, 0.0)
    for row in rows:
        one, other = place[row.a.id], place[row.b.id]
        apart[one, other] = apart[other, one] = 1.0 - row.jaccard
    tree = linkage(squareform(apart), "average", optimal_ordering=True)
    return [ids[number] for number in leaves_list(tree).tolist()]
