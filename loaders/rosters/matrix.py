"""Columns of a network each, or of a member each: what a mark, a date or a role in them says."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from loaders.columns.dates import date_text
from loaders.columns.marks import YES, folded_mark, is_blank, is_error
from loaders.columns.status import speaks_of_leaving, status_of
from loaders.columns.values import quoted
from loaders.rosters.cells import REMEMBERED
from loaders.rosters.members_in_cells import member_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from loaders.columns.date_columns import DateColumn
    from loaders.rosters.cells import CellReader
    from loaders.rosters.fields import WrittenEntity
    from loaders.rosters.mapping import TableMapping
    from loaders.rosters.row_dates import Dates, RowDates

_NOTED = re.compile(r"(\S{1,3})\s*[(\[,:-]\s*([^()\[\]]+)[)\]]?")
"""A mark, and something behind it."""
_UNSURE = frozenset({"maybe", "perhaps", "possibly", "likely", "interested", "considering"})
LONGEST_MARK = 12
"""Letters of a text that a column may use as a mark of its own."""


class Seat(NamedTuple):
    """What a cell says of a membership: when it was, "" if that is not known, and the role."""

    since: str
    until: str
    role: str = ""


class OwnMarks:
    """The texts that columns use as marks, and use consistently: ``P`` for each participant."""

    def __init__(self) -> None:
        self._texts: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def see(self, column: str, text: str) -> None:
        """Take a filled cell as evidence."""
        if not date_text(text).readings:
            self._texts[column][folded_mark(text)] += 1

    def holds(self, column: str, mark: str) -> bool:
        """Whether a mark is the only one of its column, or of all, and stands there repeatedly."""
        if len(mark) > LONGEST_MARK or not mark.isalpha() or speaks_of_leaving(mark):
            return False
        if mark in _UNSURE:
            return False
        own = self._texts[column]
        if len(own) != 1 or mark not in own:
            return False
        everywhere = Counter[str]()
        for texts in self._texts.values():
            everywhere.update(texts)
        return own[mark] > 1 or (set(everywhere) == {mark} and everywhere[mark] > 1)

    def spoil(self, column: str) -> None:
        """Take note of a column that holds marks which everybody reads: it has none of its own."""
        self._texts[column][""] = 1


class Matrix:
    """Reads the cells of the columns that stand for a network or a member each.

    Parameters
    ----------
    places
        Where each column stands.
    mapping
        What they mean.
    cells, dates
        Read the cells, and the dates among them.
    marks
        The marks that the columns have of their own.
    """

    def __init__(
        self,
        places: Mapping[str, int],
        mapping: TableMapping,
        cells: CellReader,
        dates: RowDates,
        marks: OwnMarks,
    ) -> None:
        self._mapping = mapping
        self._cells = cells
        self._dates = dates
        self._marks = marks
        self._verdicts: dict[str, bool | None] = {"": False}
        self._networks = [(places[c], c, name) for c, name in mapping.networks.items()]
        self._members = [(places[c], c, member_of(name)) for c, name in mapping.members.items()]
        self._roles = {name: places[c] for c, name in mapping.network_roles.items()}
        self._ends = {name: (places[c], c) for c, name in mapping.network_ends.items()}

    @property
    def there(self) -> bool:
        """Whether there are such columns."""
        return bool(self._networks or self._members)

    def see(self, cells: Sequence[str], columns: Mapping[str, DateColumn]) -> None:
        """Take a row as evidence for what its columns hold."""
        across = ((at, c) for at, c, _ in (*self._networks, *self._members))
        for at, column in (*across, *self._ends.values()):
            if not (cell := cells[at]) or (verdict := self._verdict(cell)) is False:
                continue
            if verdict:
                self._marks.spoil(column)
                continue
            text = self._cells.clean(cell)
            self._marks.see(column, text)
            if column in columns:
                columns[column].see(text)

    def networks(self, cells: Sequence[str], dates: Dates) -> Iterator[tuple[str, Seat]]:
        """The networks that a row is marked in, and when."""
        plain = Seat(dates.since, dates.until)
        further = bool(self._roles or self._ends)
        for at, column, name in self._networks:
            seat = self._marked(column, cells[at], plain) if cells[at] else None
            if further:
                seat = self._with_further(name, seat, cells, plain)
            if seat is not None:
                yield name, seat

    def members(self, cells: Sequence[str], dates: Dates) -> Iterator[tuple[WrittenEntity, Seat]]:
        """The members that the row of a network is marked for, and when."""
        plain = Seat(dates.since, dates.until)
        for at, column, member in self._members:
            seat = self._marked(column, cells[at], plain)
            if seat is not None:
                yield member, seat

    # Behind the door ----------------------------------------------------------------------

    def _with_further(
        self, name: str, seat: Seat | None, cells: Sequence[str], plain: Seat
    ) -> Seat | None:
        """A membership with the role and the end that columns of their own give it."""
        end = self._end(name, cells)
        if seat is None and end:
            seat = plain
        if seat is None:
            return None
        at = self._roles.get(name)
        role = self._cells.clean(cells[at]) if at is not None else ""
        return Seat(seat.since, end or seat.until, role or seat.role)

    def _end(self, name: str, cells: Sequence[str]) -> str:
        """When a membership ended by the column that says so, "" if there is none."""
        if name not in self._ends:
            return ""
        at, column = self._ends[name]
        read = self._dates.read(column, self._cells.clean(cells[at]), whole=True)
        return read.until or read.since

    def _verdict(self, cell: str) -> bool | None:
        """Whether a cell is a mark for a membership, or for none; None if it is neither."""
        if cell not in self._verdicts and len(self._verdicts) < REMEMBERED:
            self._verdicts[cell] = self._judged(cell)
        return self._verdicts[cell] if cell in self._verdicts else self._judged(cell)

    def _judged(self, cell: str) -> bool | None:
        text = self._cells.clean(cell)
        mark = folded_mark(text)
        if not text or mark in self._mapping.no or is_blank(text):
            return False
        return True if mark in self._mapping.yes or mark in YES else None

    def _marked(self, column: str, cell: str, plain: Seat) -> Seat | None:
        """What a cell says of a membership; None if there is none."""
        verdict = self._verdict(cell)
        if verdict is False:
            return None
        if self._mapping.cells == "role":
            return plain._replace(role=self._cells.clean(cell))
        if verdict:
            return plain
        text = self._cells.clean(cell)
        if self._marks.holds(column, folded_mark(text)):
            return plain
        return self._unmarked(column, text, plain)

    def _unmarked(self, column: str, text: str, plain: Seat) -> Seat | None:
        """What a cell says that holds no mark: a date, a word of leaving with one, or nothing."""
        noted = _NOTED.fullmatch(text)  # "x (since 2016)"
        if noted is not None and folded_mark(noted[1]) in YES:
            text = noted[2].strip()
        meant, status = date_text(text), status_of(text)
        if meant.readings or meant.doubt:
            own = self._dates.read(column, text)
            return Seat(own.since or plain.since, own.until or plain.until)
        if is_error(text):
            problem = f"{quoted(text)} is an error of the spreadsheet."
            self._dates.open.refuse(column, "cell-error", problem)
            return None
        if status.since or status.until:
            return Seat(status.since or plain.since, status.until or plain.until)
        problem = f"{quoted(text)} is neither a mark for a member nor for none."
        fix = "Write x or leave it empty, or name the mark under yes or no in the mapping."
        self._dates.open.ask(column, "unclear-mark", problem, fix, text)
        return None
