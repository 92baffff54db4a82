"""Dates as rosters give them: a year, a month or a day.

A date stands for all its days, so each has a first and a last one. Days are counted as
proleptic Gregorian ordinals (1 = 0001-01-01), which compare and store as plain integers.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Iterable

EARLIEST = 0
"""Stands for "no known first day": before every real day."""
LATEST = date.max.toordinal() + 1
"""Stands for "no known last day": after every real day."""

_PRECISE = ("datetime64", "Period")
"""Types of NumPy and pandas that are dates of some precision, and say it as text."""
_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class Days(NamedTuple):
    """The days that a date stands for, first and last included, as ordinals."""

    first: int
    last: int


@lru_cache(maxsize=65_536)
def days(text: str) -> Days:
    """Read a date.

    Parameters
    ----------
    text
        ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

    Raises
    ------
    DateError
        If the text has another shape or names a day that never was.
    """
    shape = _SHAPE.fullmatch(text)
    if shape is None:
        raise DateError(f"{text!r} is not a date. Write YYYY, YYYY-MM or YYYY-MM-DD.")
    year, month, day = (int(part) if part else None for part in shape.groups())
    try:
        first = date(year or 0, 1 if month is None else month, 1 if day is None else day)
        if day is not None:
            last = first
        elif month is not None:
            last = date(first.year, month, _month_length(first.year, month))
        else:
            last = date(first.year, 12, 31)
    except ValueError:
        raise DateError(f"{text!r} is not a day of the calendar. Correct it.") from None
    return Days(first.toordinal(), last.toordinal())


def date_text(value: object) -> str:
    """A date as text, from what programs have for one.

    Parameters
    ----------
    value
        A text as `days` takes it; a year as a number; a date, a datetime or a timestamp of
        pandas, of which the day counts; a period or a datetime64, as precise as it is.

    Raises
    ------
    DateError
        If it is no date, or a missing one.
    """
    if isinstance(value, str):
        text = value
    elif isinstance(value, int | float) or hasattr(value, "__index__"):
        text = _year_text(value)
    elif isinstance(value, date):
        text = value.isoformat()[:10]
    else:
        text = str(value)[:10] if type(value).__name__ in _PRECISE else repr(value)
    days(text)
    return text


def _year_text(value: Any) -> str:
    """A year of four digits that is a number; whatever else it is, it is told as it stands."""
    whole = not isinstance(value, bool) and value == value and value in range(1000, 10_000)  # noqa: PLR0124 - nan
    return f"{int(value):04d}" if whole else repr(value)


def _month_length(year: int, month: int) -> int:
    if month == 12:
        return 31
    return date(year, month + 1, 1).toordinal() - date(year, month, 1).toordinal()


def first_day(text: str | None) -> int:
    """The first day of a date, or ``EARLIEST`` if there is none."""
    return EARLIEST if text is None else days(text).first


def last_day(text: str | None) -> int:
    """The last day of a date, or ``LATEST`` if there is none."""
    return LATEST if text is None else days(text).last


def is_date(text: str) -> bool:
    """Whether a text can be read as a date."""
    try:
        days(text)
    except DateError:
        return False
    return True


def earliest(texts: Iterable[str]) -> str:
    """The date that begins first; of those that begin on one day the shorter text."""
    return min(texts, key=lambda text: (days(text).first, len(text)))


def latest(texts: Iterable[str | None]) -> str | None:
    """The date that ends last, None if any is unknown; of equal ends the shorter text."""
    known: list[str] = []
    for text in texts:
        if text is None:
            return None
        known.append(text)
    return max(known, key=lambda text: (days(text).last, -len(text)), default=None)
