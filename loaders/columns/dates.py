"""Dates as people write them in rosters: what a text can mean, before its column decides.

``2009-10`` alone is a month or a school year, ``03/04/2015`` the 3rd of April or the 4th of March.
Such a text has two readings; `loaders.columns.date_columns` chooses between them for the whole
column. A school year runs from its first year to its second.
"""

from __future__ import annotations

import re
from calendar import month_abbr, month_name
from datetime import date as calendar_date
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from graph.dates import days
from graph.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Callable

Way = Literal["school years", "months", "month first", "day first"]
"""What an ambiguous text is read as."""

PIVOT = 20
"""A year of two digits lies at most so many years ahead; else it is of the century before."""

_MONTHS = {
    name.casefold(): number
    for names in (month_name, month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
_MONTH = f"({'|'.join(sorted(_MONTHS, key=len, reverse=True))})\\.?"
_SEASON = "(?:fall|autumn|winter|spring|summer|early|mid|late)"
_YEAR = r"((?:19|20)\d{2})"
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_STAMP = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[AaPp][Mm]|[+-]\d{2}:?\d{2})?$")
_ABOUT = re.compile(r"^(?:c\.|ca\.?|circa|about|approx\.?|around|~)\s*", re.IGNORECASE)
_SERIAL = re.compile(r"[2-6]\d{4}(?:\.0)?")


class DateReading(NamedTuple):
    """One thing that a text can mean.

    Attributes
    ----------
    since, until
        What it is as a beginning, and what it is as an end; None of a span that is open there.
    way
        The choice that it rests on; None if there is none.
    span
        Whether it says both a beginning and an end (or that there is none yet).
    """

    since: str | None
    until: str | None
    way: Way | None = None
    span: bool = False


class DateText(NamedTuple):
    """All that a text can mean.

    Attributes
    ----------
    readings
        Its readings; none if it is no date, two if its column has to decide.
    inferred
        Whether it says itself that it is a guess: ``c. 2010``, ``2010?``.
    doubt
        Why no column can decide it; None if one can.
    """

    readings: tuple[DateReading, ...]
    inferred: bool = False
    doubt: str | None = None


NO_DATE = DateText(())
_STILL = frozenset({"present", "now", "today", "current", "ongoing", "active", "to date", "still"})


def is_still(text: str) -> bool:
    """Whether a text says, in place of an end, that there is none yet."""
    return text.casefold().strip(" .") in _STILL


@lru_cache(maxsize=65_536)
def date_text(text: str) -> DateText:
    """What a text can mean as a date or a span of dates."""
    plain = " ".join(_DASHES.sub("-", text).split())
    about = _ABOUT.sub("", plain)
    bare = about.rstrip("?").strip()
    inferred = bare != plain
    doubt = _doubt(bare)
    if doubt is not None:
        return DateText((), inferred, doubt)
    readings = _moments(bare) or _spans(bare)
    return DateText(readings, inferred) if readings else NO_DATE


def _doubt(text: str) -> str | None:
    if _SERIAL.fullmatch(text):
        return "a bare number may be a day as a spreadsheet counts them, or no date at all"
    short = re.fullmatch(rf"{_MONTH}[- ']*(\d{{2}})", text, re.IGNORECASE)
    if short and short[2] != "00":
        return "it may be a day of that month, or the month of a year"
    return None


def _moments(text: str) -> tuple[DateReading, ...]:
    """The readings of a text that names one day, month, year or school year."""
    text = _STAMP.sub("", text)
    for pattern, read in _FORMS:
        shape = pattern.fullmatch(text)
        if shape is not None and (readings := tuple(filter(None, read(shape)))):
            return readings
    return ()


def _spans(text: str) -> tuple[DateReading, ...]:
    """The readings of a text that names a beginning, an end, or both."""
    opened = _OPEN.fullmatch(text)
    if opened:
        return tuple(
            DateReading(r.since, None, r.way, span=True) for r in _moments(opened[1] or opened[2])
        )
    ended = _ENDED.fullmatch(text)
    if ended:
        return tuple(DateReading(None, r.until, r.way, span=True) for r in _moments(ended[1]))
    for parted in _PARTED:
        for cut in parted.finditer(text):
            first, last = _moments(text[: cut.start()]), _moments(text[cut.end() :])
            found = tuple(
                DateReading(a.since, b.until, a.way or b.way, span=True)
                for a in first
                for b in last
                if a.way is None or b.way is None or a.way == b.way
                if _in_order(a.since, b.until)
            )
            if found:
                return found
    return ()


_OPEN = re.compile(
    r"(?:since|from|joined|member since)\s+(.+)"
    r"|(.+?)\s*(?:-\s*(?:present|now|today|current|ongoing)?|to (?:present|date|now)|onwards?|\+)",
    re.IGNORECASE,
)
_ENDED = re.compile(r"(?:until|till|to|through|thru|left|-)\s*(.+)", re.IGNORECASE)
_PARTED = (
    re.compile(r"\s+(?:to|until|till|through|thru)\s+|\s*\u2192\s*", re.IGNORECASE),
    re.compile(r"\s+-\s+"),
    re.compile(r"-"),
)


# The forms of a moment -----------------------------------------------------------------------


def _year(text: str) -> int:
    """A year of four digits, or of two."""
    if len(text) == 4:
        return int(text)
    last = calendar_date.today().year + PIVOT  # noqa: DTZ011 - a year is enough
    year = last // 100 * 100 + int(text)
    return year if year <= last else year - 100


def _at(text: str, way: Way | None = None) -> DateReading | None:
    """A text that has the shape of a date as a reading, None if the calendar has no such day."""
    try:
        days(text)
    except DateError:
        return None
    return DateReading(text, text, way)


def _in_order(since: str | None, until: str | None) -> bool:
    return since is None or until is None or days(since).first <= days(until).last


def _school_year(first: int, second: str, way: Way | None) -> DateReading | None:
    """The school year that begins in a year, if the second one is the next."""
    last = first + 1
    fits = f"{last:04}".endswith(second) and len(second) in (2, 4)
    return DateReading(f"{first:04}", f"{last:04}", way) if fits else None


def _pair(shape: re.Match[str]) -> tuple[DateReading | None, ...]:
    """``2009-10``: a month, a school year, or either; ``2009/10`` likewise."""
    year, second = int(shape[1]), shape[2]
    month = _at(f"{year:04}-{int(second):02}", "months") if int(second) <= 12 else None
    return _school_year(year, second, "school years"), month


def _named_pair(shape: re.Match[str]) -> tuple[DateReading | None, ...]:
    """``SY 2009-10``, ``AY09-10``: a school year, whatever the column."""
    return (_school_year(_year(shape[1]), shape[2], "school years"),)


def _two_years(shape: re.Match[str]) -> tuple[DateReading | None, ...]:
    """``2009-2010`` is a school year; ``2012-2016`` a span."""
    first, last = int(shape[1]), int(shape[2])
    if last == first + 1:
        return (DateReading(shape[1], shape[2], "school years"),)
    return (DateReading(shape[1], shape[2], None, span=True),) if first < last else ()


def _slashed(shape: re.Match[str]) -> tuple[DateReading | None, ...]:
    """``9/15/14``: the month first as in the United States, or the day, as far as both can be."""
    a, b, year = int(shape[1]), int(shape[2]), _year(shape[3])
    month_first = _at(f"{year:04}-{a:02}-{b:02}", "month first")
    day_first = _at(f"{year:04}-{b:02}-{a:02}", "day first")
    if a == b and month_first:
        return (month_first._replace(way=None),)
    return month_first, day_first


def _fiscal(shape: re.Match[str]) -> tuple[DateReading | None, ...]:
    """``FY20``: the fiscal year that ends in 2020."""
    year = _year(shape[1])
    return (DateReading(f"{year - 1:04}", f"{year:04}", "school years"),)


def _of(template: str) -> Callable[[re.Match[str]], tuple[DateReading | None, ...]]:
    """A form of which each part is what its place says: ``y``, ``m`` and ``d``, by group."""

    def read(shape: re.Match[str]) -> tuple[DateReading | None, ...]:
        parts: dict[str, str] = {}
        for letter, text in zip(template, shape.groups(), strict=True):
            number = _MONTHS.get(text.casefold()) if letter == "m" else None
            value = number or (_year(text) if letter == "y" else int(text))
            parts[letter] = f"{value:0{4 if letter == 'y' else 2}}"
        return (_at("-".join(parts[letter] for letter in "ymd" if letter in parts)),)

    return read


_FORMS: tuple[
    tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[DateReading | None, ...]]], ...
] = tuple(
    (re.compile(pattern, re.IGNORECASE), read)
    for pattern, read in (
        (rf"{_YEAR}(?:\.0)?", _of("y")),
        (rf"{_YEAR}\s*[-/]\s*(\d{{2}})", _pair),
        (rf"{_YEAR}\s*[-/]\s*(\d)", _of("ym")),
        (rf"{_YEAR}\s*[-/]\s*{_YEAR}", _two_years),
        (rf"{_YEAR}[-/.](\d{{1,2}})[-/.](\d{{1,2}})", _of("ymd")),
        (
            r"(?:SY|AY|school year|academic year)\s*'?(\d{4}|\d{2})\s*[-/]\s*'?(\d{4}|\d{2})",
            _named_pair,
        ),
        (r"FY\s*'?(\d{4}|\d{2})", _fiscal),
        (r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})", _slashed),
        (rf"(\d{{1,2}})\s*[-/.]\s*{_YEAR}", _of("my")),
        (rf"{_SEASON}(?:\s+of)?\s*,?\s*{_YEAR}", _of("y")),
        (rf"{_MONTH}\s*[-/,]?\s*{_YEAR}", _of("my")),
        (rf"{_YEAR}\s*[-/,]?\s*{_MONTH}", _of("ym")),
        (rf"{_MONTH}\s*(\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*{_YEAR}", _of("mdy")),
        (rf"(\d{{1,2}})(?:st|nd|rd|th)?[ -]*(?:of )?{_MONTH}[ ,-]*{_YEAR}", _of("dmy")),
    )
)
