"""The shapes of a static picture, read from its SVG for whatever else draws them.

It reads what our pictures are made of: groups, rectangles, lines, circles, polygons, text, and
paths of straight lines and half circles. What a group says of colours and letters holds for all
that is in it.
"""

from __future__ import annotations

import re
from itertools import pairwise
from math import cos, pi, sin
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from netweave.visuals.picture.palette import Point

_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?")
_STEP = re.compile(r"([MmLlHhVvAaZz])([^MmLlHhVvAaZz]*)")
_HALF = 8
"""The lines that stand for half a circle."""
_CALL = re.compile(r"(translate|scale|rotate)\(([^)]*)\)")


class Look(NamedTuple):
    """How a shape is painted; lengths in the units of the picture."""

    fill: str | None = "#000000"
    stroke: str | None = None
    stroke_width: float = 1.0
    dashes: tuple[float, ...] = ()
    opacity: float = 1.0
    font_size: float = 13.0
    bold: bool = False
    anchor: str = "start"
    round_ends: bool = False
    turned: float = 0.0
    shift: Point = (0.0, 0.0)
    scale: float = 1.0


EVERYTHING = Look()
"""How a shape is painted of which nothing is said."""


class Shape(NamedTuple):
    """A shape to draw.

    Attributes
    ----------
    rings
        Its lines of points; a closed one ends where it began. Of a circle or a text its place.
    radius
        Of a circle, else None.
    text
        What is written, None if it is no text.
    """

    look: Look
    rings: tuple[tuple[Point, ...], ...]
    radius: float | None = None
    text: str | None = None


def shapes(element: Element, above: Look) -> Iterator[Shape]:
    """The shapes of an element, those behind first.

    Parameters
    ----------
    above
        How what it stands in is painted.
    """
    look = _look(element, above)
    name = element.tag.rpartition("}")[2]
    if name in ("svg", "g"):
        for child in element:
            yield from shapes(child, look)
    elif name == "text":
        place = _place(element, ("x", "y"))
        yield Shape(look, ((_moved(place, look),),), text="".join(element.itertext()))
    elif name == "circle":
        place = _place(element, ("cx", "cy"))
        yield Shape(look, ((_moved(place, look),),), float(element.attrib["r"]) * look.scale)
    elif rings := _rings(name, element):
        yield Shape(look, tuple(tuple(_moved(point, look) for point in ring) for ring in rings))


def _rings(name: str, element: Element) -> list[list[Point]]:
    given = element.attrib
    if name == "rect":
        (x, y), (wide, high) = _place(element, ("x", "y")), _place(element, ("width", "height"))
        return [[(x, y), (x + wide, y), (x + wide, y + high), (x, y + high), (x, y)]]
    if name == "line":
        return [[_place(element, ("x1", "y1")), _place(element, ("x2", "y2"))]]
    if name in ("polygon", "polyline"):
        points = _points(_numbers(given["points"]))
        return [[*points, points[0]] if name == "polygon" else points]
    return _path(given["d"]) if name == "path" else []


def _path(text: str) -> list[list[Point]]:
    """A path of straight lines, as lines of points."""
    rings: list[list[Point]] = []
    for step, numbers in _STEP.findall(text):
        x, y = rings[-1][-1] if rings else (0.0, 0.0)
        if step in "Zz":
            rings[-1].append(rings[-1][0])
            continue
        for number, (dx, dy) in enumerate(_steps(step, _numbers(numbers), (x, y))):
            here = (x + dx, y + dy) if step.islower() else (dx, dy)
            x, y = here
            if step in "Mm" and number == 0:
                rings.append([here])
            else:
                rings[-1].append(here)
    return rings


def _steps(step: str, numbers: list[float], here: Point) -> list[Point]:
    """The points that a step of a path leads to, in its own terms."""
    if step in "Hh":
        return [(number, 0.0 if step == "h" else here[1]) for number in numbers]
    if step in "Vv":
        return [(0.0 if step == "v" else here[0], number) for number in numbers]
    if step == "a":
        return _half_circle(numbers[5], numbers[6], clockwise=bool(numbers[4]))
    return _points(numbers)


def _half_circle(x: float, y: float, *, clockwise: bool) -> list[Point]:
    """Half a circle from here to a point (x, y) further, as steps from one point to the next."""
    turn = pi / _HALF if clockwise else -pi / _HALF
    rays = [(-x / 2, -y / 2)]
    for _ in range(_HALF):
        a, b = rays[-1]
        rays.append((a * cos(turn) - b * sin(turn), a * sin(turn) + b * cos(turn)))
    return [(c - a, d - b) for (a, b), (c, d) in pairwise(rays)]


def _look(element: Element, above: Look) -> Look:
    given = element.attrib
    look = above._replace(
        fill=_colour(given.get("fill"), above.fill),
        stroke=_colour(given.get("stroke"), above.stroke),
        stroke_width=float(given.get("stroke-width", above.stroke_width)),
        opacity=above.opacity * float(given.get("opacity", given.get("stroke-opacity", 1.0))),
        font_size=float(given.get("font-size", above.font_size)),
        bold=given.get("font-weight", "600" if above.bold else "400") in ("600", "700", "bold"),
        anchor=given.get("text-anchor", above.anchor),
        round_ends=given.get("stroke-linecap", "round" if above.round_ends else "") == "round",
    )
    if "stroke-dasharray" in given:
        look = look._replace(dashes=tuple(_numbers(given["stroke-dasharray"])))
    return _transformed(look, given.get("transform", ""))


def _transformed(look: Look, text: str) -> Look:
    """With what a transform says: moves and even scales; turns of a text around its place."""
    for name, values in _CALL.findall(text):
        numbers = _numbers(values)
        if name == "rotate":
            look = look._replace(turned=look.turned + numbers[0])
        elif name == "scale":
            look = look._replace(scale=look.scale * numbers[0])
        else:
            look = look._replace(shift=_moved((numbers[0], numbers[1]), look))
    return look


def _moved(point: Point, look: Look) -> Point:
    return look.shift[0] + look.scale * point[0], look.shift[1] + look.scale * point[1]


def _colour(given: str | None, above: str | None) -> str | None:
    if given is None:
        return above
    return None if given in ("none", "transparent") else given


def _place(element: Element, names: tuple[str, str]) -> Point:
    across, along = (float(element.attrib.get(name, 0.0)) for name in names)
    return across, along


def _numbers(text: str) -> list[float]:
    return [float(number) for number in _NUMBER.findall(text)]


def _points(numbers: list[float]) -> list[Point]:
    return [pair for n, pair in enumerate(pairwise(numbers)) if n % 2 == 0]
