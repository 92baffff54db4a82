"""How a text file keeps a table: in which encoding, with what between its cells."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from loaders.forms.charset import charset_of
from loaders.forms.start import start_of

if TYPE_CHECKING:
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
    """

    encoding: str
    delimiter: str
    words: str


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
    delimiter = _delimiter(text)
    return Dialect(charset.codec, delimiter, f"{DELIMITERS[delimiter]}, {charset.words}")


def _delimiter(text: str) -> str:
    """The character that parts most rows into the same number of cells, more than one."""
    scores = {mark: _evenness(text, mark) for mark in DELIMITERS}
    best = max(scores, key=lambda mark: scores[mark])
    return best if scores[best][0] else ","


def _evenness(text: str, mark: str) -> tuple[int, int]:
    """How many rows have the commonest number of cells (one does not count), and that number."""
    widths: Counter[int] = Counter()
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
            if any(row):
                widths[len(row)] += 1
            if widths.total() == ROWS:
                break
    except csv.Error:
        # A cell that is too long: most likely a quote that is never closed with this mark.
        return 0, 0
    del widths[1]
    if not widths:
        return 0, 0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return count, width
