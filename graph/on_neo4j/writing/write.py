"""Writing to a server: set everything down, check it, then write it batch by batch."""

from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from uuid import uuid4

from graph.changes import Changes
from graph.cypher import META, schema_statements
from graph.errors import StoreChangedError, StoreError
from graph.on_neo4j.audit import FORMAT
from graph.on_neo4j.naming import bring_up
from graph.on_neo4j.writing.ahead import BatchQueue
from graph.on_neo4j.writing.checking import ServerChecker
from graph.on_neo4j.writing.journal import Neo4jJournal
from graph.on_neo4j.writing.meta import Meta
from graph.on_neo4j.writing.mixed import write_mixed
from graph.on_neo4j.writing.plan import Planner
from graph.on_neo4j.writing.rehearsal import rehearse
from graph.on_neo4j.writing.turns import short_turns
from graph.on_neo4j.writing.vanished import Seen, count_vanished
from graph.records import uncollected
from graph.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import LiteralString

    from neo4j import ManagedTransaction

    from graph.on_neo4j.driver.connection import Neo4jServer
    from graph.on_neo4j.writing.batch import Batch
    from graph.on_neo4j.writing.plan import Plan
    from graph.records import Act, Record

_META = (
    f"MATCH (m:{META} {{name: 'graph'}}) "
    "RETURN m.nodes, m.ties, m.data_hash, m.next_order, m.writer, coalesce(m.part, 0), "
    "coalesce(m.loading, [])"
)
_FOREIGN = "MATCH (n:Entity) RETURN count(n) > 0"
_BEGIN = f"""
MERGE (m:{META} {{name: 'graph'}})
ON CREATE SET m.format = $format, m.nodes = 0, m.ties = 0, m.data_hash = $empty, m.next_order = 1,
    m.part = 0
"""


def write(
    server: Neo4jServer,
    records: Iterable[Record],
    *,
    origin: str,
    act: Act,
    batch: str = "",
    dry_run: bool,
    since: str | None,
    progress: Callable[[int], None] | None,
) -> Changes:
    """Write records to a server (see `graph.store.Store.write`)."""
    meta = meta_of(server)
    with Spool() as spool:
        with uncollected():
            spool.take(records, ServerChecker(server if meta is not None and meta.nodes else None))
        meta = meta_of(server)
        if since is not None and since != mark(meta):
            raise StoreChangedError(
                f"{server.target} was written to by others meanwhile. Try again when they have "
                "finished."
            )
        if meta is not None and not dry_run:
            bring_up(server)
        if spool.mixed or act != "load":
            return write_mixed(
                server,
                spool,
                meta or _begin(server),
                Neo4jJournal(uuid4().hex, act, origin, spool.count, batch),
                dry_run=dry_run,
                progress=progress,
            )
        if dry_run:
            return rehearse(server, spool, origin, meta)
        journal = Neo4jJournal(uuid4().hex, "load", origin, spool.count, batch)
        return _write_all(server, spool, journal, meta or _begin(server), progress)


def meta_of(server: Neo4jServer) -> Meta | None:
    """What the store says about itself, None if it has never been written to."""
    found = server.rows(_META)
    return Meta(*found[0]) if found else None


def mark(meta: Meta | None) -> str:
    """What tells a state of the store from all others: another after each write."""
    return "" if meta is None else f"{meta.writer} {meta.part} {meta.data_hash}"


def _begin(server: Neo4jServer) -> Meta:
    """Make the schema, and the node about the store last of all."""
    if server.rows(_FOREIGN)[0][0]:
        raise StoreError(
            f"The database at {server.target} holds entities that netweave has not written. "
            "Use an empty database."
        )
    for text in schema_statements():
        _declare(server, text)
    server.write(
        lambda transaction: transaction.run(_BEGIN, empty="0" * 32, format=FORMAT).consume()
    )
    found = meta_of(server)
    if found is None:
        raise StoreError(f"{server.target} was emptied while it was written to. Load again.")
    return found


def _declare(server: Neo4jServer, text: LiteralString) -> None:
    """Run a statement on the schema; another first load may have been quicker."""
    from neo4j.exceptions import Neo4jError  # noqa: PLC0415 - brings the driver

    try:
        server.write(lambda transaction: transaction.run(text).consume())
    except StoreError as error:
        cause = error.__cause__
        if not isinstance(cause, Neo4jError) or "AlreadyExists" not in str(cause.code):
            raise


def _write_all(
    server: Neo4jServer,
    spool: Spool,
    journal: Neo4jJournal,
    meta: Meta,
    progress: Callable[[int], None] | None,
) -> Changes:
    origin = journal.giver or ""
    planner = Planner(origin, meta.next_order, explain=False, empty=not meta.nodes)
    seen = Seen() if meta.nodes else None
    total, done = Changes(), 0
    for batch, plan in _written(server, spool, planner, meta.next_order, journal):
        total.add(plan.changes)
        if seen is not None:
            seen.note(batch.nodes, batch.statements)
        done += len(batch.nodes) + len(batch.statements)
        if progress is not None:
            progress(done)
    journal.close(server)
    if seen is not None:
        count_vanished(server.stream, seen, origin, meta.next_order, total, explain=False)
    return total


def _written(
    server: Neo4jServer, spool: Spool, planner: Planner, next_order: int, journal: Neo4jJournal
) -> Iterator[tuple[Batch, Plan]]:
    """Write all batches, and give each with what it changed.

    The next one is made ready by another thread while the server is busy with this one.
    """
    line = BatchQueue(spool, planner, next_order, journal)
    with short_turns(), uncollected(), ThreadPoolExecutor(1) as beside:
        batch = line.take()
        while batch is not None:
            # What follows a batch that is not ready can be told only when that is written.
            unclear = batch.ready is None and planner.alone
            coming = None if unclear else beside.submit(line.take)
            plan = _write_batch(server, batch)
            # The driver leaves what it has sent, megabytes of text, in a cycle.
            gc.collect(0)
            planner.done(plan)
            if coming is None:
                line.note(plan)
            yield batch, plan
            batch = line.take() if coming is None else coming.result()


def _write_batch(server: Neo4jServer, batch: Batch) -> Plan:
    """Write a batch; if that took several attempts, what the first that did anything found."""
    plans: list[Plan] = []

    def work(transaction: ManagedTransaction) -> Plan:
        plan = batch.write(transaction)
        plans.append(plan)
        return plan

    plan = server.write(work)
    # The end of an attempt may not have been heard of, and the next one found its work done.
    return plans[-2] if len(plans) > 1 and plan.changes.nothing else plan
