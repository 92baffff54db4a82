"""Labels of the offline file: the texts that its entities are looked up by."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from graph.names.labels import labels_of
from graph.offline.rows import NODE_COLUMNS, compact, node_from

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from graph.model import Node

INSERT_LABEL = "INSERT OR IGNORE INTO label VALUES (?, ?, ?)"
SPELLED = "(SELECT json_group_array(s.text) FROM spelling s WHERE s.node = n.key)"
"""What sources wrote for the entity n, as a JSON list."""
_AT_ONCE = 5_000


def label_rows(key: int, node: Node, spellings: Iterable[str] = ()) -> list[tuple[str, str, int]]:
    """The labels of an entity, for `INSERT_LABEL`."""
    # An id that is its own folded form is found without a label.
    whole = ("id", node.id)
    labels = labels_of(node, spellings)
    return [(text, way, key) for way, text in labels if (way, text) != whole]


def relabel(db: sqlite3.Connection, keys: Iterable[int]) -> None:
    """Derive the labels of entities anew; those of one that is gone go."""
    wanted = compact(sorted(keys))
    db.execute("DELETE FROM label WHERE node IN (SELECT value FROM json_each(?))", (wanted,))
    sql = (
        f"SELECT n.key, {SPELLED}, {NODE_COLUMNS} FROM json_each(?) f JOIN node n "
        "ON n.key = f.value"
    )
    _insert(db, db.execute(sql, (wanted,)).fetchall())


def relabel_all(db: sqlite3.Connection) -> None:
    """Derive all labels anew."""
    db.execute("DELETE FROM label")
    rows = db.execute(f"SELECT n.key, {SPELLED}, {NODE_COLUMNS} FROM node n")
    while some := rows.fetchmany(_AT_ONCE):
        _insert(db, some)


def _insert(db: sqlite3.Connection, rows: Iterable[tuple[Any, ...]]) -> None:
    for key, spelled, *columns in rows:
        node: Node = node_from(tuple(columns))
        db.executemany(INSERT_LABEL, label_rows(key, node, json.loads(spelled)))
