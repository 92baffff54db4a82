"""Where is nobody in a network? Districts in none, by state, and cohorts worth founding."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from queries.asking.answered import Answered
from queries.asking.answering import question
from queries.asking.places import states_of
from queries.asking.terms import SOME
from queries.field.experience import YEARS, experience, lasting
from queries.field.field import Field
from queries.field.nearest import Places
from queries.field.shares import Share, is_regular, shares

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from graph.model import Node
    from graph.store import Reader
    from queries.field.experience import Experience

AT_LEAST = 3
"""Interested and experienced districts of a state from which on a cohort is worth founding."""
SIGNS = (
    *("ATTENDS", "PRESENTED_AT", "PROFILED_BY", "AFFILIATED_WITH"),
    *("USES_MODEL", "OFFERS", "PARTNERS_WITH"),
)
"""Ties, in either direction, that say that a district is interested."""


class StateGap(NamedTuple):
    """A state, and how many of its districts are in a network.

    Attributes
    ----------
    districts, regular
        How many are in the store, and how many of these are regular public school districts.
    in_network, interested, experienced
        How many are in a network, are in none and show interest, have done it for years.
    networks, own
        Networks, consortia and cohorts with a member district there; with this state for scope.
    """

    state: str
    districts: int
    regular: int
    in_network: int
    interested: int
    experienced: int
    networks: int
    own: int


class NearestInNetwork(NamedTuple):
    """The nearest district that is in a network."""

    id: str
    name: str
    km: float


class Outside(NamedTuple):
    """A district in no network.

    Attributes
    ----------
    reasons
        What says that it is interested: ``since``, types of ties, ``program``, ``event``.
    nearest, networks
        The nearest district that is in a network, and the ids of those networks.
    """

    id: str
    name: str
    state: str | None
    city: str | None
    interested: bool
    experienced: bool
    reasons: tuple[str, ...]
    nearest: NearestInNetwork | None
    networks: tuple[str, ...]


class Suggestion(NamedTuple):
    """A state in which a cohort is worth founding, and of whom."""

    state: str
    ids: tuple[str, ...]


class GapsFields(NamedTuple):
    """The fields of `Gaps`."""

    rows: tuple[StateGap, ...]
    districts: tuple[Outside, ...]
    suggested: tuple[Suggestion, ...]
    reference_year: int
    shares: tuple[Share, ...]


class Gaps(Answered, GapsFields):
    """Who is in no network.

    Attributes
    ----------
    rows
        The states, most interested districts first.
    districts
        Experienced ones first, then interested ones, then by state, name, id.
    suggested
        Cohorts worth founding, by state.
    shares
        The same districts by state, locale and size, of how many there are in the country.
    """


@question(at_least=SOME)
def gaps(
    store: Reader,
    *,
    within: str | None = None,
    at_least: int = AT_LEAST,
    years: int = YEARS,
    pilots: bool = False,
    as_of: str | None = None,
) -> Gaps:
    """Which districts are in no network, by state, and where a cohort is worth founding.

    Ties that are over do not count.

    Parameters
    ----------
    within
        States, census divisions or regions: only these states, and of them every district that
        is in no network. Without it, those that show interest.
    at_least
        From how many interested and experienced districts of a state on a cohort is suggested.
    years, pilots
        From how many years on a district is experienced, and whether a pilot counts.
    as_of
        Only ties that held on this date.

    Raises
    ------
    QuestionError
        If there is no such place, or a number makes no sense.
    """
    terms = experience(as_of, years, pilots=pilots)
    states = None if within is None else states_of(within)
    with store.reading():
        field = Field(store, as_of)
        why = _interest(field, terms)
    chosen = [n for n in field.districts.values() if states is None or n.state in states]
    by_state: dict[str, list[Node]] = defaultdict(list)
    for node in chosen:
        if node.state is not None:
            by_state[node.state].append(node)
    interested = {i for i, reasons in why.items() if reasons}
    regular = {node.id for node in chosen if is_regular(node)}
    own = Counter(
        node.state
        for node in field.collectives.values()
        if field.is_network(node.id) and lasting(node, terms.year)
    )
    rows = [
        StateGap(state, *_figures(field, terms, nodes, why, regular), own[state])
        for state, nodes in by_state.items()
    ]
    shown = [n for n in chosen if n.id in why and (within is not None or why[n.id])]
    return Gaps(
        tuple(sorted(rows, key=lambda row: (-row.interested, row.state))),
        tuple(_outside(field, terms, shown, why)),
        tuple(_suggested(field, terms, by_state, why, at_least)),
        terms.year,
        tuple(shares(chosen, regular, field.districts.keys() - why.keys(), interested, states)),
    )


def _interest(field: Field, terms: Experience) -> dict[str, tuple[str, ...]]:
    """For each district in no network what says that it is interested, sorted."""
    found: dict[str, set[str]] = {}
    for district, own in field.own.items():
        kinds = {field.collectives[i].kind for i in own}
        if not any(field.is_network(i) for i in own):
            begun = terms.since(field.districts[district]) is not None
            found[district] = kinds | ({"since"} if begun else set())
    homes = field.homes(found)
    for tie in field.present.ties(homes, SIGNS, None):
        for end in (tie.source_id, tie.target_id):
            for district in homes.get(end, ()):
                found[district].add(tie.type)
    return {district: tuple(sorted(reasons)) for district, reasons in found.items()}


def _figures(
    field: Field,
    terms: Experience,
    nodes: Sequence[Node],
    why: Mapping[str, Collection[str]],
    regular: Collection[str],
) -> tuple[int, int, int, int, int, int]:
    """What is counted of the districts of a state, in the order of `StateGap`."""
    there = {i for node in nodes for i in field.own[node.id] if field.is_network(i)}
    return (
        len(nodes),
        sum(node.id in regular for node in nodes),
        sum(node.id not in why for node in nodes),
        sum(bool(why.get(node.id)) for node in nodes),
        sum(map(terms.has, nodes)),
        len(there),
    )


def _outside(
    field: Field, terms: Experience, shown: Sequence[Node], why: Mapping[str, tuple[str, ...]]
) -> list[Outside]:
    inside = Places(node for node in field.districts.values() if node.id not in why)
    rows = [
        Outside(
            node.id,
            node.name,
            node.state,
            node.text("city"),
            bool(why[node.id]),
            terms.has(node),
            why[node.id],
            None if near is None else NearestInNetwork(near[0].id, near[0].name, near[1]),
            () if near is None else tuple(field.networks(near[0].id)),
        )
        for node, near in zip(shown, inside.nearest(shown), strict=True)
    ]
    return sorted(
        rows,
        key=lambda r: (not r.experienced, not r.interested, _last(r.state), r.name, r.id),
    )


def _last(text: str | None) -> tuple[bool, str]:
    """A text as part of an order, None last."""
    return text is None, text or ""


def _suggested(
    field: Field,
    terms: Experience,
    by_state: Mapping[str, Sequence[Node]],
    why: Mapping[str, Collection[str]],
    at_least: int,
) -> list[Suggestion]:
    found: list[Suggestion] = []
    for state in sorted(by_state):
        ids = {node.id for node in by_state[state] if why.get(node.id) or terms.has(node)}
        held: dict[str, int] = defaultdict(int)
        for district in ids:
            for network in field.networks(district):
                held[network] += 1
        if len(ids) >= at_least and 2 * max(held.values(), default=0) < len(ids):
            found.append(Suggestion(state, tuple(sorted(ids))))
    return found
