"""Outlines of states cut to a window, so that a small map holds no more than it shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netweave.visuals.picture.palette import Point

_PIECE = re.compile(r"m([^a-z]+)l([^a-z]+)z")
_NUMBER = re.compile(r"-?\d+")
_TENTHS = 10.0


class Window(NamedTuple):
    """A part of the map of the country, in its units."""

    left: float
    top: float
    wide: float
    high: float

    def holds(self, point: Point) -> bool:
        """Whether a point is in it."""
        x, y = point
        return self.left <= x <= self.left + self.wide and self.top <= y <= self.top + self.high


def cut(path: str, window: Window) -> Iterator[list[Point]]:
    """What lies in a window of the polygons that a path is made of."""
    for corners in polygons(path):
        kept = corners
        for axis, limit, sign in (
            (0, window.left, 1.0),
            (0, window.left + window.wide, -1.0),
            (1, window.top, 1.0),
            (1, window.top + window.high, -1.0),
        ):
            kept = list(_beyond(kept, axis, limit, sign))
        if kept:
            yield kept


def polygons(path: str) -> Iterator[list[Point]]:
    """The polygons of an outline: steps in tenths, each polygon from where the last began."""
    x, y = 0, 0
    for start, steps in _PIECE.findall(path):
        (dx, dy), *_ = _pairs(start)
        x, y = x + dx, y + dy
        at_x, at_y = x, y
        corners = [(x / _TENTHS, y / _TENTHS)]
        for dx, dy in _pairs(steps):
            at_x, at_y = at_x + dx, at_y + dy
            corners.append((at_x / _TENTHS, at_y / _TENTHS))
        yield corners


def _pairs(text: str) -> list[tuple[int, int]]:
    numbers = [int(found) for found in _NUMBER.findall(text)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _beyond(corners: Sequence[Point], axis: int, limit: float, sign: float) -> Iterator[Point]:
    """What of a polygon lies on one side of a line (Sutherland and Hodgman, 1974)."""
    for number, here in enumerate(corners):
        before = corners[number - 1]
        inside = sign * (here[axis] - limit) >= 0
        if inside != (sign * (before[axis] - limit) >= 0):
            share = (limit - before[axis]) / (here[axis] - before[axis])
            x, y = (one + share * (other - one) for one, other in zip(before, here, strict=True))
            yield x, y
        if inside:
            yield here
