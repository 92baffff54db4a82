"""Which district a question is about: one of the store, or of the whole country."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from graph.errors import AmbiguousNameError, NotFoundError, WrongKindError
from graph.names.folding import CARRIED, fold, folded
from graph.names.places import PlacedName, placed, readings
from graph.national import national
from queries.asking.candidates import ambiguous
from queries.asking.naming import Named, entity, resolve, told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.model import Node
    from graph.names.folding import Folded
    from graph.national import National
    from graph.store import Reader
    from queries.asking.naming import Asked
    from queries.field.field import Field

KINDS = ("district", "school")


def learner(store: Reader, asked: Asked) -> Node:
    """The district or school that is meant, looked up in the national directory if need be.

    A choice that may be another is told by a `NameWarning`.

    Raises
    ------
    NotFoundError, AmbiguousNameError, WrongKindError
        As of `queries.asking.naming.resolve`.
    """
    if isinstance(asked, str):
        return told(meant(store, asked))
    return entity(store, asked, KINDS) if store.nodes([asked.id]) else meant(store, asked.id).node


def meant(store: Reader, text: str) -> Named:
    """The same of a written name, with what is to be told about the choice.

    Raises
    ------
    NotFoundError, AmbiguousNameError, WrongKindError
        As of `queries.asking.naming.resolve`.
    """
    try:
        # One that begins has no tie yet, so those that have come before nobody.
        return resolve(store, text, KINDS, tied_first=False)
    except NotFoundError:
        found = of_the_country(store, text)
        if found is None:
            raise
        return found
    except AmbiguousNameError as error:
        raise AmbiguousNameError(f"{error}{_also(store, text)}") from None


def _also(store: Reader, text: str) -> str:
    """The district of the country that a text names, beside several of the store."""
    with suppress(AmbiguousNameError):
        if (found := of_the_country(store, text)) is not None and not store.nodes([found.node.id]):
            return f"\nThe country has {placed(found.node)}, {found.node.id}."
    return ""


def of_the_country(store: Reader, text: str) -> Named | None:
    """The district of the national directory that a text names: by id, or by name and place.

    A full name comes before one less the words that names of districts carry. Without a place
    the name is to be the only one of its kind in the country. None if nobody there has it.

    Raises
    ------
    AmbiguousNameError
        If several have it; the message gives them with their ids and places.
    """
    directory = national()
    by_id = directory.owner(text.strip()) or directory.node(fold(text))
    if by_id is not None:
        return Named(_here(store, by_id), None)
    for reading in (*readings(text), PlacedName(text)):
        found = list(_called(directory, reading))
        if len(found) == 1:
            node = _here(store, found[0])
            return Named(node, None if reading.state else _note(text, node))
        if found:
            raise AmbiguousNameError(ambiguous(store, text, sorted(found, key=lambda n: n.id)))
    return None


def _called(directory: National, reading: PlacedName) -> Iterable[Node]:
    """The districts of this name in this place: by their full names, else by their bare ones."""
    wanted = folded(reading.name)
    if not wanted.telling:
        return ()
    nodes = directory.of_state(reading.state, "") if reading.state else _alike(directory, wanted)
    named: dict[bool, dict[str, Node]] = {True: {}, False: {}}
    for node in filter(reading.fits, nodes):
        for name in map(folded, (node.name, *node.aliases)):
            if name.bare == wanted.bare:
                named[wanted.full and name.key == wanted.key][node.id] = node
    return (named[True] or named[False]).values()


def _alike(directory: National, wanted: Folded) -> list[Node]:
    """Those that have the longest of the words that tell a name from others."""
    telling = [word for word in wanted.words if word not in CARRIED]
    return directory.mentioning([max(telling, key=len)]) if telling else []


def _here(store: Reader, node: Node) -> Node:
    """A district of the directory as the store has it, if it has it."""
    nces_id = str(node.text("nces_id"))
    return store.owners([nces_id]).get(nces_id, node)


def _note(text: str, node: Node) -> str:
    return f"{text!r} is taken for {placed(node)}, {node.id}, of the national directory."


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
