"""The offline file: how a connection to it is opened, for reading or with the lock for writing.

One SQLite file in rollback-journal mode: nothing lies beside it once it is closed, a plain
copy is the whole graph, and it opens from a read-only folder or a network share.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING

from graph.errors import NoStoreError, StoreError, damage
from graph.offline.damage import read_as_ours
from graph.offline.labels import relabel_all
from graph.offline.places import cannot_open, look, made, make, plain, remove
from graph.offline.tables import APPLICATION_ID, LABELLED, MIGRATIONS, READABLE
from graph.offline.waiting import in_use, patiently

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from graph.offline.places import Made

__all__ = [
    "MIGRATIONS",
    "commit",
    "is_there",
    "locked",
    "migrate",
    "read_only",
    "speaking",
]

WAITING = "Waiting for another load to finish …"
"""The hint for those who cannot write yet."""
_READING, _WRITING = 10.0, 0.5
"""Seconds in which SQLite tries to get a lock, before `patiently` looks whether others get on."""


_SIGNS = ("decode", "malformed", "no such", "incomplete input", "syntax error")
"""Words of SQLite for a file that is not as we made it."""


@contextmanager
def speaking(path: str) -> Generator[None]:
    """Turn what SQLite says about a file into one clear sentence."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise StoreError(_sentence(str(error), path)) from error
    except UnicodeEncodeError as error:
        raise StoreError(
            f"A text holds half of a character and cannot be kept: {error.object!r}. Correct it."
        ) from error
    except sqlite3.DatabaseError as error:
        raise StoreError(
            f"{path} is not a netweave store, or it is damaged ({error}). "
            "Point --store to another file. If it is the right one, `netweave doctor` looks into "
            "it; else restore a copy, or load your sources into a new one."
        ) from error


def _sentence(message: str, path: str) -> str:
    if "locked" in message or "busy" in message:
        return in_use(path)
    if "readonly" in message or "read-only" in message:
        return f"{path} cannot be written to: the file or its folder is read-only."
    if "full" in message:
        return f"The disk of {path} is full; nothing was written. Free some space, try again."
    if "unable to open" in message:
        return cannot_open(path)
    if any(sign in message for sign in _SIGNS):
        return damage(path, message)
    return f"{path} cannot be used ({message})."


def is_there(path: str) -> bool:
    """Whether there is a store; a file without tables is none yet.

    Raises
    ------
    StoreError
        If there is something else, or it cannot be read.
    """
    if not (found := look(path)) or not found.st_size:
        return False
    with speaking(path), closing(_connect(path, _READING)) as db:
        return not _is_empty(db, path)


def read_only(path: str, version: int | None = None) -> sqlite3.Connection:
    """A connection for reading an existing store.

    The file is opened for writing where that is allowed, and used for reading alone: so what a
    crash left half written is rolled back by whoever opens the file next.

    Parameters
    ----------
    version
        A file older than this is brought up to date first; None for `LABELLED`, if it can be.

    Raises
    ------
    NoStoreError
        If there is none.
    StoreError
        If it is not ours, or a newer netweave made it.
    """
    if not (found := look(path)) or not found.st_size:
        raise _none_yet(path)
    with speaking(path), closing_on_error(_connect(path, _READING)) as db:
        if _is_empty(db, path):
            raise _none_yet(path)
        found_version = _version(db, path)
        if found_version < (LABELLED if version is None else version):
            _bring_up(path, optional=version is None and found_version >= READABLE)
        db.execute("PRAGMA query_only = ON")
    return db


def _bring_up(path: str, *, optional: bool) -> None:
    """Bring a file up to date; one that may be read as it is need not be written to."""
    try:
        with locked(path) as writing:
            commit(writing, path)
    except StoreError:
        if not optional:
            raise


def _none_yet(path: str) -> NoStoreError:
    return NoStoreError(
        f"There is no store at {path}. Make one with: netweave load FOLDER --store {path}"
    )


@contextmanager
def locked(path: str) -> Generator[sqlite3.Connection]:
    """A connection with a write transaction begun; missing tables are made within it.

    What is not committed in the block is rolled back at its end, and the file, if it was made
    here and is still empty, is taken away again. SQLite does not check the references here: the
    writers have looked at both ends of a tie.
    """
    ours = make(path)
    with speaking(path), closing(_beginning(path)) as db:
        try:
            with read_as_ours(path):
                migrate(db)
            yield db
        except BaseException:
            _give_up(db, path, ours)  # SQLite may have rolled back by itself: a full disk
            raise
        if db.in_transaction:
            _give_up(db, path, ours)


def _give_up(db: sqlite3.Connection, path: str, ours: Made | None) -> None:
    with suppress(sqlite3.Error):
        if db.in_transaction:
            db.execute("ROLLBACK")
        if ours is not None:
            # While it is held, nobody else can have begun to write to the new file.
            db.execute("BEGIN EXCLUSIVE")
            remove(path, ours)


def _beginning(path: str) -> sqlite3.Connection:
    """A connection that holds the write lock of the file that is at the path by then."""
    while True:
        before = made(path)
        with closing_on_error(_connect(path, _WRITING)) as db:
            if not _is_empty(db, path):
                _version(db, path)
            db.execute("PRAGMA cache_size = -65536")
            patiently(path, partial(db.execute, "BEGIN IMMEDIATE"), WAITING)
            # Another first load may have failed meanwhile, and taken its empty file away.
            if before is not None and made(path) == before:
                return db
            db.close()
        make(path)


def commit(db: sqlite3.Connection, path: str) -> None:
    """End a write transaction; it takes a moment in which nobody reads."""
    patiently(path, partial(db.execute, "COMMIT"), "Waiting for others to finish reading …")


def migrate(db: sqlite3.Connection) -> None:
    """Bring the tables to this version, within the open transaction."""
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    for script in MIGRATIONS[version:]:
        for statement in _statements(script):
            db.execute(statement)
    if 0 < version < LABELLED:
        relabel_all(db)
    if version < len(MIGRATIONS):
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script: `executescript` would commit the transaction."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


def _is_empty(db: sqlite3.Connection, path: str) -> bool:
    """Whether a file has no tables, after what was left half written has been rolled back."""
    tables = "SELECT 1 FROM sqlite_master LIMIT 1"
    if patiently(path, partial(db.execute, tables)).fetchone():
        return False
    if os.path.getsize(path) == 1:
        # SQLite takes a file of one byte for an empty one.
        raise StoreError(
            f"{path} is not a netweave store: it is no SQLite file. Point --store to another."
        )
    return int(db.execute("PRAGMA application_id").fetchone()[0]) in (0, APPLICATION_ID)


def _version(db: sqlite3.Connection, path: str) -> int:
    ours = int(db.execute("PRAGMA application_id").fetchone()[0])
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    if ours != APPLICATION_ID:
        raise StoreError(
            f"{path} is a SQLite file, but not a netweave store. Point --store to another."
        )
    if version > len(MIGRATIONS):
        raise StoreError(
            f"{path} was made by a newer netweave (file version {version}, this one knows "
            f"{len(MIGRATIONS)}). Update netweave to open it."
        )
    return version


def _connect(path: str, seconds: float) -> sqlite3.Connection:
    db = sqlite3.connect(plain(path), timeout=seconds, isolation_level=None)
    db.execute("PRAGMA cell_size_check = ON")  # A damaged page is noticed when it is read.
    return db


@contextmanager
def closing_on_error(db: sqlite3.Connection) -> Generator[sqlite3.Connection]:
    """Close a connection if the block raises."""
    try:
        yield db
    except BaseException:
        db.close()
        raise
