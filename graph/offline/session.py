"""One load into an open transaction: what its parts share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.changes import Change, Changes
from graph.digest import GraphDigest
from graph.offline.cache import drop
from graph.offline.rows import NODE_COLUMNS, compact, load_types, node_from
from graph.spells import ALWAYS, lifetime

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection

    from graph.dates import Days
    from graph.model import Node


class Session:
    """A load on its way: the connection, what has changed, and which keys are known.

    Parameters
    ----------
    db
        A connection with a transaction begun.
    origin
        The name of the source that is loaded.
    explain
        Whether to note each single difference.
    """

    def __init__(self, db: sqlite3.Connection, origin: str, *, explain: bool) -> None:
        meta = dict(db.execute("SELECT name, value FROM meta"))
        self.db = db
        self.origin = origin
        self.explain = explain
        self.changes = Changes()
        self.digest = GraphDigest(meta.get("data_hash", ""))
        self.ties = int(meta.get("ties", 0))
        self.next_node = self.first_node = self._next_key("node")
        self.next_tie = self._next_key("tie")
        self.next_statement = self.first_statement = int(meta.get("next_statement", 1))
        self.types = load_types(db)
        self.keys: dict[str, int] = {}
        """The key of every entity met so far, by id."""
        self.lives: dict[int, Days] = {}
        """The lifetimes of those that have one, by key."""
        db.execute("CREATE TEMP TABLE seen_node (key INTEGER PRIMARY KEY)")
        db.execute("CREATE TEMP TABLE seen_statement (key INTEGER PRIMARY KEY)")

    def note(self, change: Change) -> None:
        """Keep one difference, if they are asked for."""
        if self.explain:
            self.changes.rows.append(change)

    def remember(self, key: int, node: Node) -> None:
        """Keep the key and the lifetime of an entity."""
        self.keys[node.id] = key
        life = lifetime(node)
        if life != ALWAYS:
            self.lives[key] = life

    def there(self, ids: Collection[str]) -> dict[str, tuple[int, Node]]:
        """The entities of these ids that the store has, with their keys."""
        sql = f"SELECT n.key, {NODE_COLUMNS} FROM json_each(?) f JOIN node n ON n.id = f.value"
        rows = self.db.execute(sql, (compact(list(ids)),))
        return {row[1]: (row[0], node_from(row[1:])) for row in rows}

    def save(self) -> None:
        """Write what the store says about itself, and forget what was computed from it."""
        drop(self.db)
        values = {
            "nodes": self.db.execute("SELECT count(*) FROM node").fetchone()[0],
            "ties": self.ties,
            "data_hash": self.digest,
            "next_statement": self.next_statement,
        }
        self.db.executemany(
            "INSERT OR REPLACE INTO meta VALUES (?, ?)",
            [(name, str(value)) for name, value in values.items()],
        )

    def _next_key(self, table: str) -> int:
        found = self.db.execute(f"SELECT max(key) FROM {table}").fetchone()[0]
        return 1 if found is None else int(found) + 1


def marks(count: int) -> str:
    """So many placeholders of SQL."""
    return ", ".join("?" * count)
