"""A small map: where some districts lie in one another's neighbourhood."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING, NamedTuple

from netweave.visuals.field.board import COLUMN, BoardPart, text
from netweave.visuals.field.clipped import Window, cut
from netweave.visuals.map import projection
from netweave.visuals.map.outlines import outlines
from netweave.visuals.painting.svg import escaped
from netweave.visuals.picture.lettering import short
from netweave.visuals.picture.palette import ink
from queries.field.alike import place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from graph.model import Node
    from netweave.visuals.picture.palette import Point

HIGH = 250.0
"""The height of a map on a board."""
CLOSEST = 48.0
"""The width of the smallest neighbourhood that is shown, in units of the map of the country."""
FINEST = 1.5
"""The shortest side of an outline that is drawn."""
DISC, ROUNDS = 20.0, 60
"""How far discs stand from each other, and how often those that do not are moved."""
ROOM = 1.25
"""How much wider the map is than what it is to show."""


class Pin(NamedTuple):
    """A district on a small map.

    Attributes
    ----------
    node
        Its index in the picture; None for one that is there and not told of.
    number
        What stands in its disc; none for a small disc.
    main
        Whether the map is about it: it has a ring around it, and stands uppermost.
    hollow
        Whether its disc is a ring.
    frames
        Whether the map is as large as to show it; others are shown where they are within.
    """

    district: Node
    node: int | None = None
    number: int | None = None
    main: bool = False
    frames: bool = True
    hollow: bool = False


Spots = list[tuple[Pin, "Point"]]


def land(pins: Sequence[Pin], joins: Iterable[tuple[int, int]] = ()) -> BoardPart | None:
    """A map of those whose place is known, None if fewer than two are to be told of.

    Parameters
    ----------
    joins
        Pairs of nodes of the picture with a line between them.
    """
    at = [(pin, where) for pin in pins if (where := _where(pin.district)) is not None]
    told = [point for pin, point in at if pin.node is not None and pin.frames]
    if len(told) < 2:
        return None
    window = _window(told)
    scale = COLUMN / window.wide
    spots = [
        (pin, ((x - window.left) * scale, (y - window.top) * scale))
        for pin, (x, y) in at
        if window.holds((x, y))
    ]
    shown = _apart(spots)
    ways = _moved(spots, shown)
    body = "".join((*_states(window, scale), *_lines(shown, joins), *ways, *_discs(shown)))
    edge = f'<rect width="{COLUMN:g}" height="{HIGH:g}" fill="none" stroke="{ink("rule")}"/>'
    return BoardPart(HIGH + 12, f"{body}{edge}")


def _where(node: Node) -> Point | None:
    known = place(node)
    return None if known is None else projection.place(*known)


def _window(points: Sequence[Point]) -> Window:
    """What is shown: all points with some room around them."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    wide = max(max(xs) - min(xs), (max(ys) - min(ys)) * COLUMN / HIGH, CLOSEST) * ROOM
    high = wide * HIGH / COLUMN
    return Window((max(xs) + min(xs) - wide) / 2, (max(ys) + min(ys) - high) / 2, wide, high)


def _states(window: Window, scale: float) -> Iterator[str]:
    steps: list[str] = []
    for outline in outlines():
        for corners in cut(outline.path, window):
            drawn = [((x - window.left) * scale, (y - window.top) * scale) for x, y in corners]
            steps.append(f"M{'L'.join(f'{x:.1f} {y:.1f}' for x, y in _thinned(drawn))}z")
    yield (
        f'<path d="{"".join(steps)}" fill="{ink("surface")}" stroke="{ink("control")}" '
        'stroke-width="0.8" stroke-linejoin="round"/>'
    )


def _apart(spots: Spots) -> Spots:
    """The same, those that have discs moved so that none covers another."""
    large = [i for i, (pin, _) in enumerate(spots) if pin.main or pin.number is not None]
    points = [point for _, point in spots]
    for _ in range(ROUNDS):
        for number, one in enumerate(large):
            for other in large[:number]:
                points[one], points[other] = _pushed(points[one], points[other])
    return [(pin, point) for (pin, _), point in zip(spots, points, strict=True)]


def _pushed(one: Point, other: Point) -> tuple[Point, Point]:
    """Two places moved apart by half of what they lack, within the map."""
    dx, dy = one[0] - other[0], one[1] - other[1]
    away = hypot(dx, dy)
    if away >= DISC:
        return one, other
    step = (DISC - away) / 2
    across, down = (dx / away * step, dy / away * step) if away else (step, 0.0)
    return _within(one[0] + across, one[1] + down), _within(other[0] - across, other[1] - down)


def _within(x: float, y: float) -> Point:
    return min(max(x, 10.0), COLUMN - 10), min(max(y, 10.0), HIGH - 10)


def _moved(spots: Spots, shown: Spots) -> Iterator[str]:
    """From where a disc would cover others to where it stands."""
    for (_, (x, y)), (_, (to_x, to_y)) in zip(spots, shown, strict=True):
        if hypot(to_x - x, to_y - y) > 3:
            yield (
                f'<path d="M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}" stroke="{ink("ink")}"/>'
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2" fill="{ink("ink")}"/>'
            )


def _thinned(corners: Iterable[Point]) -> Iterator[Point]:
    """Corners of an outline without those that nobody could tell from the one before."""
    last: Point | None = None
    for corner in corners:
        if last is None or hypot(corner[0] - last[0], corner[1] - last[1]) >= FINEST:
            last = corner
            yield corner


def _lines(spots: Spots, joins: Iterable[tuple[int, int]]) -> Iterator[str]:
    of = {pin.node: point for pin, point in spots if pin.node is not None}
    for one, other in joins:
        if one in of and other in of:
            (x, y), (to_x, to_y) = of[one], of[other]
            yield (
                f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" '
                f'stroke="{ink("main")}" stroke-width="2"/>'
            )


def _discs(spots: Spots) -> Iterator[str]:
    """Those that matter most are drawn last, and so stand uppermost."""
    for pin, point in sorted(spots, key=lambda spot: _rank(spot[0])):
        yield _disc(pin, *point)


def _rank(pin: Pin) -> tuple[bool, bool, bool, int]:
    return pin.main, pin.number is not None, pin.node is not None, -(pin.number or 0)


def _disc(pin: Pin, x: float, y: float) -> str:
    if pin.node is None:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{ink("control")}"/>'
    name = f"<title>{escaped(short(pin.district.name, 300))}</title>"
    if pin.main:
        shape = (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="11" fill="none" stroke="{ink("ink")}" '
            f'stroke-width="2"/><circle cx="{x:.1f}" cy="{y:.1f}" r="6" fill="{ink("ink")}"/>'
        )
    elif pin.number is None:
        inside, edge = ("ground", "main") if pin.hollow else ("main", "ground")
        shape = (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{ink(inside)}" '
            f'stroke="{ink(edge)}" stroke-width="1.5"/>'
        )
    else:
        shape = (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="9" fill="{ink("main")}" '
            f'stroke="{ink("ground")}"/>'
            + text(str(pin.number), x, y + 4, 11, "ground", bold=True, anchor="middle")
        )
    return f'<g data-node="{pin.node}">{name}{shape}</g>'
