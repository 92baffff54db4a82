"""The complete lists of one network, as a line of time: who was on which, and what follows.

The first list begins nothing, and the last ends nothing. Who is on a list and not on the one before
has begun with it; who is on one and not on the next has ended with the period before that.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from graph.dates import days, first_day, last_day
from loaders.checks.list_dates import before

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from graph.model import Source, Statement
    from loaders.checks.list_dates import ListDate
    from loaders.forms.findings import Reporter


def says_left(statement: Statement, school_years: Collection[str] = ()) -> bool:
    """Whether a statement is that of a list which somebody is no longer on."""
    as_of, until = statement.evidence.as_of, statement.until
    return as_of is not None and until is not None and until == before(as_of, school_years)


class Timeline:
    """Lists in the order of their dates.

    Parameters
    ----------
    at
        Who is on the list of each date.
    """

    def __init__(self, at: Mapping[str, set[str]]) -> None:
        self._at = at
        self._dates = sorted(at, key=days)

    def begun(self, member: str, date: str) -> str | None:
        """The list with which a membership began that is on the list of a date; None if unknown."""
        earlier = [d for d in self._dates if days(d).last < days(date).first]
        for start, previous in zip([date, *reversed(earlier)], reversed(earlier), strict=False):
            if member not in self._at[previous]:
                return start
        return None

    def left(self, member: str, seen: str | None) -> str | None:
        """The date of the first list after a date that a member is not on; None if none is."""
        for date in self._dates:
            if first_day(seen) < days(date).first and member not in self._at[date]:
                return date
        return None

    def ends(self, member: str, date: str) -> bool:
        """Whether the list of a date may end a membership: the one before it had the member."""
        earlier = [d for d in self._dates if days(d).last < days(date).first]
        return not earlier or member in self._at[earlier[-1]]


class Lists:
    """The dated lists of one network in the sources, and those that the store holds.

    Attributes
    ----------
    at
        Who is on the list of each date in the sources.
    held
        Who is on each complete list that the store holds.
    school_years
        The dates of these lists that stand for school years.
    kinds
        The kinds of those on the lists: of no other does absence mean anything.
    spared
        Who may be meant by a name that waits for a person.
    source
        Where the lists stand; without a line.
    reporter
        Who reports on that table.
    """

    def __init__(
        self,
        source: Source,
        reporter: Reporter,
        held: Mapping[str, set[str]],
        school_years: set[str],
    ) -> None:
        self.at: defaultdict[str, set[str]] = defaultdict(set)
        self.held = held
        self.school_years = school_years
        self.kinds: set[str] = set()
        self.spared: set[str] = set()
        self.source = source
        self.reporter = reporter

    def put(self, member: str, dated: ListDate) -> None:
        """Put somebody on the list of a date."""
        self.at[dated.as_of].add(member)
        if dated.school:
            self.school_years.add(dated.as_of)

    def end(self, left: str | None) -> str | None:
        """The end of a membership that the list of a date no longer has."""
        return before(left, self.school_years) if left else None

    @property
    def now(self) -> Timeline:
        """All lists; one that is in the sources goes before the one of its date in the store."""
        return Timeline({**self.held, **self.at})

    @property
    def then(self) -> Timeline:
        """The lists that the store holds."""
        return Timeline(self.held)

    @property
    def given(self) -> Timeline:
        """The lists in the sources."""
        return Timeline(self.at)


def placed(statement: Statement, lists: Lists) -> Statement:
    """A membership on a list, with the beginning and the end that the other lists give it."""
    member, date = statement.source_id, statement.evidence.as_of
    if date is None:
        return statement
    timeline = lists.now
    since = statement.since or timeline.begun(member, date)
    until = statement.until or lists.end(timeline.left(member, date))
    return statement._replace(since=since, until=until)


def placed_anew(statement: Statement, lists: Lists) -> Statement:
    """A membership on a list that the store holds: what followed from the lists is brought up."""
    member, date = statement.source_id, statement.evidence.as_of or ""
    old, new = lists.then, lists.now
    if statement.since == old.begun(member, date):
        statement = statement._replace(since=new.begun(member, date))
    if statement.until == lists.end(old.left(member, date)):
        statement = statement._replace(until=lists.end(new.left(member, date)))
    return statement


def last_seen(statement: Statement) -> str | None:
    """The latest date at which a statement says that it was so."""
    dates = [date for date in (statement.since, statement.evidence.as_of) if date]
    return max(dates, key=lambda date: days(date).first, default=None)


def ends_after(statement: Statement, until: str) -> bool:
    """Whether a membership can have ended then, by what else is said of it."""
    return statement.since is None or first_day(statement.since) <= last_day(until)
