"""Routes with their evidence: every tie of every hop, and what it says in words."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from graph.spells import lifetime, share_a_day, window
from queries.asking.evidence import TieRow, tie_row
from queries.asking.sentences import at, listed, route_sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from graph.dates import Days
    from graph.model import Node, Ref, Tie
    from graph.store import Reader


class Hop(NamedTuple):
    """From one stop to the next: every tie between the two, one row per spell that holds.

    Ordered by type, ``out`` before ``in`` as seen from the first stop, since.
    """

    from_: str
    to: str
    ties: tuple[TieRow, ...]


class Route(NamedTuple):
    """A shortest route.

    Attributes
    ----------
    length
        How many ties it has.
    stops, hops
        The entities from A to B, and what joins each to the next.
    apart_in_time
        The ids of the stops whose two hops never held on one day, all their dates being known.
    sentence
        The route in plain words.
    """

    length: int
    stops: tuple[Ref, ...]
    hops: tuple[Hop, ...]
    apart_in_time: tuple[str, ...]
    sentence: str


def evidenced(
    store: Reader,
    routes: Sequence[Sequence[str]],
    types: Collection[str],
    on: Days | None,
    day: int,
) -> tuple[Route, ...]:
    """Routes given as the ids of their stops, with the evidence of their hops.

    Parameters
    ----------
    types, on
        The types of ties that count, and the date on which they held.
    day
        The day on which they are over or not.
    """
    pairs = {pair for route in routes for pair in pairwise(route)}
    ties: dict[frozenset[str], list[Tie]] = {}
    for tie in store.between(sorted(pairs), types, on):
        ties.setdefault(frozenset((tie.source_id, tie.target_id)), []).append(tie)
    nodes = store.nodes({stop for route in routes for stop in route})
    return tuple(_route(route, ties, nodes, day) for route in routes)


def resting_sentence(best: Route, as_of: str | None) -> str | None:
    """Which steps of a route nobody knows to have been there on a date; None if all are known."""
    names = {stop.id: stop.name for stop in best.stops}
    steps = [
        f"{names[hop.from_]} – {names[hop.to]}"
        for hop in best.hops
        if all(tie.tenure.undated for tie in hop.ties)
    ]
    if as_of is None or not steps:
        return None
    return (
        f"Whether they were connected so {at(as_of)} rests on ties that nobody dates (?): "
        f"{listed(steps)}."
    )


def _route(
    stops: Sequence[str],
    ties: Mapping[frozenset[str], list[Tie]],
    nodes: Mapping[str, Node],
    day: int,
) -> Route:
    steps = list(pairwise(stops))
    found = [ties[frozenset(step)] for step in steps]
    refs = tuple(nodes[stop].ref for stop in stops)
    hops = tuple(
        Hop(one, other, _rows(one, nodes[other].ref, joined, day))
        for (one, other), joined in zip(steps, found, strict=True)
    )
    apart = tuple(
        stop
        for stop, before, after in zip(stops[1:], found, found[1:], strict=False)
        if _apart(before, after, nodes)
    )
    return Route(len(steps), refs, hops, apart, route_sentence(refs, [hop.ties for hop in hops]))


def _rows(one: str, other: Ref, ties: Iterable[Tie], day: int) -> tuple[TieRow, ...]:
    rows = [
        tie_row(spell, tie.type, tie.direction_from(one), other, day)
        for tie in ties
        for spell in tie.spells
    ]
    rows.sort(key=lambda row: (row.type, row.direction == "in", row.tenure.since or ""))
    return tuple(rows)


def _apart(before: Iterable[Tie], after: Iterable[Tie], nodes: Mapping[str, Node]) -> bool:
    """Whether two hops are both dated and no spell of the one shares a day with the other's."""
    spans: list[list[Days]] = []
    for hop in (before, after):
        spells = [(tie, spell) for tie in hop for spell in tie.spells]
        if any(spell.undated for _, spell in spells):
            return False
        spans.append(
            [
                window(spell, lifetime(nodes[tie.source_id]), lifetime(nodes[tie.target_id]))
                for tie, spell in spells
            ]
        )
    return not any(share_a_day(one, other) for one in spans[0] for other in spans[1])
