"""Writes that take something out too: bundle by bundle, in the order in which they count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.changes import Changes
from graph.on_neo4j import spool as spools
from graph.on_neo4j.batch import Batch, close, lock
from graph.on_neo4j.journal import forget_oldest
from graph.on_neo4j.plan import Planner
from graph.on_neo4j.taking_out import take_out
from graph.on_neo4j.takings import Takings
from graph.on_neo4j.vanished import Seen, count_vanished

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from neo4j import ManagedTransaction

    from graph.on_neo4j.batch import Meta
    from graph.on_neo4j.connection import Connection
    from graph.on_neo4j.journal import Journal
    from graph.on_neo4j.plan import Plan
    from graph.on_neo4j.spool import Spool
    from graph.records import Bundle


class _RehearsedError(Exception):
    """Ends a transaction that is not to be kept."""


def write_mixed(
    server: Connection,
    spool: Spool,
    meta: Meta,
    journal: Journal,
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
    seen = Seen()
    total = Changes()
    done = 0
    together = dry_run or spool.count <= spools.BATCH
    for bundles in [list(spool.bundles())] if together else _singly(spool):
        done += sum(bundle.size for bundle in bundles)
        batch = _Mixed(planner, takings, bundles, journal, done)
        for plan in _write(server, batch, keep=not dry_run):
            total.add(plan.changes)
        for bundle in bundles:
            gone = [one.statement for one in bundle.withdrawals if one.origin is None]
            seen.note(bundle.nodes, [*bundle.statements, *gone])
        if progress is not None:
            progress(done)
    if not dry_run:
        forget_oldest(server)
    if journal.giver is not None:
        count_vanished(server, seen, journal.giver, meta.next_order, total, explain=dry_run)
    return total


def _singly(spool: Spool) -> Iterator[list[Bundle]]:
    for bundle in spool.bundles():
        yield [bundle]


def _write(server: Connection, batch: _Mixed, *, keep: bool) -> list[Plan]:
    """Write bundles in a transaction; what the first attempt that did anything found."""
    found: list[list[Plan]] = []

    def work(transaction: ManagedTransaction) -> None:
        found.append(batch.write(transaction))
        if not keep:
            raise _RehearsedError

    try:
        server.write(work)
    except _RehearsedError:
        return found[-1]
    last = found[-1]
    # The end of an attempt may not have been heard of, and the next one found its work done.
    return found[-2] if len(found) > 1 and all(plan.nothing for plan in last) else last


class _Mixed:
    """Bundles for one transaction, which may have to be done more than once."""

    def __init__(
        self,
        planner: Planner,
        takings: Takings,
        bundles: Sequence[Bundle],
        journal: Journal,
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

    def _parts(self, transaction: ManagedTransaction, bundle: Bundle) -> Iterator[Plan]:
        if bundle.withdrawals or bundle.removals:
            meta = lock(transaction, self._journal.writer)
            plan = take_out(transaction, self._takings, bundle, meta)
            close(transaction, meta, plan, self._journal, self._done)
            yield plan
        if bundle.nodes or bundle.statements:
            parts = bundle.nodes, bundle.statements
            batch = Batch(self._planner, *parts, None, self._journal, self._done)
            plan = batch.write(transaction)
            self._planner.done(plan)
            yield plan
