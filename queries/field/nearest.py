"""The nearest of many places on the globe, for many others: exact, in a moment for a country."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.spatial import cKDTree

from queries.field.alike import kilometres, place, rising

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.model import Node

    Points = np.ndarray[Any, np.dtype[np.float64]]

SLACK = 1e-6
"""Added to a chord of the unit globe, so that rounding leaves out nobody who is as near."""


class Places:
    """Entities of known place among which the nearest are looked for."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._nodes = [node for node in nodes if place(node) is not None]
        self._tree = cKDTree(_on_the_globe(self._nodes)) if self._nodes else None

    def nearest(self, asking: Sequence[Node]) -> list[tuple[Node, float] | None]:
        """For each entity the nearest other and the kilometres to it; of equals the first id.

        None where either place is unknown.
        """
        placed = [node for node in asking if place(node) is not None]
        if self._tree is None or not placed:
            return [None] * len(asking)
        points = _on_the_globe(placed)
        chords, _ = self._tree.query(points, k=1)
        close = self._tree.query_ball_point(points, np.asarray(chords) + SLACK)
        found = {
            node.id: self._first(node, numbers) for node, numbers in zip(placed, close, strict=True)
        }
        return [found.get(node.id) for node in asking]

    def _first(self, node: Node, numbers: Iterable[int]) -> tuple[Node, float]:
        others = [self._nodes[number] for number in numbers]
        away = [
            (rising(km), o.id, o, km) for o in others if (km := kilometres(node, o)) is not None
        ]
        _, _, other, km = min(away, key=lambda one: one[:2])
        return other, km


def _on_the_globe(nodes: Iterable[Node]) -> Points:
    """Points of the unit sphere: their chords are in the order of great-circle distances."""
    degrees = np.array([place(node) for node in nodes], dtype=float).reshape(-1, 2)
    lat, lon = np.radians(degrees).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
