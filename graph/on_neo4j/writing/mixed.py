"""Writes that take something out too: bundle by bundle, in the order in which they count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph import spool as spools
from graph.changes import Changes
from graph.on_neo4j.writing.batch import Batch, close, lock
from graph.on_neo4j.writing.notes import noted
from graph.on_neo4j.writing.plan import Planner
from graph.on_neo4j.writing.spellings import note_spellings
from graph.on_neo4j.writing.taking_out import take_out
from graph.on_neo4j.writing.takings import Takings
from graph.on_neo4j.writing.vanished import Seen, count_vanished

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import LiteralString

    from neo4j import ManagedTransaction

    from graph.on_neo4j.driver.connection import Neo4jServer
    from graph.on_neo4j.writing.journal import Neo4jJournal
    from graph.on_neo4j.writing.meta import Meta
    from graph.on_neo4j.writing.plan import Plan
    from graph.records import Bundle
    from graph.spool import Spool


def write_mixed(
    server: Neo4jServer,
    spool: Spool,
    meta: Meta,
    journal: Neo4jJournal,
    *,
    dry_run: bool,
    progress: Callable[[int], None] | None,
) -> Changes:
    """Write bundles: in one transaction if they are few or this is a rehearsal.

    Parameters
    ----------
    meta
        What the store said of itself before.
    """
    planner = Planner(journal.giver, meta.next_order, explain=dry_run)
    takings = Takings(explain=dry_run)
    if dry_run:
        everything = _Mixed(planner, takings, list(spool.bundles()), journal, spool.count)
        return _rehearse(server, everything, meta.next_order)
    seen = Seen()
    total = Changes()
    done = 0
    together = spool.count <= spools.BATCH
    for bundles in [list(spool.bundles())] if together else _singly(spool):
        done += sum(bundle.size for bundle in bundles)
        for plan in _write(server, _Mixed(planner, takings, bundles, journal, done)):
            total.add(plan.changes)
        for bundle in bundles:
            seen.note(bundle.nodes, bundle.statements)
        if progress is not None:
            progress(done)
    journal.close(server)
    for giver in spool.givers or ([] if journal.giver is None else [journal.giver]):
        count_vanished(server.stream, seen, giver, meta.next_order, total, explain=False)
    return total


def _singly(spool: Spool) -> Iterator[list[Bundle]]:
    for bundle in spool.bundles():
        yield [bundle]


def _write(server: Neo4jServer, batch: _Mixed) -> list[Plan]:
    """Write bundles in a transaction; what the first attempt that did anything found."""
    found: list[list[Plan]] = []
    server.write(lambda transaction: found.append(batch.write(transaction)))
    last = found[-1]
    # The end of an attempt may not have been heard of, and the next one found its work done.
    return found[-2] if len(found) > 1 and all(plan.nothing for plan in last) else last


def _rehearse(server: Neo4jServer, batch: _Mixed, first_order: int) -> Changes:
    """What bundles would do, by a transaction that is not kept."""

    def work(transaction: ManagedTransaction) -> Changes:
        total = Changes()
        for plan in batch.write(transaction):
            total.add(plan.changes)
        batch.count_vanished(transaction, first_order, total)
        return total

    return server.rehearse(work)


class _Mixed:
    """Bundles for one transaction, which may have to be done more than once."""

    def __init__(
        self,
        planner: Planner,
        takings: Takings,
        bundles: Sequence[Bundle],
        journal: Neo4jJournal,
        done: int,
    ) -> None:
        self._planner = planner
        self._takings = takings
        self._bundles = bundles
        self._journal = journal
        self._done = done

    def write(self, transaction: ManagedTransaction) -> list[Plan]:
        """Take out what has to go and write what is missing; gives what that was, in order."""
        plans: list[Plan] = []
        for bundle in self._bundles:
            plans += self._parts(transaction, bundle)
        return plans

    def count_vanished(
        self, transaction: ManagedTransaction, first_order: int, total: Changes
    ) -> None:
        """Count what the source does not give any more, as the store is within a transaction."""
        givers = {bundle.giver or self._journal.giver: None for bundle in self._bundles}
        seen = Seen()
        for bundle in self._bundles:
            seen.note(bundle.nodes, bundle.statements)

        def rows(text: LiteralString, **given: Any) -> list[list[Any]]:
            return transaction.run(text, given).values()

        for giver in givers:
            if giver is not None:
                count_vanished(rows, seen, giver, first_order, total, explain=True)

    def _parts(self, transaction: ManagedTransaction, bundle: Bundle) -> Iterator[Plan]:
        if bundle.withdrawals or bundle.removals:
            meta = lock(transaction, self._journal.writer)
            plan = take_out(transaction, self._takings, bundle, meta)
            close(transaction, meta, plan, self._journal, self._done)
            yield plan
        if bundle.giver is not None:
            self._planner.origin = bundle.giver
        if bundle.nodes or bundle.statements:
            parts = bundle.nodes, bundle.statements
            batch = Batch(self._planner, *parts, None, self._journal, self._done)
            plan = batch.write(transaction)
            self._planner.done(plan)
            yield plan
        if bundle.spellings:
            meta = lock(transaction, self._journal.writer)
            giver = bundle.giver or self._journal.giver or ""
            plan = note_spellings(transaction, bundle.spellings, giver, meta)
            close(transaction, meta, plan, self._journal, self._done)
            yield plan
        if bundle.notes:
            meta = lock(transaction, self._journal.writer)
            plan = noted(transaction, bundle.notes, meta)
            close(transaction, meta, plan, self._journal, self._done)
            yield plan
