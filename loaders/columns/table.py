"""A table as rows that remember their line. What is no proper row is reported and left out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from loaders.columns.headers import Header
from loaders.columns.values import quoted
from loaders.forms.delimited import UNCLOSED, Delimited
from loaders.forms.lines import SAVE_AS_UTF8, DamagedFileError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from loaders.columns.ledger import CellLedger
    from loaders.forms.findings import Reporter
    from loaders.forms.raw import Cells, RawRows

_UNDECODED = re.compile("[\udc80-\udcff]")
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_GUARDED = re.compile("'+[=+\\-@\t\r]")


class TableRows(Protocol):
    """Rows whose columns are known."""

    @property
    def columns(self) -> Mapping[str, int]:
        """The position of each column by name."""
        ...

    def rows(self, refused: Callable[[Cells], None] | None = None) -> Iterator[tuple[int, Cells]]:
        """The line where each row begins, and its cells."""
        ...


class Account(NamedTuple):
    """Where cells of rows are counted, and which rows were refused, wait, or are said none."""

    ledger: CellLedger
    keys: list[str]
    refused: Collection[int]
    waiting: Collection[int]
    aside: Collection[int]

    def settle(self, line: int, cells: Cells) -> None:
        """Count the cells of a row that has been judged."""
        if line in self.refused:
            self.refuse(cells)
        elif line in self.waiting:
            self.ledger.row(self.keys, cells, "waits")
        elif line in self.aside:
            self.ledger.row(self.keys, cells, "aside")
        else:
            self.ledger.became(self.keys, cells)

    def refuse(self, cells: Cells) -> None:
        """Count the cells of a row that is refused."""
        self.ledger.row(self.keys, cells, "refused")


class Table:
    """The rows of a table.

    Parameters
    ----------
    source
        Its rows as they stand in a file. A path stands for CSV as house folders hold it: with
        commas, in UTF-8, gzipped if its name ends in ``.gz``.
    reporter
        Hears of everything that is wrong with the file or with the form of its rows.

    Attributes
    ----------
    columns
        The position of each column by name, once the header is read.
    read
        How many rows were read so far.
    refused_lines
        The lines of those that were no proper rows.
    header_line
        The line of the header; None until it was found.
    titles
        The lines above the header.
    passed_over
        A column that counts as not being there.
    unread
        Whether the table cannot be used, or was not read to its end.
    lost
        Whether a row was refused of which not even the cells are known.
    """

    def __init__(self, source: Path | RawRows, reporter: Reporter) -> None:
        self.reporter = reporter
        self.columns: dict[str, int] = {}
        self.header_line: int | None = None
        self.passed_over: str | None = None
        self.read = 0
        self.refused_lines: set[int] = set()
        self.unread = False
        self.lost = False
        self._raw: RawRows = Delimited(source) if isinstance(source, Path) else source
        self._rows = self._parsed()
        self._header = Header()
        self._undecoded: list[int] = []
        self._account: Account | None = None
        self.titles: list[tuple[int, Cells]] = []

    @property
    def refused(self) -> int:
        """How many rows so far were no proper rows."""
        return len(self.refused_lines)

    def read_header(self, required: Sequence[str], usual: Collection[str]) -> bool:
        """Read the names of the columns.

        Parameters
        ----------
        required
            Columns that must be there.
        usual
            Columns that are known in whatever case they are written.

        Returns
        -------
        bool
            False if the table cannot be used; the reporter has heard why.
        """
        header = next((row for row in self._rows if any(map(str.strip, row[1]))), None)
        if header is not None:
            self.header_line, cells = header
            self.reporter.at(self.header_line)
            usable = self._take_header([unguarded(c.strip()) for c in cells], required, usual)
        else:
            usable = False
            if not self.unread:
                self._say_empty(required)
        self.unread = self.unread or not usable
        return usable

    def rows(self, refused: Callable[[Cells], None] | None = None) -> Iterator[tuple[int, Cells]]:
        """The rows below the header: the line where each begins, and its cells.

        Cells are stripped of the white space around them and as many as there are columns.
        Rows without any text are passed over.

        Parameters
        ----------
        refused
            Called with the cells of each row that is left out, the reporter being at its line.
        """
        width = 0 if self._header.nameless else len(self._header.names)
        source = self._raw
        for line, raw in self._rows:
            cells = [*map(str.strip, raw)]
            if not any(cells):
                continue
            if len(cells) != width and self._is_aside(line, cells):
                continue
            self.read += 1
            if not (source.plain and len(cells) == width):
                if not self._is_proper(line, cells):
                    self.refused_lines.add(line)
                    if self._account is not None:
                        self._account.refuse(cells)
                    if refused is not None:
                        refused(cells)
                    continue
                cells = [*map(unguarded, cells)]
            yield line, cells
            if self._account is not None:
                self._account.settle(line, cells)
        self._say_undecoded()

    def account(
        self,
        ledger: CellLedger,
        use: Callable[[str], str | None],
        refused: Collection[int],
        waiting: Collection[int] = (),
        aside: Collection[int] = (),
    ) -> None:
        """Let a ledger know what becomes of the cells of the rows that are read from now on.

        Parameters
        ----------
        use
            What a column is used for, None if for nothing.
        refused, waiting, aside
            The lines of such rows; asked about a row when the next one is read.
        """
        names = self._header.names
        for line, cells in self.titles:
            ledger.aside(line, [cell.strip() for cell in cells])
        if self.header_line is not None:
            ledger.aside(self.header_line, names)
        keys = ledger.open(names, [use(name) for name in names])
        self._account = Account(ledger, keys, refused, waiting, aside)

    def _parsed(self) -> Iterator[tuple[int, Cells]]:
        """The rows of the file, until it ends or cannot be read."""
        try:
            yield from self._raw.rows(self._lose_row)
        except DamagedFileError as damage:
            self._say_damage(damage)
            self.unread = True

    def _lose_row(self, damage: DamagedFileError) -> None:
        self._say_damage(damage)
        self.read += 1
        self.refused_lines.add(damage.line or 0)
        self.lost = True
        self.unread |= damage.rule == UNCLOSED

    def _say_damage(self, damage: DamagedFileError) -> None:
        self.reporter.at(damage.line)
        self.reporter.error(None, damage.rule, damage.problem, damage.fix)

    # The header ---------------------------------------------------------------------------

    def _say_empty(self, required: Sequence[str]) -> None:
        fix = f"Give it a header line with at least: {', '.join(required)}. Or remove the file."
        self.reporter.at(None)
        self.reporter.error(None, "empty-file", "The file is empty.", fix)

    def _take_header(self, cells: Cells, required: Sequence[str], usual: Collection[str]) -> bool:
        if not self._raw.plain and not self._is_readable(cells):
            self._say_undecoded()
            return False
        self._header = Header(cells, usual)
        self.columns = self._header.columns
        usable = self._header.judge(required, self.reporter)
        self.columns.pop(self.passed_over or "", None)
        return usable

    # The rows -----------------------------------------------------------------------------

    def _is_aside(self, line: int, cells: Cells) -> bool:  # noqa: ARG002 - for looser tables
        """Whether a row of another width is no row of the table, and is passed over."""
        return False

    def _is_proper(self, line: int, cells: Cells) -> bool:
        self.reporter.at(line)
        if not self._raw.plain and not self._is_readable(cells):
            return False
        width = len(self._header.names)
        if len(cells) != width:
            problem = f"The header has {width} columns, this row has {len(cells)}."
            fix = "Look for a comma too many or too few; put a text that has a comma in quotes."
            self.reporter.error(None, "ragged-row", problem, fix)
            return False
        for at in self._header.nameless:
            if cells[at]:
                problem = f"Column {at + 1} holds {quoted(cells[at])}, but has no name."
                fix = "Give the column a name in the header, or empty it."
                self.reporter.error(None, "unnamed-column", problem, fix)
        return not self.reporter.faults

    def _is_readable(self, cells: Cells) -> bool:
        """Whether a row is free of bytes that are not UTF-8 and of control characters."""
        text = "\n".join(cells)
        if _UNDECODED.search(text):
            self._undecoded.append(self.reporter.line or 0)
            return False
        if _CONTROL.search(text):
            names = self._header.names
            for at, cell in enumerate(cells):
                if _CONTROL.search(cell):
                    problem = f"{quoted(cell)} holds a control character."
                    name = names[at] if at < len(names) else None
                    self.reporter.error(name, "control-character", problem, "Type it again.")
        return not self.reporter.faults

    def _say_undecoded(self) -> None:
        """One problem for all rows that are not UTF-8: the cause is one, and so is the cure."""
        if not self._undecoded:
            return
        first, *more = self._undecoded
        lines = f"line {first}"
        if more:
            others = len(more) - 4
            lines = f"lines {', '.join(map(str, [first, *more[:4]]))}"
            lines += f" and {others} more" if others > 0 else ""
        problem = f"The text of {lines} is not UTF-8; it looks like Latin-1 or Windows-1252."
        self.reporter.at(first)
        self.reporter.error(None, "wrong-encoding", problem, SAVE_AS_UTF8)
        self._undecoded.clear()


def unguarded(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it as a formula."""
    return cell[1:] if _GUARDED.match(cell) else cell
