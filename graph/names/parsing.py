"""A name, taken apart: the words for the place, and what the other words say.

``Mt. Zion CUSD 3`` and ``Mount Zion Community Unit School District 3`` come apart into the same
parts. Nothing is decided here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from graph.names.folding import plain
from graph.names.numerals import MARK, Number, take_numbers
from graph.names.states import NAMES, state_of
from graph.names.words import (
    ABBREVIATIONS,
    AGENCIES,
    FORMS,
    GENERIC,
    IN_STATE,
    LEVELS,
    PHRASES,
    SILENT_AGENCIES,
    WEAK,
    Role,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_PARENS = re.compile(r"\(([^()]*)(?:\)|$)")
_WORD = re.compile(r"[^\W_]+|\0")
_COUNTIES = re.compile(
    r" (?:in|of) +(?:the +)?(?:count(?:y|ies)|c) of\b.*$| of the city of$| of the$"
)
_BASED = re.compile(r"^([a-z' ]+)-based ")
_IN = re.compile(r"^(.+\b(?:schools?|districts?|township)\b.*?) in (?!the )([^()]+)$")
_GLUED = re.compile(r"\b(rsu|m?sad|sau|aos|usd|isd|sd)(?=\d)")
_PHRASES = [(re.compile(pattern), text) for pattern, text in PHRASES]

_CAN_BE_A_NAME = ("central", "union", "county", "city", "valley")


class Name(NamedTuple):
    """A name, taken apart.

    Attributes
    ----------
    core
        The words for the place, in their order; () for names like "RSU 21".
    forms
        Words for the sort of place and the legal form: county, city, union, joint.
    level
        ``elementary``, ``high``, ``unified``, or "" where the name does not say.
    agency
        ``district``, ``charter``, ``service`` or ``vocational``.
    numbers
        Its numbers; the numbers in brackets of Arizona are not among them.
    bracketed
        Such a number, "" if there is none.
    hints
        What stands in brackets, after a comma or after "in": mostly a town.
    state
        The state that the name itself mentions, None if it mentions none.
    bare
        Whether it is the name of a place alone.
    of_school
        Whether it says which grades are taught and does not say "district": a school, perhaps.
    places
        What stands beside the name: its town, its county.
    """

    core: tuple[str, ...]
    forms: frozenset[str]
    level: str
    agency: str
    numbers: tuple[Number, ...]
    bracketed: str
    hints: tuple[str, ...]
    state: str | None
    bare: bool
    of_school: bool
    places: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The core without spaces: "La Fargeville" and "LaFargeville" have one key."""
        return "".join(self.core)


@lru_cache(maxsize=200_000)
def parse(text: str, state: str | None) -> Name:
    """Take a name apart.

    Parameters
    ----------
    state
        The postal code of the state it is of, whose customs apply; None if unknown.
    """
    main = plain(text)
    aside = [part.strip() for part in _PARENS.findall(main)]
    main = _PARENS.sub(" ", main)
    main, asides, mentioned = _without_asides(main, aside, state)
    counties = _COUNTIES.search(main)
    if counties and counties.start() > 0:
        main = main[: counties.start()]
    bracketed = next((a for a in asides if a.isdigit() and len(a) >= 4), "")
    hints = tuple(h for a in asides if not a.isdigit() for h in _hint(a))
    return _taken_apart(main, state or mentioned, bracketed, hints, mentioned)


def _without_asides(
    main: str, aside: list[str], state: str | None
) -> tuple[str, list[str], str | None]:
    """The name proper; what is said aside; and the state that is said aside."""
    first, *rest = (part.strip() for part in main.split(","))
    if based := _BASED.match(first):
        first, aside = first[based.end() :], [*aside, based[1]]
    found: list[str] = []
    mentioned: str | None = None
    for part in [*rest, *aside]:
        if named := state_of(part):
            mentioned = mentioned or named
        elif (named := _leading_state(part)) is not None:
            mentioned = mentioned or named
            first += f" {part[len(NAMES[named]) :]}"
        elif part in rest and _adds_no_place(part, state):
            first += f" {part}"
        else:
            found.append(part)
    if inside := _IN.match(first):
        first = inside[1]
        if named := state_of(inside[2]):
            mentioned = mentioned or named
        else:
            found.append(inside[2])
    return first, found, mentioned


