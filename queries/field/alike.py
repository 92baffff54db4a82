"""How alike two districts are, and how far apart they lie."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING, Literal, get_args

from graph.errors import QuestionError
from queries.asking.scope import DECIMALS

if TYPE_CHECKING:
    from collections.abc import Collection

    from graph.model import Node

AlikeIn = Literal["state", "near", "size", "locale", "tied"]
LIKENESSES: tuple[AlikeIn, ...] = get_args(AlikeIn)
NEAR = 200.0
"""Kilometres within which another district is near."""
RADIUS = 6371.0088
"""The mean radius of the Earth in kilometres (IUGG)."""
TIED = 2
"""The distance of two districts that share a collective."""


def place(node: Node) -> tuple[float, float] | None:
    """Latitude and longitude in degrees, None if either lacks."""
    lat, lon = node.properties.get("lat"), node.properties.get("lon")
    if isinstance(lat, int | float) and isinstance(lon, int | float):
        return float(lat), float(lon)
    return None


def kilometres(one: Node, other: Node) -> float | None:
    """The great-circle distance (haversine), None if either place is unknown."""
    here, there = place(one), place(other)
    if here is None or there is None:
        return None
    phi_1, phi_2 = radians(here[0]), radians(there[0])
    half = sin((phi_2 - phi_1) / 2) ** 2
    half += cos(phi_1) * cos(phi_2) * sin(radians(there[1] - here[1]) / 2) ** 2
    return 2 * RADIUS * asin(min(1.0, sqrt(half)))


def alike(
    one: Node, other: Node, km: float | None, distance: int | None, near: float
) -> tuple[AlikeIn, ...]:
    """In what two districts are alike; what is unknown of either is never alike.

    Parameters
    ----------
    km
        How far apart they lie.
    distance
        The ties between them over memberships.
    near
        Kilometres within which they are near each other.
    """
    found: dict[AlikeIn, bool] = {
        "state": one.state is not None and one.state == other.state,
        "near": km is not None and round(km, DECIMALS) <= near,
        "size": _of_a_size(students(one), students(other)),
        "locale": _locale(one) is not None and _locale(one) == _locale(other),
        "tied": distance == TIED,
    }
    return tuple(name for name, holds in found.items() if holds)


def students(node: Node) -> int | None:
    """How many students are enrolled, None if unknown."""
    value = node.properties.get("enrollment")
    return value if isinstance(value, int) else None


def _of_a_size(one: int | None, other: int | None) -> bool:
    if one is None or other is None or min(one, other) <= 0:
        return False
    return max(one, other) <= 2 * min(one, other)


def _locale(node: Node) -> str | None:
    return (node.text("locale") or "")[:1] or None


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
