"""Entities and spells as flat attributes: how NetworkX, exports and Neo4j carry them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.model import Node

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.model import Spell

_OWN = ("id", "kind", "name", "aliases")
_PREFIX = "property:"
"""Marks a property that carries the name of one of our own attributes."""


def flat_node(node: Node) -> dict[str, Any]:
    """``kind``, ``name``, ``aliases`` (a list) and the properties under their own names."""
    attributes: dict[str, Any] = {"kind": node.kind, "name": node.name}
    attributes["aliases"] = list(node.aliases)
    for name, value in node.properties.items():
        clashes = name in _OWN or name.startswith(_PREFIX)
        attributes[_PREFIX + name if clashes else name] = value
    return attributes


def node_from_flat(node_id: str, attributes: Mapping[str, Any]) -> Node:
    """The entity that `flat_node` made these attributes of."""
    properties = {
        name.removeprefix(_PREFIX): value
        for name, value in attributes.items()
        if name not in _OWN and value is not None and value != ""
    }
    aliases = tuple(attributes.get("aliases") or ())
    return Node(node_id, attributes["kind"], attributes["name"], aliases, properties)


def flat_spell(spell: Spell) -> dict[str, Any]:
    """What a spell says by itself: since, until, role."""
    return {"since": spell.since, "until": spell.until, "role": spell.role}
