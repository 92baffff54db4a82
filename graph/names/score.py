"""How well a written name fits the name of an entity, and what speaks against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from graph.names.blocking import city_of, county_of, in_order
from graph.names.parsing import parse
from graph.names.telling import told_apart
from graph.names.words import FORMS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.model import Node
    from graph.names.blocking import Block, NameEntry
    from graph.names.parsing import Name

Likeness = Literal["same", "number", "spelling", "part", "words"]

EXCLUSIVE = frozenset(
    [
        "county",
        "city",
        "town",
        "township",
        "borough",
        "village",
        "area",
        "regional",
        "central",
        "free",
        "plantation",
        "local",
        "exempted",
    ]
)
"""Of two names that both say one of these words, none of them the same, one is not the other."""
RARE = 0.1
"""Below this share of a state's districts a form word is rare."""


class Fit(NamedTuple):
    """A written name beside a name of an entity.

    Attributes
    ----------
    entry
        The entity's name.
    likeness
        What they have in common: the ``same`` words for the place; a ``number`` that is unique;
        nearly the same ``spelling``; one a ``part`` of the other; or some ``words``.
    score
        From 0 to 1. It orders candidates; what is accepted depends on the rest.
    against
        What speaks against it, in plain sentences. One is enough to refuse it.
    speaks
        What speaks for it beyond the words for the place: ``number``, ``level``, ``form union``
        (and so on), ``town``, ``whole`` (nothing differs at all).
    silent
        Form words that neither of them says, out of those that any name says.
    """

    entry: NameEntry
    likeness: Likeness
    score: float
    against: tuple[str, ...]
    speaks: frozenset[str]
    silent: frozenset[str]

    @property
    def equal(self) -> bool:
        """Whether the written name is the entity's whole name, and not only like it."""
        return "whole" in self.speaks and not self.entry.partial


def fit(written: Name, entry: NameEntry, block: Block) -> Fit:
    """Hold a written name against a name of an entity."""
    against = tuple(_against(written, entry, block))
    speaks = frozenset(_speaks(written, entry))
    likeness, alike = _likeness(written, entry, block)
    score = alike - 0.3 * len(against) - (0.0 if "whole" in speaks else 0.02)
    score -= 0.02 * len(written.forms ^ entry.name.forms) + 0.05 * entry.partial
    silent = FORMS - written.forms - entry.name.forms
    return Fit(entry, likeness, max(0.0, min(1.0, score)), against, speaks, silent)


def _likeness(written: Name, entry: NameEntry, block: Block) -> tuple[Likeness, float]:
    name = entry.name
    if _same_number(written, name):
        return "number", 1.0
    if not written.core or not name.core:
        return ("number", 0.9) if written.core == name.core else ("words", 0.3)
    if written.key == name.key or in_order(written) == in_order(name):
        return "same", 1.0
    return _partly_alike(written, name, block)


def _same_number(written: Name, name: Name) -> bool:
    """Whether a number that is unique in its state is in both."""
    units = [number for number in written.numbers if number.unit]
    if any(number.agrees(own) for number in units for own in name.numbers):
        return True
    return bool(written.bracketed) and written.bracketed == name.bracketed


def _partly_alike(written: Name, name: Name, block: Block) -> tuple[Likeness, float]:
    shared = _shared(written, name, block)
    ours, theirs = set(written.core), set(name.core)
    if ours < theirs or theirs < ours:
        return "part", 0.6 + 0.35 * shared
    spelled = _spelled_alike(written.key, name.key)
    if spelled >= 0.86:
        return "spelling", spelled
    return "words", max(0.9 * shared, 0.8 * spelled)


def _shared(written: Name, name: Name, block: Block) -> float:
    """The weight of the words that both have, as a share of the weight of all (0 to 1)."""
    common, all_of_them = set(written.core) & set(name.core), {*written.core, *name.core}
    total = sum(block.weight(word) for word in all_of_them)
    return sum(block.weight(word) for word in common) / total if total else 0.0


def _spelled_alike(one: str, other: str) -> float:
    from rapidfuzz import fuzz  # noqa: PLC0415 - no other question needs it

    return fuzz.ratio(one, other) / 100


# What speaks against it -----------------------------------------------------------------------


def _against(written: Name, entry: NameEntry, block: Block) -> list[str]:
    name = entry.name
    contradictions = [_numbers_differ(written, name), _level_differs(written, name, block)]
    if written.agency != name.agency:
        contradictions.append(f"The one is a {written.agency}, the other a {name.agency}.")
    contradictions += [_forms_differ(written, name), _place_form_lacks(written, name, block)]
    contradictions += [told_apart(written, name), _elsewhere(written, entry, block)]
    return [sentence for sentence in contradictions if sentence]


