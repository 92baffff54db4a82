"""Who of a group brings what: itself, by a school, or as a part of something."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from graph.schema import JOINING_TYPES
from graph.spells import read_as_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from graph.model import Tie
    from graph.store import Reader
    from queries.groups.answer import Conveners

    Under = defaultdict[str, set[str]]


class Brought(NamedTuple):
    """What a group brings.

    Attributes
    ----------
    members
        In the order of the group.
    by
        For each collective that the group is joined to the members who bring it, in order.
    ways
        What stands under what: the schools and collectives under a member, the collectives under a
        school, the wholes under a part; in order.
    """

    members: Sequence[str]
    by: Mapping[str, Sequence[str]]
    ways: Mapping[str, Sequence[str]]


def brought_by(store: Reader, found: Conveners) -> tuple[Brought, list[Tie]]:
    """What a group brings, and the ties among all that plays a part in it."""
    members, joined, on = found.group.members, found.joined, read_as_of(found.scope.as_of)
    links = store.links(members, ["PART_OF"], on, "in")
    schools = {i.source_id: i.target_id for i in links if i.source_id not in joined}
    ids = {*members, *schools, *joined}
    ties = [
        tie
        for tie in store.ties(ids, [*JOINING_TYPES, "PART_OF"], on)
        if {tie.source_id, tie.target_id} <= ids
    ]
    under = _under(ties, {*members, *schools}, frozenset(joined))
    for school, district in schools.items():
        if school in under:
            under[district].add(school)
    by: dict[str, list[str]] = defaultdict(list)
    for member in members:
        for node in (_below(member, under) & set(joined)) - set(members):
            by[node].append(member)
    ways = {node: sorted(others) for node, others in under.items()}
    return Brought(members, {node: by[node] for node in sorted(by)}, ways), ties


def _under(ties: Iterable[Tie], joining: Collection[str], joined: Collection[str]) -> Under:
    """The collectives under whoever joins them, and the wholes under their parts."""
    under: Under = defaultdict(set)
    for tie in ties:
        source, target = tie.source_id, tie.target_id
        if tie.type == "PART_OF":
            if source in joined and target in joined:
                under[source].add(target)
            continue
        for end, other in ((source, target), (target, source)):
            if end in joining and other in joined and end != other:
                under[end].add(other)
    return under


def _below(member: str, under: Under) -> set[str]:
    """All that stands under a member, however far."""
    found: set[str] = set()
    edge = {member}
    while edge:
        edge = {other for node in edge for other in under.get(node, ())} - found
        found |= edge
    return found
