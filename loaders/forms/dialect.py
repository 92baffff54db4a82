"""How a text file keeps a table: in which encoding, with what between its cells."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from loaders.forms.charset import charset_of
from loaders.forms.start import start_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LOOKED_AT = 8 << 20
"""Bytes of a file that are looked at. An encoding that shows only later is a fault of its row."""
ROWS = 60
"""How many rows are tried with each delimiter."""

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


class Dialect(NamedTuple):
    """How a text file keeps a table.

    Attributes
    ----------
    encoding
        As Python names it.
    delimiter
        The character between cells.
    words
        Both in words, for the report.
    wrapped
        How many cells the rows have that stand in quotes as a whole; 0 if most do not.
    """

    encoding: str
    delimiter: str
    words: str
    wrapped: int = 0


def dialect_of(path: Path) -> Dialect:
    """Look at a file, unpacked if it is gzipped.

    Raises
    ------
    DamagedFileError
        If it cannot be read, or is no text.
    """
    start = start_of(path, LOOKED_AT)
    charset = charset_of(start[:LOOKED_AT], whole=len(start) <= LOOKED_AT)
    text = start[: 1 << 18].decode(charset.codec, "replace")
    delimiter, wrapped = _delimiter(text), 0
    if within := _within_quotes(text):
        inner = _delimiter(within)
        count, width = _evenness(within, inner)
        first = text.lstrip().partition("\n")[0]
        fits = first.startswith('"') or len(first.split(inner)) == width
        if fits and count > _evenness(text, delimiter)[0]:
            delimiter, wrapped = inner, width
    words = f"{DELIMITERS[delimiter]}, {charset.words}"
    return Dialect(charset.codec, delimiter, words + ", rows in quotes" * bool(wrapped), wrapped)


def _within_quotes(text: str) -> str:
    """What stands in the lines that are quoted as a whole, if there are two such lines."""
    lines = [line.strip() for line in text.splitlines()[: ROWS + 1]]
    quoted = [line for line in lines if len(line) > 2 and line[0] == line[-1] == '"']
    inner = [line[1:-1].replace('""', "\0") for line in quoted]
    whole = [line.replace("\0", '"') for line in inner if '"' not in line]
    return "\n".join(whole) if len(whole) > 1 else ""


def _delimiter(text: str) -> str:
    """The character that parts most rows into the same number of cells, more than one."""
    scores = {mark: _evenness(text, mark) for mark in DELIMITERS}
    best = max(scores, key=lambda mark: scores[mark])
    return best if scores[best][0] else ","


def _evenness(text: str, mark: str) -> tuple[int, int]:
    """How many rows have the commonest number of cells (one does not count), and that number."""
    try:
        widths = _widths(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error:
        # A cell that is too long: most likely a quote that is never closed with this mark.
        return 0, 0
    del widths[1]
    if not widths:
        return 0, 0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return count, width


def _widths(rows: Iterable[list[str]]) -> Counter[int]:
    """How many of the first rows have how many cells."""
    widths: Counter[int] = Counter()
    for row in rows:
        if any(row):
            widths[len(row)] += 1
        if widths.total() == ROWS:
            break
    return widths
