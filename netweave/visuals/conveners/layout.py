"""Places for a group and what it is joined to: who brings what, and what several bring.

The members stand in two columns, what each alone brings outside of it, one below the other: what
comes by a school stands under the school, and a whole under its part, a little further out. What
several members bring stands between the columns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netweave.visuals.picture.parts import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from netweave.visuals.conveners.brought import Brought
    from netweave.visuals.picture.parts import Side

LINE = 74.0
"""From one row to the next: two lines of a label."""
GAP = 50.0
"""Between the rows of one member and those of the next."""
OUT = 210.0
"""From a member to what it brings."""
STEP = 44.0
"""How much further out stands what comes by way of something."""
NARROW, WIDE = 190.0, 350.0
"""From the middle to either column of members, without and with something between them."""
BETWEEN = 90.0
"""From one to the next of those that several bring: three lines of a label."""


def brought_places(brought: Brought) -> dict[str, Place]:
    """The place of everything, members first; the same every time."""
    shared = {i: by for i, by in brought.by.items() if len(by) > 1}
    apart = WIDE if shared else NARROW
    bottoms = [0.0, 0.0]
    members: dict[str, Place] = {}
    others: dict[str, Place] = {}
    for member in brought.members:
        right = bottoms[1] < bottoms[0]
        rows = list(_rows(member, brought, frozenset()))
        top = bottoms[right]
        bottoms[right] = top + max(len(rows), 2) * LINE + GAP
        side: Side = "right" if right else "left"
        out = 1.0 if right else -1.0
        for number, (node, depth) in enumerate(rows):
            x = out * (apart + OUT + depth * STEP)
            others.setdefault(node, _place(x, top + number * LINE, side))
        middle = top + (max(len(rows), 1) - 1) * LINE / 2
        members[member] = _place(out * apart, middle, "above")
    for node, height in _spread({i: _middle(by, members) for i, by in shared.items()}):
        others[node] = _place(0.0, height, "below")
    return {**members, **others}


def _rows(node: str, brought: Brought, met: frozenset[str]) -> Iterator[tuple[str, int]]:
    """What stands under a member, and how far out; what several bring stands elsewhere."""
    seen = set(met)
    for other in brought.ways.get(node, ()):
        if other in seen or len(brought.by.get(other, ())) > 1:
            continue
        seen.add(other)
        yield other, 0
        for further, depth in _rows(other, brought, frozenset(seen)):
            if further not in seen:
                seen.add(further)
                yield further, depth + 1


def _spread(wanted: Mapping[str, float]) -> list[tuple[str, float]]:
    """Heights as near to those wanted as room for each allows, from top to bottom."""
    placed: list[tuple[str, float]] = []
    for node, height in sorted(wanted.items(), key=lambda item: (item[1], item[0])):
        low = placed[-1][1] + BETWEEN if placed else height
        placed.append((node, max(height, low)))
    over = sum(height - wanted[node] for node, height in placed) / max(len(placed), 1)
    return [(node, height - over) for node, height in placed]


def _middle(members: Sequence[str], places: Mapping[str, Place]) -> float:
    return sum(places[member].y for member in members) / len(members)


def _place(x: float, y: float, side: Side) -> Place:
    return Place(round(x, 1), round(y, 1), side)
