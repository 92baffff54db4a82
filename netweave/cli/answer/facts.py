"""What is known of an entity in words: codes of registers as what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.names.places import calm
from graph.names.states import CODES, NAMES

if TYPE_CHECKING:
    from graph.model import Value

_LOCALES = {"1": "city", "2": "suburb", "3": "town", "4": "rural"}
_SIZES = {"1": "large", "2": "midsize", "3": "small"}
_DISTANCES = {"1": "fringe", "2": "distant", "3": "remote"}
_ANSWERS = {"1": "yes", "0": "no"}
_AT_LARGE, _DELEGATE = "00", "98"


def fact_words(name: str, value: Value) -> str:
    """A property as people say it: a locale as ``suburb, large``; others as they are."""
    text = str(value)
    if name == "locale":
        return _locale(text)
    if name == "congressional_district":
        return _congress(text)
    if name == "city":
        return calm(text)
    if name == "regular":
        return _ANSWERS.get(text, text)
    return f"{value:,}" if name == "enrollment" and not isinstance(value, str) else text


def _locale(code: str) -> str:
    """A locale code of NCES in words; the code itself if it is none."""
    sort, size = code[:1], code[1:]
    parts = _SIZES if sort in ("1", "2") else _DISTANCES
    known = sort in _LOCALES and size in parts
    return f"{_LOCALES[sort]}, {parts[size]}" if known else code


def _congress(code: str) -> str:
    """The district of a congress: the FIPS code of the state, and a number."""
    state, number = CODES.get(code[:2]), code[2:]
    if state is None or not number.isdecimal():
        return code
    name = NAMES[state].title().replace(" Of ", " of ")
    if number in (_AT_LARGE, _DELEGATE):
        return f"{name}, at large"
    return f"{name}, no. {int(number)}"
