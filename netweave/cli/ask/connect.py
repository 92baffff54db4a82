"""The command `connect`: how two entities are connected."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet, columns
from netweave.cli.door.names import all_named, completing
from netweave.cli.door.options import examples, global_options
from netweave.cli.door.saying import say
from netweave.cli.door.shared_options import avoid_option, k_option, through_option
from queries.asking.evidence import Tenure
from queries.asking.today import today
from queries.connect import connect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.model import Direction
    from graph.store import Reader
    from netweave.cli.answer.pages import AnswerPage
    from netweave.cli.door.settings import Settings
    from queries.asking.scope import Through
    from queries.asking.together import Shared
    from queries.connect import Connection
    from queries.routes.evidenced import Route


class RouteTie(NamedTuple):
    """A tie of a route: a line of CSV.

    Attributes
    ----------
    route, hop
        The route and its hop, counted from 1.
    from_id, from_name, to_id, to_name
        The stops of the hop.
    """

    route: int
    hop: int
    from_id: str
    from_name: str
    to_id: str
    to_name: str
    type: str
    direction: Direction
    tenure: Tenure


@click.command(
    "connect",
    epilog=examples(
        'netweave connect Sanborn "RSU 2"',
        "netweave connect Pittsfield Lindsay --avoid Sanford",
        'netweave connect "RSU 2" Chugach --through all -k 1',
        'netweave connect Sanborn "RSU 2" --as-of 2016 --format json',
    ),
)
@click.argument("a", metavar="A", shell_complete=completing())
@click.argument("b", metavar="B", shell_complete=completing())
@through_option()
@k_option(5)
@avoid_option
@global_options()
@click.pass_obj
def command(
    settings: Settings, a: str, b: str, through: Through, k: int, avoid: tuple[str, ...]
) -> None:
    """Say how two entities are connected.

    The networks that both belong to; the shortest routes from one to the other, with the sources
    of every tie; the stops that none of these routes can do without; and how many routes there
    are that have no stop in common.

    A, B and NAME are ids, 7-digit NCES ids, names, aliases or parts of one.
    """
    with settings.reading() as store:
        one, other, *others = all_named(store, [a, b, *avoid])
        connection = connect(
            store, one, other, through=through, k=k, avoid=others, as_of=settings.as_of
        )
        avoided = [node.id for node in others]
        answer = connect_answer(store, connection, through, avoided, k=k, as_of=settings.as_of)
        give(settings, answer)
    if connection.hint and settings.form != "json":
        say(f"Hint: {connection.hint}")


def connect_answer(
    store: Reader,
    connection: Connection,
    through: Through,
    avoided: Sequence[str],
    *,
    k: int,
    as_of: str | None,
) -> Answer:
    """A connection as an answer."""

    def page() -> AnswerPage:
        from netweave.cli.ask.connect_page import connect_page  # noqa: PLC0415 - JSON needs none

        return connect_page(store, connection, through, as_of)

    asked = {
        "a": connection.a.id,
        "b": connection.b.id,
        "through": through,
        "k": k,
        "avoid": avoided,
    }
    return Answer(
        "connect",
        store.facts(),
        asked | {"today": today(as_of)},
        {
            **connection._asdict(),
            "shared": [_shared(one) for one in connection.shared],
            "routes": [_fields(route) for route in connection.routes],
        },
        CsvSheet(columns(RouteTie._fields, tenure=Tenure._fields), list(_route_ties(connection))),
        page,
    )


def _shared(one: Shared) -> dict[str, object]:
    """What both belong to, for JSON."""
    return {"id": one.id, "kind": one.kind, "name": one.name, "together": one.together}


def _fields(route: Route) -> dict[str, object]:
    """A route for JSON. The other end of a tie is not said again: it is the hop's."""
    hops = [
        {
            "from": hop.from_,
            "to": hop.to,
            "ties": [
                {"type": tie.type, "direction": tie.direction, **tie.tenure._asdict()}
                for tie in hop.ties
            ],
        }
        for hop in route.hops
    ]
    return {**route._asdict(), "hops": hops}


def _route_ties(connection: Connection) -> Iterator[RouteTie]:
    for number, route in enumerate(connection.routes, start=1):
        names = {stop.id: stop.name for stop in route.stops}
        for step, hop in enumerate(route.hops, start=1):
            for tie in hop.ties:
                yield RouteTie(
                    number,
                    step,
                    hop.from_,
                    names[hop.from_],
                    hop.to,
                    names[hop.to],
                    tie.type,
                    tie.direction,
                    tie.tenure,
                )
