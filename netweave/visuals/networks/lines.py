"""What a picture of networks draws of a pair and of a network, on whatever date."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from netweave.visuals.networks.words import told
from netweave.visuals.picture.layers import Looks
from netweave.visuals.picture.parts import Derived, DrawnTie

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netweave.visuals.networks.found import Drawing
    from queries.overlap import Overlap

SMALLEST, GROWTH, LARGEST = 7.0, 2.7, 34.0
"""The radius of a network without members, what it grows by the root of their number, its limit."""
THINNEST, STEP, WIDEST = 2.0, 1.7, 14.0
"""The width of a line for one shared member, what each further one adds, its limit."""


def drawn_pair(about: Drawing, row: Overlap, index: Mapping[str, int]) -> DrawnTie:
    """The line of a pair."""
    return DrawnTie(
        index[row.a.id],
        index[row.b.id],
        "shared",
        None,
        None,
        None,
        (),
        emphasised=row.verdict == "more",
        derived=Derived(
            "shares members with",
            told(about.shares, row),
            round(min(WIDEST, THINNEST + STEP * (row.shared - 1)), 1),
            dashed=row.verdict != "more",
            meaning="shares as many members as expected",
        ),
    )


def node_looks(about: Drawing, network: str) -> Looks:
    """The size of a network, what stands below its name, and how many members are known."""
    size = round(min(LARGEST, SMALLEST + GROWTH * sqrt(about.known[network])), 1)
    badge = about.rosters.get(network)
    return Looks(size, badge, f"{badge or about.known[network]} known")
