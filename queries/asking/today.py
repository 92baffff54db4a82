"""What is over: ties of the past, as of the day on which a question is asked."""

from __future__ import annotations

from datetime import date

from graph.dates import days, last_day
from graph.schema import MOMENTARY_TYPES


def today(as_of: str | None) -> str:
    """The date of which an answer speaks in the present tense: the one asked for, or this day."""
    return as_of or date.today().isoformat()  # noqa: DTZ011 - the user's own day


def first_of(as_of: str | None) -> int:
    """The first day of `today`."""
    return days(today(as_of)).first


def is_over(tie_type: str, until: str | None, day: int) -> bool:
    """Whether a spell is over on a day: it is known to have ended before.

    What happened at a moment, like attending, is never over.
    """
    return until is not None and tie_type not in MOMENTARY_TYPES and last_day(until) < day
