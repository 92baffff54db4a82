"""New entities on their way to a server: their usual properties as a sheet, the others as maps.

What a user calls his further columns must not become part of a query, so only the names that
stand here do. A value that a sheet cannot carry, an empty text say, goes with the others.
"""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any

from graph.cypher import labels_text
from graph.on_neo4j.labels import SEARCH
from graph.on_neo4j.rows import ORIGIN
from graph.on_neo4j.sheets import UNWIND, cells_as_map, sheet
from graph.schema import PROPERTIES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import LiteralString

    from graph.on_neo4j.sheets import Cell

_USUAL = ("state", "scope_state", "city", "website", "source_url", "source_date")
_COLUMNS: dict[str, str] = {
    **dict.fromkeys(("id", "kind", "name", SEARCH, ORIGIN, *_USUAL), "text"),
    "aliases": "texts",
    # A date of ours is a text: it may be a year alone.
    **{name: "text" if p.type == "date" else p.type for name, p in PROPERTIES.items()},
}
"""The properties that nearly every roster has, and what their values are."""
_TYPES: dict[str, type[Any]] = {"text": str, "texts": list, "integer": int, "number": float}
_KINDS = {name: _TYPES[kind] for name, kind in _COLUMNS.items()}
_TOGETHER: LiteralString = (
    "WITH split($sheet, $row) AS lines UNWIND range(0, size(lines) - 1) AS i "
    "WITH split(lines[i], $field) AS cells, $further[i] AS further "
)


def entity_query(
    kind: str, properties: Iterable[dict[str, Any]]
) -> tuple[LiteralString, dict[str, Any]]:
    """A query that creates the entities of a kind, and its parameters.

    Parameters
    ----------
    properties
        All properties of each entity, as `graph.on_neo4j.rows.node_properties` gives them.
    """
    rows, further = [], []
    for left in map(dict, properties):
        rows.append([_cell(left, name, of_type) for name, of_type in _KINDS.items()])
        further.append(left)
    text: LiteralString = f"CREATE (n:{labels_text(kind)}) SET n = {cells_as_map(_COLUMNS, rows)} "
    if any(further):
        text = f"{_TOGETHER}{text}SET n += further RETURN count(*)"
        return text, {**sheet(rows), "further": further}
    return f"{UNWIND}{text}RETURN count(*)", sheet(rows)


def _cell(left: dict[str, Any], name: str, of_type: type[Any]) -> Cell:
    """The cell of a property, which is taken out of the others; "" if it fits in none."""
    value: Any = left.get(name)
    # Not isinstance: a truth value is a number to Python.
    if type(value) is not of_type or not _can_be_told(value):
        return ""
    del left[name]
    return repr(value) if of_type in (int, float) else value


def _can_be_told(value: str | list[str] | float) -> bool:
    """Whether Cypher reads a value out of its cell again, and not nothing."""
    if isinstance(value, float):
        return isfinite(value)
    return value != "" and not (isinstance(value, list) and "" in value)
