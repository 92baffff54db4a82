"""Complete lists at a date: who is on none of them any more has left since the one before.

A membership that a list no longer has ends just before its date. So lists of successive years make
spells: on those of 2019 and 2020, not on that of 2021, and again on that of 2022 are two.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date as calendar_date
from datetime import timedelta
from typing import TYPE_CHECKING

from graph.dates import days, first_day, last_day
from graph.model import Source, Statement, Withdrawal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.model import Spell, Tie
    from graph.records import Record
    from loaders.checks.known import Known
    from loaders.forms.findings import Reporter

MEMBER_OF = "MEMBER_OF"


def before(date: str) -> str:
    """The year, month or day before a date, in the same precision."""
    parts = [int(part) for part in date.split("-")]
    if len(parts) == 1:
        return f"{parts[0] - 1:04}"
    if len(parts) == 2:
        months = parts[0] * 12 + parts[1] - 2
        return f"{months // 12:04}-{months % 12 + 1:02}"
    return (calendar_date(*parts) - timedelta(days=1)).isoformat()


class Lists:
    """The dated lists of one network in the sources.

    Attributes
    ----------
    at
        Who is on the list of each date.
    kinds
        The kinds of those on the lists: of no other does absence mean anything.
    spared
        Who may be meant by a name that waits for a person.
    source
        Where the lists stand; without a line.
    reporter
        Who reports on that table.
    """

    def __init__(self, source: Source, reporter: Reporter) -> None:
        self.at: defaultdict[str, set[str]] = defaultdict(set)
        self.kinds: set[str] = set()
        self.spared: set[str] = set()
        self.source = source
        self.reporter = reporter

    def left(self, member: str, since: str | None) -> str | None:
        """The date of the first list after a beginning that a member is not on; None if none is."""
        for date in sorted(self.at, key=days):
            if first_day(since) < days(date).first and member not in self.at[date]:
                return date
        return None


class Snapshots:
    """The dated lists of the sources, against what the store holds of their networks.

    Parameters
    ----------
    complete
        Whether the lists are complete. If not, absence means nothing.
    """

    def __init__(self, *, complete: bool) -> None:
        self.complete = complete
        self._lists: dict[str, Lists] = {}
        self._ties: dict[tuple[str, str], Tie] = {}
        self._kinds: dict[str, str] = {}

    def learn(self, networks: Iterable[str], known: Known) -> None:
        """Ask the store about the memberships of networks, before anything is written to it."""
        ties = known.memberships(networks)
        self._ties = {(tie.source_id, tie.target_id): tie for tie in ties}
        members = {tie.source_id for tie in ties}
        known.learn(members)
        self._kinds = {member: known.kind(member) or "" for member in members}

    def lists_of(self, network: str, source: Source, reporter: Reporter) -> Lists:
        """The lists of a network that stand in a table."""
        return self._lists.setdefault(network, Lists(source, reporter))

    def placed(self, statement: Statement) -> Statement:
        """A membership of a list, with the end that a later list gives it, or gave it before."""
        if statement.type != MEMBER_OF or statement.until is not None:
            return statement
        lists = self._lists.get(statement.target_id)
        if self.complete and lists is not None:
            left = lists.left(statement.source_id, statement.evidence.as_of)
            if left is not None:
                return statement._replace(until=before(left))
        return self._resumed(statement)

    def endings(self) -> Iterator[Record]:
        """What ends the memberships in the store that lists no longer have."""
        if not self.complete:
            return
        for (member, network), tie in self._ties.items():
            lists = self._lists.get(network)
            if lists is None or self._kinds[member] not in lists.kinds:
                continue
            ended = list(_ended(tie, lists))
            if member not in lists.spared:
                yield from ended
            elif any(isinstance(record, Withdrawal) for record in ended):
                _say_spared(member, network, lists.reporter)

    def warn_of_order(self) -> None:
        """Warn of lists that are older than what the store knows of their networks."""
        latest: dict[str, str] = {}
        for (_, network), tie in self._ties.items():
            for statement in (s for spell in tie.spells for s in spell.statements):
                as_of = statement.evidence.as_of
                if as_of and first_day(as_of) > first_day(latest.get(network)):
                    latest[network] = as_of
        for network, lists in self._lists.items():
            newest = max(lists.at, key=days, default=None)
            later = latest.get(network)
            if newest and later and days(later).first > days(newest).last:
                problem = f"The store knows {network} as of {later}, which is after {newest}."
                fix = "Load lists in the order of their dates, or members may not end."
                lists.reporter.at(None)
                lists.reporter.warning(None, "older-list", problem, fix)

    def _resumed(self, statement: Statement) -> Statement:
        """A statement with the end that it was given in the store, if it was given one."""
        tie = self._ties.get((statement.source_id, statement.target_id))
        there = [s for spell in (tie.spells if tie else ()) for s in spell.statements]
        same = [s for s in there if _is_same(s, statement)]
        if any(s.until is None for s in same):
            return statement
        return statement._replace(until=same[0].until) if same else statement


def _is_same(one: Statement, other: Statement) -> bool:
    """Whether two statements are of one row, whatever end was given to one of them."""
    if (one.role, one.since, one.properties) != (other.role, other.since, other.properties):
        return False
    a, b = one.evidence, other.evidence
    same_place = a.url == b.url and (a.url is not None or a.file == b.file)
    return same_place and (a.as_of, a.confidence) == (b.as_of, b.confidence)


def _ended(tie: Tie, lists: Lists) -> Iterator[Record]:
    """What ends a membership; what has ended it before is said again."""
    ends = {before(date) for date, members in lists.at.items() if tie.source_id not in members}
    for spell in tie.spells:
        yield from (s for s in spell.statements if s.until in ends)
        if spell.until is None:
            yield from _ended_spell(tie, spell, lists)


def _ended_spell(tie: Tie, spell: Spell, lists: Lists) -> Iterator[Record]:
    said: dict[str, str | None] = {}
    for statement in spell.statements:
        # One without dates goes with the others, and changes none of them.
        follows = statement.since is None and spell.since is not None
        left = None if follows or statement.until else lists.left(tie.source_id, statement.since)
        if left is None:
            continue
        until = before(left)
        if statement.since is not None and first_day(statement.since) > last_day(until):
            continue
        yield Withdrawal(statement, instead=statement._replace(until=until))
        said.setdefault(left, spell.since)
    for left, since in said.items():
        evidence = lists.source._replace(as_of=left)
        yield Statement(*tie.key, None, since, before(left), evidence)


def _say_spared(member: str, network: str, reporter: Reporter) -> None:
    problem = f"{member} is not on the list of {network}, unless a name in review means it."
    reporter.at(None)
    reporter.warning(None, "may-be-listed", problem, "It stays. Decide, and load again.")
