"""What is in the store: all of a kind, and what a text finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.asking import once_more
from graph.naming import TIERS
from queries.asking.scope import kinds_asked
from queries.asking.within import ids_within

if TYPE_CHECKING:
    from graph.model import Node
    from graph.naming import Tier
    from graph.store import Reader


class Entry(NamedTuple):
    """An entity in a list. ``state`` of a collective is its scope; None if unknown."""

    name: str
    kind: str
    state: str | None
    aliases: tuple[str, ...]
    nces_id: str | None
    id: str


class Hit(NamedTuple):
    """An entity that a text found, and how: id, nces_id, name, alias or part of a name."""

    found_by: Tier
    name: str
    kind: str
    state: str | None
    aliases: tuple[str, ...]
    id: str


@once_more
def catalogue(
    store: Reader, kind: str, *, state: str | None = None, within: str | None = None
) -> list[Entry]:
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
    return sorted(map(_entry, nodes), key=lambda entry: (entry.name, entry.id))


@once_more
def find(store: Reader, text: str) -> list[Hit]:
    """Every entity that a text names, in the order of the tiers, then by name and id.

    An entity stands once, at the first way the text finds it.
    """
    hits: dict[str, Hit] = {}
    if not text.strip():
        return []
    with store.reading():
        found = store.named([text])[text]
    for tier, node in sorted(found, key=lambda n: (TIERS.index(n.tier), n.node.name, n.node.id)):
        hit = Hit(tier, node.name, node.kind, node.state, node.aliases, node.id)
        hits.setdefault(node.id, hit)
    return list(hits.values())


def _entry(node: Node) -> Entry:
    return Entry(node.name, node.kind, node.state, node.aliases, node.text("nces_id"), node.id)
