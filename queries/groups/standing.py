"""How candidates compare: by figures side by side, by weights one sets, and by none at all.

A figure alone decides nothing. Weights make one order of several figures and say so. Whoever is
on the Pareto front is beaten by nobody in every figure at once, whatever the weights are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.errors import QuestionError
from queries.asking.scope import DECIMALS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from queries.measures.arrays import Floats


FIGURES = ("reach_1", "reach_2", "betweenness", "participation", "years")
"""The figures that count, in the order of a row; more is better."""

Figures = tuple[float | None, ...]


def pareto(rows: Sequence[Figures]) -> list[bool]:
    """Who is on the front: no other is as good in every figure and better in one.

    A figure that is unknown counts as less than any other.
    """
    table = np.round(_table(rows, unknown=-np.inf), DECIMALS)
    # In falling order nobody is beaten by a later one, so each is held against the front so far.
    order: list[int] = np.lexsort(tuple(-column for column in table.T[::-1])).tolist()
    front = np.empty((0, table.shape[1]))
    found = [False] * len(rows)
    for i in order:
        as_good = (front >= table[i]).all(axis=1)
        beaten = bool((front[as_good] > table[i]).any())
        found[i] = not beaten
        if not beaten:
            front = np.vstack([front, table[i]])
    return found


def weighted(rows: Sequence[Figures], weights: Mapping[str, float]) -> list[float]:
    """A sum of the figures of each, every figure divided by the largest there is.

    A figure that is unknown adds nothing.

    Raises
    ------
    QuestionError
        If a weight is of no figure, or is no positive number.
    """
    for name, weight in weights.items():
        if name not in FIGURES or not 0 <= weight < float("inf"):
            raise QuestionError(
                f"{name}={weight:g} is no weight. Weigh {', '.join(FIGURES)} with numbers from 0."
            )
    if not rows:
        return []
    table = np.maximum(_table(rows, unknown=0.0), 0.0)
    largest = table.max(axis=0)
    shares = table / np.where(largest > 0, largest, 1.0)
    found: list[float] = (shares @ [weights.get(name, 0.0) for name in FIGURES]).tolist()
    return found


def _table(rows: Sequence[Figures], unknown: float) -> Floats:

    cells = [[unknown if value is None else float(value) for value in row] for row in rows]
    return np.array(cells, dtype=float).reshape(-1, len(FIGURES))
