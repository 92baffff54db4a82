"""Which candidate is safe to accept, if any.

The rules are few and only ever refuse: what speaks against a candidate is enough to refuse it, and
of two that fit equally neither is accepted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from graph.names.blocking import city_of, in_order
from graph.names.folding import plain
from graph.names.score import EXCLUSIVE, Fit, fit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.names.blocking import Block, NameEntry
    from graph.names.parsing import Name

SPELLING = 0.92
"""How alike two spellings of a place must be (0 to 1) to be taken for one."""
SLIPS = 2
"""How many letters may be left out or added in all; another letter in place of one is two."""
SHORTEST = 10
"""How many letters a place must have for a slip of the pen to be told from another name."""
AHEAD = 0.06
"""How much better than the next a spelling must fit, in scores."""
COUNTY_STATES = frozenset(("FL", "MD", "NV", "WV"))
"""Where every district is a county, so that the name of a place alone means the county."""
OVERLAID = frozenset(("CT", "MA", "ME", "NH", "NJ", "VT"))
"""Where towns keep a district of their own beside the regional one that they are in."""


class Judgement(NamedTuple):
    """What was decided.

    Attributes
    ----------
    accepted
        The candidate that is safe, None if none is.
    fits
        All candidates, best first.
    reasons
        Why, in plain sentences.
    """

    accepted: Fit | None
    fits: tuple[Fit, ...]
    reasons: tuple[str, ...]


def decide(written: Name, block: Block, refused: frozenset[str] = frozenset()) -> Judgement:
    """Look for the one entity of a state that a written name can safely be taken for.

    Parameters
    ----------
    refused
        Ids of entities that it is known not to be.
    """
    fits = _fits(written, block, refused)
    accepted, reasons = _chosen(written, fits, block)
    if accepted is not None:
        fits = [accepted, *(one for one in fits if one is not accepted)]
    return Judgement(accepted, tuple(fits), reasons)


def _fits(written: Name, block: Block, refused: frozenset[str]) -> list[Fit]:
    """Every name that is worth a look; of an entity with several names, the one that fits best."""
    near = [*block.same_place(written), *block.numbered(written.numbers)]
    if written.bracketed:
        near += block.by_bracket.get(written.bracketed, ())
    fits = _held_against(written, near, block, refused)
    if all(one.against for one in fits):
        far = [*block.sharing_words(written), *block.spelled_alike(written, 0.75)]
        fits += _held_against(written, far, block, refused)
    best: dict[str, Fit] = {}
    for one in fits:
        kept = best.get(one.entry.node.id)
        if kept is None or _rank(one) < _rank(kept):
            best[one.entry.node.id] = one
    return sorted(best.values(), key=lambda one: (*_rank(one), one.entry.node.id))


def _held_against(
    written: Name, entries: Iterable[NameEntry], block: Block, refused: frozenset[str]
) -> list[Fit]:
    once = {id(entry): entry for entry in entries if entry.node.id not in refused}
    return [fit(written, entry, block) for entry in once.values()]


def _rank(one: Fit) -> tuple[object, ...]:
    return (bool(one.against), -round(one.score, 6), -len(one.speaks))


def _chosen(written: Name, fits: list[Fit], block: Block) -> tuple[Fit | None, tuple[str, ...]]:
    for likeness, choose in (("number", _by_number), ("same", _by_place)):
        alike = [one for one in fits if one.likeness == likeness]
        if alike:
            return choose(written, alike, block)
    for likeness, choose in (("spelling", _by_spelling), ("part", _by_part)):
        alike = [one for one in fits if one.likeness == likeness]
        accepted, reasons = choose(written, alike, block) if alike else (None, ())
        if accepted and not block.complete:
            return None, (_MISSING,)
        if accepted:
            return accepted, reasons
    return None, ("No district of the state has this name.",)


_MISSING = "It is not quite this name, and not all districts of the state are known here."


def _by_number(written: Name, alike: list[Fit], block: Block) -> tuple[Fit | None, tuple[str, ...]]:
    del block
    sound = [one for one in alike if not one.against]
    if len(sound) != 1:
        return None, ("Several districts of the state carry this number.",)
    name = sound[0].entry.name
    if any(number.unit for number in written.numbers):
        return sound[0], ("The number of the unit is unique in the state.",)
    if written.bracketed and set(written.core) & set(name.core):
        return sound[0], ("The number in brackets is the same.",)
    if "number" in sound[0].speaks and written.forms == name.forms and written.level == name.level:
        return sound[0], ("The number and the legal form are the same.",)
    return None, ("The number alone is not enough.",)


def _by_place(written: Name, alike: list[Fit], block: Block) -> tuple[Fit | None, tuple[str, ...]]:
    sound = [one for one in alike if not one.against]
    if not sound:
        return None, alike[0].against
    if any(number.unit for number in written.numbers):
        return None, ("The number of the unit is unknown here.",)
    if block.state == "VT" and len(alike) > 1:
        return None, ("In Vermont a union and its district share the name.",)
    best = _standing_out(written, sound)
    if best is None:
        return None, (f"{len(sound)} districts of the state fit equally.",)
    if refusal := _unsafe(written, best, block):
        return None, (refusal,)
    also = sorted(best.speaks - {"whole"})
    agree = (f"Both say the same of: {', '.join(also)}.",) if also else ()
    return best, ("The words for the place are the same, and nothing else fits.", *agree)


def _standing_out(written: Name, sound: list[Fit]) -> Fit | None:
    """The candidate for which something speaks that speaks for no other.

    That nothing differs at all counts only where the written name says more than a place and
    "school district", and not against one that merely says its level as well: of two Buckeyes,
    "Buckeye School District" may still be the other one.
    """
    if len(sound) == 1:
        return sound[0]
    says_more = written.forms or written.level or written.numbers or written.agency != "district"

    def says_level(other: Fit) -> bool:
        return bool(other.entry.name.level) and not written.level

    for one in sound:
        others = [other for other in sound if other is not one]
        gains = [
            one.speaks - other.speaks - ({"whole"} if not says_more or says_level(other) else set())
            for other in others
        ]
        losses = [other.speaks - one.speaks or other.silent - one.silent for other in others]
        if all(gains) and not any(losses):
            return one
    return None


def _unsafe(written: Name, one: Fit, block: Block) -> str:
    name = one.entry.name
    if one.entry.partial and not (written.forms & name.forms or "number" in one.speaks):
        return "Only a part of its name is the same."
    if not block.complete and not _says_the_same(written, name):
        return _MISSING
    county = "county" in name.forms - written.forms and "number" not in one.speaks
    if county and block.state not in COUNTY_STATES:
        return "A place is written, and this is a county."
    if name.level == "high" and not written.level and not ({*one.speaks} - {"town"}):
        return "It is a high school district, and that is not written."
    return ""


def _says_the_same(written: Name, name: Name) -> bool:
    """Whether words and level are the same: "Westside" may be a neighbour of "West Side"."""
    return in_order(written) == in_order(name) and written.level == name.level


def _by_spelling(
    written: Name, alike: list[Fit], block: Block
) -> tuple[Fit | None, tuple[str, ...]]:
    best, *others = alike
    del block
    if best.against or best.entry.partial or (written.numbers and "number" not in best.speaks):
        return None, ()
    if best.score < SPELLING or not _is_slip(written.key, best.entry.name.key):
        return None, ()
    if any(other.score > best.score - AHEAD and not other.against for other in others):
        return None, ()
    return best, ("The words for the place are spelled nearly the same.",)


def _is_slip(written: str, name: str) -> bool:
    """Whether one may be the other, misspelt: long enough, and a few letters apart.

    People get the first letter of a name right.
    """
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - few names need it

    long_enough = len(written) >= SHORTEST and written[0] == name[0]
    return long_enough and Indel.distance(written, name) <= SLIPS


def _by_part(written: Name, alike: list[Fit], block: Block) -> tuple[Fit | None, tuple[str, ...]]:
    sound = [one for one in alike if not one.against and not one.entry.partial]
    good = [one for one in sound if _is_longer(written, one, block.state)]
    if len(good) != 1:
        return None, ()
    return good[0], ("The words that only one of them has are its town, or follow from it.",)


def _is_longer(written: Name, one: Fit, state: str | None) -> bool:
    """Whether it is a longer name of several places, the first of which is written.

    Perham has its office in "Perham-Dent"; Windsor is not "Windsor Locks". Where towns keep a
    district of their own beside the regional one, this proves nothing.
    """
    name, city = one.entry.name, set(city_of(one.entry.node).split())
    written_first = name.core[: len(written.core)] == written.core
    return (
        written_first
        and bool(city)
        and city <= set(written.core)
        and not written.forms & EXCLUSIVE
        and state not in OVERLAID
        and _is_compound(one.entry.node.name, written.core[-1])
    )


def _is_compound(text: str, last: str) -> bool:
    """Whether a hyphen follows a word of a name."""
    return bool(re.search(rf"{re.escape(last)}\s*-", plain(text)))
