"""What a thread sees of an offline store: a connection of its own, and what it has read once."""

from __future__ import annotations

from threading import local
from typing import TYPE_CHECKING

from graph.offline.file import read_only

if TYPE_CHECKING:
    import sqlite3

    from graph.facts import StoreFacts


class ThreadView(local):
    """The view of the thread that asks.

    Attributes
    ----------
    types, facts
        What is read once a view: while the file is held still, it stays the same.
    """

    def __init__(self) -> None:
        self.types: dict[str, int] | None = None
        self.facts: StoreFacts | None = None
        self._connection: sqlite3.Connection | None = None

    def connected(self, path: str) -> sqlite3.Connection:
        """The connection of this thread, made when it first asks."""
        if self._connection is None:
            self._connection = read_only(path)
        return self._connection

    def close(self) -> None:
        """Let go of the file in this thread; the others do when they end."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
