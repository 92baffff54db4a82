"""The view `path`: how two entities are connected, one column for each step.

The best route runs along the middle row. Up to five routes are drawn, further ones are listed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.names.places import placed
from netweave.visuals.layouts.columns import COLUMN, column_places
from netweave.visuals.page.frame import framed
from netweave.visuals.picture.drawing import drawn_node, drawn_row, on_date, roster_words
from netweave.visuals.picture.lettering import clean, file_name, short
from netweave.visuals.picture.limits import PATH_NODES, PATH_ROUTES, TooLargeError
from netweave.visuals.picture.parts import Place
from netweave.visuals.picture.picture import Emphasis, Highlight, Picture
from netweave.visuals.routes.words import DrawnRoutes, called, lead, more_routes, sections
from queries.asking.answering import question
from queries.asking.naming import entities
from queries.connect import connect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.store import Reader
    from netweave.visuals.page.page import Page
    from netweave.visuals.picture.parts import DrawnTie
    from queries.asking.naming import Asked
    from queries.asking.scope import Through
    from queries.connect import Connection
    from queries.routes.evidenced import Route


@question()
def view_path(
    store: Reader,
    a: Asked,
    b: Asked,
    *,
    through: Through = "memberships",
    k: int = PATH_ROUTES,
    avoid: Sequence[Asked] = (),
    as_of: str | None = None,
) -> Page:
    """How two entities are connected, as a page.

    Parameters
    ----------
    a, b, through, avoid, as_of
        As `queries.connect.connect` takes them.
    k
        How many of the shortest routes to tell of. At most five are drawn, and no more than have
        room for their stops; the others are listed below the picture.

    Returns
    -------
    Page
        The same graph and question always give the same page.

    Raises
    ------
    TooLargeError
        If even the best route has more stops than a picture can hold.
    QuestionError, NotFoundError, AmbiguousNameError
        As `queries.connect.connect` raises them.
    """
    with store.reading():
        one, other, *others = entities(store, [a, b, *avoid])
        connection = connect(store, one, other, through=through, k=k, avoid=others, as_of=as_of)
        avoided = [node.name for node in others]
        drawn = _drawn(store, connection, as_of)
        settings = (
            ("Question", f"path from {connection.a.id} to {connection.b.id}"),
            ("Through", through),
            ("Routes asked for", str(k)),
            *((("Avoiding", "; ".join(map(clean, avoided))),) if avoided else ()),
        )
        return framed(_picture(drawn, settings), store.facts(), as_of)


def _drawn(store: Reader, connection: Connection, as_of: str | None) -> DrawnRoutes:
    routes = _with_room(connection.routes)
    ids = list(column_places([[stop.id for stop in route.stops] for route in routes]))
    ids = ids or [connection.a.id, connection.b.id]
    nodes = store.nodes(ids)
    known = roster_words(store, nodes.values(), as_of)
    return DrawnRoutes(
        connection, routes, nodes, {node: i for i, node in enumerate(ids)}, known, as_of
    )


def _with_room(routes: Sequence[Route]) -> tuple[Route, ...]:
    """The best routes, as many as a picture has room for."""
    drawn: list[Route] = []
    stops: set[str] = set()
    for route in routes[:PATH_ROUTES]:
        stops |= {stop.id for stop in route.stops}
        if len(stops) > PATH_NODES:
            break
        drawn.append(route)
    if routes and not drawn:
        raise TooLargeError(
            f"The shortest route has {len(routes[0].stops)} stops; a picture holds {PATH_NODES}. "
            "Read it as a table with `netweave connect`, or ask for a part of it."
        )
    return tuple(drawn)


def _picture(drawn: DrawnRoutes, settings: tuple[tuple[str, str], ...]) -> Picture:
    connection = drawn.connection
    places = column_places([[stop.id for stop in route.stops] for route in drawn.routes])
    places = places or {connection.a.id: (0.0, 0.0), connection.b.id: (3 * COLUMN, 0.0)}
    ends = [placed(drawn.nodes[ref.id]) for ref in (connection.a, connection.b)]
    best = {stop.id for route in drawn.routes[:1] for stop in route.stops}
    main = best or {connection.a.id, connection.b.id}
    return Picture(
        "path",
        f"How {short(ends[0])} and {short(ends[1])} are connected",
        tuple(lead(drawn)),
        tuple(
            drawn_node(
                drawn.nodes[i],
                Place(*place, "above" if place[1] < 0 else "below"),
                drawn.known,
                main=i in main,
            )
            for i, place in places.items()
        ),
        on_date(_ties(drawn), drawn.as_of),
        tuple(sections(drawn)),
        settings,
        file_name("path", connection.a.name, connection.b.name),
        (drawn.indices[connection.a.id], drawn.indices[connection.b.id]),
        Emphasis("the best route", 4.0),
        wide=True,
        tables=tuple(more_routes(drawn)),
        highlights=tuple(
            Highlight(called(number, route), tuple(drawn.indices[s.id] for s in route.stops))
            for number, route in enumerate(drawn.routes, start=1)
        ),
    )


def _ties(drawn: DrawnRoutes) -> Iterator[DrawnTie]:
    """Every tie of the drawn routes once, those of the best route first."""
    seen: set[tuple[str, str]] = set()
    for number, route in enumerate(drawn.routes):
        for hop in route.hops:
            if (hop.from_, hop.to) not in seen:
                seen.add((hop.from_, hop.to))
                ends = drawn.indices[hop.from_], drawn.indices[hop.to]
                yield from (drawn_row(row, *ends, main=number == 0) for row in hop.ties)
