"""What a write is made of, sorted into bundles whose parts may be written together.

Records count in the order in which they come. A bundle is written in the order withdrawals,
removals, entities, statements, spellings; a record that must not be moved up that far begins a
new one.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from graph.model import Node, Note, Removal, Spelling, Statement, TieKey, Withdrawal
from graph.updating import updated

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence


class Given(NamedTuple):
    """Says which source gives the records that follow, where a write is of several sources."""

    origin: str


Record: TypeAlias = Node | Statement | Withdrawal | Removal | Spelling | Given | Note
Act = Literal["load", "unload", "merge", "decide"]
"""What a write is: only a load says that its source gives what it writes."""


@dataclass(slots=True)
class Bundle:
    """Records that may be written together.

    Attributes
    ----------
    giver
        The source that gives them; None if it is that of the whole write.
    """

    withdrawals: list[Withdrawal] = field(default_factory=list)
    removals: list[Removal] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    giver: str | None = None
    spellings: list[Spelling] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many records it has."""
        entities = len(self.removals) + len(self.nodes)
        said = len(self.statements) + len(self.spellings) + len(self.notes)
        return entities + len(self.withdrawals) + said

    def add(self, record: Node | Statement | Withdrawal | Removal | Spelling | Note) -> None:
        """Put a record with those of its sort."""
        if isinstance(record, Node):
            self.nodes.append(record)
        elif isinstance(record, Statement):
            self.statements.append(record)
        elif isinstance(record, Withdrawal):
            self.withdrawals.append(record)
        elif isinstance(record, Spelling):
            self.spellings.append(record)
        elif isinstance(record, Note):
            self.notes.append(record)
        else:
            self.removals.append(record)

    def whole(self) -> Bundle:
        """The same, all rows about an entity taken together."""
        self.nodes = _whole(self.nodes)
        return self


def bundles(records: Sequence[Record], giver: str | None = None) -> Iterator[Bundle]:
    """Records in bundles that, written one after the other, do what the records say in order.

    Parameters
    ----------
    giver
        The source that gives the first of them.
    """
    nodes = [record for record in records if isinstance(record, Node)]
    statements = [record for record in records if isinstance(record, Statement)]
    if len(nodes) + len(statements) == len(records):  # a plain load, and the quick way
        yield Bundle(nodes=_whole(nodes), statements=statements, giver=giver)
        return
    bundle, met = Bundle(giver=giver), _Met()
    for record in records:
        if isinstance(record, Given):
            if bundle.size:
                yield bundle.whole()
            bundle, met = Bundle(giver=record.origin), _Met()
            continue
        if isinstance(record, Withdrawal | Removal) and met.before(record, bundle):
            yield bundle.whole()
            bundle, met = Bundle(giver=bundle.giver), _Met()
        bundle.add(record)
        met.add(record)
    yield bundle.whole()


def _whole(nodes: list[Node]) -> list[Node]:
    """Entities, where several rows about one that differ each say what all of them say together.

    Taken one by one, they would change it back and forth whenever their source is loaded.
    """
    said: dict[str, Node] = {}
    for node in nodes:
        said[node.id] = updated(said[node.id], node) if node.id in said else node
    return nodes if len(said) == len(nodes) else [said[node.id] for node in nodes]


class _Met:
    """What the records of a bundle are about."""

    def __init__(self) -> None:
        self._said: set[TieKey] = set()
        self._instead: set[TieKey] = set()
        self._ids: set[str] = set()

    def add(self, record: Node | Statement | Withdrawal | Removal | Spelling | Note) -> None:
        if isinstance(record, Statement):
            self._said.add(record.key)
        elif isinstance(record, Node):
            self._ids.add(record.id)
        elif isinstance(record, Withdrawal) and record.instead:
            self._instead.add(record.instead.key)

    def before(self, record: Withdrawal | Removal, bundle: Bundle) -> bool:
        """Whether a record may mean what stands before it, and would be written earlier."""
        if isinstance(record, Removal):
            return bool(bundle.nodes or bundle.statements or bundle.spellings)
        if record.statement.key in self._said or record.statement.key in self._instead:
            return True
        instead = record.instead
        if instead is None:
            return bool(bundle.removals)
        ends = {instead.source_id, instead.target_id}
        return bool(bundle.removals or instead.key in self._said or ends & self._ids)


@contextmanager
def uncollected() -> Generator[None]:
    """Leave garbage with cycles alone: records make none, and looking for it takes a tenth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
