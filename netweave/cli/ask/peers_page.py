"""Whom a district can learn from, for people: whom to ask, where to join in, what is offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import Source
from graph.names.places import placed
from netweave.cli.answer.pages import Code, Grid, Items, Text, Title
from netweave.cli.answer.words import count, typed
from netweave.cli.ask.reality_page import reality
from netweave.visuals.field.sentences import (
    beginner_called,
    known_members,
    peer_told,
    peers_summary,
)
from netweave.visuals.field.words import WILLING, far, places, since_cell
from queries.asking.sentences import source_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.model import Node
    from graph.store import Reader
    from netweave.cli.answer.pages import AnswerBlock, AnswerPage
    from queries.field.joining import ToJoin
    from queries.peers import Peer, Peers

SHOWN = 10
"""Rows of each table where nobody said how many."""
TOLD = 5
"""Districts of which a sentence tells all that is known."""

Nodes = dict[str, "Node"]


def peers_page(
    store: Reader,
    found: Peers,
    asked: Mapping[str, object],
    as_of: str | None,
    top: int | None,
) -> AnswerPage:
    """The answer for people."""
    nodes = store.nodes(_mentioned(found))
    rows = found.rows[: top or SHOWN]
    title = Title(f"{beginner_called(found.district)}: whom to learn from, and where to join in")
    return [
        title,
        Text(_summary(found, asked)),
        Title("Whom to ask", 2),
        *_peers(found, rows, nodes, top),
        Title("Where to join in", 2),
        *_networks(found, nodes),
        Title("What others offer", 2),
        *_openings(found, nodes),
        *reality(store, [network.id for network in found.networks], as_of),
        Text(WILLING),
        *_next(store, found),
    ]


def _mentioned(found: Peers) -> set[str]:
    ids = {row.id for row in found.rows}
    for row in found.rows:
        ids.update((*row.shared, *row.networks, *row.models, *row.offers))
    for network in found.networks:
        ids.update(network.hosts, [network.nearest.id] if network.nearest else [])
    for one in found.openings:
        ids.update(one.by)
    return ids


def _summary(found: Peers, asked: Mapping[str, object]) -> str:
    filtered = any(asked[name] for name in ("model", "like", "within"))
    return peers_summary(found, int(str(asked["years"])), filtered=filtered)


def _peers(
    found: Peers, rows: tuple[Peer, ...], nodes: Nodes, top: int | None
) -> list[AnswerBlock]:
    if not rows:
        return [Text("No experienced district is known that fits. Ask for fewer --years.")]
    grid = Grid(
        ("District", "Alike in", "Away", "Ties", "Since", "Ask"),
        [
            (
                placed(nodes[row.id]),
                ", ".join(row.alike),
                far(row.km),
                row.distance,
                since_cell(row.since, row.since_kind),
                ", ".join(person.name for person in row.people),
            )
            for row in rows
        ],
    )
    rest = len(found.rows) - len(rows)
    more = [Text(f"And {count(rest, 'more district')}; --top N shows more.")]
    told = Items([f"{placed(nodes[row.id])}: {peer_told(row, nodes)}" for row in rows[:TOLD]])
    return [grid, *(more if rest and not top else []), told]


def _networks(found: Peers, nodes: Nodes) -> list[AnswerBlock]:
    if not found.networks:
        return [Text("No network is known that it could join.")]
    rows = found.networks[:SHOWN]
    grid = Grid(
        (
            "Network",
            "Open to",
            "Districts",
            "Your state",
            "Experienced",
            "Alike",
            "Nearest",
            "Host",
        ),
        [
            (
                row.name,
                row.state or "all states",
                known_members(row),
                row.in_state,
                row.experienced,
                row.alike,
                _nearest(row, nodes),
                places(nodes, row.hosts),
            )
            for row in rows
        ],
    )
    rest = len(found.networks) - len(rows)
    more = [Text(f"And {count(rest, 'more network')} (--format json has all).")]
    return [grid, *(more if rest else [])]


def _nearest(row: ToJoin, nodes: Nodes) -> str | None:
    if row.nearest is None:
        return None
    return f"{nodes[row.nearest.id].name}, {far(row.nearest.km)}"


def _openings(found: Peers, nodes: Nodes) -> list[AnswerBlock]:
    if not found.openings:
        return [Text("No program or event of others is known that is open to it.")]
    rows = found.openings[:SHOWN]
    grid = Grid(
        ("What", "Open to", "By", "Last seen", "Where"),
        [
            (
                f"{row.name} ({row.kind})",
                row.state or "all states",
                places(nodes, row.by),
                row.last_seen,
                row.website and source_name(Source(row.website)),
            )
            for row in rows
        ],
    )
    rest = len(found.openings) - len(rows)
    more = [Text(f"And {count(rest, 'more offer')} (--format json has all).")]
    return [grid, *(more if rest else [])]


def _next(store: Reader, found: Peers) -> list[AnswerBlock]:
    if not found.rows:
        return []
    first, own = found.rows[0].id, found.district.id
    here = bool(store.nodes([own]))  # and not in the national directory alone
    lines = [typed("show", first), *([typed("handshake", own, first)] if here else [])]
    return [Title("To do next", 2), Code(lines)]
