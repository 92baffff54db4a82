"""A roster of memberships as a house table of ties, with the entities that it is first to know.

It is read twice: first to learn whom and which networks it names, so that new entities come before
the ties that name them; then for the ties.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loaders.findings import Findings
from loaders.rosters.review import OpenName, say_open, say_open_network
from loaders.rosters.rows import RosterRows
from loaders.ties import TIE_COLUMNS
from loaders.values import BadCellError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.model import Node
    from loaders.findings import Reporter
    from loaders.rosters.directory import Directory
    from loaders.rosters.entities import Written
    from loaders.rosters.mapping import TableMapping
    from loaders.rosters.members import Member, MemberFinder
    from loaders.rosters.networks import NetworkFinder
    from loaders.sources import RosterFile
    from loaders.tables import Cells
    from loaders.tally import TableTally

    Listed = Callable[[Member, str, str], None]


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
        self, file: RosterFile, desks: Desks, tally: TableTally, dated: str | None
    ) -> None:
        self.columns = {name: at for at, name in enumerate(TIE_COLUMNS)}
        self.open_names: list[OpenName] = []
        self.unread = False
        self._file = file
        self._desks = desks
        self._tally = tally
        self._dated = dated or ""
        self._who: dict[Written, Member] = {}
        self._which: dict[str, str | None] = {}

    def network_names(self) -> set[str]:
        """Every name of a network in the table."""
        rows = self._opened(Findings([]).about(""))
        if rows is None:
            return set()
        return {seat.network for _, cells in rows.table.rows() for seat in rows.seats(cells)}

    def entities(self, listed: Listed | None = None) -> Iterator[Node]:
        """The entities that the roster is first to know, in row order; and all that is wrong.

        Parameters
        ----------
        listed
            Called with each membership: the member, the network's id, the roster's date.
        """
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
            self._settle(line, who, names, rows.dated(cells), listed)
        tally.read = rows.table.read
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
        mapping = self._file.mapping
        reporter.columns = _called(mapping)
        table = self._file.table(reporter)
        if not table.read_header(mapping.needed, ()):
            return None
        return RosterRows(table, mapping, self._dated)

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
        if member.id is None and member.match is not None:
            say_open(who.name, who.state, member.match, reporter)
            name = OpenName(who.name, who.state, self._file.sheet.name, line, member.match)
            self.open_names.append(name)

    def _meet_network(self, name: str) -> Iterator[Node]:
        networks = self._desks.networks
        candidates = networks.candidates(name)
        chosen = networks.chosen(name, candidates)
        if chosen is None and candidates:
            say_open_network(name, candidates, self._file.reporter)
        elif chosen is None:
            chosen = networks.new(name)
            self._desks.directory.add([chosen])
            yield chosen
        self._which[name] = chosen.id if chosen is not None else None

    def _settle(
        self, line: int, who: Written, names: list[str], dated: str, listed: Listed | None
    ) -> None:
        """Count a row, and tell who is on which list."""
        member = self._who.get(who)
        networks = [self._which[name] for name in names]
        if self._file.reporter.faults or member is None:
            self._tally.rejected.add(line)
            return
        if member.id is None or None in networks:
            self._tally.in_review.add(line)
        if listed is not None:
            for network in filter(None, networks):
                listed(member, network, dated)


def _called(mapping: TableMapping) -> dict[str, str]:
    """What the table calls the fields, for messages."""
    fields = {name: template.text for name, template in mapping.columns.items()}
    who = next((fields[name] for name in ("name", "nces_id", "id") if name in fields), "name")
    ends = {"name": who, "source_id": who, "target_id": fields.get("network", "network")}
    return {**fields, **ends, "source_url": fields.get("url", "source_url")}
