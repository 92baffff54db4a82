"""A roster of memberships: its rows become drafts, each is judged once, and what is sound is taken.

It is read three times: for what its columns hold, for whom and which networks it names, and for
the ties. So a new entity comes before the ties that need it, and none comes that no tie needs.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from graph.model import NOTHING, Node, Source, Spelling, Statement
from loaders.checks.answers import NO_ANSWERS
from loaders.columns.date_columns import CHOICES, DateColumn
from loaders.columns.ledger import CellLedger
from loaders.forms.findings import Findings
from loaders.rosters.answered import answered
from loaders.rosters.in_cells import NamesInCells
from loaders.rosters.judging import Desks, RowJudge
from loaders.rosters.leavers import Leavers
from loaders.rosters.matrix import OwnMarks
from loaders.rosters.networks import near_each_other
from loaders.rosters.row_dates import SPANS
from loaders.rosters.rows import RowReader
from loaders.rosters.shown import Shown
from loaders.rosters.table import RosterTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.model import Confidence
    from loaders.checks.answers import Answers
    from loaders.checks.list_dates import ListDate
    from loaders.checks.rules import TieRules
    from loaders.checks.tally import TableTally
    from loaders.columns.dates import Way
    from loaders.forms.findings import Reporter
    from loaders.rosters.answered import TableAnswers
    from loaders.rosters.file import RosterFile
    from loaders.rosters.mapping import TableMapping
    from loaders.rosters.review import OpenName
    from loaders.rosters.rows import Draft, RowRead
    from loaders.rosters.snapshots import Snapshots
    from loaders.rosters.table import RosterLine

MEMBER_OF = "MEMBER_OF"


class OpenedRoster(NamedTuple):
    """A roster from its beginning: its table and what reads its rows."""

    table: RosterTable
    rows: RowReader


class MembershipRoster:
    """The memberships of a roster.

    Parameters
    ----------
    file
        The table.
    desks
        Where its names are asked about.
    tally
        Takes in what becomes of its rows and cells.
    dated
        The date of the roster, empty if none was given.
    snapshots
        Takes in who is on which list.
    drafting
        Whether rows with a fault wait instead of being refused.
    answers
        What people have answered to questions of rosters.

    Attributes
    ----------
    unread
        Whether the table cannot be used, or was not read to its end.
    """

    def __init__(
        self,
        file: RosterFile,
        desks: Desks,
        tally: TableTally,
        dated: ListDate,
        snapshots: Snapshots,
        *,
        drafting: bool = False,
        answers: Answers = NO_ANSWERS,
    ) -> None:
        self.unread = False
        self._answers = answered(answers, file.sheet.name)
        self._file = file
        self._desks = desks
        self._tally = tally
        self._dated = dated
        self._snapshots = snapshots
        self._drafting = drafting
        self._ledger = tally.ledger = CellLedger()
        self._columns = {
            name: self._date_column(file.mapping.columns[name].text)
            for name in SPANS
            if name in file.mapping.columns
        }
        across = (*file.mapping.networks, *file.mapping.network_ends, *file.mapping.members)
        self._columns |= {name: self._date_column(name) for name in across}
        self._names_in_cells = names_in_cells(file.mapping)
        self._marks = OwnMarks()
        self._judge = RowJudge(file, desks, tally, snapshots)

    @property
    def open_names(self) -> list[OpenName]:
        """Names that wait for a person, once each."""
        return self._judge.open_names

    def entities(self) -> Iterator[Node]:
        """The entities that the roster is first to know, in row order; and all that is wrong."""
        reporter, tally = self._file.reporter, self._tally
        if not self._see():
            self.unread = True
            return
        opened = self._opened(reporter)
        if opened is None:  # it could be read a moment ago
            self.unread = True
            return
        names = self._judge.columns = opened.table.names
        uses = list(map(self._file.mapping.uses.get, names))
        keys = self._ledger.open(names, uses)
        leavers = Leavers(uses)
        shown = Shown(self._file.sheet.facts, names, uses)
        refused = partial(self._ledger.row, keys, fate="refused")
        for line in opened.table.lines(self._ledger, refused):
            reporter.at(line.line)
            read = shown.judged(line, opened.rows.read(line), opened.rows.said(line))
            fate, needed = self._judge.judge(line, read, read.seen.or_else(self._dated))
            if fate == "refused" and self._drafting:
                fate = "waits"
                tally.faulty.add(line.line)
            self._ledger.row(keys, shown.counted(line.line, line.cells), fate)
            leavers.look(line)
            if fate == "refused":
                tally.rejected.add(line.line)
            elif fate == "waits":
                tally.in_review.add(line.line)
                tally.questions.add(line.line, self._judge.questions(opened.rows.text(line), read))
                self._judge.spare(read)
            yield from needed
        shown.say(reporter)
        leavers.warn(names, reporter)
        self._warn_of_tags(list(self._names_in_cells.passed))
        self._sum_up(opened)

    def _sum_up(self, opened: OpenedRoster) -> None:
        """Say of the table as a whole how it was read."""
        tally = self._tally
        tally.read, tally.header_line = opened.table.read, opened.table.header_line
        tally.rejected |= opened.table.refused_lines
        self.unread = opened.table.unread
        tally.notes += [c.evidence for c in self._columns.values() if c.evidence]
        if opened.rows.cells.repaired:
            tally.notes.append(
                f"{opened.rows.cells.repaired:,} LEAIDs got their leading zero back."
            )

    def spellings(self) -> Iterator[Spelling]:
        """What the rows that became something wrote for their entities."""
        yield from self._judge.spelled.records()

    def statements(self, rules: TieRules) -> Iterator[Statement]:
        """The memberships of all rows that are neither refused nor wait."""
        opened = self._opened(Findings([]).about(""))
        if opened is None:
            return
        reporter, left = self._file.reporter, self._tally.rejected | self._tally.in_review
        for line in opened.table.lines():
            if line.line in left:
                continue
            reporter.at(line.line)
            read = opened.rows.read(line)
            evidence = self._evidence(line, read, opened.rows)
            for draft in read.drafts:
                for statement in self._said(draft, evidence):
                    ends = statement.source_id, statement.target_id
                    since, until = statement.since or "", statement.until or ""
                    if rules.fit(ends[0], statement.type, ends[1], reporter):
                        rules.warn_of_dates(ends, since, until, reporter)
                        yield statement
                    else:  # what a later source says of an end may forbid what was judged
                        self._tally.rejected.add(line.line)

    # Reading ------------------------------------------------------------------------------

    def _opened(self, reporter: Reporter) -> OpenedRoster | None:
        names, marks = self._names_in_cells, self._marks
        return opened(self._file, reporter, self._columns, names, marks, self._answers)

    def _date_column(self, name: str) -> DateColumn:
        said = self._answers.column(name) if self._answers is not None else ""
        ways: list[Way] = [way for choice in CHOICES for way in choice if way == said]
        return DateColumn(name, ways[0] if ways else self._file.mapping.dates)

    def _see(self) -> bool:
        """Take all rows as evidence for what the columns hold; False if the table is of no use."""
        opened = self._opened(self._file.reporter)
        if opened is None:
            return False
        for node in self._desks.directory.all_collectives():
            for name in (node.name, *node.aliases):
                self._names_in_cells.know(name)
        muted = self._opened(Findings([]).about(""))
        counts: Counter[str] = Counter()
        if muted is not None:
            for line in muted.table.lines():
                muted.rows.see(line)
            counts = self._names_in_cells.names
        self._judge.beside = near_each_other(counts)
        return True

    def _warn_of_tags(self, tags: Sequence[str]) -> None:
        if not tags:
            return
        more = f" and {len(tags) - 5:,} more" if len(tags) > 5 else ""
        problem = f"Tags that name no network were passed over: {', '.join(tags[:5])}{more}."
        fix = "If one is a network, load it first, or give networks a column of their own."
        self._file.reporter.at(None)
        self._file.reporter.warning("network", "tags-without-network", problem, fix)

    def _evidence(self, line: RosterLine, read: RowRead, rows: RowReader) -> Source:
        sure: Confidence = "stated"
        if read.inferred or rows.confidence(line).casefold() == "inferred":
            sure = "inferred"
        as_of = read.seen.or_else(self._dated).as_of or None
        return Source(rows.page(line) or None, self._file.sheet.name, line.line, as_of, sure)

    def _said(self, draft: Draft, evidence: Source) -> Iterator[Statement]:
        member, network = self._judge.who[draft.member].id, self._judge.which[draft.network].id
        if member is None or network is None:
            return
        since, until = draft.since or None, draft.until or None
        school = self._judge.schooled.get(draft.member)
        if school is not None and school.id is not None:
            yield Statement(school.id, "PART_OF", member, evidence=evidence)
            member = school.id
        yield self._snapshots.placed(
            Statement(
                member, MEMBER_OF, network, draft.role or None, since, until, evidence, NOTHING
            )
        )


def opened(
    file: RosterFile,
    reporter: Reporter,
    columns: dict[str, DateColumn],
    names: NamesInCells,
    marks: OwnMarks,
    answers: TableAnswers | None = None,
) -> OpenedRoster | None:
    """A roster from the beginning, None if its header is of no use."""
    mapping = file.mapping
    reporter.columns = _called(mapping)
    member = [
        column
        for field in ("name", "members", "school", "id", "nces_id")
        if field in mapping.columns
        for column in mapping.columns[field].names
    ]
    table = RosterTable(file.sheet.open(), reporter, member, header=mapping.header)
    if not table.read_header(mapping.needed, ()):
        return None
    return OpenedRoster(table, RowReader(table, mapping, columns, names, marks, answers))


def names_in_cells(mapping: TableMapping) -> NamesInCells:
    """What parts the cells that name networks."""
    column = mapping.columns.get("network")
    tags = column is not None and column.text.strip().casefold() in ("tag", "tags")
    return NamesInCells(mapping.separator, tags=tags)


def network_names(file: RosterFile) -> set[str]:
    """Every name of a network in a roster."""
    names = names_in_cells(file.mapping)
    found = opened(file, Findings([]).about(""), {}, names, OwnMarks())
    if found is None:
        return set()
    return {draft.network for line in found.table.lines() for draft in found.rows.read(line).drafts}


def _called(mapping: TableMapping) -> dict[str, str]:
    """What the table calls the fields, for messages."""
    fields = {name: template.text for name, template in mapping.columns.items()}
    who = next(
        (fields[name] for name in ("name", "members", "nces_id", "id") if name in fields), "name"
    )
    ends = {"name": who, "source_id": who, "target_id": fields.get("network", "network")}
    return {**fields, **ends, "source_url": fields.get("url", "source_url")}
