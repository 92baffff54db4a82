"""Rows of CSV as people hand it on: whole lines in quotes, and quotes that are only letters."""

from __future__ import annotations

import csv
from collections import deque
from typing import TYPE_CHECKING

from loaders.forms.delimited import UNCLOSED, Delimited, damage_of
from loaders.forms.foreign import shielded
from loaders.forms.lines import DamagedFileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from loaders.forms.dialect import Dialect
    from loaders.forms.raw import Cells, Lost

STRAY_LIMIT = 1_000
"""How many quotes may be read as letters; each costs a second look at the lines below it."""


class LooseDelimited(Delimited):
    """The rows of a CSV file that nobody has checked.

    A quote that would swallow the rows below it is read as a letter, if each of them then has as
    many cells as the rows above.

    Parameters
    ----------
    path
        The file; gzipped if its name ends in ``.gz``.
    dialect
        How it keeps its table.
    stray
        Gets the lines with a quote that was read as a letter.
    """

    def __init__(self, path: Path, dialect: Dialect, stray: set[int]) -> None:
        super().__init__(path, dialect.encoding, dialect.delimiter)
        self._wrapped = dialect.wrapped
        self._stray = stray
        self._width = 0

    @shielded
    def rows(self, lost: Lost) -> Iterator[tuple[int, Cells]]:
        """Rows with the line where each begins."""
        held, lines = _HeldLines(self._lines), self._lines
        self._width = 0
        while True:
            try:
                yield from self._sound(held)
            except csv.Error as error:
                first = lines.row_start + 1
                if self._is_regular(held.lines, str(error)):
                    self._stray.add(first)
                    yield first, held.lines[0].rstrip("\r\n").split(self._delimiter)
                    held.put_back()
                    lines.row_start = first
                    continue
                damage = _damage(error, first, first + len(held.lines) - 1)
                lost(damage)
                if damage.rule == UNCLOSED:
                    return
                lines.row_start += len(held.lines)
                held.lines.clear()
            else:
                return

    def _sound(self, held: _HeldLines) -> Iterator[tuple[int, Cells]]:
        """Rows until one is in trouble."""
        lines, start = self._lines, self._lines.row_start
        reader = csv.reader(held, delimiter=self._delimiter, strict=True, skipinitialspace=True)
        for cells in reader:
            end = start + reader.line_num
            if end - lines.row_start > 1 and self._swallows(held.lines):
                raise _SwallowedError
            row = self._unwrapped(cells) if self._wrapped and len(cells) == 1 else cells
            if len(row) > 1:
                self._width = len(row)
            yield lines.row_start + 1, row
            lines.row_start = end
            held.lines.clear()

    def _unwrapped(self, cells: Cells) -> Cells:
        """The cells of a row that stands in quotes as a whole."""
        inner = next(csv.reader(cells, delimiter=self._delimiter, skipinitialspace=True), [])
        return inner if len(inner) == self._wrapped else cells

    # Quotes that are letters --------------------------------------------------------------

    def _swallows(self, lines: Sequence[str]) -> bool:
        """Whether lines that make one row look like rows of their own, nearly all.

        Two cells with a comma between may as well be a name and its state within a cell.
        """
        if self._width < 2 or (self._width == 2 and self._delimiter == ","):
            return False
        whole = sum(self._is_whole(line) for line in lines)
        return whole > 1 and whole >= 0.8 * len(lines)

    def _is_regular(self, lines: Sequence[str], said: str) -> bool:
        """Whether lines are rows, if quotes in them are letters."""
        if self._width < 2 or len(self._stray) >= STRAY_LIMIT:
            return False
        open_end = said.startswith("unexpected end")
        several = [line for line in lines if line.strip()]
        return (len(several) > 1 or open_end) and all(map(self._is_whole, several))

    def _is_whole(self, line: str) -> bool:
        return line.count(self._delimiter) == self._width - 1


class _SwallowedError(csv.Error):
    """A quoted cell holds rows."""


def _damage(error: csv.Error, first: int, last: int) -> DamagedFileError:
    if isinstance(error, _SwallowedError):
        problem = f"A quote opens in this row and closes in line {last}; it may swallow rows."
        fix = "Remove the quote if it is none; else close it in its own row."
        return DamagedFileError("stray-quote", problem, fix, first)
    return damage_of(str(error), first, last)


class _HeldLines:
    """Lines, those of the current row remembered, so that they can be read again."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines: list[str] = []
        self._rest = iter(lines)
        self._again: deque[str] = deque()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._rest)
        self.lines.append(line)
        return line

    def put_back(self) -> None:
        """Give all lines of the row but the first again."""
        self._again.extendleft(reversed(self.lines[1:]))
        self.lines.clear()
