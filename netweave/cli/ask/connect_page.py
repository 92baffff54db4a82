"""How two entities are connected, for people: what they share, and the best route as a ladder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netweave.cli.answer.pages import Code, Items, Ladder, Rung, Text, Title
from netweave.cli.answer.times import when_cell
from netweave.cli.answer.words import called, count, listed, sources_words, typed
from queries.asking.sentences import at, shared_sentences, tie_phrase
from queries.completeness import rosters
from queries.connect import NEITHER
from queries.routes.evidenced import resting_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.model import Node
    from graph.store import Reader
    from netweave.cli.answer.pages import AnswerBlock, AnswerPage
    from queries.asking.evidence import TieRow
    from queries.asking.scope import Through
    from queries.connect import Connection
    from queries.routes.evidenced import Hop, Route

TIES_SHOWN = 3
"""How many ties of one hop are written out; the rest are counted."""


def connect_page(
    store: Reader, connection: Connection, through: Through, as_of: str | None
) -> AnswerPage:
    """The answer for people, to what was asked through these ties on this date."""
    stops = [stop for route in connection.routes for stop in route.stops]
    nodes = store.nodes(list(dict.fromkeys(ref.id for ref in (*stops, connection.a, connection.b))))
    names = called(store, nodes.values())
    title = Title(f"{names[connection.a.id]} and {names[connection.b.id]}")
    shared = [Text(sentence) for sentence in shared_sentences(connection.shared)]
    if not connection.connected:
        by = "ties of any type" if through == "all" else "memberships"
        when = f" {at(as_of)}" if as_of else ""
        next_ = _next(connection, through)
        return [title, Text(f"Not connected by {by}{when}."), *shared, *next_]
    best, *others = connection.routes
    return [
        title,
        Text(_summary(connection)),
        *_resting(best, as_of),
        *shared,
        *_unavoidable(connection, names),
        Title(f"Route 1 of {connection.routes_total:,}", 2),
        Ladder(_rungs(best, names, as_of)),
        *_other_routes(others, connection),
        *_warnings(store, connection, as_of, nodes, names),
    ]


def _next(connection: Connection, through: Through) -> list[AnswerBlock]:
    """What one can do about it: who could be introduced, or who stands around the two."""
    from queries.field.sides import KINDS as SIDES  # noqa: PLC0415 - only without a route

    a, b = connection.a, connection.b
    lines = [typed("handshake", a.id, b.id)] if {a.kind, b.kind} <= SIDES else []
    if through != "all" and connection.hint != NEITHER:
        lines.append(typed("connect", a.id, b.id, "--through", "all"))
    if not lines:
        lines = [typed("show", a.id), typed("show", b.id)]
    return [Title("To do next", 2), Code(lines)]


def _summary(connection: Connection) -> str:
    ties = count(connection.distance or 0, "tie")
    routes = count(connection.routes_total, "shortest route")
    if connection.independent_routes == 1:
        apart = "No two routes, of any length, are without a stop in common."
    else:
        apart = f"{connection.independent_routes:,} independent routes have no stop in common."
    return f"{ties} apart, by {routes}. {apart}"


def _resting(best: Route, as_of: str | None) -> Iterator[AnswerBlock]:
    """On a date: which steps of the best route nobody knows to have been there then."""
    said = resting_sentence(best, as_of)
    if said:
        yield Text(said)


def _unavoidable(connection: Connection, names: Mapping[str, str]) -> Iterator[AnswerBlock]:
    if connection.unavoidable:
        stops = listed(names[node_id] for node_id in connection.unavoidable)
        yield Text(f"Every shortest route passes {stops}.")


def _rungs(route: Route, names: Mapping[str, str], as_of: str | None) -> list[Rung]:
    *before, last = (names[stop.id] for stop in route.stops)
    steps = zip(before, route.hops, strict=True)
    return [*(Rung(name, _hop(hop, as_of)) for name, hop in steps), Rung(last, ())]


def _hop(hop: Hop, as_of: str | None) -> list[str]:
    lines = [_tie(tie, as_of) for tie in hop.ties[:TIES_SHOWN]]
    rest = len(hop.ties) - len(lines)
    return [*lines, f"and by {count(rest, 'more tie', 'more ties')}"] if rest else lines


def _tie(tie: TieRow, as_of: str | None) -> str:
    held = tie.tenure
    role = f": {held.role}" if held.role else ""
    return (
        f"{tie_phrase(tie.type, tie.direction, over=held.over)}, {when_cell(held, as_of)}{role} "
        f"({sources_words(held.sources)})"
    )


def _other_routes(others: list[Route], connection: Connection) -> Iterator[AnswerBlock]:
    if not others:
        return
    yield Title("Other routes", 2)
    lines = [" – ".join(stop.name for stop in route.stops[1:-1]) for route in others]
    rest = connection.routes_total - len(connection.routes)
    more = [f"and {count(rest, 'more route', 'more routes')} as short (-k shows more)"]
    yield Items([*lines, *(more if rest else [])])


def _warnings(
    store: Reader,
    connection: Connection,
    as_of: str | None,
    nodes: Mapping[str, Node],
    names: Mapping[str, str],
) -> Iterator[AnswerBlock]:
    """What to keep in mind: stops whose ties never held together, rosters known in part."""
    notes = [_apart(names[node_id]) for node_id in _apart_ids(connection)]
    collectives = [node for node in nodes.values() if node.is_collective]
    notes += [
        f"{roster.name}: {roster.text}." for roster in rosters(store, collectives, as_of=as_of)
    ]
    if notes:
        yield Title("To keep in mind", 2)
        yield Items(notes)


def _apart_ids(connection: Connection) -> list[str]:
    return list(dict.fromkeys(i for route in connection.routes for i in route.apart_in_time))


def _apart(name: str) -> str:
    return f"{name}: the ties before and after it, on a route above, never held on one day."