def _forms_differ(written: Name, name: Name) -> str:
    ours, theirs = written.forms & EXCLUSIVE, name.forms & EXCLUSIVE
    if ours and theirs and not ours & theirs:
        return f"The one is {_words(ours)}, the other {_words(theirs)}."
    for one, other in ((written, name), (name, written)):
        if "county" in one.forms and "independent" in other.forms - one.forms:
            return "The one is a county, the other independent."
    if written.level and written.level == name.level and "union" in written.forms ^ name.forms:
        return "One of them is a union, the other is not."
    if "consolidated" in written.forms - name.forms and "independent" in name.forms:
        return "The one is consolidated, the other is not."
    return ""


def _place_form_lacks(written: Name, name: Name, block: Block) -> str:
    """Whether a word for the sort of place, which only one of them has, is a part of its name.

    "City" is a part of the name where few districts of the state say it ("Jefferson City"); a
    county that is written is none of the others where the state's districts do say "county".
    """
    if "city" in name.forms - written.forms and block.share("city") < RARE / 4:
        return "City is a part of its name, and is not written."
    for form in ("county", "township"):
        if form in written.forms - name.forms and block.share(form) >= RARE:
            return f"A {form} is written, and it does not say so."
    return ""


def _numbers_differ(written: Name, name: Name) -> str:
    if written.bracketed and name.bracketed and written.bracketed != name.bracketed:
        return f"The numbers in brackets differ: {written.bracketed} and {name.bracketed}."
    if not written.numbers or not name.numbers:
        return ""
    if written.bracketed and written.bracketed == name.bracketed:
        return ""
    if any(number.agrees(own) for number in written.numbers for own in name.numbers):
        return ""
    if any(str(number.digits) == name.bracketed for number in written.numbers):
        return ""
    return f"The numbers differ: {_words(written.numbers)} and {_words(name.numbers)}."


def _level_differs(written: Name, name: Name, block: Block) -> str:
    if written.level and name.level and written.level != name.level:
        return f"The one is {written.level}, the other {name.level}."
    if written.level == "high" and not name.level and "regional" not in written.forms & name.forms:
        return "It does not say that it is a high school district."
    of_grades = name.of_school and name.level == "elementary" and not written.level
    if of_grades and block.share("elementary") < RARE:
        return "Elementary is a part of its name, and is not written."
    if written.of_school and not name.level and written.level != "unified":
        return "It may be a school of the district, not the district."
    return ""


def _elsewhere(written: Name, entry: NameEntry, block: Block) -> str:
    """Whether the written name says that it is in another town."""
    if written.core == () or any(number.unit for number in written.numbers):
        return ""
    if written.agency != "district":
        told = {*entry.name.core, *city_of(entry.node).split()}
        if any(not set(_place(hint).split()) <= told for hint in written.hints):
            return "What is in brackets is not in its name."
    stated = {_place(hint) for hint in (*written.hints, *written.places)} - {""}
    its_own = {_place(hint) for hint in entry.name.hints} - {""}
    here = {city_of(entry.node), county_of(entry.node), " ".join(entry.name.core), *its_own}
    places = stated if its_own else stated & (block.cities | block.counties)
    if places and not places & here:
        return f"It is said to be in {_words(places)}, and this one is not."
    return ""


def said_elsewhere(places: Iterable[str], node: Node, block: Block) -> str:
    """Whether places beside an entity's id are others of its state than its town and county."""
    stated = {_place(place) for place in places} & (block.cities | block.counties)
    if stated and city_of(node) and not stated & {city_of(node), county_of(node)}:
        return f"It is said to be in {_words(stated)}, and this one is not."
    return ""


# What speaks for it ---------------------------------------------------------------------------


def _speaks(written: Name, entry: NameEntry) -> list[str]:
    name = entry.name
    found: list[str] = []
    if any(n.agrees(own) for n in written.numbers for own in name.numbers):
        found.append("number")
    if _same_number(written, name):
        found.append("number")
    if written.level and written.level == name.level:
        found.append("level")
    found += [f"form {word}" for word in written.forms & name.forms]
    places = {_place(hint) for hint in (*written.hints, *written.places)}
    if county_of(entry.node) in places - {""}:
        found.append("county")
    if places & {city_of(entry.node), *(_place(hint) for hint in name.hints)} - {""}:
        found.append("town")
    if _whole(written) == _whole(name):
        found.append("whole")
    return found


def _whole(name: Name) -> tuple[object, ...]:
    return in_order(name), name.forms, name.level, name.agency, {*name.numbers}


def _place(text: str) -> str:
    return " ".join(parse(text, None).core)


def _words(things: Iterable[object]) -> str:
    return ", ".join(sorted(map(str, things)))
