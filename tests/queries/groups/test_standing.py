"""Fronts and weighted sums, worked out on paper and by comparing all pairs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import QuestionError
from queries.groups.standing import FIGURES, Figures, pareto, weighted

FIGURE = st.sampled_from((None, 0, 1, 2.5, 1 + 1e-12))
ROWS = st.lists(st.tuples(*[FIGURE] * len(FIGURES)), max_size=12)


def test_the_front_is_whoever_nobody_beats_in_everything() -> None:
    rows: list[Figures] = [
        (3, 5, 1.0, 0.5, None),
        (3, 5, 1.0, 0.5, 2),
        (4, 1, None, None, None),
        (3, 5, 1.0, 0.5, 2),
        (1, 1, 0.0, 0.0, 1),
    ]
    # The first lacks years; the second and fourth are alike and both stand.
    assert pareto(rows) == [False, True, True, True, False]
    assert pareto([]) == []


@given(ROWS)
def test_the_front_is_what_comparing_all_pairs_gives(rows: list[Figures]) -> None:
    known = [[float("-inf") if v is None else round(v, 9) for v in row] for row in rows]
    beaten = [
        any(
            all(b >= a for a, b in zip(one, other, strict=True)) and one != other for other in known
        )
        for one in known
    ]
    assert pareto(rows) == [not b for b in beaten]


@given(ROWS)
def test_whoever_has_the_largest_weighted_sum_is_beaten_by_nobody(rows: list[Figures]) -> None:
    sums = weighted(rows, dict.fromkeys(FIGURES, 1.0))
    assert all(0 <= value <= len(FIGURES) for value in sums)
    front = pareto(rows)
    if rows:
        best = max(sums)
        assert any(front[i] for i, value in enumerate(sums) if value > best - 1e-9)


def test_every_figure_is_divided_by_the_largest() -> None:
    rows: list[Figures] = [(4, 10, 100.0, 0.5, -1), (2, 10, None, 1.0, 20)]
    assert weighted(rows, {"reach_1": 1}) == [1.0, 0.5]
    assert weighted(rows, {"betweenness": 2, "years": 1}) == [2.0, 1.0]
    assert weighted(rows, {}) == [0.0, 0.0]
    assert weighted([], {"years": 1}) == []


@pytest.mark.parametrize("weights", [{"luck": 1.0}, {"years": -0.1}, {"years": float("inf")}])
def test_what_is_no_weight_is_refused(weights: dict[str, float]) -> None:
    with pytest.raises(QuestionError, match="is no weight"):
        weighted([], weights)
