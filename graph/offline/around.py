"""Which steps of the offline file a question is about, as SQL."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from graph.offline.tally import on_date

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from graph.dates import Days
    from graph.model import Direction


def types_text(keys: Mapping[str, int], types: Collection[str]) -> str:
    """The keys of tie types as SQL text; types that the file does not know have none."""
    return ", ".join(str(keys[name]) for name in sorted(types) if name in keys)


def around(
    keys: Mapping[str, int],
    columns: str,
    ids: Collection[str],
    types: Collection[str],
    on: Days | None,
    direction: Direction | None,
) -> tuple[str, tuple[object, ...]]:
    """A query for the steps around entities that hold, and its values.

    Parameters
    ----------
    keys
        The tie types that the file knows, with their keys.
    """
    when, days = on_date(on)
    way = {"out": " AND s.outward = 1", "in": " AND s.outward = 0", None: ""}[direction]
    sql = (
        f"SELECT {columns} FROM json_each(?) f JOIN node n ON n.id = f.value "
        f"JOIN step s ON s.node = n.key WHERE s.type IN ({types_text(keys, types)}){way}{when}"
    )
    return sql, (json.dumps(list(ids)), *days)
