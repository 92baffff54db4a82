"""The null model of overlaps: published figures, margins, and distributions by enumeration."""

from __future__ import annotations

from itertools import combinations, product
from math import prod
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.measures.null_model import cell_probabilities, classes, overlap_distributions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import DataObject, SearchStrategy

    from tests.queries.measures.conftest import Table


def fitted(rows: Sequence[int], columns: Sequence[int]) -> list[list[float]]:
    """The probability of each cell of a table with these margins."""
    row_classes, column_classes = classes(np.array(rows)), classes(np.array(columns))
    of_class = cell_probabilities(row_classes, column_classes)
    cells: list[list[float]] = of_class[row_classes.of][:, column_classes.of].tolist()
    return cells


def distribution(
    chances: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    counts: np.ndarray[tuple[int, ...], np.dtype[np.int64]],
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """One distribution, to its end."""
    found: np.ndarray[tuple[int, ...], np.dtype[np.float64]] = overlap_distributions(
        chances[:, None], counts, int(counts.sum())
    )[0]
    return found


def close(found: list[list[float]], expected: list[list[float]], within: float = 5e-4) -> bool:
    return bool(np.allclose(found, expected, rtol=0, atol=within))


def tails(cells: list[list[float]], a: int, b: int, shared: int) -> tuple[float, float]:
    chances = np.array(cells[a]) * np.array(cells[b])
    chance = distribution(chances, np.ones(len(chances), int))
    return float(chance[shared:].sum()), float(chance[: shared + 1].sum())


def test_cells_of_the_published_tables() -> None:
    assert close(
        fitted([1, 1, 2], [1, 1, 2]),
        [[0.216, 0.216, 0.568], [0.216, 0.216, 0.568], [0.568, 0.568, 0.863]],
    )


def test_tails_of_the_published_table() -> None:
    cells = fitted([3, 1, 2], [2, 1, 1, 2])
    table = [[1, 0, 1, 1], [0, 1, 0, 0], [1, 0, 0, 1]]
    overlaps = np.array(table) @ np.array(table).T
    pairs = {(0, 1): (1.0, 0.365), (0, 2): (0.555, 0.856), (1, 2): (1.0, 0.487)}
    for (a, b), expected in pairs.items():
        assert tails(cells, a, b, int(overlaps[a, b])) == pytest.approx(expected, abs=5e-4)
    # A row with itself: the published diagonal.
    own = [(0.427, 0.914), (0.306, 0.969), (0.333, 0.955)]
    for a, expected in enumerate(own):
        assert tails(cells, a, a, int(overlaps[a, a])) == pytest.approx(expected, abs=5e-4)


def test_the_published_poisson_binomial() -> None:
    chances = np.array([0.123, 0.234, 0.345, 0.456, 0.567, 0.678, 0.789, 0.801, 0.911])
    chance = distribution(chances, np.ones(9, int))
    assert chance[:6].sum() == pytest.approx(0.6791345, abs=5e-8)
    assert chance[5:].sum() == pytest.approx(0.6283854, abs=5e-8)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_a_distribution_is_what_enumeration_gives(chances: list[float]) -> None:
    expected = np.zeros(len(chances) + 1)
    for outcome in product((0, 1), repeat=len(chances)):
        pairs = zip(outcome, chances, strict=True)
        expected[sum(outcome)] += prod(p if one else 1 - p for one, p in pairs)
    distinct, counts = np.unique(chances, return_counts=True)
    found = distribution(distinct, counts)
    assert found.tolist() == pytest.approx(expected[: len(found)].tolist(), abs=1e-14)
    assert found.sum() == pytest.approx(1)


def test_a_distribution_of_many_chances_is_a_binomial() -> None:
    found = distribution(np.array([0.5]), np.array([2000]))
    assert found[1000] == pytest.approx(0.0178390, abs=5e-8)
    assert found.sum() == pytest.approx(1)


def margins(table: Table) -> tuple[list[int], list[int]]:
    cells = np.array(table.rows)
    return cells.sum(axis=1).tolist(), cells.sum(axis=0).tolist()


@given(st.data())
def test_sums_are_on_average_those_observed(
    tables: SearchStrategy[Table], data: DataObject
) -> None:
    rows, columns = margins(data.draw(tables))
    cells = np.array(fitted(rows, columns))
    assert cells.sum(axis=1).tolist() == pytest.approx(rows)
    assert cells.sum(axis=0).tolist() == pytest.approx(columns)
    assert ((cells >= 0) & (cells <= 1)).all()


@given(st.data())
def test_odds_are_a_product_of_row_and_column(
    tables: SearchStrategy[Table], data: DataObject
) -> None:
    # With the sums this makes the model the one of largest entropy, and so the only one.
    cells = np.array(fitted(*margins(data.draw(tables))))
    odds = cells / np.maximum(1 - cells, 1e-300)
    for a, b in combinations(range(len(odds)), 2):
        for c, d in combinations(range(odds.shape[1]), 2):
            four = cells[[a, a, b, b], [c, d, c, d]]
            if (four > 1e-6).all() and (four < 1 - 1e-6).all():
                assert odds[a, c] * odds[b, d] == pytest.approx(odds[a, d] * odds[b, c], rel=1e-4)


def every_table(
    rows: list[int], columns: list[int]
) -> list[np.ndarray[tuple[int, ...], np.dtype[np.int64]]]:
    """All tables of ones and zeros with these sums."""
    choices = [
        [
            [int(c in chosen) for c in range(len(columns))]
            for chosen in combinations(range(len(columns)), r)
        ]
        for r in rows
    ]
    found = (np.array(table) for table in product(*choices))
    return [table for table in found if table.sum(axis=0).tolist() == columns]


@given(st.data())
def test_what_the_sums_force_has_probability_0_or_1(
    tables: SearchStrategy[Table], data: DataObject
) -> None:
    rows, columns = margins(data.draw(tables))
    share = np.mean(every_table(rows, columns), axis=0)
    cells = np.array(fitted(rows, columns))
    forced = (share == 0) | (share == 1)
    assert cells[forced].tolist() == pytest.approx(share[forced].tolist(), abs=1e-9)
    assert ((cells[~forced] > 1e-6) & (cells[~forced] < 1 - 1e-6)).all()


def test_what_two_blocks_force_is_exact_to_nine_decimals() -> None:
    # No row or column is full or empty, and yet the first block is full and the last empty.
    cells = fitted([3, 3, 1, 1], [3, 3, 1, 1])
    assert close(
        cells, [[1, 1, 0.5, 0.5], [1, 1, 0.5, 0.5], [0.5, 0.5, 0, 0], [0.5, 0.5, 0, 0]], 1e-9
    )


@pytest.mark.parametrize("size", [20, 200])
def test_extreme_sums_are_fitted_too(size: int) -> None:
    rows = [size - 1] + [1] * (size - 1)
    columns = [2] * (size - 1) + [1]
    columns[0] += sum(rows) - sum(columns)
    cells = np.array(fitted(rows, columns))
    assert cells.sum(axis=1).tolist() == pytest.approx(rows)
    assert cells.sum(axis=0).tolist() == pytest.approx(columns)
