"""Taking the last write to the offline file back, in one transaction."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from graph.changes import Change, about, difference
from graph.digest import GraphDigest
from graph.errors import StoreError, nothing_to_undo
from graph.model import TieKey
from graph.offline.file import commit, locked
from graph.offline.journal import WATCHED, entry_from, forget
from graph.offline.labels import relabel
from graph.offline.rows import (
    NODE_COLUMNS,
    STATEMENT_COLUMNS,
    compact,
    node_from,
    statement_from,
)
from graph.offline.session import Session
from graph.offline.steps import StepWriter
from graph.spells import lifetime

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.changes import Changes
    from graph.history import PastWrite
    from graph.model import Node, Statement
    from graph.offline.journal import Watched

_AT_ONCE = 5_000
"""Ties whose spells are derived together."""
_LAST = (
    "SELECT key, began, act, origin, batch, did, first_node, first_tie, first_statement, ties, "
    "data_hash FROM load ORDER BY key DESC LIMIT 1"
)
_SAID = (
    f"SELECT a.id, y.name, b.id, {STATEMENT_COLUMNS} FROM statement st "
    "JOIN tie t ON t.key = st.tie JOIN node a ON a.key = t.source "
    "JOIN node b ON b.key = t.target JOIN tie_type y ON y.key = t.type "
)
_LOST = (
    "SELECT tie, key FROM old_statement o WHERE load = ? AND NOT EXISTS "
    "(SELECT 1 FROM statement st WHERE st.tie = o.tie AND st.key = o.key) ORDER BY key"
)
_TIES = (
    "SELECT tie FROM old_statement WHERE load = :load UNION "
    "SELECT tie FROM statement WHERE key >= :first_statement AND tie < :first_tie"
)
_NOTED = (
    "SELECT kind, name FROM note WHERE load = :load "
    "UNION SELECT kind, name FROM old_note WHERE of_load = :load"
)
_SPELLED = (
    "SELECT node FROM old_spelling WHERE of_load = :load UNION "
    "SELECT node FROM spelling WHERE load = :load"
)
_NEW = (
    "DELETE FROM step WHERE tie >= :first_tie",
    "DELETE FROM statement WHERE key >= :first_statement",
    "DELETE FROM tie WHERE key >= :first_tie",
    "DELETE FROM label WHERE node >= :first_node",
    "DELETE FROM node WHERE key >= :first_node",
    "DELETE FROM also_node WHERE load = :load",
    "DELETE FROM also_statement WHERE load = :load",
    "DELETE FROM joined WHERE load = :load",
    "DELETE FROM spelling WHERE load = :load",
    "DELETE FROM note WHERE load = :load",
)


def undo(path: str, *, dry_run: bool) -> tuple[PastWrite, Changes]:
    """Take the last write back (see `graph.history.History.undo`)."""
    with locked(path) as db:
        load = Session(db, "", explain=dry_run)
        row = db.execute(_LAST).fetchone()
        if row is None:
            raise StoreError(nothing_to_undo(path))
        _Undoing(load, *row[6:]).run()
        if not dry_run:
            commit(db, path)
    return entry_from(row[:6]), load.changes


class _Undoing:
    """The last write on its way back, within an open transaction.

    Parameters
    ----------
    load
        Counts what changes; its number is the one after that of the write.
    first_node, first_tie, first_statement
        The first keys that the write gave.
    ties, data_hash
        What the file said of itself before it.
    """

    def __init__(
        self,
        load: Session,
        first_node: int,
        first_tie: int,
        first_statement: int,
        ties: int,
        data_hash: str,
    ) -> None:
        self._load = load
        self._db = load.db
        self._number = load.number - 1
        self._firsts = {
            "load": self._number,
            "first_node": first_node,
            "first_tie": first_tie,
            "first_statement": first_statement,
        }
        self._ties = ties
        self._data_hash = data_hash

    def run(self) -> None:
        """Put everything back as it was."""
        self._tell_what_goes()
        self._load.changes.noted = len(self._all(_NOTED))
        changed = self._nodes_kept()
        spelled = {row[0] for row in self._all(_SPELLED)}
        lost = self._db.execute(_LOST, (self._number,)).fetchall()
        ties = {row[0] for row in self._all(_TIES)}
        for sql in _NEW:
            self._db.execute(sql, self._values(sql))
        for table in WATCHED:
            self._put_back(table)
        self._derive(ties, changed)
        relabel(self._db, spelled | changed.keys())
        self._tell_what_is_back(changed, lost)
        self._load.digest = GraphDigest(self._data_hash)
        self._load.ties = self._ties
        self._load.next_statement = self._firsts["first_statement"]
        self._load.save()
        forget(self._db, f"= {self._number}")

    def _all(self, sql: str) -> list[Any]:
        return self._db.execute(sql, self._values(sql)).fetchall()

    def _values(self, sql: str) -> dict[str, int]:
        return {name: value for name, value in self._firsts.items() if f":{name}" in sql}

    def _put_back(self, table: Watched) -> None:
        """Give a table back the rows that the write changed or took out."""
        names = ", ".join(row[1] for row in self._db.execute(f"PRAGMA table_info({table.name})"))
        keys, kept = ", ".join(table.keys), f"FROM {table.old} WHERE {table.load} = ?"
        number = (self._number,)
        self._db.execute(
            f"DELETE FROM {table.name} WHERE ({keys}) IN (SELECT {keys} {kept})", number
        )
        self._db.execute(f"INSERT INTO {table.name} SELECT {names} {kept}", number)

    def _nodes_kept(self) -> dict[int, Node | None]:
        """The entities that the write changed or took out, as they are now, by key."""
        sql = (
            f"SELECT o.key, {NODE_COLUMNS} FROM old_node o LEFT JOIN node n ON n.key = o.key "
            "WHERE o.load = :load ORDER BY o.key"
        )
        return {row[0]: None if row[1] is None else node_from(row[1:]) for row in self._all(sql)}

    def _back(self, keys: Iterable[int]) -> Iterator[tuple[int, Node]]:
        sql = f"SELECT n.key, {NODE_COLUMNS} FROM json_each(?) f JOIN node n ON n.key = f.value"
        for key, *row in self._db.execute(sql, (compact(list(keys)),)).fetchall():
            yield key, node_from(tuple(row))

    def _derive(self, ties: set[int], changed: dict[int, Node | None]) -> None:
        """Derive spells from what has been put back."""
        steps = StepWriter(self._load)
        some = iter(ties)
        while part := set(islice(some, _AT_ONCE)):
            steps.derive_again(part)
        for key, node in self._back(changed):
            now = changed[key]
            if now is not None and lifetime(now) != lifetime(node):
                steps.derive_around(key)

    def _tell_what_goes(self) -> None:
        changes, first = self._load.changes, self._firsts
        sql = f"{_SAID} WHERE st.key >= :first_statement ORDER BY st.key"
        if self._load.explain:
            for row in self._all(sql):
                statement = statement_from(TieKey(*row[:3]), row[3:])
                self._tell("withdrawn", statement)
            for row in self._all(
                f"SELECT {NODE_COLUMNS} FROM node n WHERE n.key >= :first_node ORDER BY n.key"
            ):
                node = node_from(row)
                self._load.note(Change("removed", "entity", node.id, f"{node.kind} {node.name}"))
        count = "SELECT count(*) FROM {} WHERE key >= ?"
        changes.statements_withdrawn, changes.nodes_removed = (
            self._db.execute(count.format(table), (first[name],)).fetchone()[0]
            for table, name in (("statement", "first_statement"), ("node", "first_node"))
        )

    def _tell_what_is_back(
        self, changed: dict[int, Node | None], lost: list[tuple[int, int]]
    ) -> None:
        changes = self._load.changes
        for key, node in self._back(changed):
            now = changed[key]
            if now is None:
                changes.nodes_added += 1
                self._load.note(Change("added", "entity", node.id, f"{node.kind} {node.name}"))
            elif now != node:
                changes.nodes_changed += 1
                self._load.note(Change("changed", "entity", node.id, difference(now, node)))
        changes.statements_added = len(lost)
        if self._load.explain:
            for place in lost:
                row = self._db.execute(f"{_SAID} WHERE st.tie = ? AND st.key = ?", place).fetchone()
                self._tell("added", statement_from(TieKey(*row[:3]), row[3:]))

    def _tell(self, change: Any, statement: Statement) -> None:
        self._load.note(Change(change, "statement", statement.source_id, about(statement)))
