"""What a column of a table most likely is, from its name and from what stands in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from loaders.rosters.mapping import NO, YES

if TYPE_CHECKING:
    from collections.abc import Sequence

# fmt: off
STATES = frozenset((
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "HI", "ID", "IL", "IN", "IA",
    "KS", "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM",
    "NY", "NC", "ND", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA",
    "WV", "WI", "WY", "PR", "VI", "GU", "AS", "MP",
))
# fmt: on
_NAMES = {
    "nces_id": r"lea ?id|leaid|nces.*(id|code|number|#)|agency id",
    "id": r"id|entity id",
    "state": r"st|state|state (abbr.*|code|name)|.*postal code",
    "since": r"since|joined|join date|start.*|from|member since|entry.*|began",
    "until": r"until|end.*|left|exit.*|to",
    "year": r"(school )?year|sy",
    "role": r"role|status|level|membership type|title",
    "url": r"url|link|source|web ?site|source url",
    "as_of": r"as of|retrieved|updated|list date",
    "network": (
        r".*(network|consorti|region|cohort|collaborative|league|affiliation|membership|group).*"
    ),
    "name": (
        r"(school |member )?(district|member|agency|lea|school system|division|organi[sz]ation)"
        r"( ?name)?|dist ?name|name|.*(district|agency|member|school).*name.*"
    ),
}
_LEAID = re.compile(r"\d{6,7}")
NUMBER = re.compile(r"'?\d+")
_DATE = re.compile(r"(19|20)\d\d([-/].*)?|\d{1,2}/\d{1,2}/\d{4}")


class Column(NamedTuple):
    """A column: its name, and what stands in its filled cells in the first rows."""

    name: str
    values: Sequence[str]

    def share(self, pattern: re.Pattern[str]) -> float:
        """How many of its filled cells a pattern fits, 0 to 1."""
        return sum(map(bool, map(pattern.fullmatch, self.values))) / max(len(self.values), 1)

    @property
    def is_marks(self) -> bool:
        """Whether it holds marks: an x here and there, and nothing else."""
        folded = {value.casefold() for value in self.values}
        return bool(folded & set(YES)) and folded <= {*YES, *NO}


def guessed_fields(columns: Sequence[Column]) -> dict[str, str]:
    """The likeliest column of each field; each column is one field at most."""
    found: dict[str, str] = {}
    for field, pattern in _NAMES.items():
        fitting = [c for c in columns if c.name not in found.values() and _fits(field, pattern, c)]
        if fitting:
            found[field] = fitting[0].name
    return found


def _fits(  # noqa: PLR0911 - a line for each field reads best
    field: str, pattern: str, column: Column
) -> bool:
    name = " ".join(re.findall(r"[a-z0-9#]+", column.name.casefold()))
    named = re.fullmatch(pattern, name) is not None
    if not column.values or column.is_marks:
        return named and not column.is_marks
    if field == "nces_id":
        return column.share(_LEAID) > 0.9 and (named or "nces" in name or "lea" in name.split())
    if field == "state":
        return (named and not column.share(re.compile(r"\d+"))) or _are_states(column)
    if field in ("since", "until", "year", "as_of"):
        return named and column.share(_DATE) > 0.5
    if field == "url":
        return column.share(re.compile(r"https?://.*")) > 0.5
    if field == "name":
        return named and column.share(NUMBER) < 0.5
    if field == "id":
        return named and column.share(re.compile(r"[a-z]+:.+")) > 0.9
    return named


def _are_states(column: Column) -> bool:
    return sum(v.upper() in STATES for v in column.values) > 0.9 * len(column.values)


def separator_in(values: Sequence[str]) -> str | None:
    """What stands between several names in the cells of a column; None if nothing does."""
    counts = {mark: sum(mark in value for value in values) for mark in (";", "|", " / ")}
    best = max(counts, key=lambda mark: counts[mark])
    return best if counts[best] >= max(1, 0.1 * len(values)) else None
