"""Tables that are no house tables as a stream of entities and statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.schema import COLLECTIVES
from loaders.checks.tally import TableTally
from loaders.columns.ledger import CellLedger
from loaders.house.entities import EntityRows
from loaders.house.layout import HouseFile, Layout
from loaders.rosters.directory import Directory
from loaders.rosters.districts import DistrictFinder
from loaders.rosters.entities import EntityTable
from loaders.rosters.judging import Desks
from loaders.rosters.members import MemberFinder
from loaders.rosters.memberships import MembershipRoster, network_names
from loaders.rosters.naming import NameFinder
from loaders.rosters.networks import NetworkFinder
from loaders.rosters.shown import Shown
from loaders.rosters.whole_rows import WholeRows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from graph.model import Node, Spelling, Statement
    from graph.records import Given
    from loaders.checks.known import Known
    from loaders.checks.register import Register
    from loaders.checks.rules import TieRules
    from loaders.checks.terms import ReadingTerms
    from loaders.checks.wholes import Wholes
    from loaders.rosters.entities import Finder
    from loaders.rosters.file import RosterFile
    from loaders.rosters.mapping import TableMapping
    from loaders.rosters.review import OpenName
    from loaders.rosters.snapshots import Snapshots


class RosterReading:
    """One reading of the tables that are no house tables.

    Parameters
    ----------
    register, wholes, rules
        Those of the whole reading, house tables included.
    terms
        How sources are to be read.
    snapshots
        Takes in who is on which dated list.

    Attributes
    ----------
    tallies
        What became of the rows of each table so far.
    unread
        Whether a table so far cannot be used, or was not read to its end.
    """

    def __init__(
        self,
        register: Register,
        wholes: Wholes,
        rules: TieRules,
        terms: ReadingTerms,
        snapshots: Snapshots,
    ) -> None:
        self.tallies: list[TableTally] = []
        self.unread = False
        self._register = register
        self._wholes = wholes
        self._rules = rules
        self._terms = terms
        self._snapshots = snapshots
        self._directory = Directory()
        self._files: Sequence[RosterFile] = ()
        self._rosters: list[tuple[RosterFile, MembershipRoster, TableTally]] = []

    @property
    def open_names(self) -> list[OpenName]:
        """Names that wait for a person, once each for each table."""
        return [name for _, roster, _ in self._rosters for name in roster.open_names]

    def open(self, files: Sequence[RosterFile], known: Known) -> None:
        """Take tables on, and learn from the store about whom they may be."""
        self._files = files
        if files:
            kinds = {"district", *COLLECTIVES, *(file.mapping.member for file in files)}
            kinds |= {"school" for file in files if "school" in file.mapping.columns}
            self._directory.add(known.learn_kinds(kinds))

    def networks(self) -> set[str]:
        """The ids of known networks of which the tables have dated lists.

        To be asked before anything is written: the store is then asked about them.
        """
        found: set[str] = set()
        for file in self._files:
            dated = self._terms.dated.as_of or "year" in file.mapping.columns
            if dated and file.mapping.rows == "membership":
                finder = NetworkFinder(self._directory, file.mapping.kind)
                for name in network_names(file):
                    found.update(node.id for node in finder.candidates(name))
        return found

    def noting(self, nodes: Iterable[Node]) -> Iterator[Node]:
        """Entities as they are, noted if a table may name them later."""
        if not self._files:
            yield from nodes
            return
        for node in nodes:
            self._directory.add([node])
            yield node

    def entities(self) -> Iterator[Node | Given]:
        """What the tables describe, then what they name first."""
        naming = {
            kind: NameFinder(self._directory, kind, self._terms.make_desk)
            for kind in ("district", *(file.mapping.member for file in self._files))
        }
        rosters = [file for file in self._files if file.mapping.rows == "membership"]
        described = [file for file in self._files if file.mapping.rows != "membership"]
        for file in described:
            yield from self._terms.given(file.sheet.path)
            nodes = self._described(file, naming["district"])
            last = file is described[-1] and not rosters
            yield from nodes if last else self.noting(nodes)
        for file in rosters:
            yield from self._terms.given(file.sheet.path)
            yield from self._named(file, naming[file.mapping.member])

    def statements(self) -> Iterator[Statement | Spelling | Given]:
        """The memberships, and what was written for who is in them."""
        for file, roster, _ in self._rosters:
            yield from self._terms.given(file.sheet.path)
            yield from roster.statements(self._rules)
            yield from roster.spellings()

    def _described(self, file: RosterFile, naming: NameFinder) -> Iterator[Node]:
        mapping, tally = file.mapping, self._tally(file)
        file.reporter.columns = _called(mapping)
        table = file.table(file.reporter)
        if not table.read_header(mapping.needed, ()):
            self.unread = self._register.incomplete = True
            return
        answers, drafting = self._terms.answers, self._terms.drafting
        districts = DistrictFinder(self._directory, naming, file.reporter, answers)
        networks = NetworkFinder(self._directory, mapping.kind, answers)
        finder: Finder = districts if mapping.rows == "district" else networks
        shown = Shown(file.sheet.facts, table.names, list(map(mapping.uses.get, table.names)))
        whole = WholeRows(table.names, mapping, file.sheet.name, answers, tally.questions)
        view = EntityTable(table, mapping, finder, shown, whole, drafting=drafting)
        ledger = tally.ledger = CellLedger()
        table.account(ledger, mapping.uses.get, tally.rejected, whole.waiting, whole.aside)
        layout = Layout("", (), (), "district" if mapping.rows == "district" else None)
        house = HouseFile(file.sheet.path, layout, file.source, file.reporter, file.sheet)
        bad = whole.waiting if drafting else tally.rejected
        rows = EntityRows(house, view, self._register, self._wholes, bad)
        for node in rows.nodes():
            if (entered := districts.entered.pop(node.id, None)) is not None:
                yield entered
            yield node
        shown.say(file.reporter)
        tally.taken_for += districts.taken_for
        tally.read, tally.header_line = table.read, table.header_line
        tally.rejected |= table.refused_lines
        tally.in_review |= whole.waiting
        tally.vague = bool(whole.waiting)
        self.unread |= table.unread
        if view.cells.repaired:
            tally.notes.append(f"{view.cells.repaired:,} LEAIDs got their leading zero back.")

    def _named(self, file: RosterFile, naming: NameFinder) -> Iterator[Node]:
        mapping, tally = file.mapping, self._tally(file)
        desks = Desks(
            self._directory,
            MemberFinder(
                self._directory,
                naming,
                mapping.member,
                mapping.unknown,
                self._terms.answers,
                self._terms.within,
            ),
            NetworkFinder(self._directory, mapping.kind, self._terms.answers),
            self._rules,
        )
        roster = MembershipRoster(
            file,
            desks,
            tally,
            self._terms.dated,
            self._snapshots,
            drafting=self._terms.drafting,
            answers=self._terms.answers,
        )
        self._rosters.append((file, roster, tally))
        for node in roster.entities():
            if node.name:  # else it is known, and only said again
                self._register.enter(node.id, node.kind, file.source, file.reporter)
            yield node
        self.unread |= roster.unread

    def _tally(self, file: RosterFile) -> TableTally:
        title = file.mapping.title
        sheet = file.sheet
        tally = TableTally(
            file.reporter.file, sheet.form, title, source=sheet.open, path=sheet.path
        )
        self.tallies.append(tally)
        return tally


def _called(mapping: TableMapping) -> dict[str, str]:
    """What the table calls the columns of a house table, for messages."""
    fields = {name: template.text for name, template in mapping.columns.items()}
    return {**fields, **mapping.properties, "id": fields.get("id", fields.get("nces_id", "id"))}
