"""Time in answers for people: what is so now, what was, and what nobody dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from queries.asking.sentences import when

if TYPE_CHECKING:
    from collections.abc import Iterable

    from queries.asking.evidence import Tenure


class Times(NamedTuple):
    """How many belong: now (or on the date), formerly, and of the first how many maybe."""

    now: int
    former: int
    maybe: int


def count_times(held: Iterable[tuple[str, Tenure]]) -> Times:
    """Entities by when they belong, each given with what is known of it, once or more often."""
    told: dict[str, list[Tenure]] = {}
    for node_id, tenure in held:
        told.setdefault(node_id, []).append(tenure)
    former = sum(all(one.over for one in tenures) for tenures in told.values())
    maybe = sum(all(one.undated for one in tenures) for tenures in told.values())
    return Times(len(told) - former, former, maybe)


def when_cell(held: Tenure, as_of: str | None) -> str:
    """When it held; on a date that was asked for, with a ? if nobody knows whether it did."""
    return f"? {when(held)}" if as_of is not None and held.undated else when(held)
