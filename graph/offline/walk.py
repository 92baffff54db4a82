"""A walk over the offline file, a neighbourhood at a time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Protocol

from graph.schema import WEAK_TYPES
from graph.store import DATED, STATED, STRONG

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from graph.dates import Days
    from graph.store import Handle, Step


class _RunQuery(Protocol):
    def __call__(self, sql: str, values: tuple[object, ...] = ()) -> list[Any]: ...


class OfflineWalk:
    """The graph of some tie types on a date.

    Handles are the row numbers of nodes: a hub with thousands of members is then read from one
    stretch of one index, without touching text.

    Parameters
    ----------
    rows
        Runs a query.
    types
        The keys of the tie types, with their names.
    on
        The date, None for all time.
    """

    def __init__(self, rows: _RunQuery, types: dict[int, str], on: Days | None) -> None:
        self._rows = rows
        kinds = ", ".join(map(str, types)) or "NULL"
        weak = ", ".join(str(k) for k, name in types.items() if name in WEAK_TYPES) or "NULL"
        strong = f"CASE WHEN s.type IN ({weak}) THEN 0 ELSE {STRONG} END"
        when = "" if on is None else f" AND s.first_day <= {on.last} AND s.last_day >= {on.first}"
        held = f"s.type IN ({kinds}){when}"
        self._pairs = f"SELECT s.node, s.other FROM step s WHERE s.outward = 1 AND {held}"
        step = f"s.node, s.other, {strong} + {STATED} * s.stated + {DATED} * s.dated"
        self._steps = f"SELECT {step} FROM step s WHERE {held}"
        self._around = (
            f"SELECT {step} FROM json_each(?) f CROSS JOIN step s ON s.node = f.value WHERE {held}"
        )

    def handles(self, ids: Iterable[str]) -> dict[str, Handle]:
        """The handles of ids; an id that is not in the store is left out."""
        sql = "SELECT n.id, n.key FROM json_each(?) f JOIN node n ON n.id = f.value"
        return dict(self._rows(sql, (json.dumps(list(ids)),)))

    def ids(self, handles: Iterable[Handle]) -> dict[Handle, str]:
        """The ids of handles."""
        sql = "SELECT n.key, n.id FROM json_each(?) f JOIN node n ON n.key = f.value"
        return dict(self._rows(sql, (json.dumps(list(handles)),)))

    def around(self, handles: Collection[Handle]) -> Iterable[Step]:
        """A step per spell that holds, from these nodes in either direction."""
        return self._rows(self._around, (json.dumps(list(handles)),))

    def steps(self) -> Iterable[Step]:
        """All of them: a step per spell that holds, from either end."""
        return self._rows(self._steps)

    def pairs(self) -> Iterable[tuple[Handle, Handle]]:
        """The source and target of every spell that holds, in no order."""
        return self._rows(self._pairs, ())
