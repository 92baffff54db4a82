"""What things look like: a shape and a colour for each kind, and the colours of both themes.

Shapes and fills are the same in both themes; an outline (dark on light, light on dark) keeps the
contrast, and nothing is told by colour alone. The picture on the screen, the static picture and
the legend all read these tables.
"""

from __future__ import annotations

from math import cos, pi, sin
from typing import NamedTuple

Point = tuple[float, float]


class Look(NamedTuple):
    """How a kind is drawn.

    Attributes
    ----------
    fill
        A colour as #rrggbb.
    outline
        The corners of the shape around (0, 0), in units of the size of a node; none for a circle.
    """

    fill: str
    outline: tuple[Point, ...]


def _corners(count: int, radius: float, turn: float, inner: float = 1.0) -> tuple[Point, ...]:
    """The corners of a regular polygon; every second one is drawn in if ``inner`` is below 1."""
    points = count if inner == 1.0 else 2 * count
    return tuple(
        (
            round(radius * (1.0 if i % 2 == 0 else inner) * sin(turn + 2 * pi * i / points), 3),
            round(-radius * (1.0 if i % 2 == 0 else inner) * cos(turn + 2 * pi * i / points), 3),
        )
        for i in range(points)
    )


def _plus(arm: float, half: float) -> tuple[Point, ...]:
    quarter = ((-half, -arm), (half, -arm), (half, -half))
    turned = [
        (x * c - y * s, x * s + y * c)
        for c, s in ((1, 0), (0, 1), (-1, 0), (0, -1))
        for x, y in quarter
    ]
    return tuple((round(x, 3), round(y, 3)) for x, y in turned)


LOOKS: dict[str, Look] = {
    "district": Look("#0072b2", ()),
    "school": Look("#56b4e9", _corners(3, 1.25, 0)),
    "network": Look("#d55e00", _corners(4, 1.25, pi / 4)),
    "consortium": Look("#cc79a7", _corners(6, 1.12, 0)),
    "cohort": Look("#e69f00", _corners(4, 1.3, 0)),
    "event": Look("#009e73", _corners(5, 1.4, 0, 0.5)),
    "program": Look("#8a7a1f", _corners(5, 1.15, 0)),
    "organization": Look("#6a5acd", _corners(3, 1.25, pi)),
    "person": Look("#8c8c8c", _plus(1.15, 0.45)),
}
"""The look of each kind of `graph.schema.NODE_KINDS`."""

LIGHT: dict[str, str] = {
    "ground": "#ffffff",
    "surface": "#f4f6f8",
    "ink": "#1b1f24",
    "quiet": "#4a5360",
    "rule": "#c6ccd4",
    "control": "#6f7884",
    "link": "#0b4f96",
    "main": "#0b4f96",
    "tie": "#6b7480",
    "outline": "#1b1f24",
}
DARK: dict[str, str] = {
    "ground": "#15191d",
    "surface": "#20262c",
    "ink": "#eceff2",
    "quiet": "#b8c0ca",
    "rule": "#3c454f",
    "control": "#8d97a3",
    "link": "#9cc4ff",
    "main": "#9cc4ff",
    "tie": "#8d97a3",
    "outline": "#f3f5f7",
}
"""The colours of a theme: ``ground`` and ``surface`` lie behind ``ink`` (text), ``quiet`` (lesser
text), ``rule`` (hairlines), ``control`` (borders of what can be pressed), ``link``, ``tie``,
``main`` (ties that are emphasised) and ``outline`` (of nodes)."""


def ink(name: str) -> str:
    """A colour of the theme, for an SVG on the page; the light one where no page stands around."""
    return f"var(--{name}, {LIGHT[name]})"
