"""What took long to compute, kept in the offline file until the graph changes.

The cache is no part of the graph: it is not in the digest, a load that changes anything drops
it, and where it cannot be written nothing is lost but time. Each value stands behind a digest of
itself, so that one that is spoiled is computed again.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from graph.errors import StoreError
from graph.offline.file import is_there
from graph.offline.places import plain
from graph.sealed import opened, sealed

if TYPE_CHECKING:
    from collections.abc import Callable

KEPT = 12
"""How many values are kept; the oldest goes first."""
_TABLE = (
    "CREATE TABLE IF NOT EXISTS cache "
    "(name TEXT PRIMARY KEY, data_hash TEXT NOT NULL, value BLOB NOT NULL)"
)


class Cache:
    """The cache of one file.

    New values are written when the file is let go of: while it is being read, SQLite lets
    nobody write, oneself included.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._data_hash = ""
        self._new: dict[str, bytes] = {}

    def get(self, db: sqlite3.Connection, name: str, make: Callable[[], bytes]) -> bytes:
        """The value of this name, made now if the graph has none.

        Parameters
        ----------
        db
            A connection to the file, for reading.
        """
        data_hash = _data_hash(db)
        if data_hash != self._data_hash:
            self._data_hash, self._new = data_hash, {}
        if name in self._new:
            return self._new[name]
        found = _stored(db, name, data_hash)
        if found is None:
            found = self._new[name] = make()
        return found

    def save(self) -> None:
        """Write what is new. The file must not be held for reading."""
        if not self._new:
            return
        try:
            if not is_there(self._path):
                return
            with closing(sqlite3.connect(plain(self._path), timeout=0, isolation_level=None)) as db:
                db.execute("BEGIN IMMEDIATE")
                if _data_hash(db) == self._data_hash:
                    self._write(db)
                db.execute("COMMIT")
        except (sqlite3.Error, StoreError):
            # Read-only, full, or being written to: then it is computed again next time.
            return
        finally:
            self._new = {}

    def _write(self, db: sqlite3.Connection) -> None:
        db.execute(_TABLE)
        db.execute("DELETE FROM cache WHERE data_hash != ?", (self._data_hash,))
        db.executemany(
            "INSERT OR REPLACE INTO cache VALUES (?, ?, ?)",
            [(name, self._data_hash, sealed(value)) for name, value in self._new.items()],
        )
        db.execute(
            "DELETE FROM cache WHERE rowid NOT IN "
            f"(SELECT rowid FROM cache ORDER BY rowid DESC LIMIT {KEPT})"
        )


def drop(db: sqlite3.Connection) -> None:
    """Forget everything, within an open transaction: the graph has changed."""
    db.execute("DROP TABLE IF EXISTS cache")


def spoiled(db: sqlite3.Connection) -> list[str]:
    """The names of the values that are not what was kept."""
    if not _is_there(db):
        return []
    rows = db.execute("SELECT name, value FROM cache ORDER BY rowid")
    return [str(name) for name, kept in rows if opened(kept) is None]


def _data_hash(db: sqlite3.Connection) -> str:
    row = db.execute("SELECT value FROM meta WHERE name = 'data_hash'").fetchone()
    return "" if row is None else str(row[0])


def _is_there(db: sqlite3.Connection) -> bool:
    found = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'cache'").fetchone()
    return found is not None


def _stored(db: sqlite3.Connection, name: str, data_hash: str) -> bytes | None:
    sql = "SELECT value FROM cache WHERE name = ? AND data_hash = ?"
    try:
        row = db.execute(sql, (name, data_hash)).fetchone() if _is_there(db) else None
    except sqlite3.DatabaseError:
        return None  # What holds it is damaged: then it is computed again.
    return None if row is None else opened(row[0])
