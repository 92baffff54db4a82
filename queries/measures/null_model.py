"""What overlap would chance alone give? The bipartite configuration model.

Among all tables of ones and zeros, those whose row and column sums are on average the observed
ones and which are otherwise as random as can be: every cell is 1 with its own probability,
independently. Saracco, Di Clemente, Gabrielli and Squartini, "Randomizing bipartite networks",
Scientific Reports 5 (2015) 10595; Neal, Domagalski and Sagan, "Comparing alternatives to the
fixed degree sequence model", Scientific Reports 11 (2021) 23929.

Rows with equal sums are alike, and so are columns: the model is fitted to the distinct sums.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.special import xlog1py, xlogy

if TYPE_CHECKING:
    from queries.measures.arrays import Array

_TOLERANCE = 1e-11
"""How far, in relation to it, a fitted sum may be from the observed one."""
_STEPS = 200
_HALVINGS = 40
_NOTHING = 1e-40
"""Less than this adds nothing to any figure."""


class Classes(NamedTuple):
    """The distinct sums of rows (or of columns): ``of`` gives the class of each row."""

    sums: Array
    counts: Array
    of: Array


def classes(sums: Array) -> Classes:
    """Rows (or columns) by their sum."""
    distinct, of, counts = np.unique(sums, return_inverse=True, return_counts=True)
    return Classes(distinct, counts, of)


def cell_probabilities(rows: Classes, columns: Classes) -> Array:
    """The fitted probability of a 1, row classes x column classes.

    Cells that the sums force (full or empty rows and columns, and what follows once these are
    taken away) have probability 1 or 0.
    """
    result = np.full((len(rows.sums), len(columns.sums)), np.nan)
    row_left, column_left = rows.sums.astype(float), columns.sums.astype(float)
    free_rows, free_columns = np.ones(len(row_left), bool), np.ones(len(column_left), bool)
    while True:
        wide = int(columns.counts[free_columns].sum())
        high = int(rows.counts[free_rows].sum())
        forced = free_rows & ((row_left == wide) | (row_left == 0))
        if forced.any():
            full = forced & (row_left == wide) & (wide > 0)
            result[np.ix_(forced, free_columns)] = 0.0
            result[np.ix_(full, free_columns)] = 1.0
            column_left[free_columns] -= rows.counts[full].sum()
            free_rows &= ~forced
            continue
        forced = free_columns & ((column_left == high) | (column_left == 0))
        if not forced.any():
            break
        full = forced & (column_left == high) & (high > 0)
        result[np.ix_(free_rows, forced)] = 0.0
        result[np.ix_(free_rows, full)] = 1.0
        row_left[free_rows] -= columns.counts[full].sum()
        free_columns &= ~forced
    if free_rows.any() and free_columns.any():
        result[np.ix_(free_rows, free_columns)] = _fit(
            row_left[free_rows],
            rows.counts[free_rows],
            column_left[free_columns],
            columns.counts[free_columns],
        )
    filled: Array = np.nan_to_num(result)
    return filled


def _fit(row_sums: Array, row_counts: Array, column_sums: Array, column_counts: Array) -> Array:
    """Newton's method on the (concave) likelihood, with steps cut until it grows."""
    terms = np.concatenate([row_sums, column_sums])
    terms = np.log(terms / np.sqrt(float(row_sums @ row_counts)))
    wanted = np.concatenate([row_sums * row_counts, column_sums * column_counts])
    cells = np.outer(row_counts, column_counts)
    for _ in range(_STEPS):
        chance = _logistic(_sums(terms, len(row_sums)))
        expected = cells * chance
        gap = wanted - np.concatenate([expected.sum(axis=1), expected.sum(axis=0)])
        if (np.abs(gap) <= _TOLERANCE * wanted).all():
            break
        terms = _uphill(terms, _newton_step(expected * (1 - chance), gap), wanted, cells)
    fitted: Array = _logistic(_sums(terms, len(row_sums)))
    return fitted


