"""The nine divisions of the United States Census Bureau, to tell regional from national."""

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
"""The divisions of each of the four regions of the Bureau."""
TERRITORIES = ("AS", "GU", "MP", "PR", "VI")
ELSEWHERE = "Elsewhere"
"""Where territories and every other code are counted."""
_OF_STATE = {state: name for name, states in DIVISIONS.items() for state in states}


def division(state: str) -> str:
    """The division of a state by its two letters, `ELSEWHERE` if it is in none."""
    return _OF_STATE.get(state, ELSEWHERE)


def by_division(states: Mapping[str, int]) -> dict[str, int]:
    """Counts by state as counts by division, in the order of the Census Bureau."""
    counts: Counter[str] = Counter()
    for state, count in states.items():
        counts[division(state)] += count
    return {name: counts[name] for name in (*DIVISIONS, ELSEWHERE) if counts[name]}


def states_within(places: str) -> frozenset[str]:
    """The states that places stand for: states by two letters, divisions, regions, with commas.

    Raises
    ------
    QuestionError
        If one of them is none of these.
    """
    return frozenset(state for place in places.split(",") for state in _states(place.strip()))


def _states(place: str) -> tuple[str, ...]:
    if place.upper() in _OF_STATE or place.upper() in TERRITORIES:
        return (place.upper(),)
    for name, states in DIVISIONS.items():
        if place.casefold() == name.casefold():
            return states
    for name, divisions in REGIONS.items():
        if place.casefold() == name.casefold():
            return tuple(state for one in divisions for state in DIVISIONS[one])
    raise QuestionError(
        f"{place!r} is no place. Give states by two letters, or any of: "
        f"{', '.join((*REGIONS, *DIVISIONS))}; with commas between them."
    )
