"""A table as others keep it: titles above the header, notes below, columns nobody asked for."""

from __future__ import annotations

from difflib import get_close_matches
from itertools import chain, islice
from typing import TYPE_CHECKING

from loaders.columns.headers import Header
from loaders.columns.table import Table
from loaders.columns.values import quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from loaders.forms.raw import Cells

SEARCHED = 40
"""How many rows are looked at to find the header."""


def folded(name: str) -> str:
    """The name of a column without regard to case and to the white space in it."""
    return " ".join(name.split()).casefold()


class LooseTable(Table):
    """A table whose header may stand below titles, and of which only some columns matter.

    Attributes
    ----------
    names
        The names of all columns, "" for those that have none.
    """

    @property
    def names(self) -> Sequence[str]:
        """The names of all columns."""
        return self._header.names

    def read_header(self, required: Sequence[str], usual: Collection[str]) -> bool:
        """Find the row that has all required columns, in whatever case and order."""
        first = list(islice(self._rows, SEARCHED))
        rows = [(line, self._cleaned(cells)) for line, cells in first]
        wanted = {folded(name) for name in required}
        fitting = (at for at, (_, cells) in enumerate(rows) if wanted <= set(map(folded, cells)))
        at = next(fitting, None)
        if at is None:
            self._say_no_header(rows, required)
            self.unread = True
            return False
        self.titles += first[:at]
        self.header_line, cells = rows[at]
        self.reporter.at(self.header_line)
        self._header = _header(cells, [*required, *usual])
        self.columns = self._header.columns
        self.columns.pop(self.passed_over or "", None)
        self._say_doubled(first[at][1], wanted)
        self._rows = chain(first[at + 1 :], self._rows)
        self.unread |= bool(self.reporter.faults)
        return not self.unread

    def _cleaned(self, cells: Cells) -> Cells:
        return [" ".join(cell.split()) for cell in cells]

    def _say_doubled(self, cells: Cells, wanted: set[str]) -> None:
        names = list(map(folded, cells))
        for name in sorted(wanted):
            if names.count(name) > 1 and f"{name} (2)" not in wanted:
                problem = f"The column {quoted(name)} is there twice."
                self.reporter.error(name, "duplicate-column", problem, "Rename one of them.")

    def _say_no_header(self, rows: list[tuple[int, Cells]], required: Sequence[str]) -> None:
        if self.unread:
            return
        at = likely_header([cells for _, cells in rows])
        if at is None:
            self._say_empty(required)
            return
        line, cells = rows[at]
        self.reporter.at(line)
        there = {folded(cell): cell for cell in cells if cell}
        for name in required:
            if folded(name) not in there:
                near = get_close_matches(folded(name), there, 1)
                fix = f"Did you mean {quoted(there[near[0]])}? " if near else ""
                fix += f"The columns are: {', '.join(map(quoted, list(there.values())[:20]))}."
                problem = f"The column {quoted(name)} is missing."
                self.reporter.error(name, "missing-column", problem, fix)

    def _is_proper(self, line: int, cells: Cells) -> bool:
        width = len(self._header.names)
        if len(cells) > width and not any(cells[width:]):
            del cells[width:]
        return super()._is_proper(line, cells)

    def _is_aside(self, line: int, cells: Cells) -> bool:
        """Whether a row is a line of text between or below the rows of the table."""
        if len(cells) > 1 or len(self._header.names) < 3:
            return False
        self.reporter.at(line)
        problem = f"{quoted(cells[0])} is no row of the table."
        self.reporter.warning(None, "not-a-row", problem, "It was passed over.")
        return True


def likely_header(rows: Sequence[Cells]) -> int | None:
    """Which of the first rows looks like the header, None if there is none.

    The first that is filled about as widely as the widest, and holds no number.
    """
    filled = [sum(map(bool, cells)) for cells in rows]
    widest = max(filled, default=0)
    for at, cells in enumerate(rows):
        if filled[at] and filled[at] >= 0.7 * widest and not any(map(_is_number, cells)):
            return at
    return next((at for at, count in enumerate(filled) if count), None)


def _is_number(text: str) -> bool:
    digits = text.strip("-+").replace(".", "", 1).replace(",", "")
    return bool(digits) and digits.isdigit() and not (len(digits) == 4 and digits[:2] in "1920")


def _header(cells: Cells, spelled: Sequence[str]) -> Header:
    """The header, its columns named as they are asked for."""
    known = {folded(name): name for name in spelled}
    header = Header([known.get(folded(cell), cell) for cell in cells])
    header.nameless.clear()
    header.columns.clear()
    for at, name in enumerate(header.names):
        if name:
            header.columns.setdefault(name, at)
    for name in spelled:  # a mapping may spell one column in two ways
        if known[folded(name)] in header.columns:
            header.columns.setdefault(name, header.columns[known[folded(name)]])
    return header
