"""Places for routes: one column for each step, the best route in the middle row.

Every other route takes the row nearest to the middle in which its own stops have room, so that a
route stays on one line for as long as it differs from the better ones.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COLUMN = 230.0
ROW = 130.0


def column_places(routes: Sequence[Sequence[str]]) -> dict[str, tuple[float, float]]:
    """Places for the stops of routes that have the same number of stops, the best first.

    Returns
    -------
    dict
        The x and y of each stop's id, in the order in which the stops are met.
    """
    places: dict[str, tuple[float, float]] = {}
    taken: set[tuple[int, int]] = set()
    for route in routes:
        new = [(step, stop) for step, stop in enumerate(route) if stop not in places]
        row = next(r for r in _rows() if not any((step, r) in taken for step, _ in new))
        for step, stop in new:
            taken.add((step, row))
            places[stop] = (step * COLUMN, row * ROW)
    return places


def _rows() -> Iterator[int]:
    """The middle row, then the nearest above and below, and so on."""
    yield 0
    for distance in count(1):
        yield -distance
        yield distance
