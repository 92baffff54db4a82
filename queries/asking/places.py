"""States, and the divisions and regions of the United States Census Bureau that they are in."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from graph.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Mapping

DIVISIONS: dict[str, tuple[str, ...]] = {
    "New England": ("CT", "MA", "ME", "NH", "RI", "VT"),
    "Middle Atlantic": ("NJ", "NY", "PA"),
    "East North Central": ("IL", "IN", "MI", "OH", "WI"),
    "West North Central": ("IA", "KS", "MN", "MO", "ND", "NE", "SD"),
    "South Atlantic": ("DC", "DE", "FL", "GA", "MD", "NC", "SC", "VA", "WV"),
    "East South Central": ("AL", "KY", "MS", "TN"),
    "West South Central": ("AR", "LA", "OK", "TX"),
    "Mountain": ("AZ", "CO", "ID", "MT", "NM", "NV", "UT", "WY"),
    "Pacific": ("AK", "CA", "HI", "OR", "WA"),
}
REGIONS: dict[str, tuple[str, ...]] = {
    "Northeast": ("New England", "Middle Atlantic"),
    "Midwest": ("East North Central", "West North Central"),
    "South": ("South Atlantic", "East South Central", "West South Central"),
    "West": ("Mountain", "Pacific"),
}
TERRITORIES = ("AS", "GU", "MP", "PR", "VI")
"""They have districts, and are in no division."""
ELSEWHERE = "Elsewhere"
"""Where territories and every other code are counted."""
_DIVISION_OF = {state: name for name, states in DIVISIONS.items() for state in states}
_REGION_OF = {
    state: region
    for region, divisions in REGIONS.items()
    for division in divisions
    for state in DIVISIONS[division]
}


def division(state: str) -> str:
    """The division of a state by its two letters, `ELSEWHERE` if it is in none."""
    return _DIVISION_OF.get(state, ELSEWHERE)


def region(state: str) -> str:
    """The region of a state by its two letters, `ELSEWHERE` if it is in none."""
    return _REGION_OF.get(state, ELSEWHERE)


def by_division(states: Mapping[str, int]) -> dict[str, int]:
    """Counts by state as counts by division, in the order of the Census Bureau."""
    counts: Counter[str] = Counter()
    for state, count in states.items():
        counts[division(state)] += count
    return {name: counts[name] for name in (*DIVISIONS, ELSEWHERE) if counts[name]}


def by_region(states: Mapping[str, int]) -> dict[str, int]:
    """Counts by state as counts by region, in the order of the Census Bureau."""
    counts: Counter[str] = Counter()
    for state, count in states.items():
        counts[region(state)] += count
    return {name: counts[name] for name in (*REGIONS, ELSEWHERE) if counts[name]}


def reach_words(reach: str, place: str | None) -> str:
    """How far something reaches: "in one division, New England", or "national"."""
    return f"in one {reach}, {place}" if place else "national"


def states_of(place: str) -> tuple[str, ...]:
    """The states that a place stands for, in alphabetical order.

    Parameters
    ----------
    place
        States by their two letters, divisions and regions, joined by commas; case aside.

    Raises
    ------
    QuestionError
        If a part of it is none of these.
    """
    return tuple(sorted({state for part in place.split(",") for state in _states(part)}))


def _states(part: str) -> tuple[str, ...]:
    word = " ".join(part.split())
    if word.upper() in _DIVISION_OF or word.upper() in TERRITORIES:
        return (word.upper(),)
    title = word.title()
    if title in DIVISIONS:
        return DIVISIONS[title]
    if title in REGIONS:
        return tuple(state for name in REGIONS[title] for state in DIVISIONS[name])
    raise QuestionError(
        f"{word!r} is no place that is known here. Give states in two letters (NH), divisions "
        f"({', '.join(DIVISIONS)}) or regions ({', '.join(REGIONS)}), joined by commas."
    )
