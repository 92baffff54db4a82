"""Complete lists at a date, against what the store holds of their networks.

Who is on none of them any more has left since the one before: a membership that a list no longer
has ends just before its date. So lists of successive years make spells.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from graph.dates import days, first_day
from graph.model import Statement, Withdrawal
from loaders.rosters.lists import (
    Lists,
    ends_after,
    last_seen,
    placed,
    placed_anew,
    says_left,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from graph.model import Source, Tie
    from graph.records import Record
    from loaders.checks.known import Known
    from loaders.forms.findings import Reporter

MEMBER_OF = "MEMBER_OF"


class Snapshots:
    """The dated lists of the sources.

    Parameters
    ----------
    complete
        Whether the lists are complete. If not, absence means nothing.
    held
        The dates of which the store holds complete lists.
    school_years
        The lists among them whose dates stand for school years: their networks and dates.

    Attributes
    ----------
    whole
        Whether no row of the lists is left out. If one is, nothing begins or ends by them.
    """

    def __init__(
        self,
        *,
        complete: bool,
        held: Collection[str] = (),
        school_years: Iterable[tuple[str, str]] = (),
    ) -> None:
        self.complete = complete
        self.whole = True
        self._dates = held
        self._lists: dict[str, Lists] = {}
        self._held: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._school_years: dict[str, set[str]] = defaultdict(set)
        for network, date in school_years:
            self._school_years[network].add(date)
        self._ties: dict[tuple[str, str], Tie] = {}
        self._kinds: dict[str, str] = {}

    def learn(self, networks: Iterable[str], known: Known) -> None:
        """Ask the store about the memberships of networks, before anything is written to it."""
        ties = known.memberships(networks)
        self._ties = {(tie.source_id, tie.target_id): tie for tie in ties}
        members = {tie.source_id for tie in ties}
        known.learn(members)
        self._kinds = {member: known.kind(member) or "" for member in members}
        for statement in (one for tie in ties for one in _said(tie)):
            as_of = statement.evidence.as_of
            if as_of in self._dates:
                network = statement.target_id
                left = says_left(statement, self._school_years[network])
                self._held[network][as_of or ""].update([] if left else [statement.source_id])

    def lists_of(self, network: str, source: Source, reporter: Reporter) -> Lists:
        """The lists of a network that stand in a table."""
        if network not in self._lists:
            self._lists[network] = Lists(
                source, reporter, self._held[network], self._school_years[network]
            )
        return self._lists[network]

    def placed(self, statement: Statement) -> Statement:
        """A membership of a list, with the beginning and the end that other lists give it."""
        lists = self._lists.get(statement.target_id)
        if not (self.complete and self.whole) or lists is None or statement.type != MEMBER_OF:
            return statement
        if statement.source_id in lists.spared:
            return statement
        return placed(statement, lists)

    def endings(self) -> Iterator[Record]:
        """What the lists change of the memberships that the store holds."""
        if not self.complete:
            return
        for (member, network), tie in self._ties.items():
            lists = self._lists.get(network)
            if lists is None or self._kinds[member] not in lists.kinds:
                continue
            ended = list(_changed(tie, lists))
            if member not in lists.spared:
                yield from ended
            elif any(isinstance(record, Withdrawal) for record in ended):
                _say_spared(member, network, lists.reporter)

    def lists_before(self) -> dict[str, set[str]]:
        """Who is on the last list that the store holds of each network, before the newest here."""
        found: dict[str, set[str]] = {}
        for network, lists in self._lists.items() if self.complete else ():
            newest = max(lists.at, key=days, default=None)
            earlier = [d for d in lists.held if newest and days(d).last < days(newest).first]
            if earlier:
                found[network] = lists.held[max(earlier, key=days)]
        return found

    def warn_of_order(self) -> None:
        """Warn of lists that are older than what the store knows of their networks."""
        latest: dict[str, str] = {}
        for (_, network), tie in self._ties.items():
            for statement in _said(tie):
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


def _said(tie: Tie) -> Iterator[Statement]:
    return (statement for spell in tie.spells for statement in spell.statements)


def _changed(tie: Tie, lists: Lists) -> Iterator[Record]:
    """What the lists change of a membership; what they said of its end before is said again."""
    member, at = tie.source_id, lists.at
    marks = [
        statement
        for statement in _said(tie)
        if says_left(statement, lists.school_years) and statement.evidence.as_of in lists.held
    ]
    undone = {mark.until for mark in marks if member in at.get(mark.evidence.as_of or "", ())}
    for mark in marks:
        yield from _mark_again(mark, lists)
    ends: dict[str, str | None] = {}
    for spell in tie.spells:
        for statement in spell.statements:
            # One without dates goes with the others, and changes none of them.
            follows = statement.since is None and spell.since is not None
            now = (
                statement if statement in marks else _now(statement, lists, undone, follows=follows)
            )
            if now == statement:
                continue
            yield Withdrawal(statement, instead=now)
            left = lists.given.left(member, last_seen(statement))
            if now.until and left and now.until == lists.end(left):
                ends.setdefault(left, now.since or spell.since)
    for left, since in ends.items():
        yield Statement(*tie.key, None, since, lists.end(left), lists.source._replace(as_of=left))


def _mark_again(mark: Statement, lists: Lists) -> Iterator[Record]:
    """That somebody is not on a list: said again, or taken back where it is so no more."""
    date = mark.evidence.as_of or ""
    outdated = lists.then.ends(mark.source_id, date) and not lists.now.ends(mark.source_id, date)
    if outdated or mark.source_id in lists.at.get(date, ()):
        yield Withdrawal(mark)
    elif date in lists.at and mark.evidence.file == lists.source.file:
        yield mark


def _now(
    statement: Statement, lists: Lists, undone: Collection[str | None], *, follows: bool
) -> Statement:
    """A statement of the store as it is after the lists."""
    if statement.evidence.as_of in lists.held:
        return placed_anew(statement, lists)
    if statement.until is not None and statement.until in undone:
        statement = statement._replace(until=None)
    left = (
        None
        if follows or statement.until
        else lists.given.left(statement.source_id, last_seen(statement))
    )
    until = lists.end(left)
    if until is None or not ends_after(statement, until):
        return statement
    return statement._replace(until=until)


def _say_spared(member: str, network: str, reporter: Reporter) -> None:
    problem = f"{member} is not on the list of {network}, unless a name in review means it."
    reporter.at(None)
    reporter.warning(None, "may-be-listed", problem, "It stays. Decide, and load again.")
