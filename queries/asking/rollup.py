"""Roll-up: what follows for a whole from the memberships of its parts.

Only PART_OF rolls up: a school's memberships are its district's too, and a part's members are
the whole's. A seat (MEMBER_OF between collectives) does not.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple

from graph.schema import COLLECTIVES
from queries.asking.evidence import Tenure, tenure

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from graph.dates import Days
    from graph.model import Direction, Node, Spell, Tie, TieKey
    from graph.store import Reader

How = Literal["direct", "school", "nested"]
HOW_RANK: dict[How, int] = {"direct": 0, "school": 1, "nested": 2}
Chains = dict[str, tuple[str, ...]]
"""For each collective the ids that lead to it, itself last: the fewest, then the first."""


def how(via: Iterable[str], kinds: Mapping[str, str]) -> How:
    """``nested`` if a collective stands in between, ``school`` if only a school does."""
    way: How = "direct"
    for node_id in via:  # which says so at once, however long it is
        if kinds[node_id] in COLLECTIVES:
            return "nested"
        way = "school"
    return way


class Belonging(NamedTuple):
    """How one end belongs to the other: the closest of all ways."""

    end: Node
    type: str
    how: How
    via: tuple[str, ...]
    tenure: Tenure


def closest(
    store: Reader, found: Iterable[tuple[Node, str, tuple[str, ...], Spell]], day: int
) -> list[Belonging]:
    """Per end and type the closest way: direct, school, nested; the shortest; the first ids.

    Ordered by how, name, id, type.

    Parameters
    ----------
    day
        The day on which they are over or not.
    """
    spells: dict[tuple[str, str, tuple[str, ...]], list[Spell]] = defaultdict(list)
    ends: dict[str, Node] = {}
    for end, tie_type, via, spell in found:
        ends[end.id] = end
        spells[end.id, tie_type, tuple(via)].append(spell)
    kinds = _kinds(store, set[str]().union(*(via for _, _, via in spells)))
    best: dict[tuple[str, str], Belonging] = {}
    for node_id, tie_type, via in sorted(
        spells, key=lambda k: (HOW_RANK[how(k[2], kinds)], len(k[2]), k)
    ):
        one = tenure(spells[node_id, tie_type, via], tie_type, day)
        belonging = Belonging(ends[node_id], tie_type, how(via, kinds), via, one)
        best.setdefault((node_id, tie_type), belonging)
    return sorted(best.values(), key=lambda b: (HOW_RANK[b.how], b.end.name, b.end.id, b.type))


def nested(store: Reader, start: Collection[str], on: Days | None, way: Direction) -> list[TieKey]:
    """All PART_OF ties between collectives, upwards (``out``) or downwards (``in``) of some.

    Each collective is followed once, so a cycle ends. That both ends are collectives follows
    from the schema: only a school is part of anything else.
    """
    ties: list[TieKey] = []
    met = set(start)
    frontier = set(start)
    while frontier:
        found = store.links(frontier, ["PART_OF"], on, way)
        ties += found
        ends = {tie.target_id if way == "out" else tie.source_id for tie in found}
        frontier = ends - met
        met |= ends
    return ties


def chains(start: str, steps: Mapping[str, Collection[str]]) -> Chains:
    """The shortest chain from a collective to each that steps lead to, the first by ids."""
    best: Chains = {start: (start,)}
    frontier = [start]
    while frontier:
        # In the order of their chains: so whoever reaches another first has the first chain to it.
        reached: Chains = {}
        for node in frontier:
            for other in sorted(steps.get(node, ())):
                if other not in best and other not in reached:
                    reached[other] = (*best[node], other)
        best |= reached
        frontier = list(reached)
    return best


def chains_up(top: str, parts: Mapping[str, Collection[str]]) -> Chains:
    """The shortest chain to a collective from each below it, the first by ids.

    Parameters
    ----------
    parts
        For each collective those that are parts of it.
    """
    best: Chains = {top: (top,)}
    frontier = [top]
    while frontier:
        # A chain begins with its own end, and so the whole with the first id has the first chain.
        reached: Chains = {}
        for whole in sorted(frontier):
            for part in parts.get(whole, ()):
                if part not in best and part not in reached:
                    reached[part] = (part, *best[whole])
        best |= reached
        frontier = list(reached)
    return best


def schools_of(store: Reader, nodes: Iterable[Node], on: Days | None) -> dict[str, list[str]]:
    """The schools of those entities that are districts: whose memberships are theirs too."""
    districts = [node.id for node in nodes if node.kind == "district"]
    found: dict[str, list[str]] = {district: [] for district in districts}
    for tie in store.links(districts, ["PART_OF"], on, "in") if districts else ():
        found[tie.target_id].append(tie.source_id)
    return found


def belongs_to(
    store: Reader, nodes: Collection[Node], on: Days | None
) -> list[dict[str, list[Tie]]]:
    """The collectives that each entity belongs to by MEMBER_OF or PART_OF, rolled up, by id.

    Each with the ties by which it belongs: its own and those of its schools, to the collective or
    to parts of it.
    """
    schools = schools_of(store, nodes, on)
    holders = {node.id: {node.id, *schools.get(node.id, ())} for node in nodes}
    own = store.ties(set().union(*holders.values()), ["MEMBER_OF"], on, "out")
    collectives = [node.id for node in nodes if node.is_collective]
    own += store.ties(collectives, ["PART_OF"], on, "out") if collectives else []
    above = targets(nested(store, {tie.target_id for tie in own}, on, "out"))
    wholes = {end: reached([end], above) for end in {tie.target_id for tie in own}}
    found: list[dict[str, list[Tie]]] = [defaultdict(list) for _ in nodes]
    for node, belongings in zip(nodes, found, strict=True):
        for tie in own:
            if tie.source_id in holders[node.id]:
                for whole in wholes[tie.target_id] - {node.id}:
                    belongings[whole].append(tie)
    return found


def targets(ties: Iterable[TieKey]) -> dict[str, set[str]]:
    """For each entity where its ties lead to."""
    found: dict[str, set[str]] = defaultdict(set)
    for tie in ties:
        found[tie.source_id].add(tie.target_id)
    return found


def reached(start: Collection[str], steps: Mapping[str, Collection[str]]) -> set[str]:
    """A start, and all that steps lead to from there."""
    met = set(start)
    frontier = met
    while frontier:
        frontier = {other for node in frontier for other in steps.get(node, ())} - met
        met |= frontier
    return met


def _kinds(store: Reader, ids: Collection[str]) -> dict[str, str]:
    return {node_id: node.kind for node_id, node in store.nodes(ids).items()}
