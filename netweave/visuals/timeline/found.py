"""What a timeline is drawn from: who stands in it, by which ties, and the spells of these."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from graph.model import TieKey
from graph.names.states import state_of
from graph.schema import MEMBERSHIP_TYPES, NODE_KINDS
from graph.spells import lifetime, read_as_of, window
from netweave.visuals.layouts.spans import HeldSpell
from queries.affiliations import affiliations
from queries.asking.rollup import schools_of
from queries.asking.scope import THROUGH
from queries.members import members

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from graph.model import Direction, Node, Tie
    from graph.store import Reader

NO_STATE = "State not known"
WAYS: Mapping[Direction, frozenset[str]] = {
    "out": THROUGH["all"],
    "in": THROUGH["all"] - MEMBERSHIP_TYPES,
}
"""Which ties of an entity that is no collective have lines, by their direction."""


class Attested(NamedTuple):
    """An entity of a timeline.

    Attributes
    ----------
    own
        The ties whose spells are its bars: its own, or those of a school or a part it is in by.
    steps
        The further ties of the way, from its school, or up to the whole.
    """

    id: str
    own: tuple[TieKey, ...]
    steps: tuple[TieKey, ...] = ()


class Presence(NamedTuple):
    """Everything a timeline tells.

    Attributes
    ----------
    nodes
        The subject, then everyone in the order of the lines; by id.
    groups
        The ids under each heading, in order.
    ties
        With the spells that hold.
    """

    subject: Node
    nodes: Mapping[str, Node]
    present: Mapping[str, Attested]
    groups: Mapping[str, Sequence[str]]
    ties: Sequence[Tie]

    @property
    def place(self) -> dict[str, int]:
        """The index of each node in the picture."""
        return {i: number for number, i in enumerate(self.nodes)}

    @property
    def held(self) -> dict[TieKey, list[HeldSpell]]:
        """The spells of each tie, numbered as drawn ties are: tie by tie, spell by spell."""
        return spells_held(self.ties, self.nodes)


def spells_held(ties: Iterable[Tie], nodes: Mapping[str, Node]) -> dict[TieKey, list[HeldSpell]]:
    """The spells of each tie, cut to the lifetimes of its ends and numbered in their order."""
    found: dict[TieKey, list[HeldSpell]] = {}
    number = 0
    for tie in ties:
        lives = [lifetime(nodes[end]) for end in (tie.source_id, tie.target_id)]
        for spell in tie.spells:
            seen = tuple(source.as_of for source in spell.sources if source.as_of)
            closed = spell.until is not None
            one = HeldSpell(number, window(spell, *lives), not spell.undated, closed, seen)
            found.setdefault(tie.key, []).append(one)
            number += 1
    return found


def presence(store: Reader, node: Node, as_of: str | None) -> Presence:
    """The members of a collective; of anything else what it belongs to and is tied to."""
    rows = _members(store, node, as_of) if node.is_collective else _around(store, node, as_of)
    present = _together(rows)
    nodes = store.nodes(present)
    groups = grouped((nodes[i] for i in present), by_state=node.is_collective)
    order = [i for ids in groups.values() for i in ids]
    wanted = {key for one in present.values() for key in (*one.own, *one.steps)}
    every = {node.id: node, **{i: nodes[i] for i in order}}
    types = {key.type for key in wanted}
    ties = store.ties(every, types, read_as_of(as_of)) if wanted else []
    return Presence(node, every, present, groups, [tie for tie in ties if tie.key in wanted])


def grouped(nodes: Iterable[Node], *, by_state: bool) -> dict[str, list[str]]:
    """Ids under headings, by name: the states with most first, then the other kinds."""
    states: dict[str, list[Node]] = {}
    kinds: dict[str, list[Node]] = {}
    for node in nodes:
        if by_state and node.kind in ("district", "school"):
            states.setdefault(state_of(node.state) or NO_STATE, []).append(node)
        else:
            kinds.setdefault(NODE_KINDS[node.kind].plural.capitalize(), []).append(node)
    first = sorted(states, key=lambda s: (s == NO_STATE, -len(states[s]), s))
    rest = [k for kind in NODE_KINDS.values() if (k := kind.plural.capitalize()) in kinds]
    found = [*((s, states[s]) for s in first), *((k, kinds[k]) for k in rest)]
    return {
        heading: [n.id for n in sorted(inside, key=lambda n: (n.name.casefold(), n.id))]
        for heading, inside in found
    }


def _together(rows: Iterable[Attested]) -> dict[str, Attested]:
    """One for each entity, with all its ties."""
    found: dict[str, Attested] = {}
    for row in rows:
        one = found.get(row.id, Attested(row.id, ()))
        own, steps = dict.fromkeys((*one.own, *row.own)), dict.fromkeys((*one.steps, *row.steps))
        found[row.id] = Attested(row.id, tuple(own), tuple(steps))
    return found


def _members(store: Reader, node: Node, as_of: str | None) -> Iterator[Attested]:
    rows = members(store, node, as_of=as_of)
    schools = {row.member.id for row in rows if row.member.kind == "school"}
    for row in rows:
        yield _by(row.member.id, row.member.id, row.type, row.via, node.id, schools)


def _around(store: Reader, node: Node, as_of: str | None) -> Iterator[Attested]:
    on = read_as_of(as_of)
    schools = set(schools_of(store, [node], on).get(node.id, ()))
    used: set[str] = set()
    for row in affiliations(store, node, as_of=as_of):
        used |= schools.intersection(row.via)
        yield _by(row.network.id, node.id, row.type, row.via, row.network.id, schools)
    for school in sorted(used):
        yield Attested(school, (TieKey(school, "PART_OF", node.id),))
    # The schools of a district are no answer; those by which it belongs stand there already.
    for direction, types in WAYS.items():
        for link in store.links([node.id], types, on, direction):
            other = link.target_id if direction == "out" else link.source_id
            if other != node.id:
                yield Attested(other, (link,))


def _by(
    who: str, low: str, tie_type: str, via: Sequence[str], high: str, schools: Collection[str]
) -> Attested:
    """By which tie one belongs: its own or that of the school, to the collective or a part."""
    chain = [*via, high]
    bottom = chain.pop(0) if chain[0] in schools and len(chain) > 1 else low
    steps = [TieKey(one, "PART_OF", other) for one, other in pairwise(chain)]
    steps += [TieKey(bottom, "PART_OF", low)] if bottom != low else []
    return Attested(who, (TieKey(bottom, tie_type, chain[0]),), tuple(steps))
