"""Places for rectangles of different sizes: close to what they are linked with, never overlapping.

They are placed one after the other, each at the best of all corners that those already placed
leave free: where its lines are short and run over nothing. Then each is taken up once more and may
find a better place. There is no chance in it, and no two can overlap.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from queries.measures.arrays import Array


_PULL = 0.15
"""How much the middle attracts, measured against a link of weight 1."""
_OVER = 0.4
"""A line runs over what it passes at less than this part of its height from the middle."""
_PASSES = 2
_SIDES = (-1.0, 1.0)
_SLIDES = (-1.0, -0.5, 0.0, 0.5, 1.0)
"""A place is on either side of another, flush with it, in its middle, or halfway between."""


class Rectangle(NamedTuple):
    """A rectangle by its middle and its size."""

    x: float
    y: float
    width: float
    height: float


Size = tuple[float, float]
Pair = tuple[int, int]


def arranged(
    sizes: Sequence[Size], links: Mapping[Pair, float], gap: float, wider: float = 1.0
) -> list[Rectangle]:
    """A place for each rectangle, at least a gap away from every other.

    Parameters
    ----------
    sizes
        Width and height of each; the first of equals stands closer to the middle.
    links
        How strongly pairs of them attract each other.
    wider
        How much less a way across counts than one along, so that the whole becomes wider than high.
    """
    near = _neighbours(len(sizes), links)
    placed: dict[int, Rectangle] = {}
    while len(placed) < len(sizes):
        number = _next(sizes, near, placed)
        placed[number] = _best(sizes[number], near[number], placed, gap, wider)
    for _ in range(_PASSES if len(sizes) > 2 else 0):
        for number in range(len(sizes)):
            del placed[number]
            placed[number] = _best(sizes[number], near[number], placed, gap, wider)
    return [placed[number] for number in range(len(sizes))]


def _neighbours(count: int, links: Mapping[Pair, float]) -> list[dict[int, float]]:
    near: list[dict[int, float]] = [{} for _ in range(count)]
    for (one, other), weight in links.items():
        near[one][other] = near[one].get(other, 0.0) + weight
        near[other][one] = near[other].get(one, 0.0) + weight
    return near


def _next(
    sizes: Sequence[Size], near: Sequence[Mapping[int, float]], placed: Mapping[int, Rectangle]
) -> int:
    """The one most strongly linked to those placed; else with most links; else the largest."""

    def rank(number: int) -> tuple[float, float, float, int]:
        drawn = sum(weight for other, weight in near[number].items() if other in placed)
        wide, high = sizes[number]
        return -drawn, -sum(near[number].values()), -wide * high, number

    return min((n for n in range(len(sizes)) if n not in placed), key=rank)


def _best(
    size: Size,
    near: Mapping[int, float],
    placed: Mapping[int, Rectangle],
    gap: float,
    wider: float,
) -> Rectangle:
    """The free place with the shortest ways to what it is linked with and to the middle."""
    if not placed:
        return Rectangle(0.0, 0.0, *size)
    free = _free(size, placed, gap)
    linked = [(weight, placed[n]) for n, weight in near.items() if n in placed]
    cost = np.zeros(len(free))
    for weight, (x, y, _, _) in [(_PULL, Rectangle(0.0, 0.0, 0.0, 0.0)), *linked]:
        cost += weight * np.hypot((free[:, 0] - x) / wider, free[:, 1] - y)
    for weight, end in linked:
        for other in placed.values():
            if other is not end:
                cost += weight * other.width * _passes(free, end, other)
    best = np.lexsort((free[:, 1], free[:, 0], np.round(cost, 3)))[0]
    x, y = free[best].tolist()
    return Rectangle(x, y, *size)


def _passes(starts: Array, end: Rectangle, other: Rectangle) -> Array:
    """Whether the line from each of these points to a rectangle runs over another one."""
    way = np.array([end.x, end.y]) - starts
    to_other = np.array([other.x, other.y]) - starts
    along = (way * to_other).sum(axis=-1) / (way * way).sum(axis=-1)
    nearest = to_other - np.clip(along, 0.0, 1.0)[:, None] * way
    passes: Array = np.hypot(nearest[:, 0], nearest[:, 1]) < other.height * _OVER
    return passes


def _free(size: Size, placed: Mapping[int, Rectangle], gap: float) -> Array:
    """The middle of every place beside one of those placed that touches none."""
    others = np.array(list(placed.values()))
    room = (others[:, 2:] + size) / 2 + gap
    shift = (others[:, 2:] - size) / 2
    beside = [
        others[:, :2] + np.column_stack((room[:, 0] * side, shift[:, 1] * slide))
        for side, slide in product(_SIDES, _SLIDES)
    ]
    beside += [
        others[:, :2] + np.column_stack((shift[:, 0] * slide, room[:, 1] * side))
        for side, slide in product(_SIDES, _SLIDES)
    ]
    places = np.concatenate(beside)
    apart = np.abs(places[:, None, :] - others[None, :, :2])
    touching = (apart < room[None] - 1e-6).all(axis=-1).any(axis=-1)
    free: Array = places[~touching]
    return free
