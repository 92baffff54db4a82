"""What sources wrote for entities, on its way into the offline file and out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.offline.labels import relabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.model import Spelling
    from graph.offline.session import Session

_INSERT = "INSERT OR IGNORE INTO spelling VALUES (?, ?, ?, ?)"
_DELETE = "DELETE FROM spelling WHERE node = ? AND text = ? AND origin = ?"


class SpellingWriter:
    """Writes spellings, and the labels that follow from them."""

    def __init__(self, load: Session) -> None:
        self._load = load

    def write(self, spellings: Sequence[Spelling]) -> None:
        """Note spellings of entities that are there, and take out those that are gone."""
        if not spellings:
            return
        load = self._load
        there = load.there({one.node_id for one in spellings})
        touched: set[int] = set()
        for one in spellings:
            if one.node_id not in there:
                continue
            key, origin = there[one.node_id].key, one.origin or load.giver or ""
            values = (key, one.text, origin) if one.gone else (key, one.text, origin, load.number)
            count = load.db.execute(_DELETE if one.gone else _INSERT, values).rowcount
            if count > 0:
                touched.add(key)
                load.spelled += count
        relabel(load.db, touched)

    def hand_over(self, key: int, heir: int) -> None:
        """Give the spellings of an entity that goes to the one that takes its place."""
        db, number = self._load.db, self._load.number
        sql = "SELECT ?, text, origin, ? FROM spelling WHERE node = ?"
        db.execute(f"INSERT OR IGNORE INTO spelling {sql}", (heir, number, key))
        relabel(db, [heir])

    def forget(self, key: int) -> None:
        """Take out all spellings of an entity that goes."""
        self._load.db.execute("DELETE FROM spelling WHERE node = ?", (key,))
