"""A store that is not kept: its file is a temporary one, and goes when the store is closed."""

from __future__ import annotations

from shutil import rmtree
from tempfile import mkdtemp
from weakref import finalize

from graph.offline.store import OfflineStore


class PassingStore(OfflineStore):
    """A new graph in a file of its own that nobody else knows.

    It is removed when the store is closed, and at the latest when the program ends.
    """

    def __init__(self) -> None:
        folder = mkdtemp(prefix="netweave-")
        self._forget = finalize(self, rmtree, folder, ignore_errors=True)
        super().__init__(f"{folder}/memory.db")

    def close(self) -> None:
        """Let the graph go."""
        super().close()
        self._forget()
