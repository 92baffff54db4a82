"""Tables in columns that fit a width: plain text, quick for tens of thousands of rows."""

from __future__ import annotations

import unicodedata
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = "   "
RULE = "─"


def columned(
    headings: Sequence[str], rows: Sequence[Sequence[str]], figures: Sequence[bool], width: int
) -> str:
    """A table as text: headings, a rule, and the rows, the cells wrapped where they must be.

    Parameters
    ----------
    headings, rows
        Texts without line breaks; a row has as many cells as there are headings.
    figures
        For each column, whether it holds numbers, which stand to the right.
    width
        How many columns of a terminal there are. The table takes as many as it needs.
    """
    columns = list(zip(headings, *rows, strict=True))
    natural = [max(map(breadth, cells)) for cells in columns]
    words = [max(map(_longest_word, cells)) for cells in columns]
    widths = fitted(natural, words, width - len(GAP) * (len(headings) - 1))
    rule = RULE * (sum(widths) + len(GAP) * (len(widths) - 1))
    lines = [*_lines(headings, widths, figures), rule]
    for row in rows:
        lines += _lines(row, widths, figures)
    return "".join(f"{line}\n" for line in lines)


def fitted(natural: Sequence[int], words: Sequence[int], room: int) -> list[int]:
    """Widths that fit into a room: narrow columns keep theirs, wide ones share what is left.

    Parameters
    ----------
    natural
        The width at which nothing has to be wrapped, of each column.
    words
        The width at which no word has to be broken. The less room there is, the shorter are the
        words that are kept whole.
    """
    if sum(natural) <= room:
        return list(natural)
    for limit in (48, 36, 24, 20, 16, 12, 8, 1):
        for most in range(max(natural), 0, -1):
            widths = [
                min(own, max(min(word, limit), most))
                for own, word in zip(natural, words, strict=True)
            ]
            if sum(widths) <= room:
                return widths
    return [1] * len(natural)


def breadth(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(_char_breadth(character) for character in text)


def _longest_word(text: str) -> int:
    return max(map(breadth, text.split()), default=0)


def _char_breadth(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _lines(cells: Sequence[str], widths: Sequence[int], figures: Sequence[bool]) -> list[str]:
    """A row as lines of text."""
    wrapped = [_wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
    return [
        GAP.join(
            _padded(part, width, right=right)
            for part, width, right in zip(parts, widths, figures, strict=True)
        ).rstrip()
        for parts in zip_longest(*wrapped, fillvalue="")
    ]


def _wrapped(cell: str, width: int) -> list[str]:
    """A cell as lines that are no broader than a width; `textwrap` would count characters."""
    if breadth(cell) <= width:
        return [cell]
    lines: list[str] = []
    line = ""
    for word in cell.split():
        longer = f"{line} {word}" if line else word
        if breadth(longer) > width and line:
            lines.append(line)
            longer = word
        while breadth(longer) > width:
            fitting = _fitting(longer, width)
            lines.append(longer[:fitting])
            longer = longer[fitting:]
        line = longer
    return [*lines, line]


def _fitting(text: str, width: int) -> int:
    """How many characters of a text fit into a width; at least one."""
    taken = 0
    for number, character in enumerate(text):
        taken += _char_breadth(character)
        if taken > width:
            return max(number, 1)
    return len(text)


def _padded(text: str, width: int, *, right: bool) -> str:
    padding = " " * (width - breadth(text))
    return padding + text if right else text + padding
