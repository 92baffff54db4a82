"""The half of the Neo4j store that writes."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

    from graph.changes import Changes
    from graph.on_neo4j.driver.connection import Neo4jServer
    from graph.records import Act, Record


class Neo4jWriter:
    """A server that is written to (see `graph.store.Store`)."""

    server: Neo4jServer

    def write(
        self,
        records: Iterable[Record],
        *,
        origin: str = "",
        act: Act = "load",
        batch: str = "",
        dry_run: bool = False,
        since: str | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> Changes:
        """Add entities and statements (`graph.store.Store.write`).

        Everything is set down and checked before anything is written. A source of more than
        `graph.spool.BATCH` records is then written in several transactions: a server
        that dies in between keeps those that are done, and the same load completes them.
        """
        from graph.on_neo4j.writing.write import write  # noqa: PLC0415 - readers need not load it

        return write(
            self.server,
            records,
            origin=origin,
            act=act,
            batch=batch,
            dry_run=dry_run,
            since=since,
            progress=progress,
        )

    def mark(self) -> str:
        """What tells the state of the store from all others (`graph.store.Store.mark`)."""
        from graph.on_neo4j.writing.write import mark, meta_of  # noqa: PLC0415 - as for `write`

        return mark(meta_of(self.server))

    @contextmanager
    def alone(self) -> Generator[None]:
        """A block like any other: a server locks a transaction at a time."""
        yield
