"""Taking the last write to the server back, one part after the other, the last one first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Literal
from uuid import uuid4

from graph.changes import Change, Changes, about, difference
from graph.cypher import ENTITY, labels_text
from graph.errors import StoreError, nothing_to_undo
from graph.history import Did, PastWrite
from graph.on_neo4j.rows import node_from
from graph.on_neo4j.unfinished import with_mark, without_mark
from graph.on_neo4j.writing.batch import kept_there, lives_of, lock, save
from graph.on_neo4j.writing.journal import LOAD, RESTORED, now, unpacked
from graph.on_neo4j.writing.nodes import delete_nodes, present
from graph.on_neo4j.writing.notes import put
from graph.on_neo4j.writing.plan import identity
from graph.on_neo4j.writing.sending import new_ties, send, stale_ties
from graph.unfinished import Unfinished

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from neo4j import ManagedTransaction

    from graph.model import Statement
    from graph.on_neo4j.driver.connection import Neo4jServer
    from graph.on_neo4j.writing.journal import JournalPart

PARTS = (
    f"MATCH (p:{LOAD}) RETURN p.part, p.load, p.began, p.act, p.origin, coalesce(p.batch, ''), "
    "coalesce(p.did, []) ORDER BY p.part DESC"
)
_PART = (
    f"MATCH (p:{LOAD} {{part: $part}}) "
    f"RETURN p.past, [{', '.join(f'p.{name}' for name in RESTORED)}], p.writer, p.origin"
)
_FORGET = f"MATCH (p:{LOAD} {{part: $part}}) DELETE p"
_RESTORE = f"UNWIND $rows AS row MATCH (n:{ENTITY} {{id: row.id}}) SET n = row"


def undo(server: Neo4jServer, *, dry_run: bool) -> tuple[PastWrite, Changes]:
    """Take the last write back (see `graph.history.History.undo`).

    Raises
    ------
    StoreError
        If there is none, or another wrote at the same time and their parts lie between its own.
    """
    parts = server.rows(PARTS)
    if not parts:
        raise StoreError(nothing_to_undo(str(server.target)))
    load = parts[0][1]
    mine = [part[0] for part in parts if part[1] == load]
    if mine != [part[0] for part in parts[: len(mine)]]:
        raise StoreError(
            f"Two loads were written to {server.target} at the same time, and cannot be taken "
            "back one by one."
        )
    back = _Back(mine, explain=dry_run)
    if dry_run:
        _rehearse(server, back, mine)
    else:
        for part in mine:
            back.changes.add(server.write(partial(back.take, part=part)))
    back.changes.rows.sort(key=_rank)
    return entries_from(parts)[0], back.changes


def _rank(row: Change) -> int:
    """What goes comes before what is back, whatever part it belongs to."""
    if row.what == "entity":
        return 1 if row.change == "removed" else 2
    return 0 if row.change == "withdrawn" else 3


def _rehearse(server: Neo4jServer, back: _Back, parts: list[int]) -> None:
    def work(transaction: ManagedTransaction) -> None:
        back.changes = Changes()
        for part in parts:
            back.changes.add(back.take(transaction, part))

    server.rehearse(work)


def entries_from(parts: Iterable[Sequence[Any]]) -> list[PastWrite]:
    """The writes that parts of the journal belong to, the last one first."""
    found: dict[int, PastWrite] = {}
    for _, load, began, act, origin, batch, did in parts:
        before = found[load].did if load in found else Did()
        found[load] = PastWrite(load, began, act, origin, batch, before.and_(Did(*did)))
    return sorted(found.values(), reverse=True)


class _Back:
    """A write on its way back.

    Parameters
    ----------
    parts
        The numbers of its parts, the last one first.
    """

    def __init__(self, parts: list[int], *, explain: bool) -> None:
        self._explain = explain
        self._parts = parts
        self._begun = now()
        self._writer = uuid4().hex
        self.changes = Changes()

    def take(self, transaction: ManagedTransaction, part: int) -> Changes:
        """Put everything back as it was before a part, unless that has been done."""
        meta = lock(transaction, self._writer)
        rows = transaction.run(_PART, part=part).values()
        changes = Changes()
        if not rows:
            return changes
        if meta.part != part:
            raise StoreError("The store was written to meanwhile. Look at it, and try again.")
        data, before, writer, origin = rows[0]
        past = unpacked(data)
        self._put_back(transaction, past, changes)
        put(transaction, past.old_notes)
        changes.noted = len(past.old_notes)
        restored = dict(zip(RESTORED, before, strict=True))
        loading = self._marks(meta.loading, part, writer, origin)
        # A load under way learns from the writer that it is not alone.
        after = meta._replace(**restored, writer=self._writer, part=part - 1, loading=loading)
        save(transaction, after)
        transaction.run(_FORGET, part=part).consume()
        return changes

    def _marks(self, loading: list[str], part: int, writer: str, origin: str) -> list[str]:
        """The marks of unfinished writes, with this one back as far as a part."""
        done, of = self._parts.index(part) + 1, len(self._parts)
        if done == of:
            return without_mark(loading, writer)
        return with_mark(loading, writer, Unfinished("undo", origin, self._begun, done, of))

    def _put_back(
        self, transaction: ManagedTransaction, past: JournalPart, changes: Changes
    ) -> None:
        keys = {*past.new_ties, *past.old_ties}
        now = {
            identity(one.statement): (one.order, one.statement)
            for kept in kept_there(transaction, keys).values()
            for one in kept
        }
        was = {
            identity(one.statement): (one.order, one.statement)
            for kept in past.old_ties.values()
            for one in kept
        }
        gone = [statement for _, statement in sorted(now[i] for i in now.keys() - was.keys())]
        back = [statement for _, statement in sorted(was[i] for i in was.keys() - now.keys())]
        changes.statements_withdrawn, changes.statements_added = len(gone), len(back)
        self._tell(changes, "withdrawn", gone)
        send(transaction, stale_ties(keys))
        self._nodes(transaction, past, changes)
        send(transaction, new_ties(past.old_ties, lives_of(transaction, past.old_ties)))
        self._tell(changes, "added", back)

    def _nodes(self, transaction: ManagedTransaction, past: JournalPart, changes: Changes) -> None:
        """Put entities back; no tie that was written since is left at them."""
        ids = [*past.new_nodes, *(row["id"] for row in past.old_nodes)]
        there = present(transaction, ids)
        for node_id in past.new_nodes:
            node = there[node_id].node
            changes.nodes_removed += 1
            self._note(changes, Change("removed", "entity", node_id, f"{node.kind} {node.name}"))
        delete_nodes(transaction, past.new_nodes)
        transaction.run(_RESTORE, rows=past.old_nodes).consume()
        for row in past.old_nodes:
            now, node = there[row["id"]].node, node_from(row)
            if now != node:
                changes.nodes_changed += 1
                self._note(changes, Change("changed", "entity", node.id, difference(now, node)))
        for row in past.gone_nodes:
            node = node_from(row)
            text: Any = f"CREATE (n:{labels_text(node.kind)}) SET n = $row"
            transaction.run(text, row=row).consume()
            changes.nodes_added += 1
            self._note(changes, Change("added", "entity", node.id, f"{node.kind} {node.name}"))

    def _tell(
        self,
        changes: Changes,
        change: Literal["added", "withdrawn"],
        statements: Iterable[Statement],
    ) -> None:
        for statement in statements:
            self._note(changes, Change(change, "statement", statement.source_id, about(statement)))

    def _note(self, changes: Changes, change: Change) -> None:
        if self._explain:
            changes.rows.append(change)
