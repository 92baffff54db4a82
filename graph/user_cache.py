"""What took long to compute, kept for this user by the digest of the graph that it follows from.

An offline file keeps such things in itself. For a graph that others hold, a server, they stand in
one small file under the user's cache folder: whatever process asks, of whichever server, finds
what was computed for a graph of the same content. A graph that changes has another digest, so that
nothing grows stale; what was not used for longest goes first. Nothing is lost if the file is.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from graph.sealed import opened, sealed

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

VARIABLE = "NETWEAVE_CACHE"
"""The environment variable that names the folder; empty, nothing is kept."""
LIMIT = 256 * 1024 * 1024
"""Bytes of values that are kept."""
_FILE = "measures.db"
_WAIT = 2.0
"""Seconds to wait for another process that writes; then a value is computed again next time."""
_TABLE = (
    "CREATE TABLE IF NOT EXISTS kept (data_hash TEXT, name TEXT, value BLOB NOT NULL, "
    "used INTEGER NOT NULL, PRIMARY KEY (data_hash, name))"
)
_NEXT = "(SELECT coalesce(max(used), 0) + 1 FROM kept)"
_DROP = """
DELETE FROM kept WHERE used <= coalesce(
    (SELECT max(used) FROM (
        SELECT used, sum(length(value)) OVER (ORDER BY used DESC) AS bytes FROM kept
    ) WHERE bytes > ?), 0)
"""


class CacheContents(NamedTuple):
    """What a cache holds.

    Attributes
    ----------
    path
        The file; None where nothing is kept.
    values
        How many values there are.
    size
        Their bytes.
    """

    path: Path | None
    values: int
    size: int


def kept_for(data_hash: str, name: str, make: Callable[[], bytes]) -> bytes:
    """What follows from a graph under a name, made now if it was not kept.

    Parameters
    ----------
    data_hash
        The digest of the graph.
    name
        What it is, and all that it depends on besides the graph.
    """
    path = _path()
    found = None if path is None else _stored(path, data_hash, name)
    if found is not None:
        return found
    made = make()
    if path is not None:
        _keep(path, data_hash, name, made)
    return made


def held() -> CacheContents:
    """What the cache holds."""
    path = _path()
    if path is None or not path.exists():
        return CacheContents(path, 0, 0)
    sql = "SELECT count(*), coalesce(sum(length(value)), 0) FROM kept"
    with suppress(sqlite3.Error), _open(path) as db:
        values, size = db.execute(sql).fetchone()
        return CacheContents(path, int(values), int(size))
    return CacheContents(path, 0, path.stat().st_size)


def clear() -> CacheContents:
    """Take the cache away, and say what it held."""
    before = held()
    if before.path is not None:
        before.path.unlink(missing_ok=True)
    return before


def _path() -> Path | None:
    """The file of the cache, None if the user wants none."""
    given = os.environ.get(VARIABLE)
    if given is not None:
        return Path(given) / _FILE if given else None
    base = os.environ.get("XDG_CACHE_HOME")
    if not base:
        home = os.path.expanduser("~")  # noqa: PTH111 - which does not fail without a home
        base = os.path.join(home, ".cache")  # noqa: PTH118 - the same
    return Path(base) / "netweave" / _FILE


@contextmanager
def _open(path: Path) -> Generator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, timeout=_WAIT, isolation_level=None)) as db:
        yield db


def _stored(path: Path, data_hash: str, name: str) -> bytes | None:
    if not path.exists():
        return None
    which = (data_hash, name)
    try:
        with _open(path) as db:
            sql = "SELECT value FROM kept WHERE data_hash = ? AND name = ?"
            row = db.execute(sql, which).fetchone()
            if row is not None:
                sql = f"UPDATE kept SET used = {_NEXT} WHERE data_hash = ? AND name = ?"
                with suppress(sqlite3.OperationalError):  # read-only, or written to by another
                    db.execute(sql, which)
    except sqlite3.Error:
        return None
    return None if row is None else opened(row[0])


def _keep(path: Path, data_hash: str, name: str, value: bytes) -> None:
    """Keep a value; if that cannot be, it is computed again next time."""
    if len(value) > LIMIT:
        return
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        _write(path, data_hash, name, value)
    except sqlite3.OperationalError:
        return
    except sqlite3.DatabaseError:
        with suppress(OSError):  # It is damaged: the next process begins anew.
            path.unlink()
    except OSError:
        return


def _write(path: Path, data_hash: str, name: str, value: bytes) -> None:
    with _open(path) as db:
        db.execute("BEGIN IMMEDIATE")
        db.execute(_TABLE)
        db.execute(
            f"INSERT OR REPLACE INTO kept VALUES (?, ?, ?, {_NEXT})",
            (data_hash, name, sealed(value)),
        )
        db.execute(_DROP, (LIMIT,))
        db.execute("COMMIT")
