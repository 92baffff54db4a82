"""Where a district that begins can join in: networks that take such as it, and what is offered."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from graph.dates import EARLIEST, is_date, latest
from graph.dates import days as days_of
from graph.model import Ref
from queries.field.alike import AlikeIn, Traits, rising, traits
from queries.field.experience import lasting
from queries.field.fellows import GIVING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from graph.model import Node, Tie
    from queries.field.experience import Experience
    from queries.field.field import Field, Neighbours

ALIKE_ENOUGH = 2
"""In how many ways a member must be alike to count as such."""
FEWEST = 2
"""Member districts that a network must be known to have to be named."""


class Nearest(NamedTuple):
    """The nearest member of known place."""

    id: str
    km: float


class ToJoin(NamedTuple):
    """A network that a district could join.

    Attributes
    ----------
    state
        Its scope, None for the whole country.
    members, stated_members
        Member districts that are known, and how many a source says there are.
    in_state, experienced, alike
        How many of its members are of the district's state, are experienced, and are alike in
        two ways or more.
    nearest
        The nearest member, None if no place is known.
    hosts
        Who hosts or convenes it, by id.
    """

    id: str
    kind: str
    name: str
    state: str | None
    members: int
    stated_members: int | None
    in_state: int
    experienced: int
    alike: int
    nearest: Nearest | None
    hosts: tuple[str, ...]
    website: str | None


class Opening(NamedTuple):
    """A program or an event that somebody offers or hosts.

    Attributes
    ----------
    by
        Who offers or hosts it, by id.
    experienced
        How many of these (or of the districts of these schools) are experienced districts.
    last_seen
        The latest date that is known of it or of this offer; None if there is none.
    """

    id: str
    kind: str
    name: str
    state: str | None
    by: tuple[str, ...]
    experienced: int
    last_seen: str | None
    website: str | None


class Learner(NamedTuple):
    """The district that begins, and what it is held against.

    Attributes
    ----------
    own_traits, own
        What it is compared by, and the collectives it belongs to.
    distances
        The ties from it to all that it is connected with.
    near
        Kilometres within which others are near.
    """

    node: Node
    own_traits: Traits
    own: frozenset[str]
    distances: Mapping[str, int]
    near: float

    def likeness(self, other: Node) -> tuple[tuple[AlikeIn, ...], float | None]:
        """In what it is alike another district, and how far that is away."""
        theirs = traits(other)
        km = self.own_traits.apart(theirs)
        return self.own_traits.alike(theirs, km, self.distances.get(other.id), self.near), km

    def in_reach(self, collective: Node, year: int) -> bool:
        """Whether it could join: not its own, not ended, and not for another state."""
        mine = collective.state is None or collective.state == self.node.state
        return mine and collective.id not in self.own and lasting(collective, year)


def to_join(field: Field, learner: Learner, terms: Experience) -> list[ToJoin]:
    """The networks that a district could join, those of its own state first."""
    wanted = [
        node
        for i, node in field.collectives.items()
        if field.is_network(i)
        and len(field.members[i]) >= FEWEST
        and learner.in_reach(node, terms.year)
    ]
    hosts: dict[str, set[str]] = defaultdict(set)
    for tie in field.present.ties([n.id for n in wanted], ["HOSTS", "CONVENES"], "in"):
        hosts[tie.target_id].add(tie.source_id)
    inside = {i for node in wanted for i in field.members[node.id]}
    judged = {i: learner.likeness(field.districts[i]) for i in inside}
    experienced = {i for i in inside if terms.has(field.districts[i])}
    found = [_network(field, node, hosts[node.id], judged, experienced) for node in wanted]
    return sorted(
        found, key=lambda row: (row.state is None, -row.in_state, -row.experienced, row.id)
    )


def _network(
    field: Field,
    node: Node,
    hosts: Iterable[str],
    judged: Mapping[str, tuple[tuple[AlikeIn, ...], float | None]],
    experienced: Collection[str],
) -> ToJoin:
    members = field.members[node.id]
    placed = [
        (rising(km), i, km) for i in field.members[node.id] if (km := judged[i][1]) is not None
    ]
    nearest = min(placed, default=None)
    return ToJoin(
        *node.ref,
        node.state,
        len(members),
        node.stated_members,
        sum("state" in judged[i][0] for i in members),
        sum(i in experienced for i in members),
        sum(len(judged[i][0]) >= ALIKE_ENOUGH for i in members),
        None if nearest is None else Nearest(nearest[1], nearest[2]),
        tuple(sorted(hosts)),
        node.text("website"),
    )


def openings(field: Field, learner: Learner, terms: Experience) -> list[Opening]:
    """Programs and events that others offer, those of experienced districts first."""
    wanted = [
        node
        for node in field.collectives.values()
        if node.kind in ("event", "program") and learner.in_reach(node, terms.year)
    ]
    ties: dict[str, list[Tie]] = defaultdict(list)
    for tie in field.present.ties([node.id for node in wanted], GIVING, "in"):
        ties[tie.target_id].append(tie)
    mine = set(field.holders(learner.node.id))
    home = field.homes(field.districts)
    found = [
        _opening(field, terms, node, ties[node.id], home)
        for node in wanted
        if ties[node.id] and mine.isdisjoint(tie.source_id for tie in ties[node.id])
    ]
    return sorted(
        found, key=lambda row: (-row.experienced, row.state is None, -_last(row.last_seen), row.id)
    )


def _opening(
    field: Field,
    terms: Experience,
    node: Node,
    ties: list[Tie],
    home: Neighbours,
) -> Opening:
    by = sorted({tie.source_id for tie in ties})
    districts = {i for one in by for i in home.get(one, ())}
    seen = [node.founded]
    for spell in (spell for tie in ties for spell in tie.spells):
        seen += [spell.since, spell.until, *(source.as_of for source in spell.sources)]
    return Opening(
        *Ref(*node.ref),
        node.state,
        tuple(by),
        sum(terms.has(field.districts[i]) for i in districts),
        latest(text for text in seen if text and is_date(text)),
        node.text("website"),
    )


def _last(text: str | None) -> int:
    return EARLIEST if text is None else days_of(text).last
