"""The half of the offline store that writes."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from graph.errors import NoStoreError, StoreError
from graph.offline.file import locked, read_only, speaking
from graph.offline.waiting import patiently

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Generator, Iterable

    from graph.changes import Changes
    from graph.offline.history import OfflineHistory
    from graph.records import Act, Record


class OfflineWriter:
    """A file that is written to, and knows its past (see `graph.store.Store`)."""

    path: str
    _alone: sqlite3.Connection | None = None
    _closed = False

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
        """Add entities and statements in one transaction (`graph.store.Store.write`)."""
        self._judge_open()
        from graph.offline.writing import write  # noqa: PLC0415 - readers need not load it

        return write(
            self.path,
            records,
            origin=origin,
            act=act,
            batch=batch,
            dry_run=dry_run,
            since=since,
            progress=progress,
            db=self._alone,
        )

    def mark(self) -> str:
        """What tells the state of the store from all others (`graph.store.Store.mark`)."""
        self._judge_open()
        from graph.offline.session import mark  # noqa: PLC0415 - as for `write`

        try:
            with speaking(self.path), closing(read_only(self.path)) as db:
                return patiently(self.path, lambda: mark(db))
        except NoStoreError:
            return ""

    @contextmanager
    def alone(self) -> Generator[None]:
        """Nobody else writes in this block, in which this store writes once."""
        self._judge_open()
        with locked(self.path) as db:
            self._alone = db
            try:
                yield
            finally:
                self._alone = None

    @property
    def history(self) -> OfflineHistory:
        """What the file remembers of its loads, and how the last one is taken back."""
        self._judge_open()
        from graph.offline.history import OfflineHistory  # noqa: PLC0415 - as for `write`

        return OfflineHistory(self.path)

    def _judge_open(self) -> None:
        if self._closed:
            raise StoreError(
                f"The store {self.path} is closed. Ask inside the `with` block that opened it, or "
                "open it again."
            )
