"""Records set down on disk before anything is written, so that a source that fails writes nothing.

Memory stays bounded, whatever comes: a batch at a time is in it, and the ids of the entities.
"""

from __future__ import annotations

import marshal
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, Self

from graph.errors import StoreError
from graph.model import Node, Removal, Source, Statement, Withdrawal
from graph.records import Bundle, bundles
from graph.schema import NODE_KINDS, TIE_TYPES
from graph.store import in_batches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import IO

    from graph.on_neo4j.checking import Desk
    from graph.records import Record

BATCH = 5_000
"""Records that are written in one transaction; a source of no more is all or nothing. As many as
the offline store takes together, so that a rehearsal tells the differences in the same order."""


class Spool:
    """All records of a load: entities first, then statements, each in their order.

    Attributes
    ----------
    mixed
        Whether something is taken out. What comes from there on is kept in bundles.
    """

    def __init__(self) -> None:
        self._nodes = _Pile()
        self._statements = _Pile()
        self._bundles = _Pile()
        self.count = 0
        self.mixed = False

    def take(self, records: Iterable[Record], desk: Desk) -> None:
        """Set down all records, each batch looked at on the way.

        Raises
        ------
        StoreError
            If one is of a kind or type that the schema does not know, or the desk refuses it.
        """
        for batch in in_batches(records, BATCH):
            for bundle in bundles(batch):
                desk.look_at_removals(r.node_id for r in bundle.removals if r.origin is None)
                _check(bundle.nodes, bundle.statements)
                desk.look_at_nodes(bundle.nodes)
                desk.look_at_statements(bundle.statements)
                self._add(bundle)
            self.count += len(batch)

    def _add(self, bundle: Bundle) -> None:
        self.mixed = self.mixed or bool(bundle.withdrawals or bundle.removals)
        nodes = [_plain_node(node) for node in bundle.nodes]
        statements = [_plain(statement) for statement in bundle.statements]
        if self.mixed:
            withdrawals = [_plain_withdrawal(one) for one in bundle.withdrawals]
            removals = [tuple(one) for one in bundle.removals]
            self._bundles.add([(withdrawals, removals, nodes, statements)])
        else:
            self._nodes.add(nodes)
            self._statements.add(statements)

    def bundles(self) -> Iterator[Bundle]:
        """All records in bundles, in order."""
        for nodes, statements in self.batches():
            yield Bundle(nodes=nodes, statements=statements)
        for withdrawals, removals, nodes, statements in self._bundles.rows():
            yield Bundle(
                [_withdrawal(row) for row in withdrawals],
                [Removal(*row) for row in removals],
                [Node(*row) for row in nodes],
                [_statement(row) for row in statements],
            )

    def batches(self) -> Iterator[tuple[list[Node], list[Statement]]]:
        """What comes before anything is taken out, in batches: entities, then statements.

        It is one batch if all fit into one.
        """
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
        for pile in (self._nodes, self._statements, self._bundles):
            pile.close()


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


def _plain_node(node: Node) -> tuple[Any, ...]:
    return (*node[:4], dict(node.properties))


def _plain_withdrawal(one: Withdrawal) -> tuple[Any, ...]:
    return _plain(one.statement), one.instead and _plain(one.instead), one.origin


def _withdrawal(row: tuple[Any, ...]) -> Withdrawal:
    said, instead, origin = row
    return Withdrawal(_statement(said), instead and _statement(instead), origin)


def _plain(statement: Statement) -> tuple[Any, ...]:
    return (*statement[:6], tuple(statement.evidence), dict(statement.properties))


def _statement(row: tuple[Any, ...]) -> Statement:
    source_id, tie_type, target_id, role, since, until, evidence, properties = row
    about = source_id, tie_type, target_id, role, since, until
    return Statement(*about, Source(*evidence), properties)
