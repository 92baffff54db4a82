"""What does an entity belong to? Its memberships, those of its schools, and what they are part of.

Nested collectives are rolled up: a member of a part is a member of the whole.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from graph.cypher import holds, spell
from graph.question import Pattern
from graph.schema import LOOSE_TYPES
from graph.spells import read_as_of
from queries.asking.answered import Rows
from queries.asking.answering import question
from queries.asking.naming import entity
from queries.asking.rollup import How, chains, closest, nested, schools_of
from queries.asking.today import first_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.dates import Days
    from graph.model import Node, Ref, Spell
    from graph.store import Reader
    from queries.asking.evidence import Tenure
    from queries.asking.naming import Asked


class Affiliation(NamedTuple):
    """A collective that an entity belongs to.

    Attributes
    ----------
    network
        The collective.
    type
        MEMBER_OF, PART_OF (a part of a whole), AFFILIATED_WITH or USES_MODEL.
    how
        ``direct``, through a ``school`` of the district, or ``nested`` in another collective.
    via
        The ids in between, from the entity to the collective.
    tenure
        That of the entity's (or its school's) own tie, all spells that hold taken together.
    """

    network: Ref
    type: str
    how: How
    via: tuple[str, ...]
    tenure: Tenure


class AffiliationRecord(NamedTuple):
    """One spell of the entity's own tie, and a way from it up to a collective."""

    network: Node
    type: str
    via: tuple[str, ...]
    spell: Spell


CYPHER = f"""
MATCH (e:Entity {{id: $entity}})-[r:MEMBER_OF|PART_OF]->(c:Collective)
WHERE (type(r) = 'MEMBER_OF' OR e:Collective) AND {holds("r")}
MATCH path = (c)-[:PART_OF*0..]->(network:Collective)
WHERE all(p IN relationships(path) WHERE {holds("p")}) AND network <> e
RETURN network, type(r) AS type, [n IN nodes(path)[..-1] | n.id] AS via, {spell("r")} AS spell
UNION
MATCH (e:District {{id: $entity}})<-[s:PART_OF]-(school:School)-[r:MEMBER_OF]->(c:Collective)
WHERE {holds("s")} AND {holds("r")}
MATCH path = (c)-[:PART_OF*0..]->(network:Collective)
WHERE all(p IN relationships(path) WHERE {holds("p")})
RETURN network, type(r) AS type, [school.id] + [n IN nodes(path)[..-1] | n.id] AS via,
       {spell("r")} AS spell
UNION
MATCH (e:Entity {{id: $entity}})-[r:{"|".join(LOOSE_TYPES)}]->(network:Collective)
WHERE {holds("r")} AND network <> e
RETURN network, type(r) AS type, [] AS via, {spell("r")} AS spell
"""


def _records(store: Reader, entity: str, on: Days | None) -> Iterator[AffiliationRecord]:
    node = store.nodes([entity])[entity]
    schools = schools_of(store, [node], on).get(entity, ())
    own = store.ties([entity, *schools], ["MEMBER_OF"], on, "out")
    if node.is_collective:
        own += store.ties([entity], ["PART_OF"], on, "out")
    steps: dict[str, set[str]] = defaultdict(set)
    for part in nested(store, {tie.target_id for tie in own}, on, "out"):
        steps[part.source_id].add(part.target_id)
    ways = {target: chains(target, steps) for target in {tie.target_id for tie in own}}
    loose = store.ties([entity], LOOSE_TYPES, on, "out")
    ids = {i for reached in ways.values() for i in reached} | {tie.target_id for tie in loose}
    nodes = store.nodes(ids)
    for tie in own:
        base = () if tie.source_id == entity else (tie.source_id,)
        for network, chain in ways[tie.target_id].items():
            if network != entity:
                for one in tie.spells:
                    yield AffiliationRecord(nodes[network], tie.type, base + chain[:-1], one)
    for tie in loose:
        if nodes[tie.target_id].is_collective and tie.target_id != entity:
            for one in tie.spells:
                yield AffiliationRecord(nodes[tie.target_id], tie.type, (), one)


PATTERN = Pattern("affiliations", AffiliationRecord, CYPHER, _records)


@question()
def affiliations(
    store: Reader, name: Asked, *, as_of: str | None = None, direct: bool = False
) -> Rows[Affiliation]:
    """What an entity belongs to; ordered by how (direct, school, nested), name, id, type.

    One row per collective and type: direct before school before nested, then the shortest way.

    Parameters
    ----------
    name
        An entity, or a name that `queries.asking.naming.resolve` takes.
    as_of
        Only ties that held on this date.
    direct
        Only what the entity itself holds.
    """
    with store.reading():
        node = entity(store, name)
        records = store.match(PATTERN, entity=node.id, on=read_as_of(as_of))
        ways = ((r.network, r.type, r.via, r.spell) for r in records)
        best = closest(store, ways, first_of(as_of))
    return Rows(
        Affiliation(b.end.ref, b.type, b.how, b.via, b.tenure)
        for b in best
        if b.how == "direct" or not direct
    )
