"""Is an offline file whole? SQLite's own check, a recount, and what can be mended."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from graph.offline.cache import drop, spoiled
from graph.offline.damage import damaged
from graph.offline.file import locked, read_only, speaking
from graph.offline.recount import FileCount
from graph.records import uncollected
from graph.recount import STORE, Deviation, Fault

if TYPE_CHECKING:
    from collections.abc import Generator

    from graph.recount import Recounted

_CHECKED = ("checked", "checked_at")
_SHOWN = 20
_COPY = "Restore a copy, or load your sources into a new store."


class OfflineAuditor:
    """Recounts one file (see `graph.recount.Auditor`)."""

    def __init__(self, path: str) -> None:
        self._path = path

    def health(self) -> list[Deviation]:
        """What SQLite finds wrong with the file, and kept figures that are spoiled."""
        with self._reading() as db:
            try:
                complaints = [row[0] for row in db.execute(f"PRAGMA integrity_check({_SHOWN})")]
                figures = spoiled(db)
            except sqlite3.Error as error:
                complaints, figures = [str(error)], []
        wrong = [line for text in complaints for line in str(text).splitlines() if line != "ok"]
        return [*map(self._broken, wrong), *map(self._kept, figures)]

    def recount(self) -> Recounted:
        """Read every row, and compare what is derived with what follows from it."""
        with self._reading() as db, uncollected():
            db.execute("BEGIN")
            return self._counted(db).count.result("offline")

    def repair(self) -> None:
        """Write anew what follows from entities and statements, in one transaction."""
        with locked(self._path) as db, speaking(self._path):
            db.text_factory = lenient
            try:
                db.execute("REINDEX")
            except sqlite3.DatabaseError as error:
                raise damaged(self._path, f"{error}; it cannot be mended") from error
            counted = self._counted(db)
            for sql, values in counted.mends:
                db.execute(sql, values)
            drop(db)
            db.execute("COMMIT")

    def confirm(self, data_hash: str) -> None:
        """Keep that a recount found this digest right; if the file can be written to."""
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        rows = zip(_CHECKED, (data_hash, now), strict=True)
        try:
            with closing(sqlite3.connect(self._path, timeout=0, isolation_level=None)) as db:
                db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(rows))
        except sqlite3.Error:
            return  # Read-only, or being written to: then it is not known, which does no harm.

    def confirmed(self) -> str | None:
        """When the digest of the file was last found right, in UTC; None if it never was."""
        with self._reading() as db, speaking(self._path):
            meta = dict(db.execute("SELECT name, value FROM meta"))
        return meta.get("checked_at") if meta.get("checked") == meta.get("data_hash") else None

    def _counted(self, db: sqlite3.Connection) -> FileCount:
        """A recount as far as it comes: a page that cannot be read ends it."""
        counted = FileCount(db)
        try:
            counted.run()
        except (sqlite3.Error, ArithmeticError, LookupError, TypeError, ValueError) as error:
            counted.count.broken(STORE, Fault("unreadable", str(error), "a row"), _COPY)
        return counted

    @contextmanager
    def _reading(self) -> Generator[sqlite3.Connection]:
        with closing(read_only(self._path)) as db:
            db.text_factory = lenient
            yield db

    def _broken(self, complaints: str) -> Deviation:
        # What stands in a table alone can be found again in an index of it.
        index = "index" in complaints and "Tree" not in complaints
        advice = "Repairing makes the index anew." if index else _COPY
        return Deviation(self._path, "integrity", complaints, None, advice, repairable=index)

    def _kept(self, name: str) -> Deviation:
        shows = "A figure that was kept is not what was computed; it is computed again."
        return Deviation(self._path, "cache", name, None, shows, repairable=True)


def lenient(raw: bytes) -> str:
    """A text of the file, whatever its bytes: what is no UTF-8 stands as half characters."""
    return raw.decode("utf-8", "surrogateescape")
