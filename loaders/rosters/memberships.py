"""A roster of memberships: its rows become drafts, each is judged once, and what is sound is taken.

It is read three times: for what its columns hold, for whom and which networks it names, and for
the ties. So a new entity comes before the ties that need it, and none comes that no tie needs.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from graph.dates import days
from graph.model import NOTHING, Node, Source, Statement
from loaders.checks.tally import TakenFor
from loaders.checks.understood import Understanding
from loaders.columns.date_columns import DateColumn
from loaders.columns.ledger import Ledger
from loaders.columns.values import BadCellError, quoted
from loaders.forms.findings import Findings
from loaders.identity.network_names import is_no_name
from loaders.rosters.in_cells import NamesInCells
from loaders.rosters.networks import near_each_other
from loaders.rosters.review import OpenName, say_open, say_open_network
from loaders.rosters.rows import SPANS, RowReader
from loaders.rosters.table import RosterTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.model import Confidence
    from loaders.checks.rules import TieRules
    from loaders.checks.tally import TableTally
    from loaders.columns.ledger import Fate
    from loaders.forms.findings import Reporter
    from loaders.rosters.directory import Directory
    from loaders.rosters.entities import Written
    from loaders.rosters.file import RosterFile
    from loaders.rosters.mapping import TableMapping
    from loaders.rosters.members import Member, MemberFinder
    from loaders.rosters.networks import NetworkFinder, Which
    from loaders.rosters.rows import Draft, RowRead
    from loaders.rosters.snapshots import Lists, Snapshots
    from loaders.rosters.table import Line

MEMBER_OF = "MEMBER_OF"


class Desks(NamedTuple):
    """Where the names of a roster are asked about."""

    directory: Directory
    members: MemberFinder
    networks: NetworkFinder


class Opened(NamedTuple):
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
        The date of the roster, if one was given.
    snapshots
        Takes in who is on which list.

    Attributes
    ----------
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
        self.open_names: list[OpenName] = []
        self.unread = False
        self._file = file
        self._desks = desks
        self._tally = tally
        self._dated = dated or ""
        self._snapshots = snapshots
        self._ledger = tally.ledger = Ledger()
        self._understood = tally.understood = Understanding()
        self._columns = {
            name: DateColumn(file.mapping.columns[name].text, file.mapping.dates)
            for name in SPANS
            if name in file.mapping.columns
        }
        self._names_in_cells = NamesInCells(file.mapping.separator)
        self._who: dict[Written, Member] = {}
        self._which: dict[str, Which] = {}
        self._beside: dict[str, list[str]] = {}
        self._written: set[str] = set()
        self._spelled: dict[str, str] = {}

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
        names = opened.table.names
        keys = self._ledger.open(names, [self._use(name) for name in names])
        refused = partial(self._ledger.row, keys, fate="refused")
        for line in opened.table.lines(self._ledger, refused):
            reporter.at(line.line)
            read = opened.rows.read(line)
            fate, needed = self._judge(line, read, opened)
            self._ledger.row(keys, line.cells, fate)
            if fate == "refused":
                tally.rejected.add(line.line)
            elif fate == "waits":
                tally.in_review.add(line.line)
            yield from needed
        tally.read, tally.header_line = opened.table.read, opened.table.header_line
        tally.rejected |= opened.table.refused_lines
        self.unread = opened.table.unread
        tally.notes += [c.evidence for c in self._columns.values() if c.evidence]
        if opened.rows.cells.repaired:
            tally.notes.append(
                f"{opened.rows.cells.repaired:,} LEAIDs got their leading zero back."
            )

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
                    if rules.fit(
                        statement.source_id, statement.type, statement.target_id, reporter
                    ):
                        rules.warn_of_dates(
                            (statement.source_id, statement.target_id),
                            statement.since or "",
                            statement.until or "",
                            reporter,
                        )
                        yield statement
                    else:
                        self._tally.rejected.add(line.line)

    # Reading ------------------------------------------------------------------------------

    def _opened(self, reporter: Reporter) -> Opened | None:
        return opened(self._file, reporter, self._columns, self._names_in_cells)

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
        self._beside = near_each_other(counts)
        return True

    def _use(self, name: str) -> str | None:
        return self._file.mapping.uses.get(name)

    # Judging ------------------------------------------------------------------------------

    def _judge(self, line: Line, read: RowRead, opened: Opened) -> tuple[Fate, list[Node]]:
        """What becomes of a row, and the entities that it is the first to need."""
        reporter = self._file.reporter
        for question in read.refused:
            reporter.error(question.column, question.rule, question.problem, question.fix)
        for question in read.waits:
            reporter.warning(question.column, question.rule, question.problem, question.fix)
        waits = bool(read.waits)
        members = [self._member(who, line.line) for who in read.members]
        networks = {draft.network: self._network(draft.network, opened) for draft in read.drafts}
        for draft in read.drafts:
            self._judge_dates(draft)
            self._judge_self(draft)
        if reporter.faults or None in members:
            return "refused", []
        waits |= any(member is not None and member.id is None for member in members)
        waits |= any(which is None or which.id is None for which in networks.values())
        dated = opened.rows.as_of(line, self._dated)
        self._judge_list(dated)
        if reporter.faults:
            return "refused", []
        found = [member for member in members if member is not None]
        if dated:
            self._list(found, [w for w in networks.values() if w is not None and w.id], dated)
        if waits:
            return "waits", []
        if not read.drafts:
            return "aside", []
        self._understand(read, found)
        return "became", self._needed(read, found)

    def _member(self, who: Written, line: int) -> Member | None:
        """Who is meant; a fault is the fault of each row that names them so."""
        if who not in self._who:
            try:
                self._who[who] = self._desks.members.find(who)
            except BadCellError as bad:
                self._file.reporter.error("name", bad.rule, bad.problem, bad.fix)
                return None
            self._say_who(who, self._who[who], line)
        return self._who[who]

    def _say_who(self, who: Written, member: Member, line: int) -> None:
        reporter = self._file.reporter
        if member.id is None and member.match is not None:
            say_open(who.called, who.state, member.match, reporter)
            sheet = self._file.sheet
            name = OpenName(who.called, who.state, sheet.path, sheet.name, line, member.match)
            self.open_names.append(name)
        elif member.match is not None and not member.match.equal:
            self._tally.taken_for.append(TakenFor.of(line, who.name, who.state, member.match))
        if member.id is not None and who.name:
            first = self._spelled.setdefault(member.id, who.name)
            if first.casefold() != who.name.casefold():
                problem = f"{quoted(first)} and {quoted(who.name)} are both taken for {member.id}."
                fix = "If they are two, give the id of one, or decide in the identity ledger."
                reporter.warning("name", "two-names", problem, fix)

    def _network(self, name: str, opened: Opened) -> Which | None:
        reporter = self._file.reporter
        if name not in self._which:
            mapping = self._file.mapping
            given = {*mapping.networks.values(), mapping.constant.get("network")}
            why = None if name in given else is_no_name(name, opened.table.names)
            if why is not None and self._desks.directory.node(name) is None:
                problem = f"{quoted(name)} {why}, and no name of a network."
                reporter.error("network", "no-network-name", problem, "Name the network.")
                return None
            which = self._which[name] = self._desks.networks.which(name, self._beside)
            if which.id is None:
                say_open_network(name, which.candidates, reporter)
            elif which.new is not None:
                self._desks.directory.add([which.new])
        return self._which[name]

    def _judge_dates(self, draft: Draft) -> None:
        if draft.since and draft.until and days(draft.since).first > days(draft.until).last:
            problem = f"The membership begins ({draft.since}) after it ends ({draft.until})."
            self._file.reporter.error("since", "since-after-until", problem, "Correct one date.")

    def _judge_self(self, draft: Draft) -> None:
        member, which = self._who.get(draft.member), self._which.get(draft.network)
        if member is not None and which is not None and member.id and member.id == which.id:
            problem = f"{quoted(draft.network)} is said to be a member of itself."
            self._file.reporter.error("network", "member-of-itself", problem, "Correct the row.")

    def _judge_list(self, dated: str) -> None:
        if self._snapshots.complete and not dated:
            problem, fix = "No date is given.", "Fill the year, or give --dated."
            self._file.reporter.error(
                "year", "no-date", problem, f"A complete list needs a date: {fix}"
            )

    # What follows -------------------------------------------------------------------------

    def _needed(self, read: RowRead, members: list[Member]) -> list[Node]:
        """The entities of a row that nothing has written yet."""
        nodes: list[Node] = []
        for member in members:
            if member.new is not None:
                nodes.append(member.new)
            elif member.id is not None:
                nodes.append(Node(member.id, self._file.mapping.member, ""))
        for draft in read.drafts:
            which = self._which[draft.network]
            if which.new is not None:
                nodes.append(which.new)
            elif which.id is not None:
                node = self._desks.directory.node(which.id)
                nodes.append(Node(which.id, node.kind if node else "network", ""))
        needed = [node for node in nodes if node.id not in self._written]
        self._written.update(node.id for node in needed)
        return list({node.id: node for node in needed}.values())

    def _understand(self, read: RowRead, members: list[Member]) -> None:
        understood = self._understood
        named = dict(zip(read.members, members, strict=True))
        for draft in read.drafts:
            which = self._which[draft.network]
            if which.id not in understood.names:
                node = self._desks.directory.node(which.id or "")
                near = tuple(n.name for n in self._desks.networks.near(draft.network))
                name = node.name if node else draft.network
                understood.names[which.id or ""] = (name, which.new is not None, near)
            understood.rows[which.id or ""] += 1
            if draft.since:
                understood.date(draft.since)
            member = named[draft.member]
            node = self._desks.directory.node(member.id or "")
            if len(understood.examples) < 3:
                understood.example(_sentence(draft, node, understood.names[which.id or ""][0]))
        for member in members:
            node = self._desks.directory.node(member.id or "")
            if node is not None and node.state:
                understood.states[node.state] += 1

    def _evidence(self, line: Line, read: RowRead, rows: RowReader) -> Source:
        sure: Confidence = "stated"
        if read.inferred or rows.confidence(line).casefold() == "inferred":
            sure = "inferred"
        as_of = rows.as_of(line, self._dated) or None
        return Source(rows.page(line) or None, self._file.sheet.name, line.line, as_of, sure)

    def _said(self, draft: Draft, evidence: Source) -> Iterator[Statement]:
        member, network = self._who[draft.member].id, self._which[draft.network].id
        if member is None or network is None:
            return
        since, until = draft.since or None, draft.until or None
        yield self._snapshots.placed(
            Statement(
                member, MEMBER_OF, network, draft.role or None, since, until, evidence, NOTHING
            )
        )

    # Lists --------------------------------------------------------------------------------

    def _list(self, members: list[Member], networks: list[Which], dated: str) -> None:
        """Put the members of a row on the lists of its networks."""
        for which in networks:
            lists = self._lists(which.id or "")
            lists.kinds.add(self._file.mapping.member)
            for member in members:
                if member.id is not None:
                    lists.at[dated].add(member.id)
                elif member.match is not None:
                    lists.spared.update(candidate.id for candidate in member.match.candidates)

    def _lists(self, network: str) -> Lists:
        source = Source(self._file.mapping.constant.get("url"), self._file.sheet.name)
        return self._snapshots.lists_of(network, source, self._file.reporter)


def opened(
    file: RosterFile,
    reporter: Reporter,
    columns: dict[str, DateColumn],
    names: NamesInCells,
) -> Opened | None:
    """A roster from the beginning, None if its header is of no use."""
    mapping = file.mapping
    reporter.columns = _called(mapping)
    member = [
        column
        for field in ("name", "members", "school", "id", "nces_id")
        if field in mapping.columns
        for column in mapping.columns[field].names
    ]
    table = RosterTable(file.sheet.open(), reporter, member)
    if not table.read_header(mapping.needed, ()):
        return None
    return Opened(table, RowReader(table, mapping, columns, names))


def network_names(file: RosterFile) -> set[str]:
    """Every name of a network in a roster."""
    names = NamesInCells(file.mapping.separator)
    found = opened(file, Findings([]).about(""), {}, names)
    if found is None:
        return set()
    return {draft.network for line in found.table.lines() for draft in found.rows.read(line).drafts}


def _sentence(draft: Draft, node: Node | None, network: str) -> str:
    name = node.name if node is not None and node.name else draft.member.name
    place = f" ({node.state})" if node is not None and node.state else ""
    since = f" since {draft.since}" if draft.since else ""
    until = f" until {draft.until}" if draft.until else ""
    role = f", {draft.role}" if draft.role else ""
    return f"{name}{place} belongs to {network}{since}{until}{role}."


def _called(mapping: TableMapping) -> dict[str, str]:
    """What the table calls the fields, for messages."""
    fields = {name: template.text for name, template in mapping.columns.items()}
    who = next(
        (fields[name] for name in ("name", "members", "nces_id", "id") if name in fields), "name"
    )
    ends = {"name": who, "source_id": who, "target_id": fields.get("network", "network")}
    return {**fields, **ends, "source_url": fields.get("url", "source_url")}