def _leading_state(part: str) -> str | None:
    """The state that a text like "massachusetts school district" begins with."""
    for postal, name in NAMES.items():
        if part.startswith(f"{name} ") and _adds_no_place(part[len(name) :], postal):
            return postal
    return None


def _adds_no_place(part: str, state: str | None) -> bool:
    return all(role != "core" for _, role in _roles(take_numbers(_spelled(part))[0], state))


def _hint(aside: str) -> list[str]:
    parts = re.split(r" ?[/;] ?", aside)
    return [part for part in parts if part]


def _spelled(text: str) -> str:
    """A text with what is said in several words written as the words that `_role` knows."""
    text = _GLUED.sub(r"\1 ", text)
    for pattern, words in _PHRASES:
        text = pattern.sub(words, text)
    return text


def _taken_apart(
    main: str, state: str | None, bracketed: str, hints: tuple[str, ...], mentioned: str | None
) -> Name:
    text, numbers = take_numbers(_spelled(main))
    tagged = _settled(_roles(text, state))
    core = tuple(word for word, role in tagged if role == "core")
    agencies = {AGENCIES[word] for word, _ in tagged if word in AGENCIES}
    agency = next((a for a in ("charter", "vocational", "service") if a in agencies), "district")
    if _is_union_office(tagged):
        agency = "service"
    levels = {LEVELS[word] for word, role in tagged if role == "level"}
    level = next(iter(levels)) if len(levels) == 1 else ""
    forms = frozenset(word for word, role in tagged if role == "form")
    bare = all(role == "core" for _, role in tagged) and not numbers
    words = {word for word, _ in tagged}
    school = bool(levels) and "district" not in words
    return Name(core, forms, level, agency, numbers, bracketed, hints, mentioned, bare, school)


def _is_union_office(tagged: Sequence[tuple[str, Role]]) -> bool:
    words = [word for word, _ in tagged]
    return ("supervisory" in words and "union" in words) or (
        "office" in words and ("sau" in words or "administrative" in words)
    )


def _roles(text: str, state: str | None) -> list[tuple[str, Role]]:
    """The words of a text, abbreviations written out, each with what it does."""
    short = {**ABBREVIATIONS, **IN_STATE.get(state or "", {})}
    words: list[str] = []
    written: list[str] = _WORD.findall(text)
    for word in written:
        said = short.get(word, word) if words or len(word) > 1 else word
        words += said.split()
    return [(word, _role(word)) for word in words]


def _role(word: str) -> Role:
    if word == MARK.strip():
        return "number"
    if word in FORMS:
        return "form"
    if word in LEVELS:
        return "level"
    if word in AGENCIES and word in SILENT_AGENCIES:
        return "agency"
    return "generic" if word in GENERIC else "core"


def _settled(tagged: list[tuple[str, Role]]) -> list[tuple[str, Role]]:
    """The words with their roles, once it is seen where they stand.

    "Central" says something about the district in "Afton Central School", and is a part of the
    name in "Central Kitsap", in "East Central" and in "Central".
    """
    settled = [*tagged]
    cores = [at for at, (_, role) in enumerate(tagged) if role == "core"]
    for at, (word, role) in enumerate(tagged):
        if role not in ("form", "level"):
            continue
        before = tagged[at - 1][1] if at else None
        after = tagged[at + 1][1] if at + 1 < len(tagged) else None
        if after == "core" and (before is None or before == "core"):
            settled[at] = (word, "core")
    if all(tagged[at][0] in WEAK for at in cores):
        _strengthen(settled, after=cores[-1] if cores else -1)
    return settled


def _strengthen(settled: list[tuple[str, Role]], after: int) -> None:
    """Give a name without a place of its own the form word that stands where the place would."""
    for at in range(after + 1, len(settled)):
        word = settled[at][0]
        follower = settled[at + 1][0] if at + 1 < len(settled) else ""
        if word in _CAN_BE_A_NAME and follower not in ("high", "free", "elementary"):
            settled[at] = (word, "core")
        if word in _CAN_BE_A_NAME or after >= 0:
            return
