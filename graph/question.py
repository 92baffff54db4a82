"""The contract between questions and engines.

A pattern has two halves, Cypher and Python, which give the same records; what follows from
the records is shared code. A store reads its own half (`graph.store.Reader.match`), so nobody
ever asks a store what it is. Routes and measures have one half, over the store's primitives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import LiteralString

T = TypeVar("T")


class Pattern(NamedTuple, Generic[T]):
    """A pattern of ties that a question looks for.

    Attributes
    ----------
    name
        The question it belongs to.
    record
        A NamedTuple. Its fields are, in this order, the names that the Cypher text returns;
        ``spell`` is a relationship with its source_id, type and target_id, and ``network``,
        ``member`` and ``other`` are entities.
    cypher
        Its ``$names`` are the parameters of the Python half. ``$on`` is null or has the first
        and last day of the date that is asked for.
    python
        Takes a reader and the same parameters.
    """

    name: str
    record: type[T]
    cypher: LiteralString
    python: Callable[..., Iterable[T]]
