"""Marks in the columns of a matrix, and words for nothing."""

from __future__ import annotations

import unicodedata

YES = frozenset(
    {"x", "✓", "✔", "☑", "✅", "●", "√", "•", "*", "■", "⬤", "🗸", "🗹", "🟢"}
    | {"yes", "y", "true", "t", "1", "1.0", "member", "m", "ja", "sí", "si", "+"}
)
"""Marks that mean a membership, in lower case."""
NO = frozenset({"", "no", "n", "false", "f", "0", "0.0", "-", "--", "none", "☐", "❌", "nein"})
"""Marks that mean none, in lower case."""
BLANK = frozenset(
    {"?", "??", "unknown", "unk", "n/a", "na", "n.a.", "#n/a", "null", "none", "nan", "tbd", "tba"}
    | {"†", "-", "--", "---", "n/k", "not known", "not available", "nil", ".", "…", "...", "n.d."}
    | {"not applicable", "does not apply", "to be determined", "to be announced", "no data"}
    | {
        "not reported",
        "not listed",
        "none listed",
        "none yet",
        "not yet",
        "no network",
        "no networks",
    }
    | {"not a member", "no membership", "no affiliation", "nothing", "missing", "blank"}
)
"""Cells that say that nothing is known, in lower case."""
ERRORS = frozenset(
    {"#ref!", "#name?", "#div/0!", "#value!", "#num!", "#null!", "#spill!", "#calc!", "#error!"}
)
"""What a spreadsheet shows where a formula failed, in lower case. ``#N/A`` means: not known."""

_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))


def folded_mark(text: str) -> str:
    """A mark without regard to case, kind of dash, and what follows an emoji to colour it."""
    if text.isascii():
        return text.strip().casefold()
    plain = "".join(c for c in text if unicodedata.category(c) not in ("Mn", "Cf"))
    return plain.translate(_DASHES).strip().casefold()


def is_blank(text: str) -> bool:
    """Whether a cell says that nothing is known."""
    return not text or folded_mark(text) in BLANK


def is_error(text: str) -> bool:
    """Whether a cell holds the error of a spreadsheet."""
    return text.startswith("#") and text.casefold() in ERRORS
