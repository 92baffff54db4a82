"""Places for surroundings: what is near in an inner ring, what is further in an outer one.

On a ring the entities stand at equal heights, half of them on each side, so that labels, which
are written outwards, have a line each. A full ring becomes several, one outside the other, which
are filled in turn.
"""

from __future__ import annotations

from math import ceil, sqrt
from typing import TYPE_CHECKING

from netweave.visuals.picture.parts import Place

if TYPE_CHECKING:
    from collections.abc import Sequence


LINE = 34.0
"""The height of a labelled node on its side of a ring."""
SMALLEST = 190.0
"""The radius of a ring that is nearly empty."""
STRETCH = 1.35
"""How much wider than high a ring is, since screens are."""
BETWEEN = 260.0
"""From one ring to the next: room for a label."""
FULL = 56
"""As many entities as a ring takes before it becomes two."""


def ring_places(rings: Sequence[Sequence[str]]) -> dict[str, Place]:
    """Places for rings around (0, 0), the innermost first, each in the order to go round.

    Returns
    -------
    dict
        The place of each id. The same rings always give the same places.
    """
    places: dict[str, Place] = {}
    radius = 0.0
    for ring in rings:
        if ring:
            radius = _ring(ring, radius + BETWEEN if radius else SMALLEST, places)
    return places


def _ring(ring: Sequence[str], radius: float, places: dict[str, Place]) -> float:
    """Place one ring at this radius or further out; its outermost radius."""
    rings = ceil(sqrt(len(ring) / FULL))
    half = ceil(len(ring) / 2)
    radius = max(radius, half / rings * LINE / 2)
    for index, node in enumerate(ring):
        right = index < half
        position, number = (index, half) if right else (len(ring) - 1 - index, len(ring) - half)
        reach = radius + BETWEEN * (index % rings)
        height = reach * ((2 * position + 1) / number - 1)
        across = sqrt(reach * reach - height * height)
        x = across if right else -across
        places[node] = Place(round(STRETCH * x, 1), round(height, 1), "right" if right else "left")
    return radius + BETWEEN * (rings - 1)
