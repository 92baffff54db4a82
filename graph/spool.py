"""Records set down before anything is written: a source that fails, or is slow, holds up nothing.

Memory stays bounded, whatever comes: the first records stay in it, the rest goes to the disk.
"""

from __future__ import annotations

import marshal
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, Protocol, Self

from graph.errors import StoreError
from graph.model import Node, Note, Removal, Source, Spelling, Statement, Withdrawal
from graph.records import Bundle, bundles
from graph.schema import NODE_KINDS, TIE_TYPES
from graph.store import in_batches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import IO

    from graph.records import Record

BATCH = 5_000
"""Records that are written in one transaction; a source of no more is all or nothing. As many as
the offline store takes together, so that a rehearsal tells the differences in the same order."""


HELD = 100_000
"""How many records stay in memory: to set them down on the disk takes a tenth of a load."""


class RecordChecker(Protocol):
    """Looks at records before they are set down, and raises StoreError for those it refuses."""

    def look_at_removals(self, ids: Iterable[str]) -> None:
        """Entities that go."""
        ...

    def look_at_nodes(self, nodes: Sequence[Node]) -> None:
        """Entities that come."""
        ...

    def look_at_statements(self, statements: Sequence[Statement]) -> None:
        """Statements that come."""
        ...


class Spool:
    """All records of a load: entities first, then statements, each in their order.

    Parameters
    ----------
    in_order
        Keep all records in the order in which they come instead.

    Attributes
    ----------
    mixed
        Whether something is taken out, spelled or noted, or there are several sources. What
        comes from there on is kept in bundles.
    givers
        The sources, where there are several.
    """

    def __init__(self, *, in_order: bool = False) -> None:
        self._nodes = _Pile()
        self._statements = _Pile()
        self._bundles = _Pile()
        self._in_order = in_order
        self.count = 0
        self.mixed = False
        self.givers: dict[str, None] = {}

    def take(
        self,
        records: Iterable[Record],
        desk: RecordChecker | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> None:
        """Set down all records, each batch looked at on the way.

        Raises
        ------
        StoreError
            If there is a desk, and it refuses one or that is of a kind or type that the schema
            does not know.
        """
        giver: str | None = None
        for batch in in_batches(records, BATCH):
            for bundle in bundles(batch, giver):
                giver = bundle.giver
                if desk is not None:
                    _look(desk, bundle)
                self._add(bundle)
            self.count += len(batch)
            if progress is not None:
                progress(self.count)

    def _add(self, bundle: Bundle) -> None:
        if bundle.giver is not None:
            self.givers[bundle.giver] = None
        more = bundle.withdrawals or bundle.removals or bundle.spellings or bundle.notes
        self.mixed = bool(self.mixed or self.givers or more)
        hold = self.count < HELD
        if self.mixed or self._in_order:
            self._bundles.add(bundle, hold=hold)
        else:
            self._nodes.add(Bundle(nodes=bundle.nodes), hold=hold)
            self._statements.add(Bundle(statements=bundle.statements), hold=hold)

    def bundles(self) -> Iterator[Bundle]:
        """All records in bundles, in order."""
        for nodes, statements in self.batches():
            yield Bundle(nodes=nodes, statements=statements)
        yield from self._bundles.bundles()

    def batches(self) -> Iterator[tuple[list[Node], list[Statement]]]:
        """What comes before anything is taken out, in batches: entities, then statements.

        It is one batch if all fit into one.
        """
        nodes = (node for bundle in self._nodes.bundles() for node in bundle.nodes)
        statements = (one for bundle in self._statements.bundles() for one in bundle.statements)
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
    """Bundles: the first ones in memory, the rest in a file that is gone when it is closed."""

    def __init__(self) -> None:
        self._held: list[Bundle] = []
        self._file: IO[bytes] | None = None

    def add(self, bundle: Bundle, *, hold: bool) -> None:
        if hold:
            self._held.append(bundle)
            return
        if self._file is None:
            self._file = TemporaryFile(prefix="netweave-")  # noqa: SIM115 - closed below
        data = marshal.dumps(_packed(bundle))
        self._file.write(len(data).to_bytes(8, "big") + data)

    def bundles(self) -> Iterator[Bundle]:
        yield from self._held
        if self._file is not None:
            self._file.seek(0)
            while length := self._file.read(8):
                data = self._file.read(int.from_bytes(length, "big"))
                yield _unpacked(marshal.loads(data))  # noqa: S302 - the file is our own, and unnamed

    def close(self) -> None:
        if self._file is not None:
            self._file.close()


def _look(desk: RecordChecker, bundle: Bundle) -> None:
    desk.look_at_removals(r.node_id for r in bundle.removals if r.origin is None)
    _check(bundle.nodes, bundle.statements)
    desk.look_at_nodes(bundle.nodes)
    desk.look_at_statements(bundle.statements)


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


def _packed(bundle: Bundle) -> tuple[Any, ...]:
    """A bundle as plain values, column by column: that is quick, and short."""
    withdrawals = bundle.withdrawals
    return (
        _packed_statements([one.statement for one in withdrawals]),
        [one.instead and _packed_statements([one.instead]) for one in withdrawals],
        [one.origin for one in withdrawals],
        [tuple(one) for one in bundle.removals],
        _packed_nodes(bundle.nodes),
        _packed_statements(bundle.statements),
        bundle.giver,
        [tuple(one) for one in bundle.spellings],
        [tuple(one) for one in bundle.notes],
    )


def _unpacked(columns: tuple[Any, ...]) -> Bundle:
    withdrawn, instead, origins, removals, nodes, statements, giver, *beside = columns
    spellings, notes = beside
    others = (next(_statements(one)) if one else None for one in instead)
    return Bundle(
        list(map(Withdrawal, _statements(withdrawn), others, origins)),
        [Removal(*row) for row in removals],
        list(map(Node, *nodes)),
        list(_statements(statements)),
        giver,
        [Spelling(*row) for row in spellings],
        [Note(*row) for row in notes],
    )


def _packed_nodes(nodes: Sequence[Node]) -> list[Sequence[Any]]:
    *columns, properties = zip(*nodes, strict=True) if nodes else [()] * len(Node._fields)
    return [*columns, list(map(dict, properties))]


def _packed_statements(statements: Sequence[Statement]) -> list[Sequence[Any]]:
    columns = zip(*statements, strict=True) if statements else [()] * len(Statement._fields)
    *plain, evidence, properties = columns
    sources = list(zip(*evidence, strict=True)) or [()] * len(Source._fields)
    return [*plain, sources, list(map(dict, properties))]


def _statements(columns: Sequence[Any]) -> Iterator[Statement]:
    *plain, sources, properties = columns
    return map(Statement, *plain, map(Source, *sources), properties)
