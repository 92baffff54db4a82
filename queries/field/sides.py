"""The two sides that an introduction would bring together: districts, each side's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import NotFoundError, TooManyError
from graph.schema import COLLECTIVES
from queries.asking.naming import entity, words

if TYPE_CHECKING:
    from graph.model import Node
    from graph.store import Reader
    from queries.asking.naming import Asked
    from queries.field.field import Field

KINDS = COLLECTIVES | {"district"}
STATE = "state:"
MOST = 300
"""Districts of a side up to which all introductions are weighed."""


def sides(store: Reader, field: Field, a: Asked, b: Asked) -> tuple[list[str], list[str]]:
    """The districts of each side, by id, without those of both.

    Raises
    ------
    NotFoundError
        If a name fits nothing, or a side is empty.
    TooManyError
        If a side has more than `MOST`.
    AmbiguousNameError, WrongKindError
        As of `queries.asking.naming.resolve`.
    """
    one, other = _side(store, field, a), _side(store, field, b)
    found = sorted(one - other), sorted(other - one)
    for asked, whole, side in ((a, one, found[0]), (b, other, found[1])):
        _check(words(asked), whole, side)
    return found


def _check(asked: str, whole: set[str], side: list[str]) -> None:
    if not whole:
        raise NotFoundError(f"{asked!r} has no district that is known here. Name another side.")
    if not side:
        raise NotFoundError(
            f"Every district of {asked!r} belongs to the other side as well: nobody is left to "
            "introduce. Name another side."
        )
    if len(side) > MOST:
        raise TooManyError(
            f"{asked!r} has {len(side):,} districts, and introductions are weighed among {MOST} a "
            "side at most. Name a smaller network, one of its parts, or a district."
        )


def _side(store: Reader, field: Field, asked: Asked) -> set[str]:
    if isinstance(asked, str) and asked.strip().casefold().startswith(STATE):
        state = asked.strip()[len(STATE) :].strip().upper()
        return {i for i, node in field.districts.items() if node.state == state}
    node: Node = entity(store, asked, KINDS)
    return {node.id} if node.kind == "district" else set(field.members[node.id])
