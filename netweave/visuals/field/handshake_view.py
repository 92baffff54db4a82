"""The view `handshake`: whom to introduce to whom, so that two sides come closest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.asking import once_more
from graph.names.places import placed
from netweave.visuals.field.binding import (
    FieldPage,
    bound_page,
    rows_table,
    says_of,
    section,
    trust,
)
from netweave.visuals.field.board import BarShare, Card, bar, card, heading, note, number_mark
from netweave.visuals.field.land import Pin, land
from netweave.visuals.field.reality import reality_lines
from netweave.visuals.field.sentences import (
    GAIN,
    handshake_summary,
    introduction_words,
    join_words,
)
from netweave.visuals.field.words import WILLING, far, likeness_words
from netweave.visuals.picture.lettering import clean
from netweave.visuals.picture.parts import Goto
from queries.asking.naming import entity
from queries.asking.sentences import count
from queries.field.sides import KINDS, STATE
from queries.handshake import handshake

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.model import Node
    from graph.store import Reader
    from netweave.visuals.field.board import BoardPart
    from netweave.visuals.page.page import Page
    from netweave.visuals.picture.parts import DrawnTie
    from netweave.visuals.picture.picture import PictureTable, Section
    from queries.asking.naming import Asked
    from queries.handshake import Handshake, Handshakes, Join

JOINS = 8
"""Memberships that have a card."""
MAP = "A line for each introduction; its number is that of the list."


class _HandshakeShown(NamedTuple):
    """An answer, what its two sides are called, and the entities that are told of."""

    found: Handshakes
    sides: tuple[str, str]
    nodes: dict[str, Node]

    @property
    def place(self) -> dict[str, int]:
        """The number of each entity that is told of."""
        return {node_id: number for number, node_id in enumerate(self.nodes)}


@once_more
def view_handshake(store: Reader, a: Asked, b: Asked, *, as_of: str | None = None) -> Page:
    """Which introductions between two sides would join or shorten most, as a page.

    Parameters
    ----------
    a, b
        A district, a collective (its member districts), or ``state:NH`` (the districts there).
    as_of
        Only ties that held on this date.

    Raises
    ------
    NotFoundError, AmbiguousNameError, WrongKindError, TooManyError
        As of `queries.handshake.handshake`.
    """
    with store.reading():
        one, other = (_side(store, side) for side in (a, b))
        found = handshake(store, one, other, as_of=as_of)
        ids = dict.fromkeys(end.id for row in found.rows for end in (row.a, row.b))
        ids |= dict.fromkeys(i for j in found.joins[:JOINS] for i in (j.who, j.network.id))
        there = store.nodes(list(ids)) if ids else {}
        called = tuple(side if isinstance(side, str) else placed(side) for side in (one, other))
        shown = _HandshakeShown(found, (called[0], called[1]), {i: there[i] for i in ids})
        networks = sorted({join.network.id for join in found.joins})
        return bound_page(store, _page(shown, reality_lines(store, networks, as_of)), as_of)


def _side(store: Reader, side: Asked) -> Node | str:
    if isinstance(side, str) and side.strip().casefold().startswith(STATE):
        return side
    return entity(store, side, KINDS)


def _page(shown: _HandshakeShown, checked: Sequence[str]) -> FieldPage:
    one, other = shown.sides
    return FieldPage(
        "handshake",
        f"{one} and {other}: whom to introduce",
        (handshake_summary(shown.found).removesuffix(f" {GAIN}"), WILLING),
        list(shown.nodes.values()),
        list(_ties(shown)),
        list(_blocks(shown)),
        [*_sections(shown), trust([*checked, WILLING])],
        list(_tables(shown)),
        [("Question", "handshake"), ("One side", one), ("Other side", other)],
        shown.sides,
        subjects=0,
    )


def _blocks(shown: _HandshakeShown) -> Iterator[BoardPart]:
    found, place, nodes = shown.found, shown.place, shown.nodes
    pins = [
        Pin(nodes[end.id], place[end.id], number)
        for number, row in enumerate(found.rows, start=1)
        for end in (row.a, row.b)
    ]
    drawn = land(pins, [(place[row.a.id], place[row.b.id]) for row in found.rows])
    if drawn is not None:
        yield drawn._replace(keeps=True)
        yield note(MAP)
    yield heading("Whom to introduce")
    if found.rows:
        yield note(GAIN)
    else:
        yield note("Every one of them shares a network with every other already.")
    for number, row in enumerate(found.rows, start=1):
        yield from _introduction(shown, row, number)
    if found.joins:
        yield heading("Or one membership")
    for join in found.joins[:JOINS]:
        said = _join_lines(shown, join)
        yield card(Card(place[join.network.id], join.network.kind, join.network.name, said))


def _introduction(shown: _HandshakeShown, row: Handshake, number: int) -> Iterator[BoardPart]:
    nodes, place = shown.nodes, shown.place
    a, b = nodes[row.a.id], nodes[row.b.id]
    yield card(Card(place[a.id], "district", placed(a), (), number_mark(number)))._replace(
        keeps=True
    )
    like = likeness_words(row.alike, b, row.km)
    away = f"{far(row.km)} away" if row.km is not None and "near" not in row.alike else ""
    lines = tuple(filter(None, (_apart(row), away, like)))
    shown_card = card(Card(place[b.id], "district", placed(b), lines))
    figure = f"closeness {row.before:.3f} → {row.after:.3f}"
    parts = [BarShare(row.before, f"now {row.before:.3f}", "tie")]
    parts.append(BarShare(row.gain, f"gain {row.gain:.3f}", "main"))
    gauge = note(figure).markup
    moved = f'<g transform="translate(24 {shown_card.high - 8:.0f})">{gauge}</g>'
    drawn = bar(parts, 0.5, shown_card.high + 10)
    yield shown_card._replace(high=shown_card.high + 36, markup=shown_card.markup + moved + drawn)


def _apart(row: Handshake) -> str:
    if row.distance is None:
        return "nothing connects them yet"
    return f"{count(row.distance, 'tie')} apart now"


def _join_lines(shown: _HandshakeShown, join: Join) -> tuple[str, ...]:
    return (
        f"for {placed(shown.nodes[join.who])}",
        f"{count(join.members, 'member district')}, {join.near:,} within four ties of it",
        *(() if join.fits else ("not made for its state, or nobody near it is a member",)),
    )


def _ties(shown: _HandshakeShown) -> Iterator[DrawnTie]:
    place, found = shown.place, shown.found
    for row in found.rows:
        said = introduction_words(row, shown.nodes)
        yield says_of(place[row.a.id], place[row.b.id], "meet", "could be introduced to", said)
    for join in found.joins[:JOINS]:
        ends = place[join.who], place[join.network.id]
        yield says_of(*ends, "join", "could join", join_words(join, shown.nodes))


def _sections(shown: _HandshakeShown) -> Iterator[Section]:
    found, place = shown.found, shown.place
    yield section(
        "Whom to introduce",
        (
            (Goto(place[row.a.id]), " and ", Goto(place[row.b.id]), f": {_reasons(shown, row)}")
            for row in found.rows
        ),
        GAIN if found.rows else "Every one of them shares a network with every other already.",
        ordered=True,
    )
    if found.joins:
        yield section(
            "Or one membership",
            ((clean(join_words(join, shown.nodes)),) for join in found.joins[:JOINS]),
        )


def _reasons(shown: _HandshakeShown, row: Handshake) -> str:
    like = likeness_words(row.alike, shown.nodes[row.b.id], row.km)
    said = "; ".join(filter(None, (_apart(row), like)))
    return clean(f"{said}. Closeness from {row.before:.3f} to {row.after:.3f}.")


def _tables(shown: _HandshakeShown) -> Iterator[PictureTable]:
    found, nodes = shown.found, shown.nodes
    yield rows_table(
        "Whom to introduce",
        ("Introduce", "To", "Gain", "Ties now", "Away", "Alike in"),
        [
            (
                *(placed(nodes[row.a.id]), placed(nodes[row.b.id]), f"{row.gain:.3f}"),
                *("none" if row.distance is None else row.distance, far(row.km)),
                ", ".join(row.alike),
            )
            for row in found.rows
        ],
    )
    if found.joins:
        yield rows_table(
            "Or one membership",
            ("Who", "Network", "Fits", "Member districts", "Near"),
            [
                (j.who, j.network.name, "yes" if j.fits else "no", j.members, j.near)
                for j in found.joins
            ],
        )
