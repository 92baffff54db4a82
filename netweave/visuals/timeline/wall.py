"""A roster wall as an SVG element: a line for each entity, with a bar for each of its spells.

The lines stand in columns under their headings. On the page the script sets them anew for the width
of the screen, by what `data-high` and `data-keeps` say, and takes out what bears ``data-paper``.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, NamedTuple

from netweave.visuals.layouts.flow import Piece, fitting, flowed
from netweave.visuals.painting.flowing import FlowRoom, flowing_part, flowing_sheet
from netweave.visuals.painting.svg import escaped, outline_svg
from netweave.visuals.picture.lettering import abridged, short
from netweave.visuals.picture.palette import ink

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from netweave.visuals.layouts.spans import Axis, Bar

NAME, TRACK, BETWEEN = 196.0, 110.0, 22.0
"""The room for a name, for its bars, and from one column to the next."""
COLUMN = NAME + TRACK
PAD, LINE, HEAD = 14.0, 18.0, 46.0
LETTERS = 26
"""Letters of a name beside its bars; the whole name is said when one points at it."""
STEEP = 34.0
"""The height of the highest column of those who came, or went, in a year."""


class WallLine(NamedTuple):
    """An entity: its index in the picture, and what is said when one points at it."""

    node: int
    kind: str
    name: str
    said: str
    bars: tuple[Bar, ...]


class WallGroup(NamedTuple):
    """Lines under a heading."""

    heading: str
    lines: tuple[WallLine, ...]


class Wall(NamedTuple):
    """What a roster wall shows.

    Attributes
    ----------
    subject
        What it is about; its bars are never drawn.
    axis
        The years of the bars, None if no date is known.
    turnover
        How many came, and for how many it was the last, by year; empty for no such columns.
    mark
        Where on the axis the date lies that was asked for, None for none.
    """

    title: str
    origin: str
    subject: WallLine
    groups: tuple[WallGroup, ...]
    axis: Axis | None
    turnover: Mapping[int, tuple[int, int]]
    mark: float | None


class DrawnWall(NamedTuple):
    """The element, and where the entities stand in it by their indices."""

    svg: str
    places: Mapping[int, tuple[float, float]]


class _WallPiece(NamedTuple):
    """A piece with its markup, drawn at (0, 0): the line of a node, or a heading, or neither."""

    piece: Piece
    markup: str
    node: int | None = None
    heads: bool = False


def drawn_wall(wall: Wall) -> DrawnWall:
    """A roster wall as one SVG element."""
    parts = list(_parts(wall))
    pieces = [part.piece for part in parts]
    columns = fitting(pieces, COLUMN + BETWEEN)
    spots = flowed(pieces, columns)
    across = COLUMN + BETWEEN
    wide = max(2 * PAD + columns * across - BETWEEN, 660.0)
    title = textwrap.wrap(short(wall.title, 180), int(wide / 10))
    top = HEAD + (len(title) - 1) * LINE
    lift = LINE if wall.axis else 0.0
    points = [(PAD + s.column * across, top + lift + s.y) for s in spots]
    bottom = max(y + part.piece.high for part, (_, y) in zip(parts, points, strict=True))
    axes = [_axis(wall, PAD + number * across, top) for number in range(columns)]
    body = [
        *(axes if wall.axis else ()),
        *(_moved(part, *at) for part, at in zip(parts, points, strict=True)),
    ]
    places = {
        part.node: (x, y + LINE / 2)
        for part, (x, y) in zip(parts, points, strict=True)
        if part.node is not None
    }
    return DrawnWall(_wrapped(wall, title, (wide, bottom + 40), "".join(body)), places)


def _wrapped(wall: Wall, lines: Sequence[str], size: tuple[float, float], body: str) -> str:
    _, high = size
    head = "".join(
        _text(line, PAD, 28 + number * LINE, 17, "ink", ' font-weight="600"')
        for number, line in enumerate(lines)
    )
    foot = _text(wall.origin, PAD, high - 14, 12, "quiet", ' data-origin=""')
    room = FlowRoom(COLUMN, BETWEEN, PAD, LINE, 12)
    return flowing_sheet(wall.title, size, room, head + foot, body)


def _moved(part: _WallPiece, x: float, y: float) -> str:
    flags = {"keeps": part.piece.keeps, "heads": part.heads}
    return flowing_part(part.markup, part.piece.high, f"{x:g} {y:g}", node=part.node, **flags)


def _parts(wall: Wall) -> Iterator[_WallPiece]:
    subject = wall.subject
    name = _text(abridged(subject.name, 34), 18, 13, 13, "ink", ' font-weight="600"')
    yield _WallPiece(Piece(LINE + 4, keeps=True), _mark_of(subject) + name, subject.node)
    keys = list(_keys(wall))
    for number, markup in enumerate(keys):
        last = number == len(keys) - 1
        yield _WallPiece(Piece(LINE + (6 if last else 0), keeps=not last), markup)
    if wall.turnover and wall.axis:
        below = STEEP + 14 if any(went for _, went in wall.turnover.values()) else 2
        drawn = "".join(_turnover(wall.turnover, wall.axis, below))
        yield _WallPiece(Piece(STEEP + below + 58), drawn)
    for group in wall.groups:
        count = f' <tspan font-weight="400" fill="{ink("quiet")}">{len(group.lines)}</tspan>'
        heading = _text(short(group.heading, 34), 0, 14, 13, "ink", ' font-weight="600"', count)
        yield _WallPiece(Piece(LINE + 2, keeps=True), heading, heads=True)
        for line in group.lines:
            yield _WallPiece(Piece(LINE), "".join(_line(line, wall.mark)), line.node)


def _keys(wall: Wall) -> Iterator[str]:
    """What bars mean, as far as there are such."""
    found = [bar for group in wall.groups for line in group.lines for bar in line.bars]
    if any(not bar.hollow for bar in found):
        words = "dated; to the right edge: no end known"
        yield _bar(0, 24, hollow=False) + _text(words, 32, 13, 12, "quiet")
    if any(bar.hollow for bar in found):
        yield _bar(0, 24, hollow=True) + _text("beginning not known", 32, 13, 12, "quiet")
    if any(bar.marks for bar in found):
        yield _seen(12) + _text("on a list of that date", 32, 13, 12, "quiet")
    if wall.mark is not None:
        yield _date_line(12) + _text("the date that was asked for", 32, 13, 12, "quiet")


def _line(line: WallLine, mark: float | None) -> Iterator[str]:
    yield f"<title>{escaped(line.said)}</title>"
    yield f'<rect width="{COLUMN:.0f}" height="{LINE:.0f}" opacity="0"/>'
    yield _mark_of(line)
    yield f'<text x="18" y="13">{escaped(abridged(line.name, LETTERS))}</text>'
    yield f'<path d="M{NAME:.0f} 9h{TRACK:.0f}" stroke="{ink("rule")}"/>'
    for bar in line.bars:
        start, end = NAME + bar.start * TRACK, NAME + bar.end * TRACK
        marks = "".join(_seen(NAME + share * TRACK) for share in bar.marks)
        drawn = _bar(start, max(end, start + 3), hollow=bar.hollow)
        yield f'<g data-tie="{bar.tie}">{drawn}{marks}</g>'
    if mark is not None:
        yield _date_line(NAME + mark * TRACK)


def _mark_of(line: WallLine) -> str:
    return outline_svg(line.kind, 6, 9, 4.5, 1)


def _bar(start: float, end: float, *, hollow: bool) -> str:
    """A solid bar, or a hollow one; both can be pressed all over."""
    look = (
        f'fill="{ink("ground")}" stroke="{ink("control")}" stroke-width="1.5" '
        'stroke-dasharray="4 2"'
        if hollow
        else f'fill="{ink("main")}"'
    )
    return f'<rect x="{start:.1f}" y="5" width="{end - start:.1f}" height="8" {look}/>'


def _seen(x: float) -> str:
    return f'<rect x="{x - 1:.1f}" y="4" width="2" height="10" fill="{ink("ink")}"/>'


def _date_line(x: float) -> str:
    return f'<rect x="{x - 0.75:.1f}" y="0" width="1.5" height="{LINE:.0f}" fill="{ink("ink")}"/>'


def _axis(wall: Wall, x: float, y: float) -> str:
    """The first and the last year, above the bars of a column."""
    if wall.axis is None:
        return ""
    first = _text(str(wall.axis.first), NAME, 13, 12, "quiet")
    last = _text(str(wall.axis.last), COLUMN, 13, 12, "quiet", ' text-anchor="end"')
    only = first if wall.axis.first == wall.axis.last else first + last
    return f'<g data-axis="" transform="translate({x:.1f} {y:.1f})">{only}</g>'


def _turnover(found: Mapping[int, tuple[int, int]], axis: Axis, below: float) -> Iterator[str]:
    """Columns upwards for those who came in a year, downwards for those whose last it was."""
    step = COLUMN / len(axis.years)
    most = max(max(pair) for pair in found.values())
    ground = STEEP + 34
    yield _text("Joined (up) and last year of (down), by year", 0, 13, 12, "ink")
    yield f'<rect x="0" y="{ground:.1f}" width="{COLUMN:.0f}" height="1" fill="{ink("control")}"/>'
    for year, (came, went) in found.items():
        x, wide = (year - axis.first) * step + step * 0.1, max(step * 0.8, 1.5)
        up, down = came / most * STEEP, went / most * STEEP
        tops = [(came, ground - up, up, "main", ground - up - 3)]
        tops += [(went, ground + 1, down, "tie", ground + down + 12)]
        for number, y, high, colour, at in tops:
            if number:
                yield (
                    f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" '
                    f'fill="{ink(colour)}"><title>{year}: {number}</title></rect>'
                )
            if number and (step > 7 * len(str(number)) or number == most):
                yield _text(str(number), x + wide / 2, at, 12, "quiet", ' text-anchor="middle"')
    low = ground + below + 14
    yield _text(str(axis.first), 0, low, 12, "quiet")
    yield _text(str(axis.last), COLUMN, low, 12, "quiet", ' text-anchor="end"')


def _text(
    words: str, x: float, y: float, size: float, colour: str, more: str = "", after: str = ""
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.0f}" fill="{ink(colour)}"{more}>'
        f"{escaped(words)}{after}</text>"
    )
