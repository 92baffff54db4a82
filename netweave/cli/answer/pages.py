"""The parts of an answer for people, before it becomes text for a terminal or Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Title(NamedTuple):
    """A heading. ``level`` 1 is that of the page."""

    text: str
    level: int = 1


class Text(NamedTuple):
    """A paragraph."""

    text: str


class Items(NamedTuple):
    """A list, each item in one paragraph."""

    items: Sequence[str]


class Code(NamedTuple):
    """Lines to be typed, or copied, as they stand."""

    lines: Sequence[str]


class Grid(NamedTuple):
    """A table: headings, and rows of as many cells."""

    headings: tuple[str, ...]
    rows: Sequence[Sequence[object]]

    def filled(self) -> Grid:
        """The table without columns that have nothing in any row."""
        kept = [
            number
            for number in range(len(self.headings))
            if any(row[number] not in (None, "") for row in self.rows)
        ]
        headings = tuple(self.headings[number] for number in kept)
        return Grid(headings, [[row[number] for number in kept] for row in self.rows])


class Rung(NamedTuple):
    """A stop of a route, and how one comes from there to the next: a line for each tie."""

    stop: str
    ties: Sequence[str]


class Ladder(NamedTuple):
    """A route, stop by stop."""

    rungs: Sequence[Rung]


Block = Title | Text | Items | Code | Grid | Ladder
Page = list[Block]
