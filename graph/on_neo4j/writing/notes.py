"""What is kept beside the graph on a server: written, and put back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.cypher import NOTE
from graph.model import Note
from graph.on_neo4j.writing.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from neo4j import ManagedTransaction

    from graph.on_neo4j.writing.meta import Meta

_THERE = (
    f"UNWIND $keys AS key MATCH (n:{NOTE} {{kind: key[0], name: key[1]}}) "
    "RETURN n.kind, n.name, n.text"
)
_TAKE = f"UNWIND $keys AS key MATCH (n:{NOTE} {{kind: key[0], name: key[1]}}) DELETE n"
_PUT = f"UNWIND $rows AS row MERGE (n:{NOTE} {{kind: row[0], name: row[1]}}) SET n.text = row[2]"


def noted(transaction: ManagedTransaction, notes: Sequence[Note], meta: Meta) -> Plan:
    """Put notes in the places of those of their kinds and names, under the lock."""
    plan = Plan(meta.next_order)
    last = {note[:2]: note for note in notes}
    rows = transaction.run(_THERE, keys=list(map(list, last))).values()
    there = {(kind, name): text for kind, name, text in rows}
    changed = [note for key, note in last.items() if there.get(key) != note.text]
    plan.old_notes = [Note(kind, name, there.get((kind, name))) for kind, name, _ in changed]
    plan.changes.noted = len(changed)
    put(transaction, changed)
    return plan


def put(transaction: ManagedTransaction, notes: Iterable[Note]) -> None:
    """Write notes as they are."""
    gone = [list(note[:2]) for note in notes if note.text is None]
    rows = [list(note) for note in notes if note.text is not None]
    if gone:
        transaction.run(_TAKE, keys=gone).consume()
    if rows:
        transaction.run(_PUT, rows=rows).consume()
