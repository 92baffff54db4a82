"""Outlines of areas: the convex hull of rectangles, and a rectangle with rounded corners."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netweave.visuals.layouts.blocks import Rectangle
    from netweave.visuals.picture.palette import Point

_CORNER = 6
"""Points of a quarter of a circle."""


def hull_around(rectangles: Iterable[Rectangle], margin: float) -> tuple[Point, ...]:
    """The convex hull of rectangles, with a margin and rounded."""
    points = {
        (box.x + side * box.width / 2 + margin * dx, box.y + end * box.height / 2 + margin * dy)
        for box in rectangles
        for side in (-1, 1)
        for end in (-1, 1)
        for dx, dy in _circle()
    }
    return tuple((round(x, 1), round(y, 1)) for x, y in convex(sorted(points)))


def rounded(box: Rectangle, radius: float) -> tuple[Point, ...]:
    """A rectangle with rounded corners."""
    inner = box._replace(width=box.width - 2 * radius, height=box.height - 2 * radius)
    return hull_around([inner], radius)


def convex(points: Sequence[Point]) -> list[Point]:
    """The convex hull of points that are sorted, without those on its edges."""
    if len(points) < 3:
        return list(points)
    return [*_chain(points)[:-1], *_chain(points[::-1])[:-1]]


def _chain(points: Iterable[Point]) -> list[Point]:
    """Half of the hull (A. M. Andrew, Information Processing Letters 9 (1979) 216-219)."""
    chain: list[Point] = []
    for point in points:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _circle() -> list[Point]:
    steps = 4 * _CORNER
    return [(cos(2 * pi * i / steps), sin(2 * pi * i / steps)) for i in range(steps)]
