"""Which district a question is about: one of the store, or of the whole country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import NotFoundError, WrongKindError
from graph.names.folding import fold
from graph.names.places import readings
from graph.national import national
from queries.asking.naming import entity, words

if TYPE_CHECKING:
    from graph.model import Node
    from graph.store import Reader
    from queries.asking.naming import Asked
    from queries.field.field import Field

KINDS = ("district", "school")


def learner(store: Reader, asked: Asked) -> Node:
    """The district or school that is meant, looked up in the national directory if need be.

    Raises
    ------
    NotFoundError, AmbiguousNameError, WrongKindError
        As of `queries.asking.naming.resolve`.
    """
    try:
        # One that begins has no tie yet, so those that have come before nobody.
        return entity(store, asked, KINDS, tied_first=False)
    except NotFoundError:
        found = of_the_country(store, words(asked).strip())
        if found is None:
            raise
        return found


def of_the_country(store: Reader, text: str) -> Node | None:
    """The one district of the directory that a text names: by id, or by name and state."""
    directory = national()
    found = directory.owner(text) or directory.node(text.casefold())
    if found is None:
        named = {
            node.id: node
            for placed in readings(text)
            if placed.state
            for node in directory.of_state(placed.state, "")
            if placed.fits(node) and fold(placed.name) in map(fold, (node.name, *node.aliases))
        }
        found = next(iter(named.values())) if len(named) == 1 else None
    if found is None:
        return None
    nces_id = str(found.text("nces_id"))
    return store.owners([nces_id]).get(nces_id, found)


def district_of(field: Field, node: Node) -> Node:
    """A district itself, and of a school the district that it is part of.

    Raises
    ------
    WrongKindError
        If a school is part of no district, or of several.
    """
    if node.kind == "district":
        return node
    homes = [home for home, schools in field.schools.items() if node.id in schools]
    if len(homes) == 1:
        return field.districts[homes[0]]
    how = "no known district" if not homes else f"several districts: {', '.join(sorted(homes))}"
    raise WrongKindError(
        f"{node.name} ({node.id}) is a school, and part of {how}. Name the district instead."
    )
