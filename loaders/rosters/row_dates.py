"""When a row says that something began or ended: its cells of dates, statuses and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loaders.checks.list_dates import ListDate
from loaders.columns.date_columns import DateColumn, Doubt
from loaders.columns.dates import DateReading, date_text, is_still
from loaders.columns.marks import is_blank, is_error
from loaders.columns.status import speaks_of_leaving, status_of
from loaders.columns.values import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loaders.rosters.fields import FieldReader

SPANS = ("since", "until", "dates", "year", "as_of")
"""The fields that hold dates."""


class CellIssue(NamedTuple):
    """Why a cell waits or is refused: its column, the rule, the problem, and what to do.

    Attributes
    ----------
    text
        What stands in the cell, if another text there would settle it.
    ways
        The ways in which its column may be read, if the column has to be decided.
    """

    column: str
    rule: str
    problem: str
    fix: str
    text: str = ""
    ways: tuple[str, ...] = ()


class OpenCells:
    """What keeps a row from being taken.

    Attributes
    ----------
    waits, refused
        Questions for a person, and faults.
    inferred
        Whether the row says itself that a date is a guess.
    """

    def __init__(self) -> None:
        self.waits: list[CellIssue] = []
        self.refused: list[CellIssue] = []
        self.inferred = False

    def ask(
        self, column: str, rule: str, problem: str, fix: str = "Write the year.", text: str = ""
    ) -> None:
        """Let a cell wait."""
        self.waits.append(CellIssue(column, rule, problem, fix, text))

    def refuse(
        self, column: str, rule: str, problem: str, fix: str = "Correct the cell.", text: str = ""
    ) -> None:
        """Refuse a cell."""
        self.refused.append(CellIssue(column, rule, problem, fix, text))


class Dates(NamedTuple):
    """A beginning and an end, "" for what is not known."""

    since: str = ""
    until: str = ""


class RowDates:
    """Reads the dates of rows by the decisions of their columns.

    Parameters
    ----------
    fields
        Gives the cells.
    columns
        The columns of dates, by field.

    Attributes
    ----------
    open
        What is wrong with the present row.
    """

    def __init__(self, fields: FieldReader, columns: Mapping[str, DateColumn]) -> None:
        self.open = OpenCells()
        self._fields = fields
        self._columns = columns

    def of_row(self, cells: list[str], note: str) -> Dates:
        """What the row as a whole says of when."""
        get = self._fields.get
        span = self.read("dates", get("dates", cells), whole=True)
        since = self.read("since", get("since", cells))
        until = self.read("until", get("until", cells))
        ended = bool(until.until or span.until)
        status = (
            self._status(get("status", cells), ended=ended),
            self._status(note, ended=ended, note=True),
        )
        first = next(filter(None, (since.since, span.since, *(s.since for s in status))), "")
        last = (until.until, since.until if since.until != since.since else "", span.until)
        return Dates(first, next(filter(None, (*last, *(s.until for s in status))), ""))

    def _status(self, text: str, *, ended: bool, note: bool = False) -> Dates:
        """What a status says; one without a year waits, unless the row says elsewhere when."""
        said = status_of(text) if text and not is_blank(text) else None
        if said is None:
            return Dates()
        if said.waits and not ended:
            problem = f"{quoted(text)} does not say when."
            fix = "Write the year of leaving (left 2023), or remove the row."
            self.open.ask("status", "status-without-date", problem, fix, "" if note else text)
        return Dates(said.since, said.until)

    def seen(self, cells: list[str]) -> ListDate:
        """When the row was true, or the list on which it stands, by the cell that says so."""
        get = self._fields.get
        field = "as_of" if get("as_of", cells) else "year"
        text = get(field, cells)
        since = self.read(field, text).since
        column = self._columns.get(field)
        reading = column.read(text) if since and column is not None else None
        school = isinstance(reading, DateReading) and reading.way == "school years"
        return ListDate(since, school)

    def read(self, field: str, text: str, *, whole: bool = False) -> Dates:
        """A cell of dates by the decision of its column."""
        if not text or is_blank(text) or (field == "until" and is_still(text)):
            return Dates()
        if is_error(text):
            problem = f"{quoted(text)} is an error of the spreadsheet."
            self.open.refuse(field, "cell-error", problem, text=text)
            return Dates()
        column = self._columns.get(field) or DateColumn(field)
        reading = column.read(text)
        if isinstance(reading, Doubt):
            doubt = CellIssue(field, "date-in-doubt", *reading[:2], text, reading.ways)
            self.open.waits.append(doubt)
        elif reading is None:
            status = status_of(text)
            if status.since or status.until:
                return Dates(status.since, status.until)
            if speaks_of_leaving(text):
                problem = f"{quoted(text)} does not say when."
                self.open.ask(field, "status-without-date", problem, text=text)
            else:
                self.open.refuse(field, "bad-date", f"{quoted(text)} is not a date.", text=text)
        else:
            self.open.inferred |= date_text(text).inferred
            since, until = reading.since or "", reading.until or ""
            if field == "until":
                return Dates("", until)
            return Dates(since, until if reading.span or (whole and until != since) else "")
        return Dates()
