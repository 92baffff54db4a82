"""Columns that speak of people in private: nothing of them is kept unless a mapping uses them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loaders.columns.loose import folded

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_PEOPLE = re.compile(
    r"\b(superintendents?|supt|contacts?|principals?|directors?|coordinators?|liaisons?)\b",
    re.IGNORECASE,
)
_PRIVATE = re.compile(
    r"\b(e-?mails?|phones?|telephones?|tel|fax|cell|mobile|notes?|comments?|remarks?|birth\w*|ssn"
    r"|home address)\b",
    re.IGNORECASE,
)


def is_private(header: str) -> bool:
    """Whether the header of a column says that it speaks of people in private."""
    return names_people(header) or _PRIVATE.search(header.replace("_", " ")) is not None


def names_people(header: str) -> bool:
    """Whether the header of a column says that people are named in it."""
    return _PEOPLE.search(header.replace("_", " ")) is not None


def private_columns(
    header: Sequence[str], used: Collection[str], named: Collection[str]
) -> set[int]:
    """The columns of which nothing is kept.

    Parameters
    ----------
    header
        The names of all columns.
    used
        Those that have a use: what a person has asked for is not private.
    named
        Those that the mapping calls private.
    """
    wanted, told = set(map(folded, used)), set(map(folded, named))
    return {
        at
        for at, name in enumerate(header)
        if folded(name) in told or (is_private(name) and folded(name) not in wanted)
    }
