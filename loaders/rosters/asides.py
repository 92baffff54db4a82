"""Lines among the rows of a table that are no rows: titles, sections, totals, notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from graph.names.states import state_of
from loaders.identity.network_names import holds_network_word

if TYPE_CHECKING:
    from collections.abc import Sequence

AsideKind = Literal["section", "footer"]

_TOTAL = re.compile(
    r"(?:grand |sub-?)?totals?\b|count\b|sum\b|number of\b|average\b|n\s*=", re.IGNORECASE
)
_NOTE = re.compile(
    r"(?:source|note|notes|last updated|updated|as of|prepared|compiled|printed|contact|see|legend"
    r"|key|page \d|\*|†|©|https?:|www\.|please|draft|confidential)",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"(?:last updated|updated|as of|prepared|compiled|printed|please|confidential)\b"
    r"|(?:source|notes?|contact|see|legend|key|draft)\s*[:\u2013\u2014-]"
    r"|page \d|\*|†|©|https?:|www\.|(?:current|former|past|new|other|all) members\b",
    re.IGNORECASE,
)
"""What a note begins with that stands in the place of a name."""
_DISTRICT_WORDS = re.compile(
    r"\b(?:schools?|districts?|unified|academy|isd|usd|cusd|csd|psd|ssd|rsu|msad|sad|sau|boces"
    r"|county|parish|public|elementary|high|union|joint|consolidated|community|regional"
    r"|supervisory|board of education|charter|dist|sd|no\.?|r-?\d+)\b",
    re.IGNORECASE,
)
_ID = re.compile(r"'?\d{6,7}(?:\.0)?|[A-Z]{2}-\d{7}|[a-z]+:\S+")
"""An NCES id, or an id of the store."""
LONGEST_NAME = 5
"""Words of a name that may end with a full stop, as abbreviations do."""
LONGEST_SECTION = 80
"""A section line names something; what is longer is a note."""


def holds_district_word(text: str) -> bool:
    """Whether a text holds a word that names of districts hold."""
    return _DISTRICT_WORDS.search(text) is not None


def is_total(cells: Sequence[str]) -> bool:
    """Whether a row is a total of the rows above: it says so, and beside it are numbers at most."""
    said = [cell for cell in cells if cell]
    if not said or not _TOTAL.match(said[0]):
        return False
    return all(re.fullmatch(r"[\d\s.,%]+|=.*", cell) for cell in said[1:]) and not (
        len(said) == 1 and _DISTRICT_WORDS.search(said[0])
    )


def is_remark(text: str) -> bool:
    """Whether a text in the place of a name is a total, a note or a section line, and no name."""
    return bool(_TOTAL.match(text) or _REMARK.match(text) or text.endswith(":"))


def lone_text(text: str, *, is_member: bool) -> AsideKind | None:
    """What a line is that has one filled cell; None if it may be a row.

    Parameters
    ----------
    is_member
        Whether it stands in the column of the members.
    """
    plain = text.strip(" :-–—*=#")
    if is_member and _ID.fullmatch(text):
        return None
    sentence = text.endswith((".", "!")) and (not is_member or len(plain.split()) > LONGEST_NAME)
    if sentence or _TOTAL.match(text) or _NOTE.match(text):
        return "footer"
    if len(plain) > LONGEST_SECTION or not any(map(str.isalpha, plain)):
        return "footer"
    if not is_member or state_of(plain) or text.endswith(":"):
        return "section"
    says_so = plain.isupper() or holds_network_word(plain) or not re.search(r"\d", plain)
    return "section" if says_so and not _DISTRICT_WORDS.search(plain) else None


def is_heading(text: str) -> bool:
    """Whether a line of a table of one column names the network or the state of those below."""
    plain = text.strip(" :-–—*=#")
    named = state_of(plain) or (holds_network_word(plain) and not holds_district_word(plain))
    return bool(named) or text.endswith(":")


def may_be_heading(text: str) -> bool:
    """Whether a member of a table of one column may be a network: ``Studio Schools``."""
    placed = "," in text or "(" in text
    return not placed and holds_network_word(text) and not is_heading(text)


def may_be_member(text: str) -> bool:
    """Whether a section line in the column of the members may be one of them all the same."""
    named = text.endswith(":") or state_of(text) or holds_network_word(text)
    return not named and not text.isupper()
