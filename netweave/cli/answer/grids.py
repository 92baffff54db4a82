"""Tables in columns that fit a width: plain text, quick for tens of thousands of rows."""

from __future__ import annotations

import re
import unicodedata
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = "   "
RULE = "─"
NAME, WORD = 18, 24
"""How much room a column of texts needs, if it is so broad, and the longest word that is kept."""
_FIGURE = re.compile(r"[<>]? ?[\d.,%-]*")


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
        How many columns of a terminal there are. The table takes as many as it needs. Where there
        is no room for names, the last columns of figures are left out, and named below.
    """
    columns = list(zip(headings, *rows, strict=True))
    kept = _kept(columns, width)
    if len(kept) < len(columns):
        lost = ", ".join(heading for i, heading in enumerate(headings) if i not in kept)
        some = [[row[i] for i in kept] for row in rows]
        table = columned([headings[i] for i in kept], some, [figures[i] for i in kept], width)
        note = f"No room for: {lost}. A wider window shows all, and so does --format csv."
        return "".join([table, *(f"{line}\n" for line in _wrapped(note, width))])
    natural = [max(map(breadth, cells)) for cells in columns]
    words = [max(map(_longest_word, cells)) for cells in columns]
    widths = fitted(natural, words, width - len(GAP) * (len(headings) - 1))
    rule = RULE * (sum(widths) + len(GAP) * (len(widths) - 1))
    lines = [*_lines(headings, widths, figures), rule]
    for row in rows:
        lines += _lines(row, widths, figures)
    return "".join(f"{line}\n" for line in lines)


def _kept(columns: Sequence[Sequence[str]], width: int) -> list[int]:
    """The columns that a width has room for: figures go, from the last, before names are broken."""
    needs = [max(_whole_word(cells), min(max(map(breadth, cells)), NAME)) for cells in columns]
    kept = list(range(len(columns)))
    figures = [i for i in kept if all(map(_FIGURE.fullmatch, columns[i][1:]))]
    while figures and sum(needs[i] for i in kept) + len(GAP) * (len(kept) - 1) > width:
        kept.remove(figures.pop())
    return kept


def _whole_word(cells: Sequence[str]) -> int:
    return min(max(map(_longest_word, cells)), WORD)


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
