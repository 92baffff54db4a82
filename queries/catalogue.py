"""What is in the store: all of a kind, and what a text finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from graph.errors import QuestionError
from graph.names.folding import folded
from graph.names.places import PlacedName, is_in, readings
from graph.names.states import state_of
from graph.naming import TIERS, Tier
from queries.asking.answered import Rows
from queries.asking.answering import question
from queries.asking.naming import could_be_meant
from queries.asking.scope import kinds_asked
from queries.asking.within import ids_within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.model import Node
    from graph.store import Reader

FoundBy = Tier | Literal["city"]
FOUND_BY: tuple[FoundBy, ...] = (*TIERS, "city")
"""How a text finds an entity, the surest first; a town finds whoever is in it."""


class Entry(NamedTuple):
    """An entity in a list. ``state`` of a collective is its scope; None if unknown."""

    name: str
    kind: str
    state: str | None
    aliases: tuple[str, ...]
    nces_id: str | None
    id: str


class Hit(NamedTuple):
    """An entity that a text found, and how: by one of `FOUND_BY`. ``city`` is None if unknown."""

    found_by: FoundBy
    name: str
    kind: str
    state: str | None
    city: str | None
    aliases: tuple[str, ...]
    id: str


@question()
def catalogue(
    store: Reader, kind: str, *, state: str | None = None, within: str | None = None
) -> Rows[Entry]:
    """All entities of a kind, ordered by name, then id.

    Parameters
    ----------
    kind
        A kind or its plural, ``collective``, or ``all``.
    state
        Two letters; only entities of this state.
    within
        States, divisions or regions (`queries.asking.places.states_of`): only districts and
        schools of these, and what they belong to.

    Raises
    ------
    QuestionError
        If there is no such kind, or no such place.
    """
    kinds = kinds_asked(kind)
    with store.reading():
        nodes = store.catalogue(kinds, state.upper() if state else None)
        if within is not None:
            inside = ids_within(store, within)
            nodes = [node for node in nodes if node.id in inside]
    return Rows(sorted(map(_entry, nodes), key=lambda entry: (entry.name, entry.id)))


@question()
def find(store: Reader, text: str, *, state: str | None = None) -> Rows[Hit]:
    """Every entity that a text names or that is in the town of this name.

    In the order of `FOUND_BY`, then by name and id. An entity stands once, at the first way the
    text finds it. A place after the name (``Lindsay, CA``) leaves those of that place.

    Parameters
    ----------
    state
        A state by its code or name; only entities of this state.

    Raises
    ------
    QuestionError
        If there is no such state.
    """
    within = PlacedName("", _state_asked(state))
    if not text.strip():
        return Rows()
    hits: dict[str, Hit] = {}
    with store.reading():
        found = sorted(_found(store, text, within), key=_position)
    for by, node in found:
        hit = Hit(by, node.name, node.kind, node.state, node.text("city"), node.aliases, node.id)
        hits.setdefault(node.id, hit)
    return Rows(hits.values())


def _found(store: Reader, text: str, within: PlacedName) -> Iterator[tuple[FoundBy, Node]]:
    read = readings(text)
    namings = store.named({text, *(reading.name for reading in read)})
    for naming in could_be_meant(text, read, namings):
        if within.fits(naming.node):
            yield naming.tier, naming.node
    towns = [PlacedName(text), *(reading for reading in read if reading.state and not reading.city)]
    if not any(folded(reading.name).telling for reading in towns):
        return
    wanted = {folded(town.name).key for town in towns}
    there = [node_id for town, node_id in store.labels("town") if folded(town).key in wanted]
    for node in store.nodes(there).values():
        if any(is_in(node, town.name) and town.fits(node) for town in towns) and within.fits(node):
            yield "city", node


def _position(found: tuple[FoundBy, Node]) -> tuple[int, str, str]:
    by, node = found
    return FOUND_BY.index(by), node.name, node.id


def _state_asked(state: str | None) -> str | None:
    if not state:
        return None
    code = state_of(state)
    if code is None:
        raise QuestionError(f"{state!r} is no state. Write its code or its name, such as CA.")
    return code


def _entry(node: Node) -> Entry:
    return Entry(node.name, node.kind, node.state, node.aliases, node.text("nces_id"), node.id)
