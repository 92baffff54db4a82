"""Writing to the offline file: one transaction per load, whatever is there already stays.

Records are taken in batches. What is derived from them (labels, spells as steps, counts and
the digest of the whole) is derived in the same transaction.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from graph.changes import Change, Changes, about
from graph.errors import StoreChangedError, StoreError
from graph.model import TieKey
from graph.offline.entities import EntityWriter
from graph.offline.file import commit, is_there, locked, migrate, speaking
from graph.offline.journal import OfflineJournal
from graph.offline.notes import write_notes
from graph.offline.rows import STATEMENT_COLUMNS, statement_from
from graph.offline.session import Session, mark
from graph.offline.spellings import SpellingWriter
from graph.offline.statements import StatementWriter
from graph.offline.steps import StepWriter
from graph.offline.withdrawals import RemovalWriter, WithdrawalWriter
from graph.records import uncollected
from graph.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

    from graph.records import Act, Record


def write(
    path: str,
    records: Iterable[Record],
    *,
    origin: str,
    act: Act,
    batch: str = "",
    dry_run: bool,
    since: str | None,
    progress: Callable[[int], None] | None,
    db: sqlite3.Connection | None = None,
) -> Changes:
    """Write records to the file at ``path``, all or nothing (see `graph.store.Store.write`).

    All records are taken first. So a slow source keeps nobody waiting.

    Parameters
    ----------
    db
        A connection that holds the lock already.
    """
    with Spool(in_order=True) as spool, uncollected():
        spool.take(records, progress=_alive(path, progress) if db else progress)
        with _writing(path, db, dry_run=dry_run) as writing:
            if since is not None and since != mark(writing):
                raise StoreChangedError(
                    f"{path} was written to by others meanwhile. Try again when they have finished."
                )
            load = Session(writing, origin, explain=dry_run, act=act)
            _write_all(load, OfflineJournal(load, act, batch), spool)
            if not dry_run:
                commit(writing, path)
    if not dry_run and not is_there(path):
        raise StoreError(f"{path} was removed while it was being written. Load again.")
    return load.changes


@contextmanager
def _writing(
    path: str, db: sqlite3.Connection | None, *, dry_run: bool
) -> Generator[sqlite3.Connection]:
    """A connection to write with; what is not committed is rolled back."""
    if db is not None:
        with speaking(path):
            yield db
    elif dry_run and not is_there(path):
        with closing(_scratch()) as scratch, speaking(path):
            yield scratch
    else:
        with locked(path) as own:
            yield own


def _alive(path: str, progress: Callable[[int], None] | None) -> Callable[[int], None]:
    """Show those who wait for the lock that it gets on."""

    def tell(done: int) -> None:
        os.utime(path)
        if progress is not None:
            progress(done)

    return tell


def _scratch() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.execute("BEGIN")
    migrate(db)
    return db


def _write_all(load: Session, journal: OfflineJournal, spool: Spool) -> None:
    steps = StepWriter(load)
    entities, statements = EntityWriter(load, steps), StatementWriter(load, steps)
    spellings = SpellingWriter(load)
    withdrawals = WithdrawalWriter(load, steps, statements)
    removals = RemovalWriter(load, spellings)
    for bundle in spool.bundles():
        if bundle.giver is not None:
            load.giver = bundle.giver
        withdrawals.write(bundle.withdrawals)
        removals.write(bundle.removals)
        entities.write(bundle.nodes)
        statements.write(bundle.statements)
        spellings.write(bundle.spellings)
        write_notes(load, bundle.notes)
    for giver in (spool.givers or [load.origin]) if journal.act == "load" else ():
        _count_vanished(load, giver)
    if load.fresh or not load.changes.nothing:
        load.save()
    journal.close()


def _count_vanished(load: Session, giver: str) -> None:
    """What an earlier load of a source gave and this one does not."""
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
    for node_id, detail in load.db.execute(gone_nodes, (giver, load.first_node)):
        load.changes.vanished += 1
        load.note(Change("vanished", "entity", node_id, detail))
    for row in load.db.execute(gone_statements, (giver, load.first_statement)):
        load.changes.vanished += 1
        gone = statement_from(TieKey(*row[:3]), row[3:])
        load.note(Change("vanished", "statement", gone.source_id, about(gone)))
