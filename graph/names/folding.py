"""Foldings: what is set aside when two written names are compared.

Case, accents, punctuation, "and" and blanks make no difference; numbers always do. What is left of
a name once the words that names of districts carry are gone is its bare name.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from graph.names.words import ABBREVIATIONS, FORMS, GENERIC, LEVELS

_DOTTED = r"\b(?:[a-z]\.){2,}[a-z]?\b\.?|\b(?:[a-z]\.){2,}"
_SIGNS: dict[int, str | None] = {
    **dict.fromkeys(map(ord, "’'ʼ`´\u2018*†‡\"“”")),
    **dict.fromkeys(map(ord, "‐‑‒–—−"), "-"),
    ord("&"): " and ",
}
"""What signs within a name become; apostrophes, quotes and marks of footnotes nothing."""
_WORD = re.compile(r"[^\W_]+")
_AND = "and"
LITTLE = frozenset(("of", "the", "and", "in", "for", "a", "an", "at", "no", "number"))
"""Words that any name may hold."""


def _carried() -> frozenset[str]:
    plain_ones = {*GENERIC, *FORMS, *LEVELS, "education"}
    short = (word for word, said in ABBREVIATIONS.items() if plain_ones.issuperset(said.split()))
    return frozenset({*plain_ones, *short})


CARRIED = _carried()
"""Words that names of districts carry, as they are written: school, district, unified, ISD."""


def plain(text: str) -> str:
    """A text in small letters, without accents, apostrophes and marks of footnotes."""
    kept = text.casefold() if text.isascii() else _without_accents(text)
    kept = kept.translate(_SIGNS)
    if "." in kept:  # whose pattern is then compiled: few names of a question have one
        kept = re.sub(_DOTTED, lambda match: match[0].replace(".", ""), kept)
    return " ".join(kept.split())


def squeezed(text: str) -> str:
    """The letters and digits of a text as `plain` has them, in one."""
    return "".join(_WORD.findall(plain(text)))


def _without_accents(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in folded if not unicodedata.combining(c))


def fold(text: str) -> str:
    """A text without regard to case and to runs of white space: so ids are compared."""
    return " ".join(text.casefold().split())


class Folded(NamedTuple):
    """A name as it is compared.

    Attributes
    ----------
    words
        Its words, "and" aside.
    bare
        What is left, in one, without the words that names of districts carry; of a name that has
        no others, without those that say no more than that it is a district, if others are left.
    full
        Whether it carries such a word or a number, as a full name of a district does.
    """

    words: tuple[str, ...]
    bare: str
    full: bool

    @property
    def key(self) -> str:
        """All of it in one: "La Fargeville" and "LaFargeville" are one name."""
        return "".join(self.words)

    @property
    def phrase(self) -> str:
        """Its words between blanks: so whole words in a row are looked for."""
        return f" {' '.join(self.words)} "

    @property
    def telling(self) -> bool:
        """Whether it has a word of three letters, so that a part of a name may be meant."""
        return any(sum(map(str.isalpha, word)) >= 3 for word in self.words)


@lru_cache(maxsize=65_536)
def folded(text: str) -> Folded:
    """A written name as it is compared."""
    if text.isascii() and text.isalnum():  # the quick way: a single word
        written = [text.lower()]
    else:
        simple = plain(text)
        written = _WORD.findall(simple) or simple.split()
    words = tuple(word for word in written if word != _AND) or tuple(written)
    bare = "".join(word for word in words if word not in CARRIED)
    bare = bare or "".join(word for word in words if word not in GENERIC) or "".join(words)
    full = any(
        (word in CARRIED and word not in LITTLE) or any(map(str.isdecimal, word)) for word in words
    )
    return Folded(words, bare, full)


def common(word: str) -> bool:
    """Whether a word says so little that nobody is looked up by it: school, district, the."""
    return word in GENERIC
