"""What the map shows, asked of the store: districts with their places, ties, clusters, years."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from graph.dates import days
from graph.schema import COLLECTIVES
from graph.spells import holds, lifetime, read_as_of, window
from netweave.visuals.map.projection import place
from queries.asking.scope import THROUGH
from queries.clusters import clusters

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from graph.dates import Days
    from graph.model import Node, Spell, Tie
    from graph.store import Reader
    from queries.asking.scope import Through
    from queries.clusters import Clusters

LATITUDES, LONGITUDES = ("lat", "latitude"), ("lon", "longitude")
"""The properties that hold coordinates; the first that is there counts."""
_EARLIEST_YEAR = 1000


class MapTie(NamedTuple):
    """One spell of a tie of a district, or of one of its schools.

    Attributes
    ----------
    district, other
        The ids of its ends.
    outward
        Whether it runs from the district.
    through
        The school whose tie it is; None if it is the district's own.
    on
        The days on which it held, cut to the lifetimes of its ends.
    """

    district: str
    other: str
    type: str
    outward: bool
    through: Node | None
    spell: Spell
    on: Days


class MapFacts(NamedTuple):
    """All that the map tells.

    Attributes
    ----------
    placed
        The districts on the map, with their places, ordered by id.
    unplaced, away
        The districts without coordinates, and those outside the 50 states.
    ties
        In the order of districts.
    others
        What the ties lead to, by id.
    within
        For each collective, itself and the collectives that are part of it, at any depth.
    maybe
        On a date that was asked for: the districts whose ties nobody dates.
    """

    placed: Mapping[str, tuple[Node, float, float]]
    unplaced: tuple[Node, ...]
    away: tuple[Node, ...]
    ties: tuple[MapTie, ...]
    others: Mapping[str, Node]
    within: Mapping[str, frozenset[str]]
    clusters: Clusters
    maybe: frozenset[str]


def map_facts(store: Reader, through: Through, as_of: str | None) -> MapFacts:
    """Ask for everything, within one view of the store."""
    on = read_as_of(as_of)
    districts = store.catalogue(["district"])
    placed, unplaced, away = _places(districts)
    ties = tuple(_ties(store, {node.id: node for node in districts}, through, on))
    others = store.nodes({tie.other for tie in ties})
    within = _within(store, on)
    above = {whole for whole, parts in within.items() if parts & others.keys()}
    return MapFacts(
        placed,
        tuple(unplaced),
        tuple(away),
        ties,
        others | store.nodes(above - others.keys()),
        within,
        clusters(store, through=through, as_of=as_of),
        _maybe(ties) if as_of else frozenset(),
    )


def _maybe(ties: Iterable[MapTie]) -> frozenset[str]:
    """The districts whose ties are all undated."""
    dated: dict[str, bool] = {}
    for tie in ties:
        dated[tie.district] = dated.get(tie.district, False) or not tie.spell.undated
    return frozenset(district for district, sure in dated.items() if not sure)


def years(facts: MapFacts) -> tuple[str, ...]:
    """Every year from the first to the last that a date of a tie names; empty without dates."""
    texts = [d for tie in facts.ties for d in (tie.spell.since, tie.spell.until) if d]
    named = [int(text[:4]) for text in texts if int(text[:4]) >= _EARLIEST_YEAR]
    return tuple(map(str, range(min(named), max(named) + 1))) if named else ()


def held_in(ties: Sequence[MapTie], year: str) -> list[int]:
    """The positions of the ties that held on a day of this year; what is undated always does."""
    on = days(year)
    return [i for i, tie in enumerate(ties) if holds(tie.on, on)]


def _places(
    districts: Sequence[Node],
) -> tuple[dict[str, tuple[Node, float, float]], list[Node], list[Node]]:
    placed: dict[str, tuple[Node, float, float]] = {}
    unplaced: list[Node] = []
    away: list[Node] = []
    for node in districts:
        lat, lon = _number(node, LATITUDES), _number(node, LONGITUDES)
        if lat is None or lon is None:
            unplaced.append(node)
            continue
        at = place(lat, lon)
        if at is None:
            away.append(node)
        else:
            placed[node.id] = (node, *at)
    return placed, unplaced, away


def _number(node: Node, names: Sequence[str]) -> float | None:
    for name in names:
        try:
            return float(node.properties[name])
        except (KeyError, ValueError):
            continue
    return None


def _ties(
    store: Reader, districts: Mapping[str, Node], through: Through, on: Days | None
) -> Iterator[MapTie]:
    """The ties of districts, and the memberships of their schools, each spell by itself."""
    own = [tie for tie in store.ties(districts.keys(), THROUGH[through], on) if _counts(tie)]
    part_of = store.links(districts.keys(), ["PART_OF"], on, "in")
    home: dict[str, list[str]] = defaultdict(list)
    for link in part_of:
        home[link.source_id].append(link.target_id)
    schools = store.nodes(home.keys())
    theirs = store.ties(schools.keys(), ["MEMBER_OF"], on, "out")
    ends = {i for tie in (*own, *theirs) for i in (tie.source_id, tie.target_id)}
    nodes = {**districts, **schools, **store.nodes(ends - districts.keys() - schools.keys())}
    for tie in own:
        for end in dict.fromkeys((tie.source_id, tie.target_id)):
            if end in districts:
                yield from _spells(tie, end, nodes, None)
    for tie in theirs:
        for district in home[tie.source_id]:
            yield from _spells(tie, district, nodes, nodes[tie.source_id])


def _counts(tie: Tie) -> bool:
    """A district's school shows on the map by its memberships, not by being part of it."""
    return tie.type != "PART_OF"


def _spells(
    tie: Tie, district: str, nodes: Mapping[str, Node], school: Node | None
) -> Iterator[MapTie]:
    lives = [lifetime(nodes[i]) for i in (tie.source_id, tie.target_id)]
    outward = school is not None or tie.source_id == district
    other = tie.target_id if outward else tie.source_id
    for spell in tie.spells:
        on = window(spell, *lives)
        yield MapTie(district, other, tie.type, outward, school, spell, on)


def _within(store: Reader, on: Days | None) -> dict[str, frozenset[str]]:
    ids = [node.id for node in store.catalogue(COLLECTIVES)]
    parts: dict[str, set[str]] = defaultdict(set)
    for link in store.links(ids, ["PART_OF"], on, "out"):
        parts[link.target_id].add(link.source_id)
    return {i: _below(i, parts) for i in ids}


def _below(top: str, parts: Mapping[str, Collection[str]]) -> frozenset[str]:
    met, edge = {top}, [top]
    while edge:
        edge = [part for i in edge for part in parts.get(i, ()) if part not in met]
        met.update(edge)
    return frozenset(met)
