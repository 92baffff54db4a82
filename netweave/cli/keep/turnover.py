"""Who joined a network and who left it with a load, in words and names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.turnover import Turnover, Who

SHOWN = 10
"""How many names are told of each sort."""


def turned_over(turnover: Turnover) -> str:
    """What has become of the members of a network, in a line."""
    joined, left = _counted(turnover.joined, "joined"), _counted(turnover.left, "left")
    return f"{turnover.network.name}: {joined} {left} {turnover.same:,} as before."


def _counted(all_: Sequence[Who], verb: str) -> str:
    if not all_:
        return f"0 {verb}."
    names = "; ".join(map(_called, all_[:SHOWN]))
    more = f" and {len(all_) - SHOWN:,} more" if len(all_) > SHOWN else ""
    return f"{len(all_):,} {verb}: {names}{more}."


def _called(who: Who) -> str:
    return f"{who.name} ({who.state})" if who.state else who.name
