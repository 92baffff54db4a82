"""Columns that are years: a complete list of each, from which memberships begin and end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.checks.list_dates import before
from loaders.columns.dates import date_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def stretches(there: Sequence[bool], years: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The spells of somebody who is on some of the lists: beginning and end, "" if not known.

    The first list begins nothing and the last ends nothing. A mark that begins later begins then;
    one that stops ends with the period before, a school year in its second year.

    Parameters
    ----------
    there
        Whether the member is on each list, in the order of time.
    years
        The year, month, day or school year of each.
    """
    begun: str | None = None
    for number, (here, year) in enumerate(zip(there, years, strict=True)):
        if here and begun is None:
            begun = begins(year) if number else ""
        elif not here and begun is not None:
            yield begun, ends_before(year)
            begun = None
    if begun is not None:
        yield begun, ""


def begins(year: str) -> str:
    """The beginning of a year or school year."""
    readings = date_text(year).readings
    return (readings[0].since or "") if readings else ""


def ends_before(year: str) -> str:
    """The end of the period before; a school year ends in the year in which the next begins."""
    readings = date_text(year).readings
    if not readings:
        return ""
    first = readings[0]
    since = first.since or ""
    return since if first.way == "school years" else before(since)
