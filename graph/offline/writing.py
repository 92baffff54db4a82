"""Writing to the offline file: one transaction per load, whatever is there already stays.

Records are taken in batches. What is derived from them (labels, spells as steps, counts and
the digest of the whole) is derived in the same transaction.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from graph.changes import Change, Changes, about
from graph.errors import StoreError
from graph.model import TieKey
from graph.offline.entities import EntityWriter
from graph.offline.file import is_there, migrate, read_write, speaking
from graph.offline.journal import Journal
from graph.offline.rows import STATEMENT_COLUMNS, statement_from
from graph.offline.session import Session
from graph.offline.statements import StatementWriter
from graph.offline.steps import StepWriter
from graph.offline.withdrawals import RemovalWriter, WithdrawalWriter
from graph.records import bundles, uncollected
from graph.store import in_batches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from graph.records import Act, Record

BATCH = 5_000


def write(
    path: str,
    records: Iterable[Record],
    *,
    origin: str,
    act: Act,
    dry_run: bool,
    progress: Callable[[int], None] | None,
) -> Changes:
    """Write records to the file at ``path``, all or nothing (see `graph.store.Store.write`)."""
    fresh = not is_there(path)
    done = False
    try:
        # Closing rolls an open transaction back.
        with (
            closing(_scratch() if dry_run and fresh else read_write(path)) as db,
            speaking(path),
            uncollected(),
        ):
            load = Session(db, origin, explain=dry_run, act=act)
            _write_all(load, act, records, progress)
            db.execute("ROLLBACK" if dry_run else "COMMIT")
            done = not dry_run
    finally:
        # The file is made early, and an interrupt may come right after: hence within the try.
        if fresh and not done and not dry_run:
            _remove_if_empty(path)
    if done and not is_there(path):
        raise StoreError(f"{path} was removed while it was being written. Load again.")
    return load.changes


def _scratch() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.execute("BEGIN")
    migrate(db)
    return db


def _remove_if_empty(path: str) -> None:
    """Take away the empty file that a load which failed has made."""
    if not is_there(path):
        Path(path).unlink(missing_ok=True)


def _write_all(
    load: Session,
    act: Act,
    records: Iterable[Record],
    progress: Callable[[int], None] | None,
) -> None:
    journal, steps = Journal(load, act), StepWriter(load)
    entities, statements = EntityWriter(load, steps), StatementWriter(load, steps)
    withdrawals, removals = WithdrawalWriter(load, steps, statements), RemovalWriter(load)
    done = 0
    for batch in in_batches(records, BATCH):
        for bundle in bundles(batch):
            withdrawals.write(bundle.withdrawals)
            removals.write(bundle.removals)
            entities.write(bundle.nodes)
            statements.write(bundle.statements)
        done += len(batch)
        if progress is not None:
            progress(done)
    if act == "load":
        _count_vanished(load)
    if load.fresh or not load.changes.nothing:
        load.save()
    journal.close()


def _count_vanished(load: Session) -> None:
    """What an earlier load of this origin gave and this one does not."""
    gone_nodes = (
        "SELECT id, kind || ' ' || name FROM node WHERE origin = ? AND key < ? "
        "AND key NOT IN (SELECT key FROM seen_node) ORDER BY id"
    )
    gone_statements = (
        f"SELECT a.id, y.name, b.id, {STATEMENT_COLUMNS} FROM statement st "
        "JOIN tie t ON t.key = st.tie JOIN node a ON a.key = t.source "
        "JOIN node b ON b.key = t.target JOIN tie_type y ON y.key = t.type "
        "WHERE st.origin = ? AND st.key < ? "
        "AND st.key NOT IN (SELECT key FROM seen_statement) ORDER BY st.key"
    )
    for node_id, detail in load.db.execute(gone_nodes, (load.origin, load.first_node)):
        load.changes.vanished += 1
        load.note(Change("vanished", "entity", node_id, detail))
    for row in load.db.execute(gone_statements, (load.origin, load.first_statement)):
        load.changes.vanished += 1
        gone = statement_from(TieKey(*row[:3]), row[3:])
        load.note(Change("vanished", "statement", gone.source_id, about(gone)))
