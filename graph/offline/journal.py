"""The journal of the offline file: what a write changes is kept as it was, to be taken back.

What a write adds is known by its keys, which only rise, so a first load costs nothing here. What
it changes or takes out is kept by triggers, whoever writes: a row at a time, as it was before.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.history import KEPT, Did, PastWrite
from graph.offline.rows import compact

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from graph.offline.session import Session
    from graph.records import Act


class Watched(NamedTuple):
    """A table whose older rows are kept.

    Attributes
    ----------
    keys
        The columns that tell its rows apart.
    load
        The column of the kept rows that says in which load that was.
    shown
        Columns that tell only where something is shown.
    """

    name: str
    keys: tuple[str, ...]
    load: str = "load"
    shown: tuple[str, ...] = ()

    @property
    def old(self) -> str:
        """The table of its kept rows."""
        return f"old_{self.name}"


WATCHED = (
    Watched("node", ("key",)),
    Watched("tie", ("key",)),
    Watched("statement", ("tie", "key"), shown=("file", "line")),
    Watched("also_node", ("node", "origin"), "of_load"),
    Watched("also_statement", ("tie", "statement", "origin"), "of_load"),
    Watched("joined", ("id",), "of_load"),
    Watched("spelling", ("node", "text", "origin"), "of_load"),
    Watched("note", ("kind", "name"), "of_load"),
)
_TRIGGER = """
CREATE TEMP TRIGGER keep_{event}_{name} BEFORE {event} ON {name} WHEN {older}
BEGIN INSERT OR IGNORE INTO {old} SELECT {load}, x.* FROM {name} x WHERE {same}; END
"""


class OfflineJournal:
    """The journal of one write, within its open transaction."""

    def __init__(self, load: Session, act: Act, batch: str = "") -> None:
        self._load = load
        self.act = act
        self._batch = batch
        self._began = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        older = {
            "node": f"OLD.key < {load.first_node}",
            "tie": f"OLD.key < {load.first_tie}",
            "statement": f"OLD.key < {load.first_statement}",
        }
        for table in WATCHED:
            for event in ("UPDATE", "DELETE"):
                text = _TRIGGER.format(
                    event=event,
                    name=table.name,
                    old=table.old,
                    load=load.number,
                    older=older.get(table.name, f"OLD.load < {load.number}"),
                    same=" AND ".join(f"x.{key} = OLD.{key}" for key in table.keys),
                )
                load.db.execute(text)

    def close(self) -> None:
        """Enter the write, if it has left a trace; forget those that are too long ago."""
        load = self._load
        if not self._left_a_trace():
            forget(load.db, f"= {load.number}")
            return
        row = (
            load.number,
            self._began,
            self.act,
            load.origin,
            load.first_node,
            load.first_tie,
            load.first_statement,
            *load.before,
            self._batch,
            compact(list(Did.of(load.changes))),
        )
        load.db.execute(f"INSERT INTO load VALUES ({', '.join('?' * len(row))})", row)
        forget(load.db, f"<= {load.number - KEPT}")

    def _left_a_trace(self) -> bool:
        """Whether anything is other than it was, but for where statements are shown."""
        changes = self._load.changes
        added = changes.nodes_added or changes.statements_added or changes.noted
        added = added or self._load.also or self._load.spelled
        taken_out = changes.statements_withdrawn or changes.nodes_removed
        return bool(added or taken_out) or any(map(self._is_changed, WATCHED))

    def _is_changed(self, table: Watched) -> bool:
        """Whether a row that was kept is not there any more as it was."""
        db = self._load.db
        names = [row[1] for row in db.execute(f"PRAGMA table_info({table.name})")]
        same = " AND ".join(f"x.{name} IS o.{name}" for name in names if name not in table.shown)
        sql = (
            f"SELECT 1 FROM {table.old} o WHERE o.{table.load} = ? "
            f"AND NOT EXISTS (SELECT 1 FROM {table.name} x WHERE {same}) LIMIT 1"
        )
        return db.execute(sql, (self._load.number,)).fetchone() is not None


def entry_from(row: Sequence[Any]) -> PastWrite:
    """An entry of the history."""
    number, when, act, origin, batch, did = row
    return PastWrite(number, when, act, origin, batch, Did(*json.loads(did)))


def forget(db: sqlite3.Connection, which: str) -> None:
    """Take entries out of the journal, such as those with a number ``<= 7``."""
    db.execute(f"DELETE FROM load WHERE key {which}")
    for table in WATCHED:
        db.execute(f"DELETE FROM {table.old} WHERE {table.load} {which}")
