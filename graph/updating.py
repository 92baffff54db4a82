"""What a later row about an entity changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import StoreError

if TYPE_CHECKING:
    from graph.model import Node


def updated(old: Node, new: Node) -> Node:
    """An entity after another row about it: what is not empty there is taken over.

    Raises
    ------
    StoreError
        If the row says it is of another kind.
    """
    if old.kind != new.kind:
        raise another_kind(old.id, old.kind, new.kind)
    if new.name == old.name and new.aliases == old.aliases and new.properties == old.properties:
        return old
    return old._replace(
        name=new.name or old.name,
        aliases=new.aliases or old.aliases,
        properties={**old.properties, **new.properties},
    )


def another_kind(node_id: str, old: str, new: str) -> StoreError:
    """The error for a source that gives an entity another kind."""
    return StoreError(
        f"{node_id} is a {old} in the store and a {new} in the source. "
        "An entity keeps its kind: give one of the two another id."
    )
