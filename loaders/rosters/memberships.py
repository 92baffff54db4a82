"""A roster of memberships as a house table of ties, with the entities that it is first to know.

It is read twice: first to learn whom and which networks it names, so that new entities come before
the ties that name them; then for the ties.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.model import Node, Source
from loaders.checks.tally import TakenFor
from loaders.columns.values import BadCellError, quoted
from loaders.forms.findings import Findings
from loaders.house.ties import TIE_COLUMNS
from loaders.rosters.cells import is_date
from loaders.rosters.districts import new_id
from loaders.rosters.review import OpenName, say_open, say_open_network
from loaders.rosters.rows import RosterRows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from loaders.checks.tally import TableTally
    from loaders.columns.table import Cells
    from loaders.forms.findings import Reporter
    from loaders.rosters.directory import Directory
    from loaders.rosters.entities import Written
    from loaders.rosters.file import RosterFile
    from loaders.rosters.mapping import TableMapping
    from loaders.rosters.members import Member, MemberFinder
    from loaders.rosters.networks import NetworkFinder
    from loaders.rosters.snapshots import Lists, Snapshots


class Desks(NamedTuple):
    """Where the names of a roster are asked about."""

    directory: Directory
    members: MemberFinder
    networks: NetworkFinder


class MembershipRoster:
    """The rows of a roster, as those of a house table of ties.

    Parameters
    ----------
    file
        The table.
    desks
        Where its names are asked about.
    tally
        Takes in what becomes of its rows.
    dated
        The date of the roster, if one was given.
    snapshots
        Takes in who is on which list.

    Attributes
    ----------
    columns
        The position of each column of the house table.
    open_names
        Names that wait for a person, once each.
    unread
        Whether the table cannot be used, or was not read to its end.
    """

    def __init__(
        self,
        file: RosterFile,
        desks: Desks,
        tally: TableTally,
        dated: str | None,
        snapshots: Snapshots,
    ) -> None:
        self.columns = {name: at for at, name in enumerate(TIE_COLUMNS)}
        self.open_names: list[OpenName] = []
        self.unread = False
        self._file = file
        self._desks = desks
        self._tally = tally
        self._dated = dated or ""
        self._snapshots = snapshots
        self._who: dict[Written, Member] = {}
        self._which: dict[str, str | None] = {}
        self._names: dict[str, str] = {}

    def entities(self) -> Iterator[Node]:
        """The entities that the roster is first to know, in row order; and all that is wrong."""
        reporter, tally = self._file.reporter, self._tally
        rows = self._opened(reporter)
        if rows is None:
            self.unread = True
            return
        for line, cells in rows.table.rows():
            reporter.at(line)
            who = rows.written(cells)
            if who not in self._who:
                yield from self._meet(who, line)
            names = [seat.network for seat in rows.seats(cells, reporter)]
            for name in names:
                if name not in self._which:
                    yield from self._meet_network(name)
            self._settle(line, who, names, rows.dated(cells))
        tally.read, tally.header_line = rows.table.read, rows.table.header_line
        tally.rejected |= rows.table.refused_lines
        self.unread = rows.table.unread
        if rows.cells.repaired:
            tally.notes.append(f"{rows.cells.repaired:,} LEAIDs got their leading zero back.")

    def rows(self, refused: Callable[[Cells], None] | None = None) -> Iterator[tuple[int, Cells]]:
        """The memberships of all rows that are neither bad nor wait for a person."""
        del refused  # They are known from the first reading.
        rows = self._opened(Findings([]).about(""))
        if rows is None:
            return
        for line, cells in rows.table.rows():
            member = self._who.get(rows.written(cells))
            if line in self._tally.rejected or member is None or member.id is None:
                continue
            for seat in rows.seats(cells):
                network = self._which.get(seat.network)
                if network is not None:
                    yield line, rows.tie(cells, member.id, seat, network)

    # Behind the door ----------------------------------------------------------------------

    def _opened(self, reporter: Reporter) -> RosterRows | None:
        return opened(self._file, reporter, self._dated)

    def _meet(self, who: Written, line: int) -> Iterator[Node]:
        """Find out who is meant; a fault is the fault of each row that names them so."""
        reporter = self._file.reporter
        try:
            member = self._who[who] = self._desks.members.find(who)
        except BadCellError as bad:
            reporter.error("name", bad.rule, bad.problem, bad.fix)
            return
        if member.new is not None:
            yield member.new
        elif member.id and member.id == new_id(self._file.mapping.member, who.name, who.state):
            yield Node(member.id, self._file.mapping.member, "")  # a roster made it: said again
        if member.id is None and member.match is not None:
            say_open(who.called, who.state, member.match, reporter)
            sheet = self._file.sheet
            name = OpenName(who.called, who.state, sheet.path, sheet.name, line, member.match)
            self.open_names.append(name)
        elif member.match is not None and not member.match.equal:
            self._tally.taken_for.append(TakenFor.of(line, who.name, who.state, member.match))
        if member.id is not None and who.name:
            self._warn_of_two_names(member.id, who.name)

    def _warn_of_two_names(self, node_id: str, name: str) -> None:
        first = self._names.setdefault(node_id, name)
        if first.casefold() != name.casefold():
            problem = f"{quoted(first)} and {quoted(name)} are both taken for {node_id}."
            fix = "If they are two, give the id of one of them, or decide in the identity ledger."
            self._file.reporter.warning("name", "two-names", problem, fix)

    def _meet_network(self, name: str) -> Iterator[Node]:
        networks = self._desks.networks
        candidates = networks.candidates(name)
        chosen = networks.chosen(name, candidates)
        self._which[name] = chosen.id if chosen is not None else None
        if chosen is not None:
            yield Node(chosen.id, chosen.kind, "")  # said again, and nothing new of it
        elif candidates:
            say_open_network(name, candidates, self._file.reporter)
        else:
            new = networks.new(name)
            self._desks.directory.add([new])
            self._which[name] = new.id
            yield new

    def _settle(self, line: int, who: Written, names: list[str], dated: str) -> None:
        """Count a row, and put its member on the lists of the roster's date."""
        reporter, member = self._file.reporter, self._who.get(who)
        if self._snapshots.complete and not is_date(dated):
            problem = f"{quoted(dated)} is not a date." if dated else "No date is given."
            fix = "A complete list needs a date: fill the year, or give --dated."
            reporter.error("year", "no-date", problem, fix)
        networks = [self._which[name] for name in names]
        if reporter.faults or member is None:
            self._tally.rejected.add(line)
            return
        if member.id is None or None in networks:
            self._tally.in_review.add(line)
        if is_date(dated):
            for network in filter(None, networks):
                self._list(member, self._lists(network), dated)

    def _lists(self, network: str) -> Lists:
        mapping = self._file.mapping
        source = Source(mapping.constant.get("url"), self._file.sheet.name)
        return self._snapshots.lists_of(network, source, self._file.reporter)

    def _list(self, member: Member, lists: Lists, dated: str) -> None:
        lists.kinds.add(self._file.mapping.member)
        on_date = lists.at[dated]
        if member.id is not None:
            on_date.add(member.id)
        elif member.match is not None:
            lists.spared.update(candidate.id for candidate in member.match.candidates)


def opened(file: RosterFile, reporter: Reporter, dated: str = "") -> RosterRows | None:
    """The rows of a roster from the beginning, None if its header is of no use."""
    reporter.columns = _called(file.mapping)
    table = file.table(reporter)
    if not table.read_header(file.mapping.needed, ()):
        return None
    return RosterRows(table, file.mapping, dated)


def network_names(file: RosterFile) -> set[str]:
    """Every name of a network in a roster."""
    rows = opened(file, Findings([]).about(""))
    if rows is None:
        return set()
    return {seat.network for _, cells in rows.table.rows() for seat in rows.seats(cells)}


def _called(mapping: TableMapping) -> dict[str, str]:
    """What the table calls the fields, for messages."""
    fields = {name: template.text for name, template in mapping.columns.items()}
    who = next((fields[name] for name in ("name", "nces_id", "id") if name in fields), "name")
    ends = {"name": who, "source_id": who, "target_id": fields.get("network", "network")}
    return {**fields, **ends, "source_url": fields.get("url", "source_url")}
