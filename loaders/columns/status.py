"""What a roster says of leaving: in a column of statuses, or in brackets behind a name."""

from __future__ import annotations

import re
from typing import NamedTuple

from loaders.columns.dates import date_text

_LEFT = (
    r"(?:left|withdrew|withdrawn|departed|ended|exited|resigned|dropped(?: out)?"
    r"|until|thru|through)"
)
_LEAVING = re.compile(
    rf"\b{_LEFT}\b|\bformer(?:ly)?\b|\bon hold\b|\bpending\b|\balum(?:ni|nus|na)?\b|\binactive\b"
    r"|\bpaused?\b|\bsuspended\b|\bprospective\b|\binvited\b|\bapplied\b|\bclosed\b|\blapsed\b"
    r"|\bpast member\b|\bex-",
    re.IGNORECASE,
)
_DATED = re.compile(rf"{_LEFT}\s*(?:in|on|as of|:)?\s*(.+)", re.IGNORECASE)
_JOINED = re.compile(r"(?:joined|since|member since|began)\s*(?:in|on|:)?\s*(.+)", re.IGNORECASE)
_HERE = frozenset(
    {"active", "current", "member", "yes", "full", "full member", "renewed", "returning", "ongoing"}
    | {"in good standing", "continuing", "returning member", "new", "new member", "charter"}
    | {"charter member", "founding", "founding member", "pilot", "x"}
)
_STANDING = frozenset({"active", "current", "member", "full member", "renewed", "ongoing"})
"""Of these, those that are no name of a network as well, as ``Pilot`` may be."""
_BEHIND = re.compile(
    rf"(?:\s+[-\u2013\u2014]+\s*|\s*[,;]\s*)({_LEFT}\b.*|joined\b.*)$", re.IGNORECASE
)
_NOTE = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")


class Status(NamedTuple):
    """What a status says.

    Attributes
    ----------
    since, until
        A date that it gives, "" if none.
    waits
        Whether a person has to say what follows: who left, but not when; who is paused.
    """

    since: str = ""
    until: str = ""
    waits: bool = False


def speaks_of_leaving(text: str) -> bool:
    """Whether a text speaks of leaving, or of not being a member yet."""
    return _LEAVING.search(text) is not None


def is_standing(text: str) -> bool:
    """Whether a text is a status and nothing else: ``active``, ``former``, ``left 2019``."""
    plain = " ".join(text.split()).rstrip(".").casefold()
    meant = status_of(text)
    return bool(plain in _STANDING or meant.since or meant.until or _LEAVING.fullmatch(plain))


def status_of(text: str) -> Status:
    """What a status says: ``left 2023`` is plain, ``left`` waits, ``active`` changes nothing."""
    plain = " ".join(text.split()).rstrip(".")
    if plain.casefold() in _HERE:
        return Status()
    for shape, end in ((_DATED.fullmatch(plain), True), (_JOINED.fullmatch(plain), False)):
        meant = date_text(shape[1]) if shape else None
        if meant is not None and len(meant.readings) == 1:
            (reading,) = meant.readings
            return Status(until=reading.until or "") if end else Status(since=reading.since or "")
    return Status(waits=speaks_of_leaving(plain))


def without_note(name: str) -> tuple[str, str]:
    """A name without a note in brackets behind it that speaks of joining or leaving; and the note.

    Other brackets belong to the name: a place, a short name.
    """
    shape = _NOTE.search(name) or _BEHIND.search(name)
    if shape is None:
        return name, ""
    note = shape[1].strip()
    said = speaks_of_leaving(note) or _JOINED.fullmatch(note) or note.casefold() in _HERE
    return (name[: shape.start()].strip(), note) if said else (name, "")
