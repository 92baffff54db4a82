"""Cells as values: dates, numbers, NCES ids, lists of aliases."""

from __future__ import annotations

import re
from math import inf, isinf
from typing import TYPE_CHECKING

from graph.dates import days
from graph.errors import DateError, NetweaveError
from graph.schema import PROPERTIES

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.model import Value

SHOWN = 60
"""How much of a cell is quoted in a message."""

_INTEGER = re.compile(r"[+-]?\d{1,18}", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)


class BadCellError(NetweaveError):
    """A cell does not hold what its column is for.

    Attributes
    ----------
    rule, problem, fix
        As of `graph.errors.Problem`.
    """

    def __init__(self, rule: str, problem: str, fix: str) -> None:
        super().__init__(f"{problem} {fix}")
        self.rule, self.problem, self.fix = rule, problem, fix


def quoted(text: str) -> str:
    """A text for a message: shortened, in quotes, with what cannot be seen made visible."""
    return repr(text if len(text) <= SHOWN else f"{text[:SHOWN]}…")


def date(text: str) -> str:
    """A date as it is written, if it is one.

    Raises
    ------
    BadCellError
        If it is not ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, or a day that never was.
    """
    try:
        days(text)
    except DateError:
        problem = f"{quoted(text)} is not a date."
        raise BadCellError("bad-date", problem, "Write YYYY, YYYY-MM or YYYY-MM-DD.") from None
    return text


def integer(text: str) -> int:
    """A whole number of at most 18 digits.

    Raises
    ------
    BadCellError
        If it is anything else; a separator of thousands, say.
    """
    if not _INTEGER.fullmatch(text):
        problem = f"{quoted(text)} is not a whole number."
        raise BadCellError("bad-number", problem, "Write digits only, such as 1250.")
    return int(text)


def number(text: str) -> float:
    """A finite number with a decimal point.

    Raises
    ------
    BadCellError
        If it is anything else; a decimal comma, say.
    """
    value = float(text) if _NUMBER.fullmatch(text) else inf
    if isinf(value):
        problem = f"{quoted(text)} is not a number."
        raise BadCellError("bad-number", problem, "Write it like 43.25, with a decimal point.")
    return value


def nces_id(text: str) -> str:
    """The 7 digits by which NCES knows a district.

    Raises
    ------
    BadCellError
        If they are not 7 digits.
    """
    if len(text) == 7 and text.isascii() and text.isdigit():
        return text
    digits = text.isascii() and text.isdigit()
    if digits and len(text) == 6:
        problem = f"{quoted(text)} has 6 digits: its leading zero is lost."
        fix = f"Write 0{text}, and format the column as text before saving."
    elif digits and len(text) in (11, 12):
        problem = f"{quoted(text)} is the NCES id of a school, not of a district."
        fix = "Name the column ncessch."
    else:
        problem = f"{quoted(text)} is not an NCES id."
        fix = "Write the 7 digits of the LEAID, or leave the cell empty."
    raise BadCellError("bad-nces-id", problem, fix)


def aliases(text: str) -> tuple[str, ...]:
    """The names in a cell that separates them by ``|``, in their order, each once."""
    if not text:
        return ()
    names = (name.strip() for name in text.split("|"))
    return tuple(dict.fromkeys(name for name in names if name))


def _readers() -> dict[str, Callable[[str], Value]]:
    by_type: dict[str, Callable[[str], Value]] = {
        "date": date,
        "integer": integer,
        "number": number,
    }
    typed = {p.name: by_type[p.type] for p in PROPERTIES.values() if p.type in by_type}
    return {**typed, "nces_id": nces_id}


READERS = _readers()
"""How the cells of a column are read. Every other column is plain text."""
