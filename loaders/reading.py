"""Sources as a stream of entities and statements, with everything that is wrong with them.

Entities come first, then the ties that columns stand for, then relationships in row order.
What stays in memory is an entry for each entity; rows of ties pass through.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import QuestionError
from graph.model import Source
from graph.schema import COLLECTIVES
from loaders.checks.register import Register
from loaders.checks.rules import TieRules
from loaders.checks.tally import TableTally
from loaders.checks.terms import NO_DATE, ReadingTerms
from loaders.checks.wholes import Wholes
from loaders.columns.ledger import CellLedger
from loaders.forms.findings import Findings
from loaders.house.entities import EntityRows
from loaders.house.first_look import acquaint, opened_again, picked
from loaders.house.layout import TIE_FILE
from loaders.house.ties import ColumnTies, TieRows
from loaders.identity.network_names import network_key
from loaders.replacing import Left
from loaders.rosters.reading import RosterReading
from loaders.rosters.snapshots import MEMBER_OF, Snapshots
from loaders.sources import Opened, Opener
from loaders.turnover import Further

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.errors import Problem
    from graph.model import Node, Statement
    from graph.records import Record
    from loaders.checks.known import Known
    from loaders.columns.table import Table
    from loaders.house.layout import HouseFile
    from loaders.rosters.file import RosterFile
    from loaders.rosters.mapping import TableMapping
    from loaders.rosters.review import OpenName


def read(
    sources: Sequence[Path], known: Known, problems: list[Problem], *, skip_bad: bool = False
) -> Iterator[Record]:
    """Read sources.

    Parameters
    ----------
    sources
        House folders and tables. An id that several of them name is one entity, and the last
        word counts.
    known
        What the store holds already: ties may name it, and ids and NCES ids are taken.
    problems
        Gets every problem, in order once the last record has been taken.
    skip_bad
        Leave bad rows out, and with the row of an entity the rows that name it.

    Yields
    ------
    Record
        Entities first. After the first error nothing comes, but all problems are still found.
        With ``skip_bad`` only a source or a file that cannot be read to its end is such an error.
    """
    return Reading(sources, known, problems, ReadingTerms(skip_bad)).records()


class Reading:
    """One reading of sources (see `read`).

    Attributes
    ----------
    findings
        The problems found, and how many.
    tallies
        What became of the rows of each table so far.
    rosters
        The tables that are no house tables, once they are opened.
    """

    def __init__(
        self, sources: Sequence[Path], known: Known, problems: list[Problem], terms: ReadingTerms
    ) -> None:
        self.findings = Findings(problems)
        self.tallies: dict[str, TableTally] = {}
        self.rosters: Sequence[RosterFile] = ()
        self._sources = list(dict.fromkeys(map(Path, sources)))
        self._known = known
        self._terms = terms
        self._unread = False
        self._register = Register(known)
        self._wholes = Wholes()
        self._rules = TieRules(self._register, self._wholes, skip_bad=terms.skip_bad)
        self._snapshots = Snapshots(
            complete=terms.complete, held=terms.complete_at, school_years=terms.school_years
        )
        self._rosters = RosterReading(
            self._register, self._wholes, self._rules, terms, self._snapshots
        )

    def records(self) -> Iterator[Record]:
        """The entities and statements."""
        names = self._network_names if self._terms.drafting else None
        terms = self._terms
        opener = Opener(
            self.findings, terms.mapping, names, terms.remembered, terms.kept, terms.tables
        )
        opened = opener.open(self._sources)
        self.rosters = opened.rosters
        self._judge_dates(opened)
        self._unread = self._register.incomplete = opened.unread
        acquaint(self._known, opened.files)
        self._rosters.open(opened.rosters, self._known)
        self._snapshots.learn(self._listed_networks(opened.files), self._known)
        for record in self._all(opened.files):
            if not self.failed:
                yield record
        self._wholes.warn()
        self.findings.finish()

    def _judge_dates(self, opened: Opened) -> None:
        """Make sure that complete lists have dates, be it in a column that a draft has found."""
        undated = opened.files or any("year" not in r.mapping.columns for r in opened.rosters)
        if self._terms.complete and not self._terms.dated.as_of and undated:
            raise QuestionError(NO_DATE)

    @property
    def mapping(self) -> TableMapping | None:
        """The mapping that was given."""
        return self._terms.mapping

    @property
    def failed(self) -> bool:
        """Whether there was an error so far that is not skipped."""
        return self._unread or (not self._terms.skip_bad and self.findings.errors > 0)

    @property
    def rows(self) -> int:
        """How many rows were read so far."""
        return sum(tally.read for tally in self.tables)

    @property
    def left_out(self) -> int:
        """How many of them are left out, in whole or (a column that is a tie) in part."""
        return sum(len(tally.rejected) for tally in self.tables)

    @property
    def tables(self) -> list[TableTally]:
        """What became of the rows of each table so far, in the order of reading."""
        return [*self.tallies.values(), *self._rosters.tallies]

    @property
    def open_names(self) -> list[OpenName]:
        """Names that wait for a person, once each for each table."""
        return self._rosters.open_names

    def left(self) -> Left:
        """What is left out, once all records have been taken."""
        return Left(
            frozenset().union(*(tally.spared for tally in self.tables)),
            sum(tally.waiting for tally in self.tables),
            not any(tally.rejected or tally.vague for tally in self.tables),
        )

    def members(self) -> Further:
        """Who belonged to networks by the lists before, and who may belong to them still."""
        return Further(self._snapshots.lists_before(), self.left().spared)

    def _network_names(self) -> set[str]:
        """The keys of the names of all networks that the store knows."""
        nodes = self._known.learn_kinds(COLLECTIVES)
        return {network_key(name) for node in nodes for name in (node.name, *node.aliases)}

    def _all(self, files: Sequence[HouseFile]) -> Iterator[Record]:
        tie_files = [file for file in files if file.layout is TIE_FILE]
        entity_files = [file for file in files if file.layout is not TIE_FILE]
        for file in entity_files:
            yield from self._terms.given(file.path)
            yield from self._rosters.noting(self._entities(file))
        yield from self._rosters.entities()
        self._unread |= self._rosters.unread
        for file in entity_files:
            yield from self._terms.given(file.path)
            yield from self._column_ties(file)
        for file in tie_files:
            yield from self._terms.given(file.path)
            yield from self._ties(file)
        self._snapshots.whole = not any(tally.left_out for tally in self.tables)
        yield from self._rosters.statements()
        yield from self._endings()

    def _entities(self, file: HouseFile) -> Iterator[Node]:
        table = file.table(file.reporter)
        bad_lines, ledger = set[int](), CellLedger()
        if table.read_header(file.layout.required, file.layout.usual):
            table.account(ledger, _itself, bad_lines)
            yield from EntityRows(file, table, self._register, self._wholes, bad_lines).nodes()
        self._count(file, table, bad_lines, ledger)
        self._register.incomplete |= table.unread or (table.lost and not self._terms.skip_bad)

    def _column_ties(self, file: HouseFile) -> Iterator[Statement]:
        """A second look at a file, since it takes all entities to judge a tie."""
        column = file.layout.tie
        if column is not None and (table := opened_again(file)) is not None:
            rejected = self.tallies[file.reporter.file].rejected
            ties = ColumnTies(file, table, column, frozenset(rejected), self._rules)
            yield from ties.statements()
            rejected |= ties.bad_lines

    def _ties(self, file: HouseFile) -> Iterator[Statement]:
        table = file.table(file.reporter)
        bad_lines, ledger = set[int](), CellLedger()
        if table.read_header(file.layout.required, file.layout.usual):
            ties = TieRows(file, table, self._rules, self._terms.dated.as_of)
            table.account(ledger, _itself, ties.bad_lines)
            yield from self._listed(file, ties.statements())
            bad_lines = ties.bad_lines
        self._count(file, table, bad_lines, ledger)

    def _listed_networks(self, files: Sequence[HouseFile]) -> set[str]:
        """The networks of which the sources have dated lists, as far as the store may know them."""
        networks = self._rosters.networks()
        for file in files if self._terms.dated.as_of else ():
            if file.layout is TIE_FILE:
                rows = picked(file, ("type", "target_id"))
                networks |= {target for tie, target in rows if tie.upper() == MEMBER_OF}
        return networks

    def _listed(self, file: HouseFile, statements: Iterator[Statement]) -> Iterator[Statement]:
        """The statements of a house table, its memberships put on the lists of their networks."""
        dated = self._terms.dated
        if not dated.as_of:
            yield from statements
            return
        for statement in statements:
            if statement.type == MEMBER_OF:
                source = Source(None, file.evidence)
                lists = self._snapshots.lists_of(statement.target_id, source, file.reporter)
                lists.put(statement.source_id, dated)
                lists.kinds.add(self._register.kind(statement.source_id) or "")
            yield self._snapshots.placed(statement)

    def _endings(self) -> Iterator[Record]:
        """What ends because complete lists no longer have it; nothing, if a row of them is bad."""
        self._snapshots.warn_of_order()
        bad = next((tally for tally in self.tables if tally.left_out), None)
        if bad is None:
            yield from self._snapshots.endings()
        elif self._terms.complete and not self.failed:
            problem = "The list is not complete, since some of its rows are left out."
            fix = "Nobody's membership was ended. Correct the rows, and load the list again."
            self.findings.about(bad.file).warning(None, "incomplete-list", problem, fix)

    def _count(
        self, file: HouseFile, table: Table, bad_lines: set[int], ledger: CellLedger
    ) -> None:
        self._unread |= table.unread
        form = file.sheet.form if file.sheet else "text, commas, UTF-8"
        self.tallies[file.reporter.file] = TableTally(
            file.reporter.file,
            form,
            file.layout.file,
            table.read,
            bad_lines | table.refused_lines,
            source=file.raw,
            header_line=table.header_line,
            path=file.path,
            ledger=ledger,
        )


def _itself(name: str) -> str | None:
    """The use of a column of a house table: what it is called; none if it has no name."""
    return name or None
