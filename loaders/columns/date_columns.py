"""A column of dates, read as a column: one decision for all its cells, with its evidence.

A column in which some cells can only be school years reads ``2009-10`` as one; one with cells that
can only be months, as a month. If both or neither is so, its ambiguous cells wait as one question.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from loaders.columns.dates import date_text

if TYPE_CHECKING:
    from loaders.columns.dates import DateReading, DateText, Way

CHOICES: tuple[tuple[Way, Way], ...] = (
    ("school years", "months"),
    ("month first", "day first"),
)
"""What a column may have to choose between."""

_ONE = {
    "school years": "a school year",
    "months": "a month",
    "month first": "a date with the month first",
    "day first": "a date with the day first",
}
_SCHOOL_YEARS = re.compile(r"school\s*year|\b[sa]y\b|academic", re.IGNORECASE)
REMEMBERED = 50_000
"""How many different texts of a column are counted; evidence needs no more."""


class Doubt(NamedTuple):
    """Why a cell waits, and what would decide it.

    Attributes
    ----------
    ways
        The ways in which its column may be read, if that is what has to be decided.
    """

    problem: str
    fix: str
    ways: tuple[str, ...] = ()


class DateColumn:
    """The cells of a column of dates.

    Parameters
    ----------
    name
        The name of the column; "School year" is evidence.
    said
        What the mapping says: ``school years`` or ``months``; None if it leaves it open.
    """

    def __init__(self, name: str, said: Way | None = None) -> None:
        self.name = name
        self._said = said
        self._counts: Counter[str] = Counter()
        self._ways: dict[tuple[Way, Way], Way | None] | None = None

    def see(self, text: str) -> None:
        """Take a filled cell as evidence."""
        if text in self._counts or len(self._counts) < REMEMBERED:
            self._counts[text] += 1
            self._ways = None

    def read(self, text: str) -> DateReading | Doubt | None:
        """What a cell means by the decision of its column.

        Returns
        -------
        DateReading, Doubt or None
            A doubt if the cell has to wait; None if it is no date.
        """
        meant = date_text(text)
        if meant.doubt is not None:
            return Doubt(
                f"{text!r} is ambiguous: {meant.doubt}.",
                "Write it as YYYY, YYYY-MM or YYYY-MM-DD.",
            )
        if len(meant.readings) < 2:
            return meant.readings[0] if meant.readings else None
        ways = self._decided().values()
        chosen = [reading for reading in meant.readings if reading.way in ways]
        return chosen[0] if len(chosen) == 1 else _doubt(text, meant)

    @property
    def evidence(self) -> str | None:
        """What was decided and why, in words; None if nothing had to be."""
        told = [
            self._told(way)
            for choice, way in self._decided().items()
            if way is not None and self._open(choice)
        ]
        return f"{self.name}: {'; '.join(told)}." if told else None

    # Behind the door ----------------------------------------------------------------------

    def _decided(self) -> dict[tuple[Way, Way], Way | None]:
        if self._ways is None:
            self._ways = {choice: self._choose(choice) for choice in CHOICES}
        return self._ways

    def _choose(self, choice: tuple[Way, Way]) -> Way | None:
        if self._said is not None and self._said in choice:
            return self._said
        if choice[0] == "school years" and _SCHOOL_YEARS.search(self.name):
            return "school years"
        sure: list[Way] = [way for way in choice if self._only(way)]
        return sure[0] if len(sure) == 1 else None

    def _only(self, way: Way) -> int:
        """How many cells can only be read in a way."""
        return sum(
            count
            for text, count in self._counts.items()
            if {reading.way for reading in date_text(text).readings} == {way}
        )

    def _open(self, choice: tuple[Way, Way]) -> int:
        """How many cells can be read in both ways."""
        return sum(
            count
            for text, count in self._counts.items()
            if {reading.way for reading in date_text(text).readings} >= set(choice)
        )

    def _told(self, way: Way) -> str:
        if self._said == way:
            return f"read as {way}, as the mapping says"
        only, filled = self._only(way), sum(self._counts.values())
        if not only:
            return f"read as {way}, since its name says so"
        return f"read as {way}, since {only:,} of {filled:,} cells can only be {_ONE[way]}"


def _doubt(text: str, meant: DateText) -> Doubt:
    ways = [reading.way for reading in meant.readings if reading.way]
    either = " or ".join(_ONE[way] for way in ways)
    problem = f"{text!r} may be {either}, and no other cell of the column decides it."
    fix = "Write it as YYYY, YYYY-MM or YYYY-MM-DD"
    if "months" in ways:
        fix += ', or say in the mapping dates = "school years" (or "months")'
    return Doubt(problem, f"{fix}.", tuple(ways))
