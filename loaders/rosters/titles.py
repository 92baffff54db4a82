"""What the name of a title, a sheet or a file says: a network, a state, a date, or nothing."""

from __future__ import annotations

import re

from graph.names.states import state_of
from loaders.columns.dates import date_text
from loaders.identity.network_names import holds_network_word, is_no_name

_BEHIND = re.compile(r"\s+[-\u2013\u2014|:]\s+.*$")
_NOISE = (
    r"(?:(?:current|former|past|active|all|our|the|participating|full|complete|official)\s+)*"
    r"(?:members?(?:hip)?(?:\s+(?:districts?|schools?|organi[sz]ations?|list|roster|directory))?"
    r"|participating districts?|rosters?|lists?|directory|directories|contacts?"
    r"|sheet\s*\d*|tab\s*\d*|copy|final|draft|export|data|table|current|former|past|active|alumni|withdrawn|updated|v\d+)"
)
_AHEAD = re.compile(rf"^{_NOISE}(?:\s+(?:of|for|in)\b(?:\s+the\b)?)?[\s:,-]*", re.IGNORECASE)
_AFTER = re.compile(rf"[\s,:-]*\b{_NOISE}$", re.IGNORECASE)
_ENDS = " ,.;:-\u2013\u2014/#"
_DATES = re.compile(
    r"\b(?:(?:FY|SY|AY)\s*\d{2,4}(?:[-\u2013/]\d{2,4})?|(?:19|20)\d{2}(?:[-\u2013/]\d{1,4}){0,2}"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?)\b",
    re.IGNORECASE,
)
_GONE = r"(?:former|past|previous|withdrawn|inactive|departed|lapsed|ex)"
_FORMER = re.compile(
    rf"\b{_GONE}[\s-]+(?:(?:network|league|consortium|cohort)\s+)?(?:member|district|school"
    rf"|participant|partner)s?(?:hips?)?\b|^(?:{_GONE}|left|alumni|drop-?outs?)$"
    r"|\b(?:members|districts|schools) (?:that|who) (?:have )?(?:left|withdrew|withdrawn)\b",
    re.IGNORECASE,
)


def bare_title(text: str) -> str:
    """A title, or the name of a sheet or file, less what names no network."""
    plain = re.sub(
        r"\.(csv|tsv|txt|xlsx?|xlsm|xlsb|ods|jsonl?|html?)(\.gz)?$", "", text, flags=re.IGNORECASE
    )
    plain = " ".join(plain.replace("_", " ").split())
    plain = _BEHIND.sub("", plain)
    plain = re.sub(r"\([^()]*\)", " ", plain)
    plain = re.sub(r"(?:\bas\s+of\b)?\s*$", "", _DATES.sub(" ", plain))
    before = None
    while before != plain:
        before = plain
        plain = " ".join(plain.split()).strip(_ENDS)
        plain = _AFTER.sub("", _AHEAD.sub("", plain))
    return plain.title() if plain.isupper() and len(plain) > 5 else plain


def speaks_of_former(text: str) -> bool:
    """Whether a title, or the name of a sheet, says that those below are no longer there."""
    return _FORMER.search(" ".join(text.replace("_", " ").split()).strip(_ENDS)) is not None


def network_in(text: str) -> str:
    """The network that a title names, "" if it names none.

    It names one if it holds a word that names of networks hold.
    """
    bare = bare_title(text)
    if not bare or state_of(bare) or date_text(bare).readings or is_no_name(bare):
        return ""
    return bare if holds_network_word(bare) else ""
