"""Spells on an axis of years: where their bars begin and end, and who came and went in a year."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from graph.dates import EARLIEST, LATEST, Days, days, is_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class HeldSpell(NamedTuple):
    """A spell as a bar is drawn of it.

    Attributes
    ----------
    tie
        Its index among the drawn ties.
    span
        Its days, cut to the lifetimes of its ends.
    dated, closed
        Whether its beginning and its end are known.
    seen
        The dates of the lists that show it, as far as they have any.
    """

    tie: int
    span: Days
    dated: bool
    closed: bool = False
    seen: tuple[str, ...] = ()


class Axis(NamedTuple):
    """The years that bars are drawn over, first and last included."""

    first: int
    last: int

    @property
    def years(self) -> range:
        """Each of them."""
        return range(self.first, self.last + 1)

    def share(self, day: int) -> float:
        """How far along the axis a day begins: 0 at its beginning, 1 at its end."""
        start = date(self.first, 1, 1).toordinal()
        end = date(self.last, 12, 31).toordinal() + 1
        return min(1.0, max(0.0, (day - start) / (end - start)))


class Bar(NamedTuple):
    """A bar between two shares of the axis; hollow where its beginning is not known.

    Attributes
    ----------
    marks
        Where lists show it, of a hollow one.
    """

    tie: int
    start: float
    end: float
    hollow: bool
    marks: tuple[float, ...] = ()


def axis_of(held: Iterable[HeldSpell], as_of: str | None = None) -> Axis | None:
    """The years from the first to the last that spells, their lists and a date name, if any."""
    years: set[int] = set()
    for one in held:
        years |= {_year(day) for day in one.span if EARLIEST < day < LATEST}
        years |= {_year(days(text).first) for text in one.seen if is_date(text)}
    if years and as_of:
        years |= {_year(day) for day in days(as_of)}
    return Axis(min(years), max(years)) if years else None


def bars(axis: Axis | None, held: Sequence[HeldSpell]) -> tuple[Bar, ...]:
    """The bars of one row, without those of spells outside the lifetimes of their ends."""
    if axis is None:
        return tuple(Bar(one.tie, 0.0, 1.0, hollow=True) for one in held)
    return tuple(_bar(axis, one) for one in held if one.span.first <= one.span.last)


def _bar(axis: Axis, one: HeldSpell) -> Bar:
    seen = {axis.share(_middle(text)) for text in one.seen if is_date(text)}
    marks = () if one.dated else tuple(sorted(seen))
    return Bar(
        one.tie, axis.share(one.span.first), axis.share(one.span.last + 1), not one.dated, marks
    )


def _middle(text: str) -> int:
    first, last = days(text)
    return (first + last) // 2


def turnover(rows: Iterable[Sequence[HeldSpell]]) -> Mapping[int, tuple[int, int]]:
    """How many came in each year, and for how many it was the last, as far as that is known.

    Parameters
    ----------
    rows
        The spells of each member; those that follow one another without a gap are one stay.
    """
    came: Counter[int] = Counter()
    went: Counter[int] = Counter()
    for row in rows:
        for stay in _stays(row):
            came.update([_year(stay.span.first)] if stay.dated else [])
            went.update([_year(stay.span.last)] if stay.span.last < LATEST else [])
    return {year: (came[year], went[year]) for year in sorted(came.keys() | went.keys())}


def _stays(row: Sequence[HeldSpell]) -> list[HeldSpell]:
    """Spells that are dated, those without a gap between them as one."""
    real = [one for one in row if one.span.first <= one.span.last]
    known = [one for one in real if one.dated or one.closed]
    found: list[HeldSpell] = []
    for one in sorted(known, key=lambda one: one.span):
        if found and one.span.first <= found[-1].span.last + 1:
            reach = max(found[-1].span.last, one.span.last)
            found[-1] = found[-1]._replace(span=Days(found[-1].span.first, reach))
        else:
            found.append(one)
    return found


def _year(day: int) -> int:
    return date.fromordinal(day).year
