"""What changed between two dates? Who joined and left, what began and ended, who moved."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
from scipy.sparse.csgraph import connected_components

from graph.dates import first_day, last_day
from graph.errors import QuestionError
from graph.model import Ref, Source
from graph.schema import COLLECTIVES, MEMBERSHIP_TYPES
from graph.spells import holds, lifetime, read_as_of, window
from queries.asking.answered import Answered
from queries.asking.answering import question
from queries.asking.scope import DECIMALS
from queries.measures.betweenness import raw_betweenness
from queries.measures.topology import joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from graph.dates import Days
    from graph.model import Node, Tie
    from graph.store import Reader
    from queries.measures.topology import Joined

ChangeKind = Literal["joined", "left", "began", "ended", "started"]
KINDS: tuple[ChangeKind, ...] = ("joined", "left", "began", "ended", "started")
BRIDGES = 10
"""How many of those between the parts the diary follows."""


class Joiner(NamedTuple):
    """Who changed, with its state (None if unknown)."""

    id: str
    kind: str
    name: str
    state: str | None


class DatedChange(NamedTuple):
    """Something that holds on one of the two dates and not on the other.

    Attributes
    ----------
    change
        A membership ``joined`` or ``left``; a collective ``began`` or ``ended``; a district
        ``started`` with competency-based education.
    type
        MEMBER_OF or PART_OF; None of what is no membership.
    member, network
        Who joined what. None where there is no such end.
    since, until, role, sources
        Of the spell; of a collective its own dates, of a district its beginning.
    """

    change: ChangeKind
    type: str | None
    member: Joiner | None
    network: Ref | None
    since: str | None
    until: str | None
    role: str | None
    sources: tuple[Source, ...]


class Moved(NamedTuple):
    """Betweenness and rank of an entity on the two dates; None where it has no tie."""

    id: str
    name: str
    from_: float | None
    to: float | None
    rank_from: int | None
    rank_to: int | None


class PartSizes(NamedTuple):
    """The parts of the membership graph: how many, and the entities in the largest."""

    count_: int
    largest: int


class Both(NamedTuple):
    """The parts on the two dates."""

    from_: PartSizes
    to: PartSizes


class DatedChangesFields(NamedTuple):
    """The fields of `DatedChanges`."""

    rows: tuple[DatedChange, ...]
    bridges: tuple[Moved, ...]
    components: Both


class DatedChanges(Answered, DatedChangesFields):
    """What is different on the later date.

    Attributes
    ----------
    rows
        Joined, left, began, ended, started; in each by the id of the network, the member, type.
    bridges
        The ten of highest betweenness on either date.
    components
        Undated ties included, as on any date.
    """


@question()
def changes(
    store: Reader, start: str, end: str, *, progress: Callable[[float], None] | None = None
) -> DatedChanges:
    """What changed between two dates, as far as it is dated.

    That nobody is recorded to have left is not: nobody left.

    Parameters
    ----------
    start, end
        Dates; the second is wholly after the first.
    progress
        Called now and then with the share of betweenness that is done, 0 to 1.

    Raises
    ------
    QuestionError
        If the second date is not wholly after the first.
    DateError
        If one of them is no date.
    """
    dates = read_as_of(start), read_as_of(end)
    before, after = dates
    if before is None or after is None or after.first <= before.last:
        raise QuestionError(f"{end} is not wholly after {start}. Give the earlier date first.")
    with store.reading():
        rows = [*_memberships(store, before, after), *_lives(store, before, after)]
        rows += _started(store, before, after)
        graphs = [joined(store, MEMBERSHIP_TYPES, date) for date in (start, end)]
        raw = [
            dict(zip(graph.ids, _betweenness(store, graph, date, progress), strict=True))
            for graph, date in zip(graphs, (start, end), strict=True)
        ]
        moved = _moved(store, *raw)
    return DatedChanges(tuple(sorted(rows, key=_order)), tuple(moved), Both(*map(_parts, graphs)))


def _betweenness(
    store: Reader, graph: Joined, date: str, progress: Callable[[float], None] | None
) -> list[float]:
    return raw_betweenness(store, graph, "memberships", date, progress)


def _order(row: DatedChange) -> tuple[int, str, str, str, int]:
    network = row.network.id if row.network else ""
    member = row.member.id if row.member else ""
    return KINDS.index(row.change), network, member, row.type or "", first_day(row.since)


def _memberships(store: Reader, before: Days, after: Days) -> Iterator[DatedChange]:
    """Dated spells that hold on one date and not on the other."""
    ties = _differing(store, before, after)
    ids = {end for tie in ties for end in (tie.source_id, tie.target_id)}
    nodes = store.nodes(ids) if ids else {}
    for tie in ties:
        lives = [lifetime(nodes[i]) for i in (tie.source_id, tie.target_id)]
        for spell in tie.spells:
            span = window(spell, *lives)
            then, now = holds(span, before), holds(span, after)
            if then != now and not spell.undated:
                yield DatedChange(
                    "joined" if now else "left",
                    tie.type,
                    _joiner(nodes[tie.source_id]),
                    nodes[tie.target_id].ref,
                    spell.since,
                    spell.until,
                    spell.role,
                    spell.sources,
                )


def _differing(store: Reader, before: Days, after: Days) -> list[Tie]:
    """The ties that can have such a spell, with all their spells."""
    found: list[Tie] = []
    for tie_type in sorted(MEMBERSHIP_TYPES):
        then, now, ever = (_spells(store, tie_type, on) for on in (before, after, None))
        # Of several spells one may hold on the first date, and another on the second.
        several = {pair for pair, number in ever.items() if number > 1}
        asked = sorted((then.keys() ^ now.keys()) | several)
        found += store.between(asked, [tie_type], None) if asked else []
    return found


def _spells(store: Reader, tie_type: str, on: Days | None) -> Counter[tuple[str, str]]:
    """How many spells of each tie hold on a date."""
    walk = store.walk([tie_type], on)
    found = Counter(walk.pairs())
    names = walk.ids({handle for pair in found for handle in pair})
    return Counter({(names[a], names[b]): number for (a, b), number in found.items()})


def _lives(store: Reader, before: Days, after: Days) -> Iterator[DatedChange]:
    """Collectives that began or ended meanwhile."""
    for node in store.catalogue(sorted(COLLECTIVES)):
        since, until = node.founded, node.ended
        if since is not None and before.last < first_day(since) <= after.last:
            yield _of_network("began", node)
        if until is not None and before.first <= last_day(until) < after.first:
            yield _of_network("ended", node)


def _of_network(change: ChangeKind, node: Node) -> DatedChange:
    said = own_sources(node)
    return DatedChange(change, None, None, node.ref, node.founded, node.ended, None, said)


def _started(store: Reader, before: Days, after: Days) -> Iterator[DatedChange]:
    """Districts that started with competency-based education meanwhile."""
    for node in store.catalogue(["district"]):
        since = node.text("competency_since")
        if since is not None and before.last < first_day(since) <= after.last:
            said = own_sources(node, "competency_since_source")
            yield DatedChange("started", None, _joiner(node), None, since, None, None, said)


def own_sources(node: Node, first: str = "source_url") -> tuple[Source, ...]:
    """The page that an entity's own row names, if it names one."""
    page = node.text(first) or node.text("source_url")
    if page is None:
        return ()
    as_of = node.text("source_date") if page == node.text("source_url") else None
    return (Source(page, as_of=as_of),)


def _joiner(node: Node) -> Joiner:
    return Joiner(*node.ref, node.state)


def _moved(store: Reader, then: Mapping[str, float], now: Mapping[str, float]) -> list[Moved]:
    """Those of highest betweenness on either date, by the larger of the two."""
    ranks = [_ranks(then), _ranks(now)]
    largest = {i: max(held[i] for held in (then, now) if i in held) for i in {*then, *now}}
    order = sorted(largest, key=lambda i: (-round(largest[i], DECIMALS), i))[:BRIDGES]
    nodes = store.nodes(order) if order else {}
    return [
        Moved(i, nodes[i].name, then.get(i), now.get(i), ranks[0].get(i), ranks[1].get(i))
        for i in order
    ]


def _ranks(held: Mapping[str, float]) -> dict[str, int]:
    order = sorted(held, key=lambda i: (-round(held[i], DECIMALS), i))
    return {node_id: rank for rank, node_id in enumerate(order, start=1)}


def _parts(graph: Joined) -> PartSizes:
    if not graph.ids:
        return PartSizes(0, 0)
    count, labels = connected_components(graph.adjacency, directed=False)
    return PartSizes(int(count), int(np.bincount(labels).max()))
