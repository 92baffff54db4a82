"""One load into an open transaction: what its parts share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

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
    from graph.records import Act


class StoredNode(NamedTuple):
    """An entity in the file, its key and the source that gave it first."""

    key: int
    origin: str
    node: Node


class Session:
    """A load on its way: the connection, what has changed, and which keys are known.

    Parameters
    ----------
    db
        A connection with a transaction begun.
    origin
        The name of the source that is loaded, or of several together.
    explain
        Whether to note each single difference.
    act
        What it is. Only a load makes its origin one that gave what is written.
    """

    def __init__(
        self, db: sqlite3.Connection, origin: str, *, explain: bool, act: Act = "load"
    ) -> None:
        meta = dict(db.execute("SELECT name, value FROM meta"))
        self.db = db
        self.origin = origin
        self.giver = origin if act == "load" else None
        self.explain = explain
        self.fresh = not meta
        """Whether nothing has been written to the store yet."""
        self.number = self._next_key("load")
        self.before = int(meta.get("ties", 0)), str(meta.get("data_hash", GraphDigest()))
        """Ties and digest before it."""
        self.also = 0
        """How often it gave what another source had given."""
        self.spelled = 0
        """How many spellings it wrote or took out."""
        self.changes = Changes()
        self.digest = GraphDigest(self.before[1])
        self.ties = self.before[0]
        self.next_node = self.first_node = self._next_key("node")
        self.next_tie = self.first_tie = self._next_key("tie")
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

    def forget(self, key: int, node_id: str) -> None:
        """Forget an entity that is no longer there."""
        self.keys.pop(node_id, None)
        self.lives.pop(key, None)

    def give_node(self, key: int, origin: str) -> None:
        """Note a source of an entity that another source gave first."""
        sql = "INSERT OR IGNORE INTO also_node VALUES (?, ?, ?)"
        self.also += max(self.db.execute(sql, (key, origin, self.number)).rowcount, 0)

    def give_statement(self, tie: int, key: int, origin: str) -> None:
        """Note a source of a statement that another source gave first."""
        sql = "INSERT OR IGNORE INTO also_statement VALUES (?, ?, ?, ?)"
        self.also += max(self.db.execute(sql, (tie, key, origin, self.number)).rowcount, 0)

    def there(self, ids: Collection[str]) -> dict[str, StoredNode]:
        """The entities of these ids that the store has."""
        if self.fresh:  # then it has those alone that this load has brought
            ids = [node_id for node_id in ids if node_id in self.keys]
        if not ids:
            return {}
        sql = (
            f"SELECT n.key, n.origin, {NODE_COLUMNS} FROM json_each(?) f "
            "JOIN node n ON n.id = f.value"
        )
        rows = self.db.execute(sql, (compact(list(ids)),))
        return {row[2]: StoredNode(row[0], row[1], node_from(row[2:])) for row in rows}

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


def mark(db: sqlite3.Connection) -> str:
    """What tells the state of the file from all others: another after each write that did anything.

    The digest alone would not tell who gave what.
    """
    names = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    last = "SELECT key, began, act, origin FROM load ORDER BY key DESC LIMIT 1"
    rows = db.execute(last).fetchall() if "load" in names else []
    hashes = "SELECT value FROM meta WHERE name = 'data_hash'"
    rows += db.execute(hashes).fetchall() if "meta" in names else []
    return repr(rows) if rows else ""
