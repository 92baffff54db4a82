"""The heat map as an SVG element: who shares how many with whom.

A cell is the darker the larger the share of all members that both have. Its number is how many they
share; a corner says what the null model says of it, so that nothing is told by colour alone. On the
diagonal stands the size of each. Colours that follow the theme are named after it, and have the
light ones for wherever no page stands around the picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netweave.visuals.picture.lettering import LETTER_WIDTH, short
from netweave.visuals.picture.limits import HEAT_NUMBERS
from netweave.visuals.picture.palette import ink

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from queries.overlap import Overlap, Verdict

SHADES = (
    ("#e3eef9", "#1b1f24"),
    ("#c3daf0", "#1b1f24"),
    ("#92c0e4", "#1b1f24"),
    ("#4f94cb", "#000000"),
    ("#1f62a3", "#ffffff"),
    ("#0b3a72", "#ffffff"),
)
"""From little in common to much: the colour of a cell, and that of its number."""
STEPS = (0.0, 0.05, 0.1, 0.2, 0.35, 0.5)
"""From which share on a cell has which shade."""
HOLLOW = "#1f62a3"
"""The frame of a cell that is hollow."""
LETTERS = 34
"""Letters of a name beside its row."""
HEAD = 46.0


class Heat(NamedTuple):
    """What a heat map shows.

    Attributes
    ----------
    names, sizes
        Of what stands in its rows and columns, in order, and how many members each has.
    cells
        The pairs by the numbers of their two, each with the number of its tie in the picture.
    title, origin
        What it shows, and where that comes from.
    shared
        What is counted: "members".
    hollow
        The pairs that share nothing but by undated ties.
    """

    names: Sequence[str]
    sizes: Sequence[int]
    cells: Mapping[tuple[int, int], tuple[int, Overlap]]
    title: str
    origin: str
    shared: str
    hollow: frozenset[tuple[int, int]] = frozenset()

    @property
    def side(self) -> float:
        """The side of a cell."""
        return 26.0 if len(self.names) <= HEAT_NUMBERS else 15.0

    @property
    def margin(self) -> float:
        """The room for names on the left and above."""
        longest = max((len(short(name, LETTERS)) for name in self.names), default=0)
        return longest * LETTER_WIDTH * self.letter / 13 + 14

    @property
    def letter(self) -> float:
        """The size of the names."""
        return min(13.0, self.side - 3)


def heat_svg(heat: Heat) -> str:
    """A heat map as one SVG element."""
    across = heat.side * len(heat.names)
    wide = max(heat.margin + across + heat.margin * 0.75, 720.0)
    high = HEAD + heat.margin + across + 104
    title = _escaped(short(heat.title, 300))
    body = "".join((*_head(heat), *_names(heat), *_ground(heat), *_cells(heat), *_foot(heat, high)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {high:.0f}" '
        f'width="{wide:.0f}" height="{high:.0f}" role="img" aria-label="{title}" '
        f'font-family="system-ui, Segoe UI, Roboto, Helvetica, Arial, sans-serif">'
        f"<title>{title}</title>"
        f'<rect x="0" y="0" width="{wide:.0f}" height="{high:.0f}" fill="{ink("ground")}"/>'
        f"{body}</svg>"
    )


def cell_corner(heat: Heat, row: int, column: int) -> tuple[float, float]:
    """The upper left corner of a cell."""
    return heat.margin + column * heat.side, HEAD + heat.margin + row * heat.side


def shade(share: float) -> tuple[str, str]:
    """The colour of a cell for a share of 0 to 1, and that of what is written on it."""
    return SHADES[sum(share > step for step in STEPS[1:])]


def _escaped(text: str) -> str:
    from markupsafe import escape  # noqa: PLC0415 - comes with the template engine

    return str(escape(text))


def _text(
    text: str, x: float, y: float, size: float, fill: str, anchor: str = "start", more: str = ""
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.1f}" fill="{fill}" '
        f'text-anchor="{anchor}"{more}>{_escaped(text)}</text>'
    )


def _head(heat: Heat) -> Iterator[str]:
    yield _text(
        short(heat.title, 90), 12, 28, 18, ink("ink"), more=' font-weight="600" data-title=""'
    )


def _names(heat: Heat) -> Iterator[str]:
    for number, name in enumerate(heat.names):
        x, y = cell_corner(heat, number, number)
        left, top, middle = heat.margin - 7, HEAD + heat.margin - 7, heat.side / 2
        text = short(name, LETTERS)
        low = y + middle + heat.letter * 0.35
        side = x + middle + heat.letter * 0.35
        turned = f' transform="rotate(-60 {side:.1f} {top:.1f})"'
        beside = _text(text, left, low, heat.letter, ink("ink"), "end")
        above = _text(text, side, top, heat.letter, ink("ink"), more=turned)
        yield f'<g data-node="{number}">{beside}</g><g data-node="{number}">{above}</g>'


def _ground(heat: Heat) -> Iterator[str]:
    """The grid, and the sizes along the diagonal."""
    x, y = cell_corner(heat, 0, 0)
    across = heat.side * len(heat.names)
    yield (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{across:.1f}" height="{across:.1f}" '
        f'fill="{ink("surface")}" stroke="{ink("control")}" stroke-width="1"/>'
    )
    for number in range(1, len(heat.names)):
        at = number * heat.side
        for ends in (
            (x + at, y, x + at, y + across),
            (x, y + at, x + across, y + at),
        ):
            yield (
                f'<line x1="{ends[0]:.1f}" y1="{ends[1]:.1f}" x2="{ends[2]:.1f}" '
                f'y2="{ends[3]:.1f}" stroke="{ink("rule")}" stroke-width="0.5"/>'
            )
    for number, size in enumerate(heat.sizes):
        x, y = cell_corner(heat, number, number)
        square = _square(x, y, heat.side, ink("ground"), ink("control"))
        written = _number(heat, size, x, y, ink("ink")) if heat.side > 20 else ""
        yield f'<g data-node="{number}">{square}{written}</g>'


def _cells(heat: Heat) -> Iterator[str]:
    for (one, other), (tie, row) in heat.cells.items():
        shaded, colour = shade(row.jaccard)
        hollow = (one, other) in heat.hollow
        fill = shaded if row.shared and not hollow else ink("ground")
        colour = colour if row.shared and not hollow else ink("ink")
        for down, along in ((one, other), (other, one)):
            x, y = cell_corner(heat, down, along)
            written = _number(heat, row.shared, x, y, colour) if heat.side > 20 else ""
            square = _square(x, y, heat.side, fill, ink("rule"))
            square += _square(x + 2.5, y + 2.5, heat.side - 5, "none", HOLLOW) if hollow else ""
            mark = _mark(row.verdict, x, y, heat.side, colour)
            yield f'<g data-tie="{tie}">{square}{written}{mark}</g>'


def _square(x: float, y: float, side: float, fill: str, stroke: str) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{side:.1f}" height="{side:.1f}" '
        f'fill="{fill}" stroke="{stroke}" stroke-width="1"/>'
    )


def _number(heat: Heat, number: int, x: float, y: float, colour: str) -> str:
    middle = heat.side / 2
    return _text(str(number), x + middle, y + middle + 4.5, 12, colour, "middle")


def _mark(verdict: Verdict, x: float, y: float, side: float, colour: str) -> str:
    """A filled corner above for more than expected, one below for fewer, a dot for too little."""
    reach = side * 0.36
    right, low = x + side - 1, y + side - 1
    if verdict == "more":
        return _corner(((right - reach, y + 1), (right, y + 1), (right, y + 1 + reach)), colour)
    if verdict == "fewer":
        return _corner(((x + 1, low - reach), (x + 1, low), (x + 1 + reach, low)), colour)
    if verdict == "too_little_data":
        return f'<circle cx="{x + side - 4:.1f}" cy="{y + 4:.1f}" r="1.6" fill="{colour}"/>'
    return ""


def _corner(points: tuple[tuple[float, float], ...], colour: str) -> str:
    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polygon points="{corners}" fill="{colour}"/>'


def _foot(heat: Heat, high: float) -> Iterator[str]:
    """What shades and corners mean, and where the data come from."""
    x, y = 12.0, high - 84
    words = f"Shared, of all {heat.shared} that either has:"
    yield _text(words, x, y + 13, 12, ink("quiet"))
    x += len(words) * 6.1 + 8
    for (fill, _), step in zip(SHADES, STEPS, strict=True):
        yield _square(x, y, 16, fill, ink("control"))
        label = f"over {step:.0%}"
        yield _text(label, x + 21, y + 13, 12, ink("quiet"))
        x += 30 + len(label) * 6.2
    x, y = 12.0, high - 58
    marks: tuple[tuple[Verdict, str], ...] = (
        ("more", "more than expected"),
        ("fewer", "fewer"),
        ("too_little_data", "too little data to tell"),
    )
    for verdict, label in marks:
        yield _square(x, y, 16, ink("ground"), ink("control"))
        yield _mark(verdict, x, y, 16, ink("ink"))
        yield _text(label, x + 22, y + 13, 12, ink("quiet"))
        x += 40 + len(label) * 6.4
    if heat.hollow:
        yield _square(x, y, 16, ink("ground"), ink("control"))
        yield _square(x + 2.5, y + 2.5, 11, "none", HOLLOW)
        yield _text("by undated ties alone (?)", x + 22, y + 13, 12, ink("quiet"))
    yield _text(heat.origin, 12, high - 14, 12, ink("quiet"), more=' data-origin=""')
