"""What a server returns as plain values, for tables and JSON."""

from __future__ import annotations

from typing import Any

from graph.on_neo4j.rows import OURS


def plain(value: Any) -> Any:
    """A value of the driver as texts, numbers, lists and maps.

    A node is the map of its properties, a relationship too, with its type and the ids of its
    ends; a path is the list of what it passes. What netweave keeps for itself is left out.
    """
    if isinstance(value, dict):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if value is None or isinstance(value, str | int | float):
        return value
    return _of_the_driver(value)


def _of_the_driver(value: Any) -> Any:
    from neo4j import graph  # noqa: PLC0415 - brings the driver

    if isinstance(value, graph.Node):
        return _properties(value)
    if isinstance(value, graph.Relationship):
        source, target = (None if node is None else node.get("id") for node in value.nodes)
        ends = {"type": value.type, "source_id": source, "target_id": target}
        return {**ends, **_properties(value)}
    if isinstance(value, graph.Path):
        return [plain(part) for part in _passed(value)]
    return value.iso_format() if hasattr(value, "iso_format") else str(value)


def _properties(entity: Any) -> dict[str, Any]:
    return {name: plain(v) for name, v in sorted(entity.items()) if not name.startswith(OURS)}


def _passed(path: Any) -> list[Any]:
    """The nodes and relationships of a path, in turns."""
    parts = [path.start_node]
    for relationship, node in zip(path.relationships, path.nodes[1:], strict=True):
        parts += [relationship, node]
    return parts
