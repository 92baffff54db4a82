"""Rows of CSV and its kin: cells parted by a character, text in quotes."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from loaders.forms.foreign import shielded
from loaders.forms.lines import DamagedFileError, Lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from loaders.forms.raw import Cells, Lost


class Delimited:
    """The rows of a CSV file.

    Parameters
    ----------
    path
        The file; gzipped if its name ends in ``.gz``.
    encoding
        How its text is written as bytes.
    delimiter
        The character between cells.
    """

    def __init__(self, path: Path, encoding: str = "utf-8", delimiter: str = ",") -> None:
        self._lines = Lines(path, encoding)
        self._delimiter = delimiter

    @property
    def plain(self) -> bool:
        """Whether no cell so far needs a second look (`loaders.forms.lines.Lines`)."""
        return self._lines.plain

    @shielded
    def rows(self, lost: Lost) -> Iterator[tuple[int, Cells]]:
        """Rows as the csv module sees them, with the line where each begins."""
        lines = self._lines
        # White space around cells means nothing to us, so that in front of a quote may not either.
        reader = csv.reader(lines, delimiter=self._delimiter, strict=True, skipinitialspace=True)
        while True:
            try:
                for cells in reader:
                    yield lines.row_start + 1, cells
                    lines.row_start = reader.line_num
            except csv.Error as error:
                fault = damage_of(str(error), lines.row_start + 1, reader.line_num)
                lost(fault)
                if fault.rule == UNCLOSED:
                    return
                lines.row_start = reader.line_num
            else:
                return


UNCLOSED = "unclosed-quote"
"""The rule of a row after which nothing can be read."""


def damage_of(said: str, first: int, last: int) -> DamagedFileError:
    """An error of the csv module in words, for a row from one line to another."""
    too_long = said.startswith("field larger")
    if too_long and first == last:
        problem = f"A cell is longer than {csv.field_size_limit():,} characters."
        return DamagedFileError("cell-too-long", problem, "Shorten it.", first)
    if too_long or said.startswith("unexpected end"):
        problem = "A quote that opens in this row is never closed; the rest was not read."
        return DamagedFileError(UNCLOSED, problem, "Close it.", first)
    problem = "A quoted cell goes on after its closing quote."
    fix = 'Put the whole cell in quotes, and double each quote within it: "the ""A"" team".'
    return DamagedFileError("stray-quote", problem, fix, first)
