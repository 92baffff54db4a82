"""Names of networks: which are equal, which are near, and what is no name at all.

Equal names are one network. Near ones may be, and a person says so: they differ by an article, a
state in brackets, a plural s, one word that such names carry, or one letter of a longer word.
Directions, numerals and numbers that differ make another network.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from graph.names.states import state_of
from loaders.columns.marks import BLANK, NO, YES, folded_mark, is_error

if TYPE_CHECKING:
    from collections.abc import Iterable

NETWORK_WORDS = frozenset(
    {"network", "league", "consortium", "cohort", "collaborative", "alliance", "coalition"}
    | {"pilot", "partnership", "association", "center", "institute", "initiative", "exchange"}
    | {"schools", "networks", "cohorts", "compact", "council", "cooperative", "federation"}
)
"""Words that names of networks hold."""
SHORTEST_SLIP = 5
"""Letters of a word in which a letter may be a slip of the pen."""
_CARRIED = frozenset({"network", "group", "schools", "initiative"})
_ARTICLES = frozenset({"the", "a", "an"})
_TELLING = frozenset(
    {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central"}
    | {"northeast", "northwest", "southeast", "southwest", "upper", "lower", "new", "old"}
    | {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"}
    | {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
    | {"first", "second", "third", "fourth", "fifth", "sixth"}
)
"""Words that tell one network from another, however alike the rest is."""
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʻʼ`´"))
_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")
_DITTO = frozenset(
    {'"', "''", "″", "〃", "same", "same as above", "ditto", "as above", "see above"}
)


@lru_cache(maxsize=65_536)
def words_of_name(name: str) -> tuple[str, ...]:
    """The words of a name less case, accents, apostrophes and punctuation; of every script."""
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ")).casefold()
    plain = plain.translate(_APOSTROPHES)
    letters = (
        c if c.isalnum() and unicodedata.category(c) != "Lm" else "" if _joins(c) else " "
        for c in plain
    )
    return tuple("".join(letters).split())


def _joins(letter: str) -> bool:
    """Whether a sign stands within words: an accent, a modifier letter, a full stop, a hyphen."""
    return unicodedata.category(letter) in ("Mn", "Lm", "Cf") or letter in ".-‐‑"


def network_key(name: str) -> str:
    """What equal names have in common: their letters and digits."""
    return "".join(words_of_name(name)) or name.strip().casefold()


def is_no_name(  # noqa: PLR0911 - a line for each reason reads best
    text: str, header: Iterable[str] = ()
) -> str | None:
    """Why a text is no name of a network, None if it may be one.

    Parameters
    ----------
    header
        The names of the columns: a header that is repeated among the rows names nothing.
    """
    mark = folded_mark(text)
    if is_error(text):
        return "is an error of the spreadsheet"
    if mark in BLANK or mark in NO:
        return "says that there is none"
    if mark in YES:
        return "is a mark"
    if mark in _DITTO:
        return "points at another row"
    if re.fullmatch(r"[\d\s.,%#-]+", mark):
        return "is a number"
    if not any(map(str.isalnum, mark)):
        return "has no letter"
    if mark in {folded_mark(name) for name in header}:
        return "is the name of a column"
    return None


def holds_network_word(text: str) -> bool:
    """Whether a text holds a word that names of networks hold."""
    return not NETWORK_WORDS.isdisjoint(words_of_name(text))


def are_near(one: str, other: str) -> bool:
    """Whether two names that are not equal may be of one network."""
    a, b = _telling(one), _telling(other)
    if a != b:
        return False
    forms = {_bare(one, drop) for drop in (None, *_CARRIED)}
    others = {_bare(other, drop) for drop in (None, *_CARRIED)}
    if not forms.isdisjoint(others):
        return True
    plain, plain_other = _bare(one, None), _bare(other, None)
    if len(plain) != len(plain_other):
        return False
    different = [(x, y) for x, y in zip(plain, plain_other, strict=True) if x != y]
    return len(different) == 1 and _one_edit(*different[0])


def near_keys(name: str) -> set[tuple[tuple[str, ...], tuple[str, ...]]]:
    """What near names have at least one of in common, so that they can be looked up."""
    plain = _bare(name, None)
    forms = {_bare(name, drop) for drop in (None, *_CARRIED)}
    for at, word in enumerate(plain):
        if len(word) >= SHORTEST_SLIP:
            shorter = {word[:i] + word[i + 1 :] for i in range(len(word))}
            forms |= {(*plain[:at], short, *plain[at + 1 :]) for short in shorter}
    telling = _telling(name)
    return {(telling, form) for form in forms}


@lru_cache(maxsize=4_096)
def _telling(name: str) -> tuple[str, ...]:
    """The numbers and the words that tell apart, in order."""
    words = words_of_name(_without_state(name))
    numbers = re.findall(r"\d+", " ".join(words))
    told = [word for word in words if word in _TELLING]
    return (*told, *(number.lstrip("0") or "0" for number in numbers))


def _bare(name: str, dropped: str | None) -> tuple[str, ...]:
    """A name less articles, a state in brackets, plural s, blanks between parts, and one word."""
    words = [word for word in words_of_name(_without_state(name)) if word not in _ARTICLES]
    if dropped in words and len(words) > 1:
        words.remove(dropped)
    return ("".join(map(_singular, words)),) if dropped else tuple(map(_singular, words))


def _without_state(name: str) -> str:
    """A name without a state in brackets behind it, or the short name that brackets give."""
    shape = _BRACKETED.search(name)
    if shape is None or not name[: shape.start()].strip():
        return name
    inside = shape[1].strip()
    initials = "".join(word[0] for word in words_of_name(name[: shape.start()]))
    stands_aside = state_of(inside) is not None or inside.casefold() == initials
    return name[: shape.start()] if stands_aside else name


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _one_edit(one: str, other: str) -> bool:
    """Whether two words of five letters or more differ by one letter, or by two changing places."""
    if min(len(one), len(other)) < SHORTEST_SLIP or any(map(str.isdigit, one + other)):
        return False
    if len(one) == len(other):
        at = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        swapped = len(at) == 2 and at[1] == at[0] + 1 and one[at[0]] == other[at[1]]
        return len(at) == 1 or (swapped and one[at[1]] == other[at[0]])
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(
        long[:i] + long[i + 1 :] == short for i in range(len(long))
    )
