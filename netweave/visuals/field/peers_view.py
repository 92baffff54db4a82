"""The view `peers`: who is near and alike, and whom to ask there; where to join in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.asking import once_more
from graph.model import Source
from graph.names.places import placed
from netweave.visuals.field.binding import (
    FieldPage,
    bound_page,
    rows_table,
    says_of,
    section,
    trust,
)
from netweave.visuals.field.board import Card, card, heading, note, number_mark
from netweave.visuals.field.land import Pin, land
from netweave.visuals.field.reality import reality_lines
from netweave.visuals.field.sentences import (
    ask_words,
    beginner_called,
    known_members,
    peer_told,
    peers_summary,
)
from netweave.visuals.field.words import WILLING, far, likeness_words, places, since_cell
from netweave.visuals.picture.drawing import page_address
from netweave.visuals.picture.lettering import clean
from netweave.visuals.picture.parts import Goto, Link
from queries.asking.sentences import source_name
from queries.field.experience import YEARS
from queries.field.field import Field
from queries.field.subject import district_of, learner
from queries.peers import peers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.model import Node
    from graph.store import Reader
    from netweave.visuals.field.board import BoardPart
    from netweave.visuals.page.page import Page
    from netweave.visuals.picture.parts import DrawnTie, Part, Sentence
    from netweave.visuals.picture.picture import PictureTable, Section
    from queries.asking.naming import Asked
    from queries.field.joining import Opening, ToJoin
    from queries.peers import Peer, Peers

PEERS, NETWORKS, OPENINGS = 12, 8, 8
"""How many districts, networks and offers have a card; the tables have more."""
MAP = (
    "Ring: the district that asks. Numbers: whom to ask, as in the list; those who are far away "
    "are in the list alone. Small dots: others that are experienced."
)


class _PeersShown(NamedTuple):
    """An answer, and what of it has a card: the district first, then peers, networks, offers."""

    found: Peers
    nodes: dict[str, Node]
    cards: list[Node]
    experienced: list[Node]

    @property
    def place(self) -> dict[str, int]:
        """The number of each entity that has a card."""
        return {node.id: number for number, node in enumerate(self.cards)}


@once_more
def view_peers(store: Reader, name: Asked, *, as_of: str | None = None) -> Page:
    """Whom a district that begins can learn from, and where it can join in, as a page.

    Parameters
    ----------
    name
        A district of the store or of the country, or a school, which stands for its district.
    as_of
        Only ties that held on this date.

    Returns
    -------
    Page
        A map of who is near, and cards with whom to ask there, the most alike first.

    Raises
    ------
    NotFoundError, AmbiguousNameError, WrongKindError
        As of `queries.peers.peers`.
    """
    with store.reading():
        asked = district_of(Field(store, as_of), learner(store, name))
        found = peers(store, asked.id, as_of=as_of)
        shown = _shown(store, found, asked)
        checked = reality_lines(store, [one.id for one in found.networks], as_of)
        return bound_page(store, _page(shown, checked), as_of)


def _shown(store: Reader, found: Peers, asked: Node) -> _PeersShown:
    ids = {row.id for row in found.rows}
    for row in found.rows:
        ids.update((*row.shared, *row.models, *row.offers))
    for network in found.networks:
        ids.update((network.id, *network.hosts))
        ids.update([network.nearest.id] if network.nearest else [])
    for one in found.openings:
        ids.update((one.id, *one.by))
    nodes = store.nodes(ids) if ids else {}
    told = [row.id for row in found.rows[:PEERS]]
    told += [row.id for row in found.networks[:NETWORKS]]
    told += [row.id for row in found.openings[:OPENINGS]]
    others = [nodes[row.id] for row in found.rows[PEERS:]]
    return _PeersShown(found, nodes, [asked, *(nodes[i] for i in told)], others)


def _page(shown: _PeersShown, checked: Sequence[str]) -> FieldPage:
    found = shown.found
    called = beginner_called(found.district)
    return FieldPage(
        "peers",
        f"{called}: whom to learn from, and where to join in",
        (peers_summary(found, YEARS, filtered=False), WILLING),
        shown.cards,
        list(_ties(shown)),
        list(_blocks(shown)),
        [*_sections(shown), trust([*checked, WILLING])],
        list(_tables(shown)),
        [("Question", f"peers of {found.district.id}"), ("Experienced", f"{YEARS} years or more")],
        (found.district.name,),
        facts={shown.place[r.id]: ("To ask", ask_words(r)) for r in found.rows[:PEERS]},
    )


def _blocks(shown: _PeersShown) -> Iterator[BoardPart]:
    found, place = shown.found, shown.place
    begun = found.district.since
    since = f"Competency-based since {begun}" if begun else "Nothing says that it has begun"
    yield card(Card(0, "district", beginner_called(found.district), (since,)))._replace(keeps=True)
    drawn = land([*_pins(shown), *(Pin(node) for node in shown.experienced)])
    if drawn is not None:
        yield drawn._replace(keeps=True)
        yield note(MAP)
    yield heading("Whom to ask" if found.rows else "No experienced district is known")
    for number, row in enumerate(found.rows[:PEERS], start=1):
        yield _peer_card(shown, row, number)
    if found.networks:
        yield heading("Where to join in")
    for network in found.networks[:NETWORKS]:
        yield card(
            Card(place[network.id], network.kind, network.name, _network_lines(shown, network))
        )
    if found.openings:
        yield heading("What others offer")
    for one in found.openings[:OPENINGS]:
        yield card(Card(place[one.id], one.kind, one.name, _opening_lines(shown, one)))


def _pins(shown: _PeersShown) -> Iterator[Pin]:
    """The district and those with a card; the map is as large as to show those who are near."""
    rows = shown.found.rows[:PEERS]
    near = any("near" in row.alike for row in rows)
    yield Pin(shown.cards[0], 0, main=True)
    for number, row in enumerate(rows, start=1):
        frames = not near or "near" in row.alike
        yield Pin(shown.nodes[row.id], shown.place[row.id], number, frames=frames)


def _peer_card(shown: _PeersShown, row: Peer, number: int) -> BoardPart:
    node = shown.nodes[row.id]
    like = likeness_words(row.alike, node, row.km) or "not like you in what is known"
    away = f"; {far(row.km)} away" if row.km is not None and "near" not in row.alike else ""
    lines = (f"{like}{away}", f"since {since_cell(row.since, row.since_kind)}", ask_words(row))
    called = placed(node)
    return card(Card(shown.place[row.id], "district", called, lines, number_mark(number), strong=2))


def _network_lines(shown: _PeersShown, row: ToJoin) -> tuple[str, ...]:
    near = ""
    if row.nearest:
        near = f"; the nearest is {shown.nodes[row.nearest.id].name}, {far(row.nearest.km)}"
    numbers = (
        f"{known_members(row)} districts, {row.in_state:,} of your state, {row.experienced:,} "
        f"experienced, {row.alike:,} like you"
    )
    hosts = f"hosted by {places(shown.nodes, row.hosts)}" if row.hosts else ""
    return (
        f"open to {row.state or 'all states'}; {numbers}{near}",
        *([hosts] if hosts else []),
    )


def _opening_lines(shown: _PeersShown, row: Opening) -> tuple[str, ...]:
    seen = f"; last seen {row.last_seen}" if row.last_seen else ""
    return (f"{row.kind}, by {places(shown.nodes, row.by)}{seen}",)


def _ties(shown: _PeersShown) -> Iterator[DrawnTie]:
    place, found = shown.place, shown.found
    for row in found.rows[:PEERS]:
        yield says_of(0, place[row.id], "peer", "can learn from", peer_told(row, shown.nodes))
    for network in found.networks[:NETWORKS]:
        said = ". ".join(_network_lines(shown, network))
        yield says_of(0, place[network.id], "join", "could join", said)
    for one in found.openings[:OPENINGS]:
        said = ". ".join(_opening_lines(shown, one))
        yield says_of(0, place[one.id], "offer", "could take part in", said)


def _sections(shown: _PeersShown) -> Iterator[Section]:
    found, place = shown.found, shown.place
    yield section(
        "Whom to ask",
        (_told(shown, row) for row in found.rows[:PEERS]),
        "" if found.rows else "No experienced district is known.",
        ordered=True,
    )
    yield section(
        "Where to join in",
        (
            (
                Goto(place[n.id]),
                clean(f": {'. '.join(_network_lines(shown, n))}. "),
                *_site(n.website),
            )
            for n in found.networks[:NETWORKS]
        ),
        "" if found.networks else "No network is known that it could join.",
    )
    yield section(
        "What others offer",
        (
            (
                Goto(place[o.id]),
                clean(f": {'. '.join(_opening_lines(shown, o))}. "),
                *_site(o.website),
            )
            for o in found.openings[:OPENINGS]
        ),
        "" if found.openings else "No program or event of others is known that is open to it.",
    )


def _told(shown: _PeersShown, row: Peer) -> Sentence:
    place = shown.nodes[row.id]
    where = clean(placed(place).removeprefix(place.name))
    said = clean(f"{where}: {peer_told(row, shown.nodes)}")
    pages: list[Part] = []
    for url in row.pages:
        pages += (", " if pages else " Read: ", *_site(url))
    return (Goto(shown.place[row.id]), said, *pages)


def _site(url: str | None) -> tuple[Link, ...]:
    return (Link(clean(source_name(Source(url))), page_address(url)),) if url else ()


def _tables(shown: _PeersShown) -> Iterator[PictureTable]:
    found, nodes = shown.found, shown.nodes
    yield rows_table(
        "Whom to ask",
        ("District", "Alike in", "Away", "Ties", "Since", "Students", "Ask"),
        [
            (
                *(placed(nodes[row.id]), ", ".join(row.alike), far(row.km), row.distance),
                *(since_cell(row.since, row.since_kind), row.enrollment, ask_words(row)),
            )
            for row in found.rows
        ],
    )
    yield rows_table(
        "Where to join in",
        ("Network", "Open to", "Districts", "Your state", "Experienced", "Alike", "Host"),
        [
            (
                *(row.name, row.state or "all states", known_members(row), row.in_state),
                *(row.experienced, row.alike, places(nodes, row.hosts)),
            )
            for row in found.networks
        ],
    )
    yield rows_table(
        "What others offer",
        ("What", "Kind", "Open to", "By", "Last seen"),
        [
            (row.name, row.kind, row.state or "all states", places(nodes, row.by), row.last_seen)
            for row in found.openings
        ],
    )
