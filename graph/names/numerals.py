"""The numbers of districts: No. 5, R-VI, Re-1J, 18-4, U-46, RSU 57, District Two."""

from __future__ import annotations

import re
from typing import NamedTuple

from graph.names.words import NUMBER_WORDS, ROMAN, UNITS

MARK = " \0 "
"""What stands in a text where a number was."""

_UNIT = "|".join(UNITS)
_ROMAN = "|".join(sorted(ROMAN, key=len, reverse=True))
_WORDS = "|".join(NUMBER_WORDS)
_NUMBER = re.compile(
    rf"""
    (?:\b(?P<unit>{_UNIT})\b[ ]*)?
    (?:(?:\bno\b\.?|\bnumber\b|\bnum\b|\#)[ ]*)*
    (?:
      \b(?P<double>\d{{1,3}}-\d{{1,3}})\b(?!-)
    | \b(?:(?P<letters>re|rj|cj|jt|[a-z])(?:[ ]?-[ ]?|(?=\d))|(?P<apart>re|r)[ ])?
      (?P<digits>\d+)(?:[ ]?-?[ ]?(?P<suffix>jt|[a-z])(?![a-z'.])|(?![\w]))
    | \b(?P<before>re|r|c|d)[ ]?-[ ]?(?P<roman>{_ROMAN})\b
    | (?<=district[ ])(?P<word>{_WORDS})\b
    | (?:(?<=district[ ])|(?<=region[ ])|(?<=no[ ]))(?P<late>{_ROMAN})\b
    )
    """,
    re.VERBOSE,
)


class Number(NamedTuple):
    """The number of a district.

    Attributes
    ----------
    digits
        As text without leading zeros; ``18-4`` stays as it is.
    letters, suffix
        What stands before and after it ("r" for R-6, "j" for 10J), "" if nothing does.
    unit
        ``rsu``, ``sad``, ``sau`` or ``aos`` where it numbers such a unit, else "".
    """

    digits: str
    letters: str = ""
    suffix: str = ""
    unit: str = ""

    def agrees(self, other: Number) -> bool:
        """Whether both can be the same number: letters that only one of them has are no matter."""
        return (
            self.digits == other.digits
            and (self.unit == other.unit or not (self.unit and other.unit))
            and (self.letters == other.letters or not (self.letters and other.letters))
            and (self.suffix == other.suffix or not (self.suffix and other.suffix))
        )

    def __str__(self) -> str:
        unit = f"{self.unit} " if self.unit else ""
        dash = "-" if self.letters else ""
        return f"{unit}{self.letters}{dash}{self.digits}{self.suffix}".upper()


def take_numbers(text: str) -> tuple[str, tuple[Number, ...]]:
    """A text in small letters without its numbers, each leaving a `MARK`, and the numbers."""
    found: list[Number] = []

    def take(match: re.Match[str]) -> str:
        found.append(_read(match))
        return MARK

    return _NUMBER.sub(take, text), tuple(dict.fromkeys(found))


def _read(match: re.Match[str]) -> Number:
    unit = UNITS.get(match["unit"] or "", "")
    if match["double"]:
        return Number("-".join(part.lstrip("0") or "0" for part in match["double"].split("-")))
    if match["digits"]:
        letters = (match["letters"] or match["apart"] or "").rstrip("j")
        suffix = (match["suffix"] or "").rstrip("t")
        joint = "j" if suffix == "j" else suffix
        return Number(match["digits"].lstrip("0") or "0", letters.replace("re", "r"), joint, unit)
    roman = match["roman"] or match["late"]
    value = ROMAN[roman] if roman else NUMBER_WORDS[match["word"]]
    return Number(str(value), (match["before"] or "").replace("re", "r"), "", unit)
