"""The rows of a roster as drafts: who is said to belong to what, and when; not judged yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loaders.columns.date_columns import DateColumn, Doubt
from loaders.columns.dates import date_text
from loaders.columns.marks import YES, folded_mark, is_blank, is_error
from loaders.columns.status import speaks_of_leaving, status_of, without_note
from loaders.columns.values import quoted
from loaders.identity.states import state_in
from loaders.rosters.cells import CellReader
from loaders.rosters.entities import FieldReader, Written
from loaders.rosters.members_in_cells import member_of, members_of
from loaders.rosters.years_across import stretches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.rosters.in_cells import NamesInCells
    from loaders.rosters.mapping import TableMapping
    from loaders.rosters.table import Line, RosterTable

SPANS = ("since", "until", "dates", "year", "as_of")
"""The fields that hold dates."""


class Draft(NamedTuple):
    """One membership as a row says it. Dates are read; "" is what is not known."""

    member: Written
    network: str
    since: str = ""
    until: str = ""
    role: str = ""


class Question(NamedTuple):
    """Why a cell waits or is refused: its column, the rule, the problem, and what to do."""

    column: str
    rule: str
    problem: str
    fix: str


class RowRead(NamedTuple):
    """What a row says.

    Attributes
    ----------
    members
        Who it is about.
    drafts
        The memberships that it states.
    waits, refused
        What keeps it from being taken: a question for a person, or a fault.
    inferred
        Whether it says itself that a date is a guess.
    """

    members: tuple[Written, ...]
    drafts: tuple[Draft, ...]
    waits: tuple[Question, ...]
    refused: tuple[Question, ...]
    inferred: bool


class _Dates(NamedTuple):
    since: str = ""
    until: str = ""


class RowReader:
    """Reads the rows of a roster: first as evidence for its columns, then as drafts.

    Parameters
    ----------
    table
        The table, whose header has been read.
    mapping
        What its columns mean.
    columns
        The columns of dates, by field.
    names
        How the cells that name networks are parted.
    """

    def __init__(
        self,
        table: RosterTable,
        mapping: TableMapping,
        columns: dict[str, DateColumn],
        names: NamesInCells,
    ) -> None:
        self.cells = CellReader(mapping)
        self._mapping = mapping
        self._table = table
        self._fields = FieldReader(table, mapping, self.cells)
        self._dates = columns
        self._names = names
        self._wide = [(table.columns[c], c, name) for c, name in mapping.networks.items()]
        self._years = [(table.columns[c], c, year) for c, year in mapping.years.items()]
        self._roles = {name: table.columns[c] for c, name in mapping.network_roles.items()}
        self._waits: list[Question] = []
        self._refused: list[Question] = []
        self._inferred = False

    # Evidence -----------------------------------------------------------------------------

    def see(self, line: Line) -> None:
        """Take a row as evidence for what its columns hold."""
        for field, column in self._dates.items():
            text = self._fields.get(field, line.cells)
            if text and not is_blank(text):
                column.see(text)
        for text in self._fields.every("network", line.cells):
            if text and not is_blank(text):
                self._names.see(text)

    # Drafts -------------------------------------------------------------------------------

    def read(self, line: Line) -> RowRead:
        """What a row says."""
        self._waits, self._refused, self._inferred = [], [], False
        cells = line.cells
        noted = without_note(self._fields.get("name", cells))
        members = self._members(line, noted[0])
        dates = self._row_dates(cells, noted[1])
        role = self._fields.get("role", cells) or self._section(line, "role")
        drafts = [
            Draft(member, seat.network, seat.since, seat.until, seat.role or role)
            for seat in self._seats(line, dates)
            for member in members
        ]
        return RowRead(
            members,
            tuple(dict.fromkeys(drafts)),
            tuple(self._waits),
            tuple(self._refused),
            self._inferred,
        )

    def as_of(self, line: Line, dated: str) -> str:
        """The date at which a row was true as far as the roster says, "" if none is known."""
        text = self._fields.get("as_of", line.cells) or self._fields.get("year", line.cells)
        column = "as_of" if self._fields.get("as_of", line.cells) else "year"
        return self._date(column, text).since or dated

    def page(self, line: Line) -> str:
        """The page that a row names as its source."""
        return self._fields.get("url", line.cells)

    def confidence(self, line: Line) -> str:
        """How sure a row says it is."""
        return self._fields.get("confidence", line.cells)

    # Behind the door ----------------------------------------------------------------------

    def _members(self, line: Line, name: str) -> tuple[Written, ...]:
        get, cells = self._fields.get, line.cells
        state = state_in(get("state", cells) or self._section(line, "state"))
        if "members" in self._fields.there:
            return members_of(get("members", cells), state)
        leaid = self.cells.leaid(get("nces_id", cells))
        place = get("city", cells), get("county", cells)
        written = member_of(name, state)._replace(id=get("id", cells), nces_id=leaid)
        return (written._replace(city=place[0], county=place[1], school=get("school", cells)),)

    def _section(self, line: Line, use: str) -> str:
        if self._mapping.section != use:
            return ""
        return line.section or (self._table.title if use != "role" else "")

    def _row_dates(self, cells: list[str], note: str) -> _Dates:
        """What the row as a whole says of when."""
        get = self._fields.get
        span = self._date("dates", get("dates", cells), whole=True)
        since = self._date("since", get("since", cells))
        until = self._date("until", get("until", cells))
        status = self._status(get("status", cells)), self._status(note)
        first = next(filter(None, (since.since, span.since, *(s.since for s in status))), "")
        last = (until.until, since.until if since.until != since.since else "", span.until)
        return _Dates(first, next(filter(None, (*last, *(s.until for s in status))), ""))

    def _status(self, text: str) -> _Dates:
        said = status_of(text) if text and not is_blank(text) else None
        if said is None:
            return _Dates()
        if said.waits:
            problem = f"{quoted(text)} does not say when."
            fix = "Write the year of leaving (left 2023), or remove the row."
            self._ask("status", "status-without-date", problem, fix)
        return _Dates(said.since, said.until)

    def _date(self, field: str, text: str, *, whole: bool = False) -> _Dates:
        """A cell of dates by the decision of its column."""
        if not text or is_blank(text):
            return _Dates()
        if is_error(text):
            self._refuse(field, "cell-error", f"{quoted(text)} is an error of the spreadsheet.")
            return _Dates()
        column = self._dates.get(field) or DateColumn(field)
        reading = column.read(text)
        if isinstance(reading, Doubt):
            self._ask(field, "date-in-doubt", reading.problem, reading.fix)
        elif reading is None:
            status = status_of(text)
            if status.since or status.until:
                return _Dates(status.since, status.until)
            if speaks_of_leaving(text):
                self._ask(field, "status-without-date", f"{quoted(text)} does not say when.")
            else:
                self._refuse(field, "bad-date", f"{quoted(text)} is not a date.")
        else:
            self._inferred |= date_text(text).inferred
            since, until = reading.since or "", reading.until or ""
            if field == "until":
                return _Dates("", until)
            return _Dates(since, until if reading.span or (whole and until != since) else "")
        return _Dates()

    # Networks -----------------------------------------------------------------------------

    def _seats(self, line: Line, dates: _Dates) -> Iterator[Draft]:
        """What the row says of each network: its name, and when."""
        nobody = Written(0, "", "")
        cells, found = line.cells, 0
        for at, column, name in self._wide:
            seat = self._marked(column, name, cells[at], dates)
            if seat is not None:
                found += 1
                at_role = self._roles.get(name)
                role = self.cells.clean(cells[at_role]) if at_role is not None else ""
                yield seat._replace(role=role) if role else seat
        for name, since, until in self._across(line):
            found += 1
            yield Draft(nobody, name, since or dates.since, until or dates.until)
        if self._years:
            return
        for name in self._named(line):
            found += 1
            yield Draft(nobody, name, dates.since, dates.until)
        if not found and not self._wide and not self._waits and not self._says_none(line):
            self._refuse("network", "empty-network", "The row names no network.")

    def _named(self, line: Line) -> Iterator[str]:
        texts = list(self._fields.every("network", line.cells)) or [self._section(line, "network")]
        for text in filter(None, texts):
            if is_error(text):
                self._refuse("network", "cell-error", f"{quoted(text)} is an error.")
                continue
            parted = self._names.parts(text)
            if parted.doubt:
                fix = 'Say what separates names in the mapping (separator = ";"), or correct it.'
                self._ask("network", "names-in-doubt", f"{parted.doubt}.", fix)
            yield from parted.names

    def _says_none(self, line: Line) -> bool:
        """Whether a row says itself that there is no network: ``none``, ``n/a``."""
        return self._fields.says("network", line.cells) and not any(
            self._names.parts(text).names for text in self._fields.every("network", line.cells)
        )

    def _marked(self, column: str, name: str, text: str, dates: _Dates) -> Draft | None:
        """What a cell of a column for one network says; None if nothing."""
        nobody, text = Written(0, "", ""), self.cells.clean(text)
        mark = folded_mark(text)
        if not text or mark in self._mapping.no or is_blank(text):
            return None
        if mark in self._mapping.yes or mark in YES or self._mapping.cells == "role":
            role = text if self._mapping.cells == "role" else ""
            return Draft(nobody, name, dates.since, dates.until, role)
        meant = date_text(text)
        if meant.readings or meant.doubt:
            own = self._date(column, text)
            return Draft(nobody, name, own.since or dates.since, own.until or dates.until)
        if is_error(text):
            self._refuse(column, "cell-error", f"{quoted(text)} is an error of the spreadsheet.")
            return None
        status = status_of(text)
        if status.since or status.until:
            return Draft(nobody, name, status.since or dates.since, status.until or dates.until)
        problem = f"{quoted(text)} is neither a mark for a member nor for none."
        fix = "Write x or leave it empty, or name the mark under yes or no in the mapping."
        self._ask(column, "unclear-mark", problem, fix)
        return None

    def _across(self, line: Line) -> Iterator[tuple[str, str, str]]:
        """The memberships of a row whose columns are years: network, beginning and end."""
        if not self._years:
            return
        said: dict[str, list[bool]] = {}
        alone = next(iter(self._named(line)), "") if not self._mapping.years_name else ""
        for number, (at, column, _) in enumerate(self._years):
            text = self.cells.clean(line.cells[at])
            for name in self._in_year(column, text, alone):
                said.setdefault(name, [False] * len(self._years))[number] = True
        for name, years in said.items():
            yield from (
                (name, since, until)
                for since, until in stretches(years, [year for *_, year in self._years])
            )

    def _in_year(self, column: str, text: str, alone: str) -> tuple[str, ...]:
        mark = folded_mark(text)
        if not text or mark in self._mapping.no or is_blank(text):
            return ()
        if mark in self._mapping.yes or mark in YES:
            return (alone,) if alone else ()
        if self._mapping.years_name:
            return self._names.parts(text).names
        problem = f"{quoted(text)} is neither a mark for a member nor for none."
        self._ask(column, "unclear-mark", problem, "Write x or leave it empty.")
        return ()

    def _ask(self, column: str, rule: str, problem: str, fix: str = "Write the year.") -> None:
        self._waits.append(Question(column, rule, problem, fix))

    def _refuse(self, column: str, rule: str, problem: str, fix: str = "Correct the cell.") -> None:
        self._refused.append(Question(column, rule, problem, fix))
