"""The rows of a roster as drafts: who is said to belong to what, and when; not judged yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.names.states import state_in
from loaders.checks.answers import OUT
from loaders.checks.list_dates import ListDate
from loaders.checks.questions import row_text
from loaders.columns.marks import YES, folded_mark, is_blank, is_error
from loaders.columns.private import private_columns
from loaders.columns.status import without_note
from loaders.columns.values import quoted
from loaders.rosters.cells import CellReader
from loaders.rosters.fields import FieldReader, WrittenEntity
from loaders.rosters.matrix import Matrix, OwnMarks
from loaders.rosters.members_in_cells import member_of, members_of
from loaders.rosters.row_dates import SPANS, CellIssue, Dates, OpenCells, RowDates
from loaders.rosters.titles import network_in, speaks_of_former
from loaders.rosters.years_across import stretches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loaders.columns.date_columns import DateColumn
    from loaders.rosters.answered import TableAnswers
    from loaders.rosters.in_cells import NamesInCells
    from loaders.rosters.mapping import TableMapping
    from loaders.rosters.table import RosterLine, RosterTable


class Draft(NamedTuple):
    """One membership as a row says it. Dates are read; "" is what is not known."""

    member: WrittenEntity
    network: str
    since: str = ""
    until: str = ""
    role: str = ""


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
    seen
        The date at which it was true as far as the row says; that of its list, if it is on one.
    """

    members: tuple[WrittenEntity, ...]
    drafts: tuple[Draft, ...]
    waits: tuple[CellIssue, ...]
    refused: tuple[CellIssue, ...]
    inferred: bool
    seen: ListDate = ListDate()


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
    names, marks
        How the cells that name networks are parted, and which marks columns have of their own.
    answers
        What people have answered to the questions of the table.
    """

    def __init__(
        self,
        table: RosterTable,
        mapping: TableMapping,
        columns: dict[str, DateColumn],
        names: NamesInCells,
        marks: OwnMarks,
        answers: TableAnswers | None = None,
    ) -> None:
        self.cells = CellReader(mapping)
        self._mapping = mapping
        self._table = table
        self._fields = FieldReader(table, mapping, self.cells)
        self._columns = columns
        self._dated = [(field, columns[field]) for field in SPANS if field in columns]
        self._dates = RowDates(self._fields, columns)
        self._names = names
        self._answers = answers
        self._matrix = Matrix(table.columns, mapping, self.cells, self._dates, marks)
        self._years = [(table.columns[c], c, year) for c, year in mapping.years.items()]
        self._private = private_columns(table.names, mapping.uses, mapping.private)

    # Evidence -----------------------------------------------------------------------------

    def see(self, line: RosterLine) -> None:
        """Take a row as evidence for what its columns hold."""
        line = self._answered(line)
        for field, column in self._dated:
            text = self._fields.get(field, line.cells)
            if text and not is_blank(text):
                column.see(text)
        for text in self._fields.every("network", line.cells):
            if text and not is_blank(text):
                self._names.see(text)
        self._matrix.see(line.cells, self._columns)

    # Drafts -------------------------------------------------------------------------------

    def read(self, line: RosterLine) -> RowRead:
        """What a row says."""
        self._dates.open = OpenCells()
        if self.said(line) == OUT:
            return RowRead((), (), (), (), inferred=False)
        line = self._answered(line)
        cells = line.cells
        noted = without_note(self._fields.get("name", cells))
        members = self._members(line, noted[0])
        dates = self._dates.of_row(cells, noted[1])
        role = self._fields.get("role", cells) or self._section(line, "role")
        if self._mapping.members:
            drafts = list(self._of_members(line, dates))
            members = tuple(dict.fromkeys(draft.member for draft in drafts))
        else:
            drafts = [
                Draft(member, network, since, until, own or role)
                for _, network, since, until, own in self._seats(line, dates)
                for member in members
            ]
        self._ask_former(line, drafts)
        seen = self._dates.seen(cells)
        read = RowRead(
            members,
            tuple(dict.fromkeys(drafts)),
            tuple(self._dates.open.waits),
            tuple(self._dates.open.refused),
            self._dates.open.inferred,
            seen,
        )
        return read if self._answers is None else _without(self._answers, read)

    def text(self, line: RosterLine) -> str:
        """A row as one text, without what is private."""
        return row_text(cell for at, cell in enumerate(line.cells) if at not in self._private)

    def said(self, line: RosterLine) -> str:
        """What people have said of a row as a whole, "" if nothing."""
        return "" if self._answers is None else self._answers.of_row(self.text(line))

    def page(self, line: RosterLine) -> str:
        """The page that a row names as its source."""
        return self._fields.get("url", line.cells)

    def confidence(self, line: RosterLine) -> str:
        """How sure a row says it is."""
        return self._fields.get("confidence", line.cells)

    # Behind the door ----------------------------------------------------------------------

    def _answered(self, line: RosterLine) -> RosterLine:
        """A row as people have said that it should read."""
        if self._answers is None:
            return line
        return line._replace(cells=self._answers.cells(self._table.names, line.cells))

    def _members(self, line: RosterLine, name: str) -> tuple[WrittenEntity, ...]:
        get, cells = self._fields.get, line.cells
        state = state_in(get("state", cells) or self._section(line, "state"))
        if "members" in self._fields.there:
            return members_of(get("members", cells), state)
        leaid = self.cells.leaid(get("nces_id", cells))
        place = get("city", cells), get("county", cells)
        written = member_of(name, state)._replace(id=get("id", cells), nces_id=leaid)
        return (written._replace(city=place[0], county=place[1], school=get("school", cells)),)

    def _is_former(self, line: RosterLine) -> bool:
        """Whether the sheet, the title or the section above says that the member has left."""
        above = line.section or self._table.title
        return self._mapping.former or bool(above and speaks_of_former(above))

    def _ask_former(self, line: RosterLine, drafts: Sequence[Draft]) -> None:
        if self._is_former(line) and not all(draft.until for draft in drafts):
            problem = "The row is of a member of the past, and does not say when it left."
            fix = "Write the year in which it left; the row waits."
            self._dates.open.ask("until", "status-without-date", problem, fix)

    def _section(self, line: RosterLine, use: str) -> str:
        if self._mapping.section != use:
            return ""
        above = line.section or (self._table.title if use != "role" else "")
        return (network_in(above) or above) if use == "network" else above

    # Networks -----------------------------------------------------------------------------

    def _seats(self, line: RosterLine, dates: Dates) -> Iterator[Draft]:
        """What the row says of each network: its name, and when."""
        nobody = WrittenEntity(0, "", "")
        cells, found = line.cells, 0
        for name, seat in self._matrix.networks(cells, dates):
            found += 1
            yield Draft(nobody, name, *seat)
        for name, since, until in self._across(line):
            found += 1
            yield Draft(nobody, name, since or dates.since, until or dates.until)
        if self._years:
            return
        for name in self._named(line):
            found += 1
            yield Draft(nobody, name, dates.since, dates.until)
        if (
            not found
            and not self._matrix.there
            and not any(issue.column == "network" for issue in self._dates.open.waits)
            and not self._says_none(line)
        ):
            self._dates.open.refuse("network", "empty-network", "The row names no network.")

    def _of_members(self, line: RosterLine, dates: Dates) -> Iterator[Draft]:
        """What the row of a network says of the members across."""
        seats = list(self._matrix.members(line.cells, dates))
        for name in self._named(line):
            yield from (Draft(member, name, *seat) for member, seat in seats)

    def _named(self, line: RosterLine) -> Iterator[str]:
        texts = list(self._fields.every("network", line.cells)) or [
            self._section(line, "network")
            or (self._answers.column("network") if self._answers is not None else "")
        ]
        for text in filter(None, texts):
            if is_error(text):
                self._dates.open.refuse("network", "cell-error", f"{quoted(text)} is an error.")
                continue
            parted = self._names.parts(text)
            if parted.doubt:
                fix = 'Say what separates names in the mapping (separator = ";"), or correct it.'
                self._dates.open.ask("network", "names-in-doubt", f"{parted.doubt}.", fix, text)
            yield from parted.names

    def _says_none(self, line: RosterLine) -> bool:
        """Whether a row says itself that there is no network: ``none``, ``n/a``."""
        return self._fields.says("network", line.cells) and not any(
            self._names.parts(text).names for text in self._fields.every("network", line.cells)
        )

    def _across(self, line: RosterLine) -> Iterator[tuple[str, str, str]]:
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
        self._dates.open.ask(column, "unclear-mark", problem, "Write x or leave it empty.", text)
        return ()


def _without(answers: TableAnswers, read: RowRead) -> RowRead:
    """A row without the names that people have said to be none."""
    members = tuple(one for one in read.members if not answers.is_nobody(one.called, one.state))
    drafts = tuple(
        draft
        for draft in read.drafts
        if draft.member in members and not answers.is_no_network(draft.network)
    )
    if len(drafts) == len(read.drafts) and len(members) == len(read.members):
        return read
    if members and drafts:
        return read._replace(members=members, drafts=drafts)
    return RowRead((), (), (), (), inferred=False)
