"""Pieces of Cypher that several questions share, and the schema as Cypher text.

Values are parameters, always; labels, types and names of indexes come from the schema. In Neo4j
an entity has the label ``Entity`` and that of its kind, a collective ``Collective`` too. A
relationship is one spell of one tie: ``since``, ``until`` and ``role`` as texts, its window as
the dates ``first_day`` and ``last_day`` (null where open), and its statements as parallel lists,
of which one is left out if it says nothing more. The parameter ``$on`` is null, or the first and
last day that is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from graph.schema import NODE_KINDS, TIE_TYPES

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import LiteralString

ENTITY, COLLECTIVE, META, NOTE = "Entity", "Collective", "NetweaveMeta", "NetweaveNote"
"""The label of all entities, that of all collectives, that of the node about the store, and that
of what is kept beside the graph."""

STATEMENT_LISTS: dict[str, str | int] = {
    "roles": "",
    "sinces": "",
    "untils": "",
    "urls": "",
    "files": "",
    "lines": -1,
    "as_ofs": "",
    "confidences": "stated",
    "extras": "",
    "origins": "",
}
"""The parallel lists of a relationship, one item per statement in row order, and what an item is
if its list is left out; of ``roles`` and ``sinces`` it then is the ``role`` and ``since`` of the
relationship, if that has one. ``extras`` are JSON objects of further columns; ``orders``, which is
always there, has the place of each statement in the order of all."""

COLUMNS = (
    *("key", "position", "since", "until", "role", "first_day", "last_day", "orders"),
    *STATEMENT_LISTS,
)
"""The properties of a relationship."""


def holds(tie: LiteralString) -> LiteralString:
    """The condition that a relationship holds on ``$on``."""
    return (
        f"($on IS NULL OR (coalesce({tie}.first_day <= $on.last, true) "
        f"AND coalesce({tie}.last_day >= $on.first, true)))"
    )


def spell(tie: LiteralString) -> LiteralString:
    """A relationship as the map that a store reads a spell from."""
    return (
        f"{tie} {{.*, source_id: startNode({tie}).id, type: type({tie}), "
        f"target_id: endNode({tie}).id}}"
    )


def lists(tie: LiteralString) -> LiteralString:
    """What `graph.on_neo4j.rows.kept_of` reads, as one list: quicker to send than a map."""
    names = "orders", "role", "since", *STATEMENT_LISTS
    return _ours(f"[{', '.join(f'{tie}.{name}' for name in names)}]")


def columns_text(tie: LiteralString) -> LiteralString:
    """All properties of a relationship that are ours, as they are returned by a recount."""
    return _ours(", ".join(f"{tie}.{name}" for name in COLUMNS))


def types_text(types: Collection[str]) -> LiteralString:
    """Tie types as they stand in a pattern; those that the schema does not know are left out."""
    return _ours("|".join(name for name in TIE_TYPES if name in types))


def labels_text(kind: str) -> LiteralString:
    """The labels of an entity of a kind."""
    known = NODE_KINDS[kind]
    labels = [ENTITY, known.label, *([COLLECTIVE] if known.collective else [])]
    return _ours(":".join(labels))


def all_labels() -> LiteralString:
    """Every label that an entity may have."""
    return _ours(":".join([ENTITY, COLLECTIVE, *(kind.label for kind in NODE_KINDS.values())]))


def schema_statements() -> tuple[LiteralString, ...]:
    """The constraints and indexes of a store. Community Edition can have all of them."""
    node = f"IF NOT EXISTS FOR (n:{ENTITY})"
    return (
        f"CREATE CONSTRAINT netweave_meta IF NOT EXISTS FOR (m:{META}) REQUIRE m.name IS UNIQUE",
        f"CREATE CONSTRAINT netweave_entity_id {node} REQUIRE n.id IS UNIQUE",
        f"CREATE CONSTRAINT netweave_nces_id {node} REQUIRE n.nces_id IS UNIQUE",
        f"CREATE INDEX netweave_kind {node} ON (n.kind)",
        f"CREATE TEXT INDEX netweave_search {node} ON (n.`netweave:search`)",
        f"CREATE FULLTEXT INDEX netweave_names {node} ON EACH [n.name, n.aliases]",
        "CALL db.awaitIndexes(300)",
    )


def _ours(text: str) -> LiteralString:
    """Text made of names of our own schema alone, which is as good as written here."""
    return cast("LiteralString", text)  # type: ignore[redundant-cast]  # mypy has plain str
