"""A board as an SVG element: cards, lines and small pictures that stand in columns.

On the page the script sets the parts anew for the width of the screen, by what ``data-high`` and
``data-keeps`` say, and takes out what bears ``data-paper``. Colours are named after the theme's.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, NamedTuple

from netweave.visuals.layouts.flow import Piece, fitting, flowed
from netweave.visuals.painting.flowing import FlowRoom, flowing_part, flowing_sheet
from netweave.visuals.painting.svg import escaped, outline_svg
from netweave.visuals.picture.lettering import abridged, clean, short
from netweave.visuals.picture.palette import ink

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

COLUMN, BETWEEN, PAD = 330.0, 24.0, 14.0
LINE, HEAD = 18.0, 46.0
WIDTH = 50
"""Letters of the usual size that a line of a column holds."""


class BoardPart(NamedTuple):
    """A part of a board, drawn at (0, 0) and as wide as a column.

    Attributes
    ----------
    node
        The index of the entity that it is about, None if it is about none.
    keeps
        Whether the next part stays with it.
    heads
        Whether it is a heading of those after it, and goes where all of these are filtered out.
    """

    high: float
    markup: str
    node: int | None = None
    keeps: bool = False
    heads: bool = False


class DrawnBoard(NamedTuple):
    """The element, and where the entities stand in it by their indices."""

    svg: str
    places: Mapping[int, tuple[float, float]]


def drawn_board(title: str, origin: str, blocks: Sequence[BoardPart]) -> DrawnBoard:
    """A board as one SVG element.

    Parameters
    ----------
    origin
        A line for the foot: where it comes from.
    """
    pieces = [Piece(block.high, keeps=block.keeps) for block in blocks]
    columns = fitting(pieces, COLUMN + BETWEEN)
    wide = max(2 * PAD + columns * (COLUMN + BETWEEN) - BETWEEN, 2 * COLUMN)
    heading = textwrap.wrap(short(title, 180), int(wide / 10))
    top = HEAD + (len(heading) - 1) * LINE
    spots = [(PAD + s.column * (COLUMN + BETWEEN), top + s.y) for s in flowed(pieces, columns)]
    low = max(y + block.high for block, (_, y) in zip(blocks, spots, strict=True))
    body = "".join(_moved(block, *spot) for block, spot in zip(blocks, spots, strict=True))
    places = {
        block.node: (x, y + LINE / 2)
        for block, (x, y) in zip(blocks, spots, strict=True)
        if block.node is not None
    }
    return DrawnBoard(_wrapped(title, heading, origin, (wide, low + 40), body), places)


def _wrapped(
    title: str, heading: Sequence[str], origin: str, size: tuple[float, float], body: str
) -> str:
    _, high = size
    head = "".join(
        text(line, PAD, 28 + number * LINE, 17, bold=True) for number, line in enumerate(heading)
    )
    foot = text(origin, PAD, high - 14, 12, "quiet")
    room = FlowRoom(COLUMN, BETWEEN, PAD, LINE, 13)
    return flowing_sheet(title, size, room, head + foot, body)


def _moved(block: BoardPart, x: float, y: float) -> str:
    flags = {"keeps": block.keeps, "heads": block.heads}
    return flowing_part(block.markup, block.high, f"{x:.1f} {y:.1f}", node=block.node, **flags)


def text(
    words: str,
    x: float,
    y: float,
    size: float = 13,
    fill: str = "ink",
    *,
    bold: bool = False,
    anchor: str = "start",
) -> str:
    """A line of text; its colour is one of the theme."""
    weight = ' font-weight="600"' if bold else ""
    side = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{ink(fill)}"{weight}{side}>'
        f"{escaped(clean(words))}</text>"
    )


def heading(words: str, *, heads: bool = False) -> BoardPart:
    """A heading, which stays with what follows."""
    return BoardPart(
        LINE + 10, text(short(words, 44), 0, 20, 14, bold=True), keeps=True, heads=heads
    )


def note(words: str) -> BoardPart:
    """A paragraph in small letters."""
    lines = textwrap.wrap(short(words, 400), WIDTH + 3)
    drawn = (text(line, 0, 12 + 16 * number, 12, "quiet") for number, line in enumerate(lines))
    return BoardPart(16.0 * len(lines) + 8, "".join(drawn))


class Card(NamedTuple):
    """An entity with what is said of it.

    Attributes
    ----------
    mark
        What stands before its name, as an SVG part around (9, 9); the shape of its kind if empty.
    lines
        What is said, each line broken where it is too long; the first words after a tab stand out.
    strong
        Which of the lines, by its number, says what to do.
    """

    node: int
    kind: str
    name: str
    lines: tuple[str, ...]
    mark: str = ""
    strong: int = -1


def card(one: Card) -> BoardPart:
    """A card: the name, and below it what is said."""
    name = textwrap.wrap(short(one.name, 68), 34) or ["(no name)"]
    drawn = [
        f"<title>{escaped(short(one.name, 300))}</title>",
        one.mark or outline_svg(one.kind, 9, 9, 5.5, 1),
    ]
    y = 14.0
    for words in name:
        drawn.append(text(words, 24, y, 14, bold=True))
        y += 17
    for words, strong in _rows(one):
        drawn.append(text(words, 24, y, 12.5, "ink" if strong else "quiet"))
        y += 17
    area = f'<rect width="{COLUMN:.0f}" height="{y - 8:.0f}" opacity="0"/>'
    return BoardPart(y + 1, area + "".join(drawn), one.node)


def _rows(one: Card) -> Iterator[tuple[str, bool]]:
    for number, said in enumerate(one.lines):
        for line in textwrap.wrap(short(said, 260), WIDTH - 3):
            yield line, number == one.strong


class BoardLine(NamedTuple):
    """An entity in a line: its name, and a figure or word at the right."""

    node: int
    kind: str
    name: str
    figure: str = ""


def line(one: BoardLine) -> BoardPart:
    """A line with a name, and a figure at the right."""
    drawn = (
        f"<title>{escaped(short(one.name, 300))}</title>",
        f'<rect width="{COLUMN:.0f}" height="{LINE:.0f}" opacity="0"/>',
        outline_svg(one.kind, 9, 9, 4.5, 1),
        text(abridged(one.name, 42 - len(one.figure)), 24, 13),
        text(one.figure, COLUMN, 13, 12, "quiet", anchor="end"),
    )
    return BoardPart(LINE + 2, "".join(drawn), one.node)


def number_mark(number: int) -> str:
    """A number in a disc, as it stands on the map."""
    return f'<circle cx="9" cy="9" r="9" fill="{ink("main")}"/>' + text(
        str(number), 9, 13, 11, "ground", bold=True, anchor="middle"
    )


class BarShare(NamedTuple):
    """A part of a bar: how many, its word, and the name of its colour in the theme."""

    number: float
    word: str
    fill: str


def bar(shares: Iterable[BarShare], total: float, y: float, x: float = 24.0) -> str:
    """Shares of a whole as a bar, the rest of it hollow."""
    wide, at = COLUMN - x, x
    drawn = [_piece(x, y, wide, "ground", f' stroke="{ink("control")}"')]
    for share in shares:
        long = wide * share.number / total if total else 0.0
        said = f"<title>{escaped(share.word)}</title>"
        drawn.append(_piece(at, y, long, share.fill, inside=said))
        at += long
    return "".join(drawn)


def _piece(x: float, y: float, wide: float, fill: str, more: str = "", inside: str = "") -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:g}" width="{wide:.1f}" height="10" fill="{ink(fill)}"{more}>'
        f"{inside}</rect>"
    )


def counted(name: str, figure: str, shares: Iterable[BarShare], total: float) -> BoardPart:
    """A name and a figure, with a bar below."""
    drawn = (
        text(abridged(name, 30), 0, 13, 12.5),
        text(figure, COLUMN, 13, 12, "quiet", anchor="end"),
        bar(shares, total, 18, 0),
    )
    return BoardPart(38, "".join(drawn))
