"""What a column of a table most likely is, from its name and from what stands in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from graph.names.states import state_of
from loaders.columns.dates import date_text
from loaders.columns.marks import NO, YES, folded_mark, is_blank, is_error
from loaders.columns.status import is_standing, speaks_of_leaving, status_of
from loaders.identity.network_names import holds_network_word
from loaders.rosters.asides import holds_district_word
from loaders.rosters.members_in_cells import member_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_NTH = "(1st|2nd|3rd|first|second|third|primary|secondary|tertiary|other|further|additional|main)"
_NETWORK = r"(network|consortium|collaborative|league|coalition|alliance|partnership|consortia)s?"
_EXACT = {
    "nces_id": (
        r"lea ?id|nces ?(lea ?(id)?|district|agency|school)? ?(id|code|number|no|#)?|agency id"
        r"|district nces( id)?|federal (district )?id"
    ),
    "id": r"id|entity id|netweave id",
    "state": r"st|state|state (abbr.*|code|name)|usps",
    "since": (
        r"(year |date |school year )?(joined|started|entered|began|enrolled)( (year|date|school yr"
        r"|school year|in|on))?|((member|partner|active) )?(since|from)|join (date|year)|entry.*"
        r"|(membership )?(start|begin(ning)?)( (date|year))?"
        r"|(year|date) of (joining|entry|admission)|(date )?(admitted|added)|first year"
        r"|effective( date)?"
    ),
    "until": (
        r"(year |date )?(left|ended|withdrew|exited|departed)( (year|date|in))?|until"
        r"|(membership )?(end|exit|leave|leaving|withdrawal|departure|expir(es|ed|ation))"
        r"( (date|year))?|to|member until|last year|(year|date) of (leaving|exit|withdrawal)"
    ),
    "dates": (
        r"years?|years? (active|of membership|in)|term|period|dates|active"
        r"|member(ship)? (years?|dates|period|term)|dates (active|of membership)|tenure"
    ),
    "status": r"(member(ship)? )?status|standing|active\??",
    "role": r"role|position|level|(member(ship)? )?(type|level|tier|category)|title",
    "url": r"url|link|source|source url|page",
    "as_of": r"as of|retrieved|(last )?updated|list date|date of list",
    "city": r"city|town|municipality|location|location city|city ?/ ?town",
    "county": r"county|county name|parish",
    "school": r"school( name)?|campus( name)?|building",
    "members": (
        r"members?( (districts?|list|schools?))?|(member |participating )?districts|participants"
    ),
    "network": (
        rf"({_NTH} )?{_NETWORK}( names?)?( ?#?\d+)?|network( |-)?affiliations?"
        r"|member(ship)? (of|in)|memberships?|network / .*"
    ),
    "name": (
        r"(school )?districts?( ?/ ?lea)?|(school |member |lea |the )?(district|agency|lea|division"
        r"|school system|corporation|organi[sz]ation)( ?name)?|dist\.? ?name"
        r"|members? ?(district|name)?|name of (the )?(school )?district|our (districts|members)"
        r"|members|(partner|participating) (districts?|agenc(y|ies)|leas?)( name)?|school board"
        r"|institution( name)?|(member|partner) organi[sz]ation|partner|supervisory union"
        r"|name|local education agency"
    ),
}
"""Names of columns that say what they are."""
_LOOSE = {
    "state": r".*\bstate\b.*|.*postal code.*",
    "since": r".*\b(joined|since|start(ed)?|entry)\b.*",
    "until": r".*\b(left|until|withdrew|ended)\b.*",
    "nces_id": r".*\b(leaid|nces)\b.*",
    "network": (
        r".*(network|consorti|region|cohort|collaborative|league|affiliation|alliance|group).*"
        r"|tags?"
    ),
    "name": r".*(district|agency|member|division).*",
}
"""Names that may say so, if no other column does."""
_ORDER = (
    *("nces_id", "id", "state", "name", "network", "since", "until", "dates", "status", "as_of"),
    *("role", "url", "city", "county", "school", "members"),
)
_LEAID = re.compile(r"'?\d{6,7}(\.0)?|[A-Z]{2}-\d{7}|\d{2}-\d{5}|\d{12}")
NUMBER = re.compile(r"'?[\d.,]+")
_URL = re.compile(r"https?://.*|www\..*")
_NUMBERED = re.compile(r"((esc|service|network) )?(region|cohort|network|league)( (no|number|#))?")
"""Names of columns whose cells are names of networks even where they are numbers alone."""
_TOTALS = re.compile(r"total|count|#|no\.?|sum|rank", re.IGNORECASE)


class Column(NamedTuple):
    """A column: its name, and what stands in its filled cells in the first rows."""

    name: str
    values: Sequence[str]

    def share(self, fits: re.Pattern[str] | Callable[[str], object]) -> float:
        """How many of its filled cells a pattern or a test fits, 0 to 1."""
        test = fits.fullmatch if isinstance(fits, re.Pattern) else fits
        return sum(map(bool, map(test, self.values))) / max(len(self.values), 1)

    @property
    def is_marks(self) -> bool:
        """Whether it holds marks, and perhaps dates, here and there."""
        marks, _, odd = self._marked
        return marks > 0 and marks >= odd

    @property
    def may_be_marks(self) -> bool:
        """Whether it may be one of several columns of marks: most cells hold marks or dates."""
        marks, dates, odd = self._marked
        return marks > 0 and marks + dates >= odd

    @property
    def _marked(self) -> tuple[int, int, int]:
        """How many cells hold marks, dates, and neither."""
        filled = [value for value in self.values if not is_blank(value)]
        filled = [value for value in filled if folded_mark(value) not in NO]
        marks = sum(is_mark(value) for value in filled)
        dates = sum(bool(date_text(value).readings) for value in filled)
        odd = len(filled) - marks - dates
        if (odd and all(map(NUMBER.fullmatch, filled))) or _TOTALS.fullmatch(self.name):
            return 0, 0, odd  # 1, 2 and 3 are numbers
        return marks, dates, odd

    @property
    def says_when(self) -> bool:
        """Whether its cells say when or whether somebody is a member: dates and statuses."""
        return len(self.values) > 1 and self.share(_says_when) > 0.5

    @property
    def is_one_mark(self) -> bool:
        """Whether all its filled cells hold one short text, used as a mark."""
        return len(self.values) > 1 and len(set(self.values)) == 1 and len(self.values[0]) <= 2


def is_mark(text: str) -> bool:
    """Whether a text is a mark for a member."""
    return folded_mark(text) in YES


def plain_name(name: str) -> str:
    """The name of a column without case, signs and what stands in brackets."""
    bare = re.sub(r"\([^()]*\)|[*:?†]+$", " ", name)
    return " ".join(re.findall(r"[a-z0-9#/]+", (bare.strip() or name).casefold().replace(".", "")))


def field_named(name: str) -> str | None:
    """The field that the name of a column says it is; None if it says none."""
    plain = plain_name(name)
    return next((f for f in _ORDER if re.fullmatch(_EXACT[f], plain)), None)


def guessed_fields(columns: Sequence[Column]) -> dict[str, str]:
    """The likeliest column of each field; each column is one field at most."""
    by_field: dict[str, str] = {}
    for names in (_EXACT, _LOOSE):
        for field in _ORDER:
            if field in by_field or field not in names:
                continue
            pattern = re.compile(names[field])
            for column in _free(columns, by_field):
                if pattern.fullmatch(plain_name(column.name)) and _fits(field, column):
                    by_field[field] = column.name
                    break
    for field, test in (("state", state_of), ("nces_id", re.compile(r"\d{7}").fullmatch)):
        for column in _free(columns, by_field):
            sure = len(column.values) > 1 and column.share(test) > 0.9
            if field not in by_field and sure and not column.is_marks:
                by_field[field] = column.name
    return by_field


def fields_by_values(columns: Sequence[Column]) -> dict[str, str]:
    """The fields of columns without names, as far as what stands in them says so."""
    by_field: dict[str, str] = {}
    for field, test in (
        ("nces_id", re.compile(r"\d{7}").fullmatch),
        ("state", state_of),
        ("name", is_district),
        ("network", holds_network_word),
        ("since", _is_dated),
    ):
        best = max(_free(columns, by_field), key=lambda column: column.share(test), default=None)
        if best is not None and best.share(test) > 0.6 and len(best.values) > 1:
            by_field[field] = best.name
    return by_field


def _is_dated(text: str) -> bool:
    return bool(date_text(text).readings)


def is_district(text: str) -> bool:
    """Whether a text reads as the name of a district: by a word, or by the state behind it."""
    return holds_district_word(text) or bool(member_of(text).state)


def network_columns(columns: Sequence[Column], by_field: dict[str, str]) -> list[str]:
    """The columns that name networks: the one that was found, and others of its kind."""
    first = by_field.get("network")
    if first is None:
        return []
    numbered = re.compile(rf"({_NTH} )?{_NETWORK}( names?)?( ?#?\d+)?")
    more = [
        column.name
        for column in _free(columns, by_field)
        if numbered.fullmatch(plain_name(column.name)) and _fits("network", column)
    ]
    return [first, *more]


def _free(columns: Sequence[Column], by_field: dict[str, str]) -> Iterator[Column]:
    taken = set(by_field.values())
    return (column for column in columns if column.name not in taken)


def _fits(field: str, column: Column) -> bool:  # noqa: PLR0911 - a line for each field reads best
    """Whether what stands in a column is what a field holds."""
    column = column._replace(values=[v for v in column.values if v[0] != "=" and not is_error(v)])
    if not column.values:
        return field not in ("network", "name", "members")
    if column.is_marks and field != "status":
        return False
    if field == "nces_id":
        return column.share(_LEAID) > 0.5
    if field == "state":
        return column.share(state_of) > 0.5 or column.share(re.compile(r"\d{1,2}")) > 0.9
    if field in ("since", "until", "dates", "as_of"):
        return column.share(_is_date) >= 0.5
    if field == "status":
        return column.share(_is_status) > 0.3
    if field == "url":
        return column.share(_URL) > 0.5
    if field in ("name", "network", "members", "school", "city", "county"):
        numbered = field == "network" and _NUMBERED.fullmatch(plain_name(column.name))
        # A column of dates and statuses is itself named after its network.
        other = column.share(NUMBER) >= 0.5 or (field == "network" and column.says_when)
        return bool(numbered or not other) and column.share(_URL) < 0.5
    if field == "id":
        return column.share(re.compile(r"[a-z]+:.+")) > 0.9
    return True


def _says_when(text: str) -> bool:
    return is_mark(text) or is_standing(text) or bool(date_text(text).readings)


def _is_date(text: str) -> bool:
    meant = date_text(text)
    return is_blank(text) or bool(meant.readings or meant.doubt) or bool(status_of(text).until)


def _is_status(text: str) -> bool:
    meant = status_of(text)
    dated = meant.since or meant.until
    return bool(dated) or meant.waits or speaks_of_leaving(text) or _here(text)


def _here(text: str) -> bool:
    return text.casefold().strip() in {"active", "current", "member", "new", "renewed", "full"}


def is_data(text: str) -> bool:
    """Whether a text is what stands in rows, and in no header: a mark, a number, a page."""
    mark = folded_mark(text)
    return mark in YES or mark in NO or bool(NUMBER.fullmatch(text)) or bool(_URL.fullmatch(text))
