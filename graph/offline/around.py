"""Which steps of the offline file a question is about, as SQL."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from graph.offline.rows import load_types
from graph.offline.tally import on_date

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection

    from graph.dates import Days
    from graph.model import Direction


def types_text(db: sqlite3.Connection, types: Collection[str]) -> str:
    """The keys of tie types as SQL text; types that the file does not know have none."""
    keys = load_types(db)
    return ", ".join(str(keys[name]) for name in sorted(types) if name in keys)


def around(
    db: sqlite3.Connection,
    columns: str,
    ids: Collection[str],
    types: Collection[str],
    on: Days | None,
    direction: Direction | None,
) -> tuple[str, tuple[object, ...]]:
    """A query for the steps around entities that hold, and its values."""
    when, days = on_date(on)
    way = {"out": " AND s.outward = 1", "in": " AND s.outward = 0", None: ""}[direction]
    sql = (
        f"SELECT {columns} FROM json_each(?) f JOIN node n ON n.id = f.value "
        f"JOIN step s ON s.node = n.key WHERE s.type IN ({types_text(db, types)}){way}{when}"
    )
    return sql, (json.dumps(list(ids)), *days)
