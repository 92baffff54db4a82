"""What sources wrote for entities, on its way to the server and out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.cypher import ENTITY
from graph.on_neo4j.labels import SEARCH, SPELLINGS, search_text, spelled
from graph.on_neo4j.rows import node_from
from graph.on_neo4j.writing.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from neo4j import ManagedTransaction

    from graph.model import Spelling
    from graph.on_neo4j.writing.meta import Meta

_THERE = f"MATCH (n:{ENTITY}) WHERE n.id IN $ids RETURN properties(n)"
_SET = (
    f"UNWIND $rows AS row MATCH (n:{ENTITY} {{id: row.id}}) "
    f"SET n.`{SPELLINGS}` = row.spellings, n.`{SEARCH}` = row.search"
)


def note_spellings(
    transaction: ManagedTransaction, spellings: Sequence[Spelling], giver: str, meta: Meta
) -> Plan:
    """Note spellings of entities that are there, and take out those that are gone."""
    plan = Plan(meta.next_order)
    ids = sorted({one.node_id for one in spellings})
    there = {row["id"]: row for (row,) in transaction.run(_THERE, ids=ids).values()}
    now = {node_id: list(row.get(SPELLINGS, [])) for node_id, row in there.items()}
    for one in spellings:
        entries, entry = now.get(one.node_id, []), f"{one.origin or giver}\n{one.text}"
        if one.gone and entry in entries:
            entries.remove(entry)
        elif not one.gone and entry not in entries:
            entries.append(entry)
    plan.spelled = {i: sorted(e) for i, e in now.items() if e != there[i].get(SPELLINGS, [])}
    plan.old_nodes = {node_id: there[node_id] for node_id in plan.spelled}
    write_spellings(transaction, plan.spelled, there)
    return plan


def write_spellings(
    transaction: ManagedTransaction,
    entries: Mapping[str, list[str]],
    there: Mapping[str, Mapping[str, Any]],
) -> None:
    """Write the spellings of entities, and the texts that they are looked up by.

    Parameters
    ----------
    there
        The properties of the entities on the server.
    """
    if entries:
        rows = [_row(there[node_id], said) for node_id, said in entries.items()]
        transaction.run(_SET, rows=rows).consume()


def _row(properties: Mapping[str, Any], entries: Iterable[str]) -> dict[str, Any]:
    kept = list(entries)
    node = node_from(properties)
    search = search_text(node, spelled({SPELLINGS: kept}))
    return {"id": node.id, "spellings": kept or None, "search": search}
