"""How alike two districts are, and how far apart they lie."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from graph.errors import QuestionError
from queries.asking.scope import DECIMALS

if TYPE_CHECKING:
    from collections.abc import Collection

    from graph.model import Node

AlikeIn = Literal["state", "near", "size", "locale", "tied"]
LatLon = tuple[float, float]
LIKENESSES: tuple[AlikeIn, ...] = get_args(AlikeIn)
RADIUS = 6371.0088
"""The mean radius of the Earth in kilometres (IUGG)."""
TIED = 2
"""The distance of two districts that share a collective."""


def place(node: Node) -> LatLon | None:
    """Latitude and longitude in degrees, None if either lacks."""
    lat, lon = node.properties.get("lat"), node.properties.get("lon")
    if isinstance(lat, int | float) and isinstance(lon, int | float):
        return float(lat), float(lon)
    return None


def kilometres(one: Node, other: Node) -> float | None:
    """The great-circle distance (haversine), None if either place is unknown."""
    here, there = place(one), place(other)
    return None if here is None or there is None else great_circle(here, there)


def great_circle(here: LatLon, there: LatLon) -> float:
    """The kilometres between two places (haversine)."""
    phi_1, phi_2 = radians(here[0]), radians(there[0])
    half = sin((phi_2 - phi_1) / 2) ** 2
    half += cos(phi_1) * cos(phi_2) * sin(radians(there[1] - here[1]) / 2) ** 2
    return 2 * RADIUS * asin(min(1.0, sqrt(half)))


class Traits(NamedTuple):
    """What districts are compared by; None what is unknown.

    Attributes
    ----------
    place
        Latitude and longitude in degrees.
    students
        How many are enrolled; 0 counts as unknown.
    locale
        The first character of the code of NCES: city, suburb, town, rural.
    """

    state: str | None
    place: LatLon | None
    students: int
    locale: str

    def apart(self, other: Traits) -> float | None:
        """The kilometres to another, None if either place is unknown."""
        here, there = self.place, other.place
        return None if here is None or there is None else great_circle(here, there)

    def alike(
        self, other: Traits, km: float | None, distance: int | None, near: float
    ) -> tuple[AlikeIn, ...]:
        """In what it is alike another; what is unknown of either is never alike.

        Parameters
        ----------
        km
            How far apart they lie.
        distance
            The ties between them over memberships.
        near
            Kilometres within which they are near each other.
        """
        found: list[AlikeIn] = []
        if self.state is not None and self.state == other.state:
            found.append("state")
        if km is not None and round(km, DECIMALS) <= near:
            found.append("near")
        one, another = self.students, other.students
        if one > 0 and another > 0 and one <= 2 * another and another <= 2 * one:
            found.append("size")
        if self.locale and self.locale == other.locale:
            found.append("locale")
        if distance == TIED:
            found.append("tied")
        return tuple(found)


def traits(node: Node) -> Traits:
    """What a district is compared by."""
    properties = node.properties
    state, locale = properties.get("state"), properties.get("locale")
    return Traits(
        None if state is None else str(state),
        place(node),
        students(node) or 0,
        "" if locale is None else str(locale)[:1],
    )


def students(node: Node) -> int | None:
    """How many students are enrolled, None if unknown."""
    value = node.properties.get("enrollment")
    return value if isinstance(value, int) else None


def likenesses(words: Collection[str]) -> frozenset[str]:
    """Words that name ways of being alike.

    Raises
    ------
    QuestionError
        If one of them names none.
    """
    for word in words:
        if word not in LIKENESSES:
            raise QuestionError(f"{word!r} is no likeness. Give any of: {', '.join(LIKENESSES)}.")
    return frozenset(words)


def rising(value: float | None) -> float:
    """A figure as part of an order: the smallest first, None last."""
    return float("inf") if value is None else round(value, DECIMALS)
