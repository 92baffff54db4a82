"""The identifiers of a row, held against each other: an id, an NCES id, a name and a state.

A cell that slipped by a row gives one district's number to another's name. Such a row means
nobody in particular, and waits for a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.columns.values import quoted
from loaders.rosters.directory import words_of

if TYPE_CHECKING:
    from graph.model import Node
    from graph.names.desk import Match
    from loaders.rosters.fields import WrittenEntity
    from loaders.rosters.naming import NameFinder

SHOWN = 5
"""How many candidates are proposed."""
ANYWHERE = "59"
"""How the NCES ids of the Bureau of Indian Education begin, whose schools are in many states."""


def contradiction(written: WrittenEntity, owner: Node, naming: NameFinder) -> Match | None:
    """What a person is asked if a row's name or state is not that of the district with its id."""
    # The desk takes a moment to import, and most rows need none.
    from graph.names.reference import code, states_of  # noqa: PLC0415

    leaid = owner.text("nces_id") or ""
    given, own = code(written.state), states_of(owner)
    its_id = f"{quoted(written.nces_id or written.id)} is {owner.name}"
    if given and own != {None} and given not in own and not leaid.startswith(ANYWHERE):
        where = " or ".join(sorted(filter(None, own)))
        return _asked(owner, f"{its_id} in {where}, and the row says {written.state}.")
    if elsewhere := naming.elsewhere(owner, written.places):
        return _asked(owner, f"{its_id}. {elsewhere}")
    if not written.name or _is_named(owner, written.name):
        return None
    match = naming.match(written.name, written.state or owner.state or "")
    if owner.id in (match.id, *(best.id for best in match.candidates[:1])):
        return None
    others = [c for c in match.candidates if c.id != owner.id]
    asked = _asked(owner, f"{its_id}, and the row says {quoted(written.name)}.")
    return asked._replace(candidates=(*asked.candidates, *others)[:SHOWN])


def of_two(written: WrittenEntity, one: Node, other: Node | None) -> Match | None:
    """What a person is asked if a row's id and NCES id are those of two districts."""
    if other is not None and other.id == one.id:
        return None
    whose = other.name if other is not None else "nobody that is known"
    why = f"{quoted(written.id)} is {one.name}, and the NCES id {written.nces_id} is {whose}."
    return _asked(one, why)


def unknown(written: WrittenEntity, naming: NameFinder) -> Match:
    """What a person is asked of an NCES id that nobody has."""
    why = (
        f"Neither the store nor the national directory knows the NCES id {written.nces_id}.",
        'Load an NCES file that has it, or say unknown = "create" in the mapping.',
    )
    match = naming.match(written.name, written.state)
    return match._replace(decision="review", id=None, nces_id=None, reasons=why, equal=False)


def _is_named(owner: Node, name: str) -> bool:
    words = words_of(name)
    return any(words == words_of(own) for own in (owner.name, *owner.aliases))


def _asked(owner: Node, why: str) -> Match:
    from graph.names.desk import Candidate, Match  # noqa: PLC0415 - most rows need no desk

    best = Candidate(owner.id, owner.text("nces_id"), owner.name, 1.0)
    return Match("review", None, None, 1.0, (best,), (why,))
