"""How are two entities connected? The networks they share, and the shortest routes between them.

All shortest routes are kept as a lattice and counted; only the k best are written out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.errors import QuestionError
from graph.spells import read_as_of
from queries.asking.answered import Answered
from queries.asking.answering import question
from queries.asking.naming import entities, words
from queries.asking.rollup import belongs_to
from queries.asking.scope import THROUGH, Through
from queries.asking.terms import WholeTerm
from queries.asking.today import first_of
from queries.asking.together import Shared, either_over, together
from queries.routes.best import best_routes
from queries.routes.disjoint import independent_routes
from queries.routes.evidenced import Route, evidenced
from queries.routes.lattice import Neighbourhoods, shortest_routes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.dates import Days
    from graph.model import Node, Ref, Tie
    from graph.store import Reader
    from queries.asking.naming import Asked


class ConnectionFields(NamedTuple):
    """The fields of `Connection`."""

    a: Ref
    b: Ref
    connected: bool
    distance: int | None
    shared: tuple[Shared, ...]
    routes_total: int
    routes: tuple[Route, ...]
    unavoidable: tuple[str, ...]
    independent_routes: int
    hint: str | None


class Connection(Answered, ConnectionFields):
    """How two entities are connected.

    Attributes
    ----------
    distance
        Ties on a shortest route, None if there is no route.
    shared
        The collectives that both belong to, the smallest first, and whether at one time.
    routes_total, routes
        How many shortest routes there are, and the best of them.
    unavoidable
        The ids of the stops that every shortest route passes, in order.
    independent_routes
        The largest number of routes, of any length, that share no stop in between.
    hint
        Without a route: what ties of every type would give. Else None.
    """


NEITHER = "Ties of every type do not connect them either."
"""The hint where nothing at all connects two."""

LOOKING_CYPHER = """
// For looking at in the Neo4j Browser: it writes out every shortest route, of which there can
// be a hundred thousand. `netweave connect` counts them without doing so.
MATCH path = ALL SHORTEST (a:Entity {id: $a})-[:MEMBER_OF|PART_OF]-+(b:Entity {id: $b})
RETURN path LIMIT 25
"""


class _RouteSearch(NamedTuple):
    """What was asked, looked up."""

    store: Reader
    a: Node
    b: Node
    types: frozenset[str]
    on: Days | None
    day: int
    avoided: tuple[str, ...]
    k: int


@question(k=WholeTerm())
def connect(
    store: Reader,
    a: Asked,
    b: Asked,
    *,
    through: Through = "memberships",
    k: int = 5,
    avoid: Sequence[Asked] = (),
    as_of: str | None = None,
) -> Connection:
    """How two entities are connected.

    Parameters
    ----------
    a, b
        Entities, or names that `queries.asking.naming.resolve` takes.
    through
        ``memberships`` walks MEMBER_OF and PART_OF, ``all`` every type of tie.
    k
        How many routes to give at most.
    avoid
        Entities that no route may pass.
    as_of
        Only ties that held on this date.

    Returns
    -------
    Connection
        Its routes are ordered by: hops with weak ties alone; the sizes of the collectives in
        between, added up; hops that no source states; hops with no known since; ids.

    Raises
    ------
    QuestionError
        If a and b are one entity, one of them is avoided, or k is below 1.
    NotFoundError, AmbiguousNameError
        If a name fits nothing, or several.

    Notes
    -----
    The number of independent routes is Menger's (1927), computed as a maximum flow.
    """
    with store.reading():
        one, other, *others = entities(store, [a, b, *avoid])
        if one.id == other.id:
            both = f"{words(a)!r} and {words(b)!r}"
            raise QuestionError(f"{both} are one entity: {one.name} ({one.id}).")
        avoided = tuple(node.id for node in others)
        on, day = read_as_of(as_of), first_of(as_of)
        asked = _RouteSearch(store, one, other, THROUGH[through], on, day, avoided, k)
        _check(asked)
        found = _connection(asked, _shared(asked))
        if found.connected or through == "all":
            return found
        return found._replace(hint=_hint(asked._replace(types=THROUGH["all"], k=1)))


def _check(asked: _RouteSearch) -> None:
    for node in (asked.a, asked.b):
        if node.id in asked.avoided:
            raise QuestionError(f"A route cannot avoid its own end, {node.name} ({node.id}).")
    if asked.k < 1:
        raise QuestionError(f"-k is the number of routes to show, 1 or more; {asked.k} was given.")


def _shared(asked: _RouteSearch) -> tuple[Shared, ...]:
    """The collectives that both belong to, the smallest first."""
    one, other = belongs_to(asked.store, [asked.a, asked.b], asked.on)
    ids = one.keys() & other.keys()
    if not ids:
        return ()
    sizes = asked.store.sizes(ids, asked.on)
    nodes = sorted(asked.store.nodes(ids).values(), key=lambda node: (sizes[node.id], node.id))
    return tuple(_both(node, one[node.id], other[node.id], asked.day) for node in nodes)


def _both(node: Node, one: Sequence[Tie], other: Sequence[Tie], day: int) -> Shared:
    return Shared(*node.ref, together(one, other), either_over(one, other, day))


def _connection(asked: _RouteSearch, shared: tuple[Shared, ...]) -> Connection:
    walk = asked.store.walk(asked.types, asked.on)
    handles = walk.handles([asked.a.id, asked.b.id, *asked.avoided])
    ties = asked.store.facts().ties
    near = Neighbourhoods(walk, ties, [handles[i] for i in asked.avoided])
    start, end = handles[asked.a.id], handles[asked.b.id]
    lattice = shortest_routes(near, start, end)
    if lattice is None:
        return _unconnected(asked, shared)
    ids = walk.ids({node for layer in lattice.layers for node in layer})
    sizes = asked.store.sizes(list(ids.values()), asked.on)
    best = best_routes(lattice, near, ids, sizes, asked.k)
    return Connection(
        asked.a.ref,
        asked.b.ref,
        connected=True,
        distance=lattice.distance,
        shared=shared,
        routes_total=lattice.count_routes(),
        routes=evidenced(
            asked.store,
            [[ids[node] for node in route] for route in best],
            asked.types,
            asked.on,
            asked.day,
        ),
        unavoidable=tuple(ids[node] for node in lattice.unavoidable),
        independent_routes=independent_routes(near, start, end),
        hint=None,
    )


def _unconnected(asked: _RouteSearch, shared: tuple[Shared, ...]) -> Connection:
    return Connection(
        asked.a.ref,
        asked.b.ref,
        connected=False,
        distance=None,
        shared=shared,
        routes_total=0,
        routes=(),
        unavoidable=(),
        independent_routes=0,
        hint=None,
    )


def _hint(asked: _RouteSearch) -> str:
    found = _connection(asked, ())
    if not found.connected:
        return NEITHER
    stops = [stop.name for stop in found.routes[0].stops[1:-1]]
    by = f", by {', '.join(stops)}" if stops else ""
    ties = "1 tie" if found.distance == 1 else f"{found.distance} ties"
    routes = "1 route" if found.routes_total == 1 else f"{found.routes_total} routes"
    return (
        f"Over ties of every type they are {ties} apart ({routes}{by}). "
        "Ask again with --through all."
    )
