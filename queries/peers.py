"""Whom a district that begins can learn from, where it can join in, and what is offered.

Position is not willingness: the answer says whom one could ask, not who would agree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from queries.asking.answered import Answered
from queries.asking.answering import question
from queries.asking.naming import entity
from queries.asking.places import states_of
from queries.asking.scope import NEAR
from queries.field.alike import AlikeIn, likenesses, rising, students, traits
from queries.field.experience import YEARS, experience
from queries.field.fellows import Contact, known
from queries.field.field import Field
from queries.field.joining import Learner, Opening, ToJoin, openings, to_join
from queries.field.subject import district_of, learner

if TYPE_CHECKING:
    from collections.abc import Collection

    from graph.model import Node
    from graph.store import Reader
    from queries.asking.naming import Asked
    from queries.field.experience import Experience
    from queries.field.fellows import KnownOf


class Peer(NamedTuple):
    """An experienced district.

    Attributes
    ----------
    years, since
        For how many years it has taught by competency, and since which.
    since_kind
        What that rests on: ``stated`` by a page, ``derived`` from what pages say, a ``decision``,
        or a ``pilot``; None if nothing says.
    alike
        In what it is like the district that asks, in the order of `queries.field.alike`.
    km, distance
        How far away it lies, and how many ties; None if unknown, or if nothing connects them.
    enrollment, locale
        Students, and the code of NCES for town and country.
    shared
        The collectives that both belong to, the smallest first.
    networks, models, offers
        By id: the networks it belongs to, whose model it uses, what it offers or hosts.
    people
        Who leads it, or works there or in its schools.
    pages
        Addresses of what profiled it.
    """

    id: str
    kind: str
    name: str
    state: str | None
    years: int
    since: int
    since_kind: str | None
    alike: tuple[AlikeIn, ...]
    km: float | None
    distance: int | None
    enrollment: int | None
    locale: str | None
    shared: tuple[str, ...]
    networks: tuple[str, ...]
    models: tuple[str, ...]
    offers: tuple[str, ...]
    people: tuple[Contact, ...]
    pages: tuple[str, ...]


class Beginner(NamedTuple):
    """The district that asks; its years are None if it has not begun."""

    id: str
    name: str
    state: str | None
    city: str | None
    since: int | None
    years: int | None


class PeersFields(NamedTuple):
    """The fields of `Peers`."""

    district: Beginner
    rows: tuple[Peer, ...]
    networks: tuple[ToJoin, ...]
    openings: tuple[Opening, ...]
    reference_year: int


class Peers(Answered, PeersFields):
    """Whom a district can learn from, and where it can join in.

    Attributes
    ----------
    rows
        Most alike first, then fewest ties, fewest kilometres, most years, id.
    networks
        Of its own state first, then by members in its state, experienced members, id.
    openings
        What experienced districts offer first, then that of its own state, the latest, id.
    reference_year
        The year up to which years of experience count.
    """


@question()
def peers(
    store: Reader,
    name: Asked,
    *,
    model: Asked | None = None,
    like: Collection[AlikeIn] = (),
    within: str | None = None,
    years: int = YEARS,
    pilots: bool = False,
    near: float = NEAR,
    as_of: str | None = None,
) -> Peers:
    """Whom a district can learn from, where it can join in, and what is offered.

    Ties that are over do not count.

    Parameters
    ----------
    name
        A district, of the store or of the national directory, or a school, which stands for its
        district.
    model, like, within
        Only districts that use this model, that are alike in all of these ways, that are in
        these states, census divisions or regions. They filter ``rows`` alone.
    years
        From how many years on a district is experienced.
    pilots
        Whether a beginning that was a pilot counts.
    near
        Kilometres within which a district is near.
    as_of
        Only ties that held on this date.

    Raises
    ------
    NotFoundError, AmbiguousNameError, WrongKindError
        If a name fits nothing, or several, or a school is not part of one district.
    QuestionError
        If there is no such likeness or place.
    """
    terms = experience(as_of, years, pilots=pilots)
    wanted = likenesses(like)
    states = None if within is None else states_of(within)
    with store.reading():
        field = Field(store, as_of)
        district = district_of(field, learner(store, name))
        whose = None if model is None else entity(store, model).id
        own = field.own.get(district.id, frozenset())
        asking = Learner(district, traits(district), own, field.distances(district.id), near)
        rows = _rows(field, asking, terms)
        networks = to_join(field, asking, terms)
        offered = openings(field, asking, terms)
    kept = (
        row
        for row in rows
        if (whose is None or whose in row.models)
        and wanted <= set(row.alike)
        and (states is None or row.state in states)
    )
    return Peers(
        Beginner(
            district.id,
            district.name,
            district.state,
            district.text("city"),
            terms.since(district),
            terms.years(district),
        ),
        tuple(kept),
        tuple(networks),
        tuple(offered),
        terms.year,
    )


def _rows(field: Field, asking: Learner, terms: Experience) -> list[Peer]:
    others = [n for n in field.districts.values() if terms.has(n) and n.id != asking.node.id]
    said = known(field, [node.id for node in others])
    rows = [_row(field, asking, terms, node, said[node.id]) for node in others]
    return sorted(
        rows,
        key=lambda r: (-len(r.alike), rising(r.distance), rising(r.km), -r.years, r.id),
    )


def _row(field: Field, asking: Learner, terms: Experience, node: Node, said: KnownOf) -> Peer:
    likeness, km = asking.likeness(node)
    shared = sorted(asking.own & field.own[node.id], key=lambda i: (field.sizes.get(i, 0), i))
    return Peer(
        *node.ref,
        node.state,
        *terms.told(node),
        likeness,
        km,
        asking.distances.get(node.id),
        students(node),
        node.text("locale"),
        tuple(shared),
        tuple(field.networks(node.id)),
        said.models,
        said.offers,
        said.people,
        said.pages,
    )
