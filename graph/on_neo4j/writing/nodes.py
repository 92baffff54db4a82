"""Entities on the server whose sources change, or that go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.cypher import ENTITY
from graph.on_neo4j.writing.takings import Present

if TYPE_CHECKING:
    from collections.abc import Collection

    from neo4j import ManagedTransaction

    from graph.on_neo4j.writing.plan import Plan

_PRESENT = (
    f"MATCH (n:{ENTITY}) WHERE n.id IN $ids RETURN properties(n), EXISTS {{ (n)--(:{ENTITY}) }}"
)
_GIVERS = f"""
UNWIND $rows AS row MATCH (n:{ENTITY} {{id: row.id}})
SET n.`netweave:origin` = CASE row.origin WHEN '' THEN null ELSE row.origin END,
    n.`netweave:also` = CASE WHEN size(row.also) = 0 THEN null ELSE row.also END
"""
_JOINED = (
    f"UNWIND $rows AS row MATCH (n:{ENTITY} {{id: row.id}}) SET n.`netweave:joined` = row.joined"
)
_DELETE = f"MATCH (n:{ENTITY}) WHERE n.id IN $ids DELETE n"


def present(transaction: ManagedTransaction, ids: Collection[str]) -> dict[str, Present]:
    """The entities of these ids that are there."""
    rows = transaction.run(_PRESENT, ids=list(ids)).values()
    return {properties["id"]: Present(properties, tied) for properties, tied in rows}


def write_givers(transaction: ManagedTransaction, plan: Plan) -> None:
    """Write the sources of entities that have others now."""
    rows = [
        {"id": node_id, "origin": origins[0], "also": origins[1:]}
        for node_id, origins in plan.givers.items()
    ]
    if rows:
        transaction.run(_GIVERS, rows=rows).consume()


def write_joined(transaction: ManagedTransaction, plan: Plan) -> None:
    """Write which entities have joined others."""
    if plan.joined:
        rows = [{"id": node_id, "joined": ids} for node_id, ids in plan.joined.items()]
        transaction.run(_JOINED, rows=rows).consume()


def delete_nodes(transaction: ManagedTransaction, ids: Collection[str]) -> None:
    """Take entities out that no tie is left at."""
    if ids:
        transaction.run(_DELETE, ids=list(ids)).consume()
