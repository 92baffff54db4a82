"""The rows of a roster, judged: each becomes something, waits, is refused, or stands aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.dates import days
from graph.model import Node, Source
from loaders.checks.tally import TakenFor
from loaders.checks.understood import Understanding
from loaders.columns.values import BadCellError, quoted
from loaders.identity.network_names import is_no_name
from loaders.rosters.review import OpenName, say_open, say_open_network
from loaders.rosters.row_questions import questions_of
from loaders.rosters.schools import SchoolFinder
from loaders.rosters.spelled import Spelled
from loaders.rosters.telling import understand

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from loaders.checks.list_dates import ListDate
    from loaders.checks.questions import AskedQuestion
    from loaders.checks.rules import TieRules
    from loaders.checks.tally import TableTally
    from loaders.columns.ledger import Fate
    from loaders.rosters.directory import Directory
    from loaders.rosters.fields import WrittenEntity
    from loaders.rosters.file import RosterFile
    from loaders.rosters.lists import Lists
    from loaders.rosters.members import MemberFinder, RowMember
    from loaders.rosters.networks import NetworkFinder, Which
    from loaders.rosters.rows import Draft, RowRead
    from loaders.rosters.schools import Schooled
    from loaders.rosters.snapshots import Snapshots
    from loaders.rosters.table import RosterLine


class Desks(NamedTuple):
    """Where the names of a roster are asked about."""

    directory: Directory
    members: MemberFinder
    networks: NetworkFinder
    rules: TieRules


class RowJudge:
    """Judges the rows of a roster, each once, before anything of it is written.

    Parameters
    ----------
    file
        The table.
    desks
        Where its names are asked about.
    tally
        Takes in what was understood, and names that are taken for others.
    snapshots
        Takes in who is on which list.

    Attributes
    ----------
    who, which, schooled
        What became of the names of members, networks and schools.
    beside
        Names of networks that are near more frequent ones of the roster, with those.
    columns
        The names of its columns.
    open_names
        Names that wait for a person, once each.
    spelled
        By entity, what the rows that were not refused wrote for it.
    """

    def __init__(
        self, file: RosterFile, desks: Desks, tally: TableTally, snapshots: Snapshots
    ) -> None:
        self.who: dict[WrittenEntity, RowMember] = {}
        self.which: dict[str, Which] = {}
        self.schooled: dict[WrittenEntity, Schooled] = {}
        self.beside: dict[str, list[str]] = {}
        self.columns: Sequence[str] = ()
        self.open_names: list[OpenName] = []
        self.spelled = Spelled(desks.directory)
        self._file = file
        self._desks = desks
        self._tally = tally
        self._snapshots = snapshots
        self._schools = SchoolFinder(desks.directory)
        self._understood = tally.understood = Understanding()
        self._written: set[str] = set()
        self._spelled: dict[str, str] = {}

    def judge(self, line: RosterLine, read: RowRead, dated: ListDate) -> tuple[Fate, list[Node]]:
        """What becomes of a row, and the entities that it is the first to need."""
        reporter = self._file.reporter
        for question in read.refused:
            reporter.error(question.column, question.rule, question.problem, question.fix)
        for question in read.waits:
            reporter.warning(question.column, question.rule, question.problem, question.fix)
        waits = bool(read.waits)
        members = [self._member(who, line.line) for who in read.members]
        networks = {draft.network: self._network(draft.network) for draft in read.drafts}
        for draft in read.drafts:
            self._judge_dates(draft)
            self._judge_self(draft)
        if reporter.faults or None in members:
            return "refused", []
        waits |= any(member is not None and member.id is None for member in members)
        schooled = [self._is_schooled(who) for who in read.members]  # each says what is wrong
        waits |= not all(schooled)
        waits |= any(which is None or which.id is None for which in networks.values())
        if not waits:
            self._judge_ties(read)
        self._judge_list(dated)
        if reporter.faults:
            return "refused", []
        found = [member for member in members if member is not None]
        self._note_spelled(read, found, networks)
        if dated.as_of:
            self._list(found, [w for w in networks.values() if w is not None and w.id], dated)
        if waits:
            return "waits", []
        if not read.drafts:
            return "aside", []
        desks = self._desks.directory, self._desks.networks
        understand(self._understood, read, *desks, self.which, found)
        return "became", self._needed(read, found)

    def questions(self, text: str, read: RowRead) -> list[AskedQuestion]:
        """What a row asks that waits, which is ``text`` as a whole."""
        place, called = self._file.sheet.name, self._file.reporter.columns
        found = questions_of(read, self.who, self.which, place, text)
        return [one.in_column(called.get(one.key.column, one.key.column)) for one in found]

    def _note_spelled(
        self, read: RowRead, members: Sequence[RowMember], networks: Mapping[str, Which | None]
    ) -> None:
        """Note what a row wrote for those whom it means, be it that it waits for something else."""
        for who, member in zip(read.members, members, strict=True):
            self.spelled.note(member.id, who.name)
            if who in self.schooled:
                self.spelled.note(self.schooled[who].id, who.school)
        for name, which in networks.items():
            self.spelled.note(which.id if which is not None else None, name)

    def spare(self, read: RowRead) -> None:
        """Let nothing be taken back of those who may be meant by a row that is not taken."""
        for member in filter(None, map(self.who.get, read.members)):
            candidates = member.match.candidates if member.match is not None else ()
            self._tally.spared.update([member.id] if member.id else [c.id for c in candidates])

    def _member(self, who: WrittenEntity, line: int) -> RowMember | None:
        """Who is meant; a fault is the fault of each row that names them so."""
        if who not in self.who:
            try:
                self.who[who] = self._desks.members.find(who)
            except BadCellError as bad:
                self._file.reporter.error("name", bad.rule, bad.problem, bad.fix)
                return None
            self._say_who(who, self.who[who], line)
        return self.who[who]

    def _is_schooled(self, who: WrittenEntity) -> bool:
        """Whether the school of a row, if it names one, is known or can be made."""
        member = self.who[who]
        if not who.school or member.id is None:
            return True
        if who not in self.schooled:
            node = self._desks.directory.node(member.id)
            state = (node.state if node is not None else None) or who.state
            school = self.schooled[who] = self._schools.find(who.school, member.id, state)
            if school.new is not None:
                self._desks.directory.add([school.new])
        school = self.schooled[who]
        if school.id is None:
            near = " or ".join(f"{node.name} ({node.id})" for node in school.near[:3])
            problem = f"{quoted(who.school)} may be {near}."
            fix = "Write that name if it is, or another if it is not; the row waits."
            self._file.reporter.warning("school", "school-in-review", problem, fix)
        return school.id is not None

    def _say_who(self, who: WrittenEntity, member: RowMember, line: int) -> None:
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

    def _network(self, name: str) -> Which | None:
        reporter = self._file.reporter
        if name not in self.which:
            mapping = self._file.mapping
            given = {*mapping.networks.values(), mapping.constant.get("network")}
            why = None if name in given else is_no_name(name, self.columns)
            if why is not None and self._desks.directory.node(name) is None:
                problem = f"{quoted(name)} {why}, and no name of a network."
                reporter.error("network", "no-network-name", problem, "Name the network.")
                return None
            which = self.which[name] = self._desks.networks.which(name, self.beside)
            if which.id is None:
                say_open_network(name, which.candidates, reporter)
            elif which.new is not None:
                self._desks.directory.add([which.new])
        return self.which[name]

    def _judge_dates(self, draft: Draft) -> None:
        if draft.since and draft.until and days(draft.since).first > days(draft.until).last:
            problem = f"The membership begins ({draft.since}) after it ends ({draft.until})."
            self._file.reporter.error("since", "since-after-until", problem, "Correct one date.")

    def _judge_self(self, draft: Draft) -> None:
        member, which = self.who.get(draft.member), self.which.get(draft.network)
        if member is not None and which is not None and member.id and member.id == which.id:
            problem = f"{quoted(draft.network)} is said to be a member of itself."
            self._file.reporter.error("network", "member-of-itself", problem, "Correct the row.")

    def _judge_ties(self, read: RowRead) -> None:
        """Make sure that the ties of a row may be, while it can still be refused as a whole."""
        reporter = self._file.reporter
        for draft in read.drafts:
            member, which = self.who[draft.member].id or "", self.which[draft.network].id or ""
            school = self.schooled.get(draft.member)
            if school is not None and school.id is not None:
                self._judge_tie(school.id, "PART_OF", member)
                member = school.id
            if not reporter.faults:
                self._judge_tie(member, "MEMBER_OF", which)

    def _judge_tie(self, source: str, tie_type: str, target: str) -> None:
        kinds = self._kind(source), self._kind(target)
        self._desks.rules.may((source, target), tie_type, kinds, self._file.reporter)

    def _kind(self, node_id: str) -> str:
        node = self._desks.directory.node(node_id)
        return node.kind if node is not None else ""

    def _judge_list(self, dated: ListDate) -> None:
        if self._snapshots.complete and not dated.as_of:
            problem, fix = "No date is given.", "Fill the year, or give --dated."
            self._file.reporter.error(
                "year", "no-date", problem, f"A complete list needs a date: {fix}"
            )

    def _list(self, members: list[RowMember], networks: list[Which], dated: ListDate) -> None:
        """Put the members of a row on the lists of its networks."""
        for which in networks:
            lists = self._lists(which.id or "")
            lists.kinds.add(self._file.mapping.member)
            for member in members:
                if member.id is not None:
                    lists.put(member.id, dated)
                elif member.match is not None:
                    lists.spared.update(candidate.id for candidate in member.match.candidates)

    def _lists(self, network: str) -> Lists:
        source = Source(self._file.mapping.constant.get("url"), self._file.sheet.name)
        return self._snapshots.lists_of(network, source, self._file.reporter)

    def _needed(self, read: RowRead, members: list[RowMember]) -> list[Node]:
        """The entities of a row that nothing has written yet."""
        nodes: list[Node] = []
        for member in members:
            if member.new is not None:
                nodes.append(member.new)
            elif member.id is not None:
                nodes.append(Node(member.id, self._file.mapping.member, ""))
        for who in read.members:
            school = self.schooled.get(who)
            if school is not None and school.id is not None:
                nodes.append(school.new or Node(school.id, "school", ""))
        for draft in read.drafts:
            which = self.which[draft.network]
            if which.new is not None:
                nodes.append(which.new)
            elif which.id is not None:
                node = self._desks.directory.node(which.id)
                nodes.append(Node(which.id, node.kind if node else "network", ""))
        needed = [node for node in nodes if node.id not in self._written]
        self._written.update(node.id for node in needed)
        return list({node.id: node for node in needed}.values())
