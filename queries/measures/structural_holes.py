"""Constraint and effective size: how far a node's contacts are themselves in contact.

Burt, "Structural Holes" (1992), chapter 2; formulas as in Borgatti, "Structural holes:
unpacking Burt's redundancy measures", Connections 20 (1997) 35-38.

Both rest on the routes of two steps between contacts, that is, on the square of the matrix of
weights. Where the graph is a projection, that square comes from the smaller side of the
two-mode graph, at a fraction of the work and without the whole projection in memory.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np
from scipy.sparse import diags_array

from queries.measures.projection import projection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scipy.sparse import csr_array

    from queries.measures.arrays import Floats


AFFORDABLE = 3e9
"""Multiplications up to which the measures are computed exactly: a minute or so."""
_CELLS = 2**22
"""Cells of the square that are worked on at a time, some hundred megabytes."""


class Holes(NamedTuple):
    """Per node; not a number where a node has no contacts.

    Attributes
    ----------
    constraint
        0 (every contact leads elsewhere) upwards; 1 if all goes through one contact.
    effective_size
        Contacts less the average overlap between them; between 1 and their number.
    """

    constraint: Floats
    effective_size: Floats


def structural_holes(weights: csr_array) -> Holes | None:
    """Constraint and effective size in a weighted, undirected graph.

    Sums run over a node's own contacts; the strength of a contact's ties is relative to its
    strongest, the node itself included.

    Parameters
    ----------
    weights
        A square, symmetric matrix in compressed rows, with an empty diagonal.

    Returns
    -------
    Holes or None
        None if the graph is too dense for exact values in reasonable time.
    """
    return _holes(_Weighted(weights))


def of_projection(across: csr_array) -> Holes | None:
    """The same in the one-mode projection of a two-mode graph.

    Parameters
    ----------
    across
        The side that is projected x the other side, ones in compressed rows.
    """
    own, other = across.shape
    if other < own:
        return _holes(_Projected(across))
    # Each two nodes of a side share at most all of the other: it is small enough to be held.
    sizes = across.sum(axis=0)
    if float(sizes @ sizes) > AFFORDABLE / 10:
        return None
    return _holes(_Weighted(projection(across)))


class _Graph(Protocol):
    """A weighted graph, read some rows at a time."""

    size: int

    def cost(self) -> float:
        """About how many multiplications its square takes."""
        ...

    def weights(self, rows: slice) -> csr_array:
        """Some rows of the matrix of weights."""
        ...

    def square(self, scale: Floats) -> _Square:
        """The products of weights over routes of two steps, times that of the stop between."""
        ...


_Square = Callable[[slice, "csr_array"], "csr_array"]
"""Of some rows, given their weights: the square, at the places where there is a weight."""


class _Weighted:
    """A graph whose weights are at hand."""

    def __init__(self, weights: csr_array) -> None:
        self.size = weights.shape[0]
        self._weights = weights

    def cost(self) -> float:
        degrees = np.diff(self._weights.indptr).astype(float)
        return float(degrees @ degrees)

    def weights(self, rows: slice) -> csr_array:
        return self._weights[rows]

    def square(self, scale: Floats) -> _Square:
        second = diags_array(scale) @ self._weights
        return lambda rows, weights: _contact(weights).multiply(self._weights[rows] @ second)


class _Projected:
    """The projection W of a two-mode graph B on its larger side: W = B B' - D.

    So W Z W is B (B' Z B) B' less two terms, off the diagonal: D holds the degree of each
    node, and B' Z B is no larger than the smaller side.
    """

    def __init__(self, across: csr_array) -> None:
        self.size = across.shape[0]
        self._across = across
        self._degrees = across.sum(axis=1)

    def cost(self) -> float:
        sizes = self._across.sum(axis=0)
        return float(sizes @ (self._across.T @ self._degrees))

    def weights(self, rows: slice) -> csr_array:
        return projection(self._across, rows)

    def square(self, scale: Floats) -> _Square:
        across, own = self._across, self._degrees * scale
        inner = (across.T @ diags_array(scale) @ across).tocsr()

        def of_rows(rows: slice, weights: csr_array) -> csr_array:
            via = (across[rows] @ inner).toarray()
            row = np.repeat(np.arange(len(via)), np.diff(weights.indptr))
            ends = across[weights.indices]
            places = np.repeat(row, np.diff(ends.indptr)), ends.indices
            whole = np.add.reduceat(via[places], ends.indptr[:-1]) if weights.nnz else weights.data
            found: csr_array = weights.copy()
            found.data = whole - weights.data * (own[rows][row] + own[weights.indices])
            return found

        return of_rows


def _contact(weights: csr_array) -> csr_array:
    """Ones where there is a weight."""
    ones = weights.copy()
    ones.data = np.ones_like(ones.data)
    return ones


def _holes(graph: _Graph) -> Holes | None:
    if graph.cost() > AFFORDABLE:
        return None
    total, strongest = np.zeros(graph.size), np.zeros(graph.size)
    for rows in _portions(graph.size):
        weights = graph.weights(rows)
        total[rows] = weights.sum(axis=1)
        strongest[rows] = weights.max(axis=1).toarray().ravel()
    share, relative = _inverse(total), _inverse(strongest)
    through, around = graph.square(share), graph.square(np.ones(graph.size))
    contacts, constraint = np.zeros(graph.size), np.zeros(graph.size)
    redundant = np.zeros(graph.size)
    for rows in _portions(graph.size):
        weights = graph.weights(rows)
        # Through whom, summed: p_iq p_qj; and how far contacts are tied to q: p_iq m_jq.
        reached = weights + through(rows, weights)
        contacts[rows] = np.diff(weights.indptr)
        constraint[rows] = reached.power(2).sum(axis=1) * share[rows] ** 2
        redundant[rows] = (around(rows, weights) @ relative) * share[rows]
    alone = contacts == 0
    constraint[alone] = np.nan
    return Holes(constraint, np.where(alone, np.nan, contacts - redundant))


def _portions(size: int) -> Iterator[slice]:
    step = max(1, _CELLS // max(1, size))
    for first in range(0, size, step):
        yield slice(first, min(first + step, size))


def _inverse(values: Floats) -> Floats:
    return np.divide(1.0, values, out=np.zeros_like(values), where=values > 0)
