"""The offline file: its tables, its version, and how a connection to it is opened.

One SQLite file in rollback-journal mode: nothing lies beside it once it is closed, a plain
copy is the whole graph, and it opens from a read-only folder or a network share.
"""

from __future__ import annotations

import os.path
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from graph.errors import StoreError, damage

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

APPLICATION_ID = 0x6E657477
"""Marks a SQLite file as ours ("netw")."""
WAIT_SECONDS = 10.0
"""How long a second writer waits for the first."""

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE tie_type (key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

CREATE TABLE node (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    aliases TEXT NOT NULL,          -- JSON list
    properties TEXT NOT NULL,       -- JSON object
    state TEXT,                     -- derived, for listing
    nces_id TEXT UNIQUE,            -- derived, for joining
    first_day INTEGER NOT NULL,     -- derived: the lifetime of a collective
    last_day INTEGER NOT NULL,
    origin TEXT NOT NULL
);
CREATE INDEX node_by_kind ON node (kind, id);

-- Derived: every text that names an entity as a whole. An id that is its own folded form is
-- left out, since node.id answers for it.
CREATE TABLE label (
    folded TEXT NOT NULL,
    tier TEXT NOT NULL,
    node INTEGER NOT NULL,
    PRIMARY KEY (folded, tier, node)
) WITHOUT ROWID;
CREATE INDEX label_by_node ON label (node);

CREATE TABLE tie (
    key INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES node (key),
    type INTEGER NOT NULL REFERENCES tie_type (key),
    target INTEGER NOT NULL REFERENCES node (key),
    UNIQUE (source, type, target)
);

-- The statements of a tie stand together; row order is the order of the keys.
CREATE TABLE statement (
    tie INTEGER NOT NULL REFERENCES tie (key),
    key INTEGER NOT NULL,
    digest BLOB NOT NULL,
    evidence_file TEXT NOT NULL,    -- the file, where no URL is the evidence
    role TEXT, since TEXT, until TEXT,
    url TEXT, file TEXT, line INTEGER, as_of TEXT, confidence TEXT NOT NULL,
    properties TEXT,                -- JSON object, NULL if there are none
    origin TEXT NOT NULL,
    PRIMARY KEY (tie, key)
) WITHOUT ROWID;

-- Derived: each spell of each tie, once from either end. All routes are walked on it.
CREATE TABLE step (
    node INTEGER NOT NULL,
    type INTEGER NOT NULL,
    outward INTEGER NOT NULL,
    other INTEGER NOT NULL,
    spell INTEGER NOT NULL,
    tie INTEGER NOT NULL,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    stated INTEGER NOT NULL,
    dated INTEGER NOT NULL,
    PRIMARY KEY (node, type, outward, other, spell)
) WITHOUT ROWID;
"""

_HISTORY = """
-- Who else gave what was there already: `origin` of a node or a statement gave it first.
CREATE TABLE also_node (
    node INTEGER NOT NULL,
    origin TEXT NOT NULL,
    load INTEGER NOT NULL,
    PRIMARY KEY (node, origin)
) WITHOUT ROWID;
CREATE TABLE also_statement (
    tie INTEGER NOT NULL,
    statement INTEGER NOT NULL,
    origin TEXT NOT NULL,
    load INTEGER NOT NULL,
    PRIMARY KEY (tie, statement, origin)
) WITHOUT ROWID;

-- The last writes. What one added has keys from its first ones on; what it changed or took out
-- is kept as it was.
CREATE TABLE load (
    key INTEGER PRIMARY KEY,
    began TEXT NOT NULL,            -- UTC
    act TEXT NOT NULL,
    origin TEXT NOT NULL,
    first_node INTEGER NOT NULL,
    first_tie INTEGER NOT NULL,
    first_statement INTEGER NOT NULL,
    ties INTEGER NOT NULL,          -- what `meta` said before it
    data_hash TEXT NOT NULL
);
CREATE TABLE old_node AS SELECT 0 AS load, n.* FROM node n WHERE 0;
CREATE UNIQUE INDEX old_node_once ON old_node (load, key);
CREATE TABLE old_tie AS SELECT 0 AS load, t.* FROM tie t WHERE 0;
CREATE UNIQUE INDEX old_tie_once ON old_tie (load, key);
CREATE TABLE old_statement AS SELECT 0 AS load, st.* FROM statement st WHERE 0;
CREATE UNIQUE INDEX old_statement_once ON old_statement (load, key);
CREATE TABLE old_also_node AS SELECT 0 AS of_load, x.* FROM also_node x WHERE 0;
CREATE UNIQUE INDEX old_also_node_once ON old_also_node (of_load, node, origin);
CREATE TABLE old_also_statement AS SELECT 0 AS of_load, x.* FROM also_statement x WHERE 0;
CREATE UNIQUE INDEX old_also_statement_once ON old_also_statement (of_load, statement, origin);
"""

_JOINED = """
-- Ids of entities that have joined another, so that a source may go on naming them.
CREATE TABLE joined (id TEXT PRIMARY KEY, node INTEGER NOT NULL, load INTEGER NOT NULL)
    WITHOUT ROWID;
CREATE TABLE old_joined AS SELECT 0 AS of_load, x.* FROM joined x WHERE 0;
CREATE UNIQUE INDEX old_joined_once ON old_joined (of_load, id);
"""

MIGRATIONS: tuple[str, ...] = (_TABLES, _HISTORY, _JOINED)
"""SQL that brings a file from version i to i + 1. A new file starts at version 0."""
READABLE = 1
"""The version from which on a file can be read as it is; the next write brings it up to date."""


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


def _sentence(said: str, path: str) -> str:
    if "locked" in said or "busy" in said:
        return (
            f"{path} is in use by another process, and was not free within "
            f"{WAIT_SECONDS:.0f} seconds. Try again when that has finished."
        )
    if "readonly" in said or "read-only" in said:
        return f"{path} cannot be written to: the file or its folder is read-only."
    if "full" in said:
        return f"The disk of {path} is full; nothing was written. Free some space, try again."
    if "unable to open" in said:
        return f"{path} cannot be opened. Is the folder there, and may you read and write it?"
    if any(sign in said for sign in _SIGNS):
        return damage(path, said)
    return f"{path} cannot be used ({said})."


def is_there(path: str) -> bool:
    """Whether there is a file with something in it."""
    return os.path.isfile(path) and os.path.getsize(path) > 0


def read_only(path: str, version: int | None = None) -> sqlite3.Connection:
    """A connection for reading an existing store.

    The file is opened for writing where that is allowed, and used for reading alone: so what a
    crash left half written is rolled back by whoever opens the file next.

    Parameters
    ----------
    version
        A file older than this is brought up to date first; None for `READABLE`.

    Raises
    ------
    StoreError
        If there is no store, it is not ours, or a newer netweave made it.
    """
    if not is_there(path):
        raise StoreError(
            f"There is no store at {path}. Make one with: netweave load FOLDER --store {path}"
        )
    with speaking(path), _closing_on_error(_connect(path)) as db:
        if _version(db, path) < (READABLE if version is None else version):
            with closing(read_write(path)) as writing:
                writing.execute("COMMIT")
        db.execute("PRAGMA query_only = ON")
    return db


def read_write(path: str) -> sqlite3.Connection:
    """A connection with a write transaction begun; missing tables are made within it.

    SQLite does not check the references here: the writers have looked at both ends of a tie.
    """
    with speaking(path), _closing_on_error(_connect(path)) as db:
        if is_there(path):
            _version(db, path)
        db.execute("PRAGMA cache_size = -65536")
        db.execute("BEGIN IMMEDIATE")
        migrate(db)
    return db


def migrate(db: sqlite3.Connection) -> None:
    """Bring the tables to this version, within the open transaction."""
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    for script in MIGRATIONS[version:]:
        for statement in _statements(script):
            db.execute(statement)
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


def _connect(path: str) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
    db.execute("PRAGMA cell_size_check = ON")  # A damaged page is noticed when it is read.
    return db


@contextmanager
def _closing_on_error(db: sqlite3.Connection) -> Generator[sqlite3.Connection]:
    try:
        yield db
    except BaseException:
        db.close()
        raise
