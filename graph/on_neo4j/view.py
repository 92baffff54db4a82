"""What a store says of itself, and whether it says the same from one read to another."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, NamedTuple

from graph.errors import StoreChangedError, StoreError, damage
from graph.facts import StoreFacts
from graph.on_neo4j import texts
from graph.on_neo4j.audit import FORMAT, newer
from graph.on_neo4j.read_before import ReadBefore
from graph.on_neo4j.unfinished import read_marks
from graph.unfinished import UnfinishedWarning

if TYPE_CHECKING:
    from graph.on_neo4j.driver.connection import Neo4jServer


class StoreState(NamedTuple):
    """What the node about a store says.

    Attributes
    ----------
    state
        What no two states of the store have in common: the next place of a statement, the last
        part of the journal, and who wrote it. The digest is the same again when a write is undone.
    loading
        The marks of writes that are not finished.
    version
        How the graph is laid out.
    """

    facts: StoreFacts
    state: tuple[int, int | None, str | None]
    loading: list[str]
    version: int


def said_by(server: Neo4jServer) -> StoreState | None:
    """What a store says of itself now, None if it has never been written to.

    Raises
    ------
    StoreError
        If a newer netweave wrote it, or it says what nobody can read.
    """
    rows = server.rows(texts.FACTS)
    if not rows:
        return None
    nodes, ties, data_hash, version, *state, loading = rows[0]
    if [type(value) for value in (nodes, ties, data_hash, version)] != [int, int, str, int]:
        what = f"the node NetweaveMeta says {rows[0][:4]}"
        raise StoreError(damage(str(server.target), what))
    if version > FORMAT:
        raise newer(server, version)
    next_order, part, writer = state
    facts = StoreFacts("neo4j", nodes, ties, data_hash)
    return StoreState(facts, (next_order, part, writer), loading, version)


class View:
    """A store as it was when a question began.

    Attributes
    ----------
    seen
        What it said of itself then.
    read_before
        What the question has read so far and may need again.
    """

    def __init__(self, server: Neo4jServer) -> None:
        self._server = server
        self.seen = said_by(server)
        self.read_before = ReadBefore(server)
        self._confirmed = server.reads

    def warn(self) -> None:
        """Warn of writes that are not finished."""
        for one in read_marks([] if self.seen is None else self.seen.loading):
            seen = one.said_of(self._server.target.uri)
            warnings.warn(seen, UnfinishedWarning, stacklevel=4)

    def confirm(self) -> None:
        """Make sure that all that was read so far is of this state.

        Raises
        ------
        StoreChangedError
            If it may not be.
        """
        if self._server.reads != self._confirmed:
            if self._changed():
                raise self._error()
            self._confirmed = self._server.reads

    def explain(self, error: Exception) -> None:
        """Say so if an error may come from a mixture of two states; the error itself counts else.

        Raises
        ------
        StoreChangedError
            If the store has changed.
        """
        try:
            changed = self._changed()
        except StoreError:
            return
        if changed:
            raise self._error() from error

    def _changed(self) -> bool:
        now = said_by(self._server)
        if now is None or self.seen is None:
            return now is not self.seen
        return (now.facts, now.state) != (self.seen.facts, self.seen.state)

    def _error(self) -> StoreChangedError:
        return StoreChangedError(
            f"{self._server.target} was written to while the question was asked, so the answer "
            "would have been a mixture. Ask again."
        )
