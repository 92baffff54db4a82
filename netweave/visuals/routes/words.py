"""What a picture of routes says in words: the answer, its limits, every hop with its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netweave.visuals.picture.lettering import clean, short
from netweave.visuals.picture.parts import Goto
from netweave.visuals.picture.picture import PictureTable, Section
from netweave.visuals.picture.wording import evidence, phrase
from queries.asking.sentences import shared_sentences
from queries.routes.evidenced import resting_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graph.model import Node
    from netweave.visuals.picture.parts import Part, Sentence
    from queries.connect import Connection
    from queries.routes.evidenced import Hop, Route


class DrawnRoutes(NamedTuple):
    """An answer, the routes of it that are drawn, and what is known of their stops.

    Attributes
    ----------
    indices
        The place of each id in the list of nodes.
    known
        The words of `roster_words`.
    as_of
        The date that was asked for, None for all time.
    """

    connection: Connection
    routes: tuple[Route, ...]
    nodes: Mapping[str, Node]
    indices: Mapping[str, int]
    known: Mapping[str, str]
    as_of: str | None


def called(number: int, route: Route) -> str:
    """A route in a list to choose from."""
    stops = ", ".join(short(stop.name, 28) for stop in route.stops[1:-1])
    return f"Route {number}: {stops or 'directly'}"


def lead(drawn: DrawnRoutes) -> Iterator[Sentence]:
    """The answer in a few sentences, and what limits it."""
    yield (f"{_distance(drawn)} {_shared(drawn.connection)}",)
    resting = (
        resting_sentence(drawn.connection.routes[0], drawn.as_of)
        if drawn.connection.routes
        else None
    )
    if resting:
        yield (resting,)
    if drawn.connection.unavoidable:
        yield ("Every shortest route passes ", *_listed(drawn, drawn.connection.unavoidable), ".")
    yield from _cautions(drawn)


def _distance(drawn: DrawnRoutes) -> str:
    connection, number = drawn.connection, len(drawn.routes)
    if not connection.connected:
        return f"No route of these ties connects them. {connection.hint or ''}".rstrip()
    apart = f"They are {_count(connection.distance or 0, 'tie')} apart."
    if connection.routes_total == 1:
        return f"{apart} There is one shortest route.{_independent(connection)}"
    drawing = (
        "all are drawn" if number == connection.routes_total else f"the {number} best are drawn"
    )
    total = f"There are {_count(connection.routes_total, 'shortest route')}; {drawing}."
    return f"{apart} {total}{_independent(connection)}"


def _independent(connection: Connection) -> str:
    if connection.independent_routes == 1:
        return ""
    return f" {connection.independent_routes} routes, some of them longer, have no stop in common."


def _shared(connection: Connection) -> str:
    some = [one._replace(name=short(one.name)) for one in connection.shared[:12]]
    more = len(connection.shared) - len(some)
    return " ".join([*shared_sentences(some), *([f"And {more} more."] if more else [])])


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def _cautions(drawn: DrawnRoutes) -> Iterator[Sentence]:
    """Rosters that are cut off, and ties that never held together."""
    partial = [node for node in drawn.indices if node in drawn.known]
    if partial:
        parts: list[Part] = ["Rosters here are incomplete: "]
        for number, node in enumerate(partial):
            parts += ["; "] if number else []
            parts += [Goto(drawn.indices[node]), f" ({drawn.known[node]})"]
        yield (*parts, ".")
    apart = tuple(dict.fromkeys(stop for route in drawn.routes for stop in route.apart_in_time))
    if apart:
        yield ("On some routes ", *_never_together(drawn, apart))


def _never_together(drawn: DrawnRoutes, apart: Sequence[str]) -> Sentence:
    return ("the two ties at ", *_listed(drawn, apart), " never held on the same day.")


def _listed(drawn: DrawnRoutes, ids: Sequence[str]) -> Iterator[Part]:
    for number, node in enumerate(ids):
        yield "" if number == 0 else " and " if number == len(ids) - 1 else ", "
        yield Goto(drawn.indices[node])


def sections(drawn: DrawnRoutes) -> Iterator[Section]:
    """A section for each route that is drawn, with an item for each step."""
    several = len(drawn.routes) > 1
    for number, route in enumerate(drawn.routes, start=1):
        apart = route.apart_in_time
        caution: Sentence = ("Note: ", *_never_together(drawn, apart)) if apart else ()
        heading = f"Route {number}" + (", the best" if number == 1 and several else "")
        yield Section(heading, caution, tuple(_hop(hop, drawn) for hop in route.hops), ordered=True)
    if not drawn.routes:
        hint = f" {drawn.connection.hint}" if drawn.connection.hint else ""
        yield Section("No route", (f"There is no route of these ties.{hint}",), ())


def _hop(hop: Hop, drawn: DrawnRoutes) -> Sentence:
    """A step of a route: every tie between the two stops."""
    here, there = Goto(drawn.indices[hop.from_]), Goto(drawn.indices[hop.to])
    known = drawn.known.get(hop.to)
    parts: list[Part] = []
    for row in hop.ties:
        parts += ["; also: "] if parts else []
        parts += [here, f" {phrase(row)} ", there]
        parts += [f" ({known})"] if known else []
        parts += [": ", *evidence(row)]
    return (*parts, ".")


def more_routes(drawn: DrawnRoutes) -> Iterator[PictureTable]:
    """The routes that were asked for and are not drawn."""
    rest = drawn.connection.routes[len(drawn.routes) :]
    if rest:
        first = len(drawn.routes) + 1
        rows = tuple(
            ((str(number),), (clean(" – ".join(stop.name for stop in route.stops)),))
            for number, route in enumerate(rest, start=first)
        )
        yield PictureTable("Further routes, not drawn", ("Route", "Stops"), rows)
