"""How long a district has taught by competency, and who counts as experienced."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.errors import QuestionError
from queries.asking.today import today

if TYPE_CHECKING:
    from graph.model import Node

YEARS = 3
"""Years after which a district counts as experienced."""


class Experience(NamedTuple):
    """What counts as experience.

    Attributes
    ----------
    year
        The year up to which years count.
    least
        The fewest years.
    pilots
        Whether a beginning that was a pilot counts.
    """

    year: int
    least: int
    pilots: bool

    def since(self, node: Node) -> int | None:
        """The year in which it began, None if unknown or yet to come."""
        text = node.text("competency_since")
        if text is None or not text[:4].isdecimal():
            return None
        year = int(text[:4])
        return year if year <= self.year else None

    def years(self, node: Node) -> int | None:
        """For how many years it has done so, None if unknown."""
        since = self.since(node)
        return None if since is None else self.year - since

    def told(self, node: Node) -> tuple[int, int, str | None]:
        """The years and the beginning of one that has begun, and what the beginning rests on."""
        return self.years(node) or 0, self.since(node) or 0, kind_of_since(node)

    def has(self, node: Node) -> bool:
        """Whether a district is experienced."""
        years = self.years(node)
        pilot = kind_of_since(node) == "pilot"
        return years is not None and years >= self.least and (self.pilots or not pilot)


def experience(as_of: str | None, years: int = YEARS, *, pilots: bool = False) -> Experience:
    """What counts as experience on a date.

    Raises
    ------
    QuestionError
        If the number of years is negative.
    """
    if years < 0:
        raise QuestionError(f"{years} years of experience make no sense. Give 0 or more.")
    return Experience(int(today(as_of)[:4]), years, pilots)


def kind_of_since(node: Node) -> str | None:
    """What its beginning rests on: stated, derived, decision or pilot; None if nothing says."""
    return node.text("competency_since_kind")


def lasting(node: Node, year: int) -> bool:
    """Whether a collective has not ended before a year."""
    return node.ended is None or int(node.ended[:4]) >= year
