"""What a sheet shows beside its values, and what follows from it for the rows of a roster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.checks.answers import HOLDS, OUT
from loaders.columns.marks import is_error
from loaders.columns.values import quoted
from loaders.rosters.row_dates import CellIssue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from loaders.forms.facts import SheetFacts
    from loaders.forms.findings import Reporter
    from loaders.forms.raw import Cells
    from loaders.rosters.rows import RowRead
    from loaders.rosters.table import RosterLine

LISTED = 5
"""How many lines are listed one by one."""
_NAMING = ("name", "members", "school", "network")
"""Uses of columns whose cells name somebody, so that ``#N/A`` is a fault there."""
_UNCOMPUTED = "Open the workbook in a spreadsheet and save it again, so that it is worked out."
STRUCK = "struck-out"
"""The rule by which rows wait that are struck out."""
_UNSTRUCK = "Remove the row if it no longer holds; else take the line through it away."


class Shown:
    """What a sheet shows beside its values.

    Parameters
    ----------
    facts
        Gives the facts of the sheet.
    names
        The names of its columns.
    uses
        What each is used for, None for nothing.
    """

    def __init__(
        self, facts: Callable[[], SheetFacts], names: Sequence[str], uses: Sequence[str | None]
    ) -> None:
        self._source = facts
        self._facts = facts()
        self._names = names
        self._uses = uses
        self._hidden: list[int] = []

    def judged(self, row: RosterLine, read: RowRead, said: str = "") -> RowRead:
        """A row as it was read, refused for a cell without a value, waiting if it is struck out.

        Parameters
        ----------
        said
            What people have said of it as a whole.
        """
        line, cells, _ = row
        self.see(line)
        if said == OUT:
            return read
        faults = list(self.faults(line, cells))
        if faults:
            told = {column for fault in faults for column in self._called(fault.column)}
            others = (question for question in read.refused if question.column not in told)
            return read._replace(members=(), drafts=(), waits=(), refused=(*others, *faults))
        if said == HOLDS:
            return read
        return read._replace(waits=(*read.waits, *self.questions(line, cells)))

    def see(self, line: int) -> None:
        """Take note of a row that is read."""
        if line in self._facts.hidden_rows:
            self._hidden.append(line)

    def faults(self, line: int, cells: Cells) -> Iterator[CellIssue]:
        """The cells of a row that hold an error, or a formula that was not worked out."""
        if not self._facts.uncomputed and "#" not in "".join(cells):
            return
        for at, (name, use) in enumerate(zip(self._names, self._uses, strict=True)):
            cell = cells[at] if use is not None and at < len(cells) else ""
            if not cell:
                continue
            if (line, at) in self._facts.uncomputed:
                problem = f"The formula {quoted(cell)} was saved without a value."
                yield CellIssue(name, "formula-without-value", problem, _UNCOMPUTED)
            elif cell.startswith("#") and _is_fault(cell, use):
                problem = f"{quoted(cell)} is an error of the spreadsheet."
                yield CellIssue(name, "cell-error", problem, "Correct the cell.")

    def questions(self, line: int, cells: Cells) -> Iterator[CellIssue]:
        """The cells of a row that are struck out, told once."""
        if not self._facts.struck:
            return
        for at, (name, use) in enumerate(zip(self._names, self._uses, strict=True)):
            struck = (line, at) in self._facts.struck
            if struck and use is not None and at < len(cells) and cells[at]:
                problem = f"{quoted(cells[at])} is struck out."
                yield CellIssue(name, STRUCK, problem, _UNSTRUCK)
                return

    def counted(self, line: int, cells: Cells) -> Cells:
        """The cells of a row as they are counted: a merged range only where it begins."""
        filled = self._facts.filled_in
        if not filled:
            return cells
        return ["" if (line, at) in filled else cell for at, cell in enumerate(cells)]

    def say(self, reporter: Reporter) -> None:
        """Say what is hidden, and which quotes were read as letters, once all rows were read."""
        reporter.at(None)
        if self._facts.hidden:
            _say(reporter, "hidden-sheet", "The sheet is hidden, and was read.")
        if self._hidden:
            _say(reporter, "hidden-rows", _hidden("Row", self._hidden))
        columns = [
            quoted(name)
            for at, name in enumerate(self._names)
            if name and at in self._facts.hidden_columns
        ]
        if columns:
            _say(reporter, "hidden-columns", _hidden("Column", columns))
        for line in sorted(self._source().stray_quotes):
            reporter.at(line)
            problem = "A quote in this row was read as a letter: else it would swallow rows below."
            reporter.warning(None, "stray-quote", problem, "Remove it, or double it in quotes.")

    def _called(self, column: str) -> set[str]:
        """A column, and what it is used for."""
        uses = dict(zip(self._names, self._uses, strict=True))
        return {column, uses.get(column) or column}


def _is_fault(cell: str, use: str | None) -> bool:
    return is_error(cell) or (use in _NAMING and cell.casefold() == "#n/a")


def _say(reporter: Reporter, rule: str, problem: str) -> None:
    reporter.warning(None, rule, problem, "Remove what should not count.")


def _hidden(what: str, entries: Iterable[object]) -> str:
    """``Row 3 is hidden, and was read``, or ``Rows 3 and 4 are hidden, and were read``."""
    texts = [str(entry) for entry in entries]
    if len(texts) == 1:
        return f"{what} {texts[0]} is hidden, and was read."
    if len(texts) > LISTED:
        texts = [*texts[:LISTED], f"{len(texts) - LISTED:,} more"]
    return f"{what}s {', '.join(texts[:-1])} and {texts[-1]} are hidden, and were read."
