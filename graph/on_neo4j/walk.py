"""A walk over the graph on a server, a neighbourhood at a time. Handles are ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from graph.on_neo4j import texts
from graph.schema import TIE_TYPES, WEAK_TYPES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from graph.on_neo4j.driver.connection import Neo4jServer
    from graph.on_neo4j.read_before import ReadBefore
    from graph.store import Handle, Step


class Neo4jWalk:
    """The graph of some tie types on a date.

    Parameters
    ----------
    on
        The parameter ``$on`` of the date, None for all time.
    read_before
        What the question has read so far.
    """

    def __init__(
        self, server: Neo4jServer, types: Collection[str], on: object, read_before: ReadBefore
    ) -> None:
        self._server = server
        self._read_before = read_before
        self._types = [name for name in TIE_TYPES if name in types]
        self._on = on

    def handles(self, ids: Iterable[str]) -> dict[str, Handle]:
        """The handles of ids; an id that is not in the store is left out."""
        rows = self._server.rows(texts.THERE, ids=list(ids))
        return {node_id: node_id for (node_id,) in rows}

    def ids(self, handles: Iterable[Handle]) -> dict[Handle, str]:
        """The ids of handles."""
        return {handle: cast("str", handle) for handle in handles}

    def around(self, handles: Collection[Handle]) -> Iterable[Step]:
        """A step per spell that holds, from these nodes in either direction."""
        yield from self._read(list(handles))

    def steps(self) -> Iterable[Step]:
        """All of them: a step per spell that holds, from either end."""
        yield from self._read(None)

    def _read(self, ids: list[Handle] | None) -> Iterator[Step]:
        if not self._types:
            return
        text = texts.steps(self._types, some=ids is not None)
        given = {"ids": ids, "on": self._on, "weak": sorted(WEAK_TYPES)}
        for node, found in self._server.rows(text, **given):
            for other, marks in found:
                yield node, other, marks
                if other == node:  # from its other end; Cypher gives it once
                    yield node, other, marks

    def pairs(self) -> Iterator[tuple[Handle, Handle]]:
        """The source and target of every spell that holds, in no order."""
        for tie_type in self._types:
            yield from self._read_before.pairs(tie_type, self._on)
