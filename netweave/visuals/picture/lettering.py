"""Names as they are written into a picture: cleaned, shortened, broken into lines."""

from __future__ import annotations

import re
import textwrap

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_OVERRIDES = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_TURNING = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_USUAL = (
    ("Independent School District", "ISD"),
    ("Union Free School District", "UFSD"),
    ("Unified School District", "USD"),
    ("School District", "SD"),
    ("school district", "SD"),
    ("Public Schools", "PS"),
    ("School Department", "SD"),
    ("Elementary", "Elem."),
    ("Department", "Dept."),
    ("University", "Univ."),
)
"""Long words of names, and how they are shortened, the surest first."""

LINE_HEIGHT = 16.0
"""From one line of a label to the next, in the units of `DrawnNode.x`."""
LETTER_WIDTH = 7.2
"""The width of an average letter of a label, in the same units."""


def clean(text: str) -> str:
    """A text without characters that no page and no XML file can hold; they become U+FFFD."""
    return _UNSEEN.sub("\ufffd", text)


def short(text: str, width: int = 90) -> str:
    """A text for a heading or a file: on one line, cut off, without marks that turn the line."""
    line = " ".join(_OVERRIDES.sub("", clean(text)).split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def abridged(name: str, width: int) -> str:
    """A name in the room of so many letters, usual words in their usual letters if it is long."""
    line = short(name, 300)
    for word, letters in _USUAL:
        if _room(line) <= width:
            break
        line = line.replace(word, letters)
    kept = len(line)
    while _room(short(line, kept)) > width:
        kept -= 1
    return short(line, kept)


def _room(text: str) -> float:
    """How many letters of the usual width a text takes: capitals are wider."""
    return len(text) + 0.25 * sum(letter.isupper() for letter in text)


def turns(text: str) -> bool:
    """Whether a text can change the direction of what is written after it."""
    return _TURNING.search(text) is not None


def label_lines(name: str, *, beside: bool) -> tuple[str, ...]:
    """A name as a label: beside a node up to two long lines, else up to three short ones."""
    width, lines_at_most = (32, 2) if beside else (24, 3)
    lines = textwrap.wrap(
        short(name, width * lines_at_most), width, max_lines=lines_at_most, placeholder="…"
    )
    return tuple(lines) or ("(no name)",)


def file_name(*words: str) -> str:
    """Words as the name of a file on any system: lower case letters, digits and hyphens."""
    plain = "-".join(re.sub(r"[^a-z0-9]+", "-", word.casefold()).strip("-")[:30] for word in words)
    return plain.strip("-") or "picture"
