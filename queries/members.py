"""Who belongs to a collective? Its members, their districts, and the members of its parts."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from graph.cypher import holds, spell
from graph.question import Pattern
from graph.schema import COLLECTIVES
from graph.spells import read_as_of
from queries.asking.answered import Rows
from queries.asking.answering import question
from queries.asking.naming import entity
from queries.asking.rollup import How, chains_up, closest, nested
from queries.asking.today import first_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.dates import Days
    from graph.model import Node, Spell
    from graph.store import Reader
    from queries.asking.evidence import Tenure
    from queries.asking.naming import Asked


class MemberRef(NamedTuple):
    """A member, with its state (None if unknown)."""

    id: str
    kind: str
    name: str
    state: str | None


class Member(NamedTuple):
    """An entity that belongs to a collective.

    Attributes
    ----------
    member
        The entity.
    type
        MEMBER_OF, or PART_OF for a collective that is a part of this one.
    how
        ``direct``, through a ``school`` of the district, or ``nested`` in another collective.
    via
        The ids in between, from the member to the collective.
    tenure
        That of the member's (or its school's) own tie, all spells that hold taken together.
    """

    member: MemberRef
    type: str
    how: How
    via: tuple[str, ...]
    tenure: Tenure


class MemberRecord(NamedTuple):
    """One spell of a member's own tie, and a way from it up to the collective."""

    member: Node
    type: str
    via: tuple[str, ...]
    spell: Spell


CYPHER = f"""
MATCH path = (c:Collective)-[:PART_OF*0..]->(network:Collective {{id: $entity}})
WHERE all(p IN relationships(path) WHERE {holds("p")})
MATCH (member:Entity)-[r:MEMBER_OF|PART_OF]->(c)
WHERE (type(r) = 'MEMBER_OF' OR member:Collective) AND {holds("r")} AND member <> network
RETURN member, type(r) AS type, [n IN nodes(path)[..-1] | n.id] AS via, {spell("r")} AS spell
UNION
MATCH path = (c:Collective)-[:PART_OF*0..]->(network:Collective {{id: $entity}})
WHERE all(p IN relationships(path) WHERE {holds("p")})
MATCH (member:District)<-[s:PART_OF]-(school:School)-[r:MEMBER_OF]->(c)
WHERE {holds("s")} AND {holds("r")}
RETURN member, type(r) AS type, [school.id] + [n IN nodes(path)[..-1] | n.id] AS via,
       {spell("r")} AS spell
"""


def _records(store: Reader, entity: str, on: Days | None) -> Iterator[MemberRecord]:
    parts: dict[str, set[str]] = defaultdict(set)
    for part in nested(store, [entity], on, "in"):
        parts[part.target_id].add(part.source_id)
    ways = {part: chain[:-1] for part, chain in chains_up(entity, parts).items()}
    own = store.ties(ways.keys(), ["MEMBER_OF", "PART_OF"], on, "in")
    nodes = store.nodes({tie.source_id for tie in own})
    districts = _districts(store, nodes.values(), on)
    nodes |= store.nodes(set().union(*districts.values()))
    for tie in own:
        via = ways[tie.target_id]
        ends = {tie.source_id: via}
        ends |= dict.fromkeys(districts[tie.source_id], (tie.source_id, *via))
        for member, way in ends.items():
            if member != entity:
                for one in tie.spells:
                    yield MemberRecord(nodes[member], tie.type, way, one)


def _districts(store: Reader, nodes: Iterable[Node], on: Days | None) -> dict[str, set[str]]:
    """The districts of those entities that are schools."""
    schools = [node.id for node in nodes if node.kind == "school"]
    found: dict[str, set[str]] = defaultdict(set)
    for link in store.links(schools, ["PART_OF"], on, "out"):
        found[link.source_id].add(link.target_id)
    return found


PATTERN = Pattern("members", MemberRecord, CYPHER, _records)


@question()
def members(store: Reader, name: Asked, *, as_of: str | None = None) -> Rows[Member]:
    """Who belongs to a collective; ordered by how (direct, school, nested), name, id, type.

    One row per member and type: direct before school before nested, then the shortest way.

    Parameters
    ----------
    name
        A collective, or a name of one that `queries.asking.naming.resolve` takes.
    as_of
        Only ties that held on this date.

    Raises
    ------
    WrongKindError
        If the name is not that of a collective.
    """
    with store.reading():
        node = entity(store, name, COLLECTIVES)
        records = store.match(PATTERN, entity=node.id, on=read_as_of(as_of))
        ways = ((r.member, r.type, r.via, r.spell) for r in records)
        best = closest(store, ways, first_of(as_of))
    return Rows(
        Member(MemberRef(*b.end.ref, b.end.state), b.type, b.how, b.via, b.tenure) for b in best
    )
