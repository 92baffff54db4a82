"""When a list was seen: at a date, or in a school year, which is kept as the year it begins in."""

from __future__ import annotations

from datetime import date as calendar_date
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from graph.dates import days
from graph.errors import DateError
from loaders.columns.dates import date_text

if TYPE_CHECKING:
    from collections.abc import Collection


class ListDate(NamedTuple):
    """When a list was seen.

    Attributes
    ----------
    as_of
        The date, "" if none is known; of a school year its first year.
    school
        Whether it is a school year, so that the period before it ends in its first year.
    """

    as_of: str = ""
    school: bool = False

    def or_else(self, other: ListDate) -> ListDate:
        """Itself, or another date if it is not known."""
        return self if self.as_of else other

    @property
    def text(self) -> str:
        """The date in one form, whatever was written: ``2022-23`` of a school year."""
        return f"{self.as_of}-{(int(self.as_of) + 1) % 100:02}" if self.school else self.as_of


def list_date(text: str) -> ListDate:
    """The date of a list as a person gives it: ``2022``, ``2022-09``, ``2022-23``, ``SY 2009-10``.

    ``2009-10`` is a month, as in every other date that is given to a command.

    Raises
    ------
    DateError
        If the text is neither a date nor a school year.
    """
    try:
        days(text)
    except DateError as error:
        readings = date_text(text).readings
        if len(readings) == 1 and readings[0].way == "school years":
            return ListDate(readings[0].since or "", school=True)
        raise DateError(f"{error} A school year is written 2022-23.") from None
    return ListDate(text)


def before(date: str, school_years: Collection[str] = ()) -> str:
    """The end of the period before a date, in the same precision.

    Parameters
    ----------
    date
        The date of a list.
    school_years
        The years that stand for school years: the one before ends in the year itself.
    """
    if date in school_years:
        return date
    parts = [int(part) for part in date.split("-")]
    if len(parts) == 1:
        return f"{parts[0] - 1:04}"
    if len(parts) == 2:
        months = parts[0] * 12 + parts[1] - 2
        return f"{months // 12:04}-{months % 12 + 1:02}"
    return (calendar_date(*parts) - timedelta(days=1)).isoformat()