def _sums(terms: Array, rows: int) -> Array:
    """For each cell the term of its row plus that of its column."""
    sums: Array = terms[:rows, None] + terms[rows:]
    return sums


def _uphill(terms: Array, step: Array, wanted: Array, cells: Array) -> Array:
    """The terms after a step that makes the likelihood no smaller."""
    before = _likelihood(terms, wanted, cells)
    least = before - 1e-12 * abs(before)
    for _ in range(_HALVINGS):
        if _likelihood(terms + step, wanted, cells) >= least:
            break
        step = step / 2
    return terms + step


def _newton_step(spread: Array, gap: Array) -> Array:
    """Solve for the step; all row terms may rise as all column terms fall, hence lstsq."""
    rows, columns = spread.shape
    curve = np.zeros((rows + columns, rows + columns))
    curve[:rows, :rows] = np.diag(spread.sum(axis=1))
    curve[rows:, rows:] = np.diag(spread.sum(axis=0))
    curve[:rows, rows:] = spread
    curve[rows:, :rows] = spread.T
    # Scaling both ways keeps rare and common sums equally well determined.
    scale = 1 / np.sqrt(np.maximum(np.diag(curve), 1e-300))
    solved = np.linalg.lstsq(curve * np.outer(scale, scale), gap * scale, rcond=1e-13)[0]
    step: Array = np.clip(solved * scale, -5, 5)
    return step


def _likelihood(terms: Array, wanted: Array, cells: Array) -> float:
    return float(terms @ wanted - (cells * np.logaddexp(0, _sums(terms, len(cells)))).sum())


def _logistic(values: Array) -> Array:
    return 0.5 * (1 + np.tanh(values / 2))


def overlap_distributions(chances: Array, counts: Array, longest: int) -> Array:
    """The exact distributions of several overlaps: of sums of independent yes-or-no chances.

    Poisson-binomial distributions, of chances that many share: convolutions of binomials.

    Parameters
    ----------
    chances
        The distinct chances, in a column for each overlap.
    counts
        How many there are of the chances in each row.
    longest
        The largest overlap that is asked for.

    Returns
    -------
    array
        For each overlap, in a row, the probabilities of 0, 1, 2 …: up to where less than 1e-30
        is left, and at least to ``longest`` or the number of chances.
    """
    mean = float((counts @ chances).max())
    length = min(int(counts.sum()), int(max(longest, mean) + 12 * np.sqrt(mean + 1) + 60)) + 1
    total = np.zeros((chances.shape[1], length))
    total[:, 0] = 1.0
    filled = 1
    for chance, count in zip(chances, counts.tolist(), strict=True):
        part = _binomials(count, chance, length)
        longer = min(length, filled + part.shape[1] - 1)
        next_total = np.zeros_like(total)
        for k in range(part.shape[1]):
            upto = min(filled, length - k)
            next_total[:, k : k + upto] += total[:, :upto] * part[:, [k]]
        total, filled = next_total, longer
    return total


def _binomials(count: int, chances: Array, length: int) -> Array:
    """The first probabilities of binomial distributions, trailing nothings left out."""
    ways = _ways(count, min(count, length - 1))
    # The largest chance has the longest tail.
    longest = _powers(count, chances.max(keepdims=True), ways)[0]
    last = int(np.flatnonzero(longest > _NOTHING)[-1])
    return _powers(count, chances, ways[: last + 1])


def _ways(count: int, most: int) -> Array:
    """The logarithms of the numbers of ways to choose 0, 1, … ``most`` of ``count``."""
    steps = np.arange(1, most + 1)
    logs: Array = np.concatenate([[0.0], np.cumsum(np.log((count + 1 - steps) / steps))])
    return logs


def _powers(count: int, chances: Array, ways: Array) -> Array:

    k = np.arange(len(ways))
    chance = chances[:, None]
    values: Array = np.exp(ways + xlogy(k, chance) + xlog1py(count - k, -chance))
    return values
