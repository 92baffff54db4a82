"""Which introduction, or which one membership, would join two sides or shorten their ways."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from queries.asking.answered import Answered
from queries.asking.answering import question
from queries.asking.places import ELSEWHERE, division
from queries.asking.scope import DECIMALS, NEAR
from queries.asking.today import today
from queries.field.alike import TIED, AlikeIn, rising, traits
from queries.field.experience import lasting
from queries.field.field import Field
from queries.field.sides import sides
from queries.measures.distances import distances
from queries.measures.meeting import Meeting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.model import Node, Ref
    from graph.store import Reader
    from queries.asking.naming import Asked
    from queries.measures.arrays import Floats

TOP = 10
"""How many introductions are given."""
CLOSE = 4
"""Ties within which a member is near: they are in a network with a member of one's own."""


class IntroducedDistrict(NamedTuple):
    """A district to introduce, with its state (None if unknown)."""

    id: str
    name: str
    state: str | None


class Handshake(NamedTuple):
    """An introduction.

    Attributes
    ----------
    gain
        By how much the mean of 1 / distance over all pairs of the two sides would rise.
    before, after
        That mean without the introduction and with it: 0 if nothing joins the sides, 1 at most.
    distance, km
        How many ties and kilometres apart the two are now; None if nothing connects them, or a
        place is unknown.
    alike
        In what they are alike (`queries.field.alike`).
    """

    a: IntroducedDistrict
    b: IntroducedDistrict
    gain: float
    before: float
    after: float
    distance: int | None
    km: float | None
    alike: tuple[AlikeIn, ...]


class Join(NamedTuple):
    """A membership that would join two districts.

    Attributes
    ----------
    who
        The id of the one that would join.
    network
        What the other belongs to already.
    fits
        Whether it is for who's state, or is for all and has a member in who's census division.
    members, near
        Its member districts, and those of them within four ties of who now.
    """

    who: str
    network: Ref
    fits: bool
    members: int
    near: int


class HandshakesFields(NamedTuple):
    """The fields of `Handshakes`."""

    rows: tuple[Handshake, ...]
    joins: tuple[Join, ...]
    sizes: tuple[int, int]


class Handshakes(Answered, HandshakesFields):
    """What would join or shorten most.

    Attributes
    ----------
    rows
        The highest gain first, then the most alike, the nearest, ids; each district once.
    joins
        Of two districts alone: fitting ones first, most near members, fewest members, ids.
    sizes
        How many districts are on each side.
    """


@question()
def handshake(
    store: Reader,
    a: Asked,
    b: Asked,
    *,
    top: int | None = TOP,
    near: float = NEAR,
    as_of: str | None = None,
) -> Handshakes:
    """Which introductions between two sides would join or shorten most.

    Ties that are over do not count. Who is on both sides is left out.

    Parameters
    ----------
    a, b
        A district, a collective (its member districts), or ``state:NH`` (the districts there).
    top
        How many introductions to give at most; None for all.
    near
        Kilometres within which two districts are near.
    as_of
        Only ties that held on this date.

    Raises
    ------
    NotFoundError
        If a name fits nothing, or a side is empty.
    TooManyError
        If a side has more than 300 districts.
    AmbiguousNameError, WrongKindError
        As of `queries.asking.naming.resolve`.

    Notes
    -----
    The mean of 1 / distance is the efficiency of Latora and Marchiori (2001), between two sets.
    """
    with store.reading():
        field = Field(store, as_of)
        one, other = sides(store, field, a, b)
    lengths = distances(field.around, [*one, *other]).astype(np.float64)
    rows = _chosen(_ranked(field, one, other, lengths, near), top)
    alone = len(one) == len(other) == 1
    joins = _joins(field, one[0], other[0], int(today(as_of)[:4])) if alone else []
    return Handshakes(tuple(rows), tuple(joins), (len(one), len(other)))


def _ranked(
    field: Field, one: Sequence[str], other: Sequence[str], lengths: Floats, near: float
) -> list[Handshake]:
    """Every introduction of two that share nothing, the best first."""
    meeting = Meeting(lengths, len(one), TIED)
    rows = [
        _row(field, x, y, (meeting.gain(i, j), meeting.before), float(ties), near)
        for i, x in enumerate(one)
        for j, (y, ties) in enumerate(zip(other, lengths[i, len(one) :], strict=True))
        if field.own[x].isdisjoint(field.own[y])
    ]
    rows.sort(key=_order)
    return rows


def _row(
    field: Field, x: str, y: str, found: tuple[float, float], ties: float, near: float
) -> Handshake:
    gain, before = found
    a, b = field.districts[x], field.districts[y]
    one, other = traits(a), traits(b)
    km = one.apart(other)
    distance = int(ties) if np.isfinite(ties) else None
    likeness = one.alike(other, km, distance, near)
    return Handshake(_end(a), _end(b), gain, before, before + gain, distance, km, likeness)


def _end(node: Node) -> IntroducedDistrict:
    return IntroducedDistrict(node.id, node.name, node.state)


def _order(row: Handshake) -> tuple[float, int, float, str, str]:
    return -round(row.gain, DECIMALS), -len(row.alike), rising(row.km), row.a.id, row.b.id


def _chosen(rows: Sequence[Handshake], top: int | None) -> Iterator[Handshake]:
    """The best of them in which nobody stands twice."""
    met: set[str] = set()
    number = 0
    for row in rows:
        if number == top:
            return
        if row.a.id not in met and row.b.id not in met:
            met |= {row.a.id, row.b.id}
            number += 1
            yield row


def _joins(field: Field, one: str, other: str, year: int) -> list[Join]:
    """What either could join that the other belongs to."""
    found: list[Join] = []
    for who, member in ((one, other), (other, one)):
        reach = field.distances(who)
        for i in field.own[member] - field.own[who]:
            network = field.collectives[i]
            if field.is_network(i) and lasting(network, year):
                members = field.members[i]
                close = sum(reach.get(d, CLOSE + 1) <= CLOSE for d in members)
                fits = _fits(field, field.districts[who], network, members)
                found.append(Join(who, network.ref, fits, len(members), close))
    return sorted(
        found, key=lambda join: (not join.fits, -join.near, join.members, join.who, join.network.id)
    )


def _fits(field: Field, who: Node, network: Node, members: Sequence[str]) -> bool:
    if who.state is None:
        return False
    if network.state is not None:
        return network.state == who.state
    own = division(who.state)
    states = {state for i in members if (state := field.districts[i].state)}
    return own != ELSEWHERE and own in map(division, states)
