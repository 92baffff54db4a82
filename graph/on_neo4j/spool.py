"""Records set down on disk before anything is written, so that a source that fails writes nothing.

Memory stays bounded, whatever comes: a batch at a time is in it, and the ids of the entities.
"""

from __future__ import annotations

import marshal
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, Self

from graph.errors import StoreError
from graph.model import Node, Source, Statement
from graph.schema import NODE_KINDS, TIE_TYPES
from graph.store import in_batches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import IO

    from graph.on_neo4j.checking import Desk

BATCH = 5_000
"""Records that are written in one transaction; a source of no more is all or nothing. As many as
the offline store takes together, so that a rehearsal tells the differences in the same order."""


class Spool:
    """All records of a load: entities first, then statements, each in their order."""

    def __init__(self) -> None:
        self._nodes = _Pile()
        self._statements = _Pile()
        self.count = 0

    def take(self, records: Iterable[Node | Statement], desk: Desk) -> None:
        """Set down all records, each batch looked at on the way.

        Raises
        ------
        StoreError
            If one is of a kind or type that the schema does not know, or the desk refuses it.
        """
        for batch in in_batches(records, BATCH):
            nodes = [record for record in batch if isinstance(record, Node)]
            statements = [record for record in batch if isinstance(record, Statement)]
            _check(nodes, statements)
            desk.look_at_nodes(nodes)
            desk.look_at_statements(statements)
            self._nodes.add([(*node[:4], dict(node.properties)) for node in nodes])
            self._statements.add([_plain(statement) for statement in statements])
            self.count += len(batch)

    def batches(self) -> Iterator[tuple[list[Node], list[Statement]]]:
        """The records in batches: entities, then statements; one batch if all fit into one."""
        nodes = (Node(*row) for row in self._nodes.rows())
        statements = (_statement(row) for row in self._statements.rows())
        if self.count <= BATCH:
            yield list(nodes), list(statements)
            return
        for batch in in_batches(nodes, BATCH):
            yield [node for node in batch if isinstance(node, Node)], []
        for batch in in_batches(statements, BATCH):
            yield [], [said for said in batch if isinstance(said, Statement)]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self._nodes.close()
        self._statements.close()


class _Pile:
    """Rows in a file that is gone when it is closed."""

    def __init__(self) -> None:
        self._file: IO[bytes] = TemporaryFile(prefix="netweave-")  # noqa: SIM115 - closed below

    def add(self, rows: list[Any]) -> None:
        if rows:
            marshal.dump(rows, self._file)

    def rows(self) -> Iterator[Any]:
        end = self._file.tell()
        self._file.seek(0)
        while self._file.tell() < end:
            yield from marshal.load(self._file)  # noqa: S302 - the file is our own, and unnamed

    def close(self) -> None:
        self._file.close()


def _check(nodes: Iterable[Node], statements: Iterable[Statement]) -> None:
    for node in nodes:
        if node.kind not in NODE_KINDS:
            raise StoreError(
                f"{node.id} has the kind {node.kind!r}. Give it one of: {', '.join(NODE_KINDS)}."
            )
    for said in statements:
        if said.type not in TIE_TYPES:
            raise StoreError(
                f"A tie of {said.source_id} has the type {said.type!r}. "
                f"Give it one of: {', '.join(TIE_TYPES)}."
            )


def _plain(statement: Statement) -> tuple[Any, ...]:
    return (*statement[:6], tuple(statement.evidence), dict(statement.properties))


def _statement(row: tuple[Any, ...]) -> Statement:
    source_id, tie_type, target_id, role, since, until, evidence, properties = row
    about = source_id, tie_type, target_id, role, since, until
    return Statement(*about, Source(*evidence), properties)
