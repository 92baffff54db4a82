"""A roster as a table: headers of one row or two, titles, sections, tables below tables."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from loaders.columns.loose import SEARCHED, LooseTable, folded
from loaders.columns.values import quoted
from loaders.rosters.asides import is_heading, is_total, lone_text, may_be_heading, may_be_member

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from loaders.columns.ledger import CellLedger
    from loaders.forms.findings import Reporter
    from loaders.forms.raw import Cells, RawRows

JOINT = " / "
"""What stands between the two rows of a header that has two."""


class RosterLine(NamedTuple):
    """A row of the table: its line, its cells, and the section line above it ("" if none)."""

    line: int
    cells: Cells
    section: str


def joined(upper: Sequence[str], lower: Sequence[str]) -> Cells:
    """Two rows of a header as one: what stands above several columns is said of each."""
    names: Cells = []
    above = ""
    width = max(len(upper), len(lower))
    for at in range(width):
        top = upper[at] if at < len(upper) else ""
        low = lower[at] if at < len(lower) else ""
        above = top or (above if low else "")
        names.append(JOINT.join(filter(None, (above, low))))
    return names


def distinct(names: Sequence[str]) -> Cells:
    """The names of columns, those that repeat with their number: ``Network``, ``Network (2)``."""
    met: Counter[str] = Counter()
    told: Cells = []
    for name in names:
        met[folded(name)] += 1
        number = met[folded(name)]
        told.append(f"{name} ({number})" if name and number > 1 else name)
    return told


def letters(width: int) -> Cells:
    """The names of columns that have none, as spreadsheets name them: A, B, … Z, AA."""
    return [
        (chr(ord("A") + at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)
        for at in range(min(width, 26 * 27))
    ]


class RosterTable(LooseTable):
    """The rows of a roster.

    Parameters
    ----------
    source, reporter
        As of `loaders.columns.table.Table`.
    member
        The columns of which one names the member of a row.
    header
        Whether a row names the columns; else they are called by letters.

    Attributes
    ----------
    title
        The last line above the header that names something, "" if none does.
    """

    def __init__(
        self,
        source: RawRows,
        reporter: Reporter,
        member: Collection[str] = (),
        *,
        header: bool = True,
    ) -> None:
        super().__init__(source, reporter)
        self._has_header = header
        self.title = ""
        self._member = {folded(name) for name in member}

    def read_header(self, required: Sequence[str], usual: Collection[str]) -> bool:
        """Find the row, or the two rows, that have all required columns."""
        first = list(islice(self._rows, SEARCHED))
        if not self._has_header:
            first.insert(0, (0, letters(max((len(cells) for _, cells in first), default=0))))
        rows = [super(RosterTable, self)._cleaned(cells) for _, cells in first]
        wanted = {folded(name) for name in required}
        for at, names in enumerate(rows):
            if wanted <= set(map(folded, distinct(names))):
                self._rows = _again(first[at:], self._rows)
                self.titles = first[:at]
                self._name_title()
                return super().read_header(required, usual)
        for at in range(len(rows) - 1):
            names = distinct(joined(rows[at], rows[at + 1]))
            if wanted <= set(map(folded, names)):
                whole = (first[at + 1][0], names)
                self._rows = _again([whole, *first[at + 2 :]], self._rows)
                self.titles = first[:at]
                self._name_title()
                return super().read_header(required, usual)
        self._rows = _again(first, self._rows)
        return super().read_header(required, usual)

    def lines(
        self, ledger: CellLedger | None = None, refused: Callable[[Cells], None] | None = None
    ) -> Iterator[RosterLine]:
        """The rows that are rows; what is none is put aside in the ledger.

        Parameters
        ----------
        refused
            As of `loaders.columns.table.Table.rows`.
        """
        self._put_titles_aside(ledger)
        section = ""
        order: list[int] = []
        for row, again, before_header in self._looked_ahead(refused):
            line, cells = row
            if again is not None:
                order = again
            placed = _placed(cells, order) if order else cells
            kind = "header" if again is not None else self._aside(line, placed, before_header)
            if kind is None:
                if self._may_head(placed):
                    section = ""  # those below are of nobody knows which
                yield RosterLine(line, placed, section)
                continue
            if kind == "section":
                section = next(filter(None, placed)).strip(" :")
            _put_aside(ledger, line, cells)
            self.read -= 1

    # Behind the door ----------------------------------------------------------------------

    def _put_titles_aside(self, ledger: CellLedger | None) -> None:
        if ledger is not None:
            for line, cells in self.titles:
                ledger.aside(line, [cell.strip() for cell in cells])
            self._say_above()
            if self._has_header:
                ledger.aside(self.header_line or 0, self.names)

    def _say_above(self) -> None:
        """Say that a table with some of the columns stands above the header, if one does."""
        columns = {folded(name) for name in self.names if name}
        for at, (line, cells) in enumerate(self.titles):
            names = {folded(cell) for cell in cells if cell.strip()}
            below = [row for row, said in self.titles[at + 1 :] if sum(map(bool, said)) > 1]
            if len(names) > 1 and names <= columns and below:
                self.reporter.at(line)
                problem = f"The rows of this table above line {self.header_line} are not read."
                fix = "Give both tables the same columns, or a sheet each."
                self.reporter.warning(None, "table-above", problem, fix)
                return

    def _looked_ahead(
        self, refused: Callable[[Cells], None] | None
    ) -> Iterator[tuple[tuple[int, Cells], list[int] | None, bool]]:
        """The rows, whether each is a header (see `_header_again`), and whether the next is one."""
        columns = {folded(name): at for at, name in enumerate(self.names) if name}
        last: tuple[tuple[int, Cells], list[int] | None] | None = None
        for row in self.rows(refused):
            again = self._header_again(row[1], columns)
            if last is not None:
                yield (*last, again is not None)
            last = (row, again)
        if last is not None:
            yield (*last, False)

    def _say_alone(self, line: int, text: str) -> None:
        self.reporter.at(line)
        problem = f"{quoted(text)} stands alone in its row, and is taken for a line between rows."
        fix = "If it is a member, fill another cell of its row."
        self.reporter.warning(None, "not-a-row", problem, fix)

    def _aside(self, line: int, cells: Cells, before_header: bool) -> str | None:
        """What a row is that is no row of the table, None if it is one."""
        if is_total(cells):
            return "footer"
        said = [at for at, cell in enumerate(cells) if cell]
        if len(said) != 1:
            return None
        if before_header:
            return "section"
        text, is_member = cells[said[0]], folded("".join(self.names[said[0] :][:1])) in self._member
        if sum(map(bool, self.names)) < 2 and not is_heading(text):
            return None
        kind = lone_text(text, is_member=is_member)
        if kind == "section" and is_member and may_be_member(text):
            self._say_alone(line, text)
        return kind

    def _may_head(self, cells: Cells) -> bool:
        """Whether a row of a table of one column may be the network of the rows below as well."""
        return sum(map(bool, self.names)) < 2 and any(map(may_be_heading, cells))

    def _name_title(self) -> None:
        """Keep the last line above the header that names something."""
        for _, cells in self.titles:
            said = [cell.strip() for cell in cells if cell.strip()]
            if len(set(said)) == 1 and lone_text(said[0], is_member=False) == "section":
                self.title = " ".join(said[0].split())

    def _header_again(self, cells: Cells, columns: dict[str, int]) -> list[int] | None:
        """Where each column stands from here on, if a row is a header; [] if all stay in place."""
        first = next(filter(None, cells), "")
        if folded(first) not in columns:
            return None
        names = [folded(cell) for cell in distinct(cells)]
        there = [name for name in names if name in columns]
        if len(there) < 2 or len(there) < sum(map(bool, names)):
            return None
        if all(not name or columns[name] == at for at, name in enumerate(names)):
            return []
        place = {name: at for at, name in enumerate(names) if name}
        return [place.get(folded(name), -1) for name in self.names]

    def _cleaned(self, cells: Cells) -> Cells:
        return distinct(super()._cleaned(cells))

    def _is_proper(self, line: int, cells: Cells) -> bool:
        width = len(self._header.names)
        cells += [""] * (width - len(cells))  # a spreadsheet leaves empty cells at the end out
        return super()._is_proper(line, cells)

    def _is_aside(self, line: int, cells: Cells) -> bool:  # noqa: ARG002 - `lines` decides
        return False


def _again(
    first: list[tuple[int, Cells]], rest: Iterator[tuple[int, Cells]]
) -> Iterator[tuple[int, Cells]]:
    yield from first
    yield from rest


def _placed(cells: Cells, order: Sequence[int]) -> Cells:
    """Cells in the order of the first header, then those below none of its columns."""
    beside = [cell for at, cell in enumerate(cells) if at not in order]
    return [*(cells[at] if at >= 0 else "" for at in order), *beside]


def _put_aside(ledger: CellLedger | None, line: int, cells: Cells) -> None:
    if ledger is not None:
        ledger.aside(line, cells)
