"""What a Neo4j store is asked, as Cypher. Values are parameters, always."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.cypher import ENTITY, META, NOTE, holds, lists, spell, types_text

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import LiteralString

    from graph.model import Direction
    from graph.naming import LabelOf

FACTS = (
    f"MATCH (m:{META} {{name: 'graph'}}) RETURN m.nodes, m.ties, m.data_hash, m.format, "
    "m.next_order, m.part, m.writer, coalesce(m.loading, [])"
)
NODES = f"MATCH (n:{ENTITY}) WHERE n.id IN $ids RETURN properties(n)"
THERE = f"MATCH (n:{ENTITY}) WHERE n.id IN $ids RETURN n.id"
ALL_NODES = f"MATCH (n:{ENTITY}) WHERE n.id IS NOT NULL RETURN properties(n) ORDER BY n.id"
LABELS: dict[LabelOf, LiteralString] = {
    "name": (
        f"MATCH (n:{ENTITY}) WHERE n.id IS NOT NULL "
        "RETURN [n.name] + coalesce(n.aliases, []), n.id ORDER BY n.id"
    ),
    "town": (
        f"MATCH (n:{ENTITY}) WHERE n.id IS NOT NULL AND n.city IS NOT NULL "
        "RETURN [n.city], n.id ORDER BY n.id"
    ),
}
OWNERS = f"MATCH (n:{ENTITY}) WHERE n.nces_id IN $nces_ids RETURN properties(n)"
CATALOGUE = (
    f"MATCH (n:{ENTITY}) WHERE n.kind IN $kinds AND ($state IS NULL OR "
    "CASE WHEN n:Collective THEN n.scope_state ELSE n.state END = $state) RETURN properties(n)"
)
ALL_TIES = (
    f"MATCH (n:{ENTITY}) WHERE n.id IS NOT NULL WITH n ORDER BY n.id "
    f"MATCH (n)-[r]->(o:{ENTITY}) RETURN n.id, type(r), o.id, {lists('r')}"
)
BETWEEN = (
    f"UNWIND $pairs AS pair MATCH (a:{ENTITY} {{id: pair[0]}})-[r]-(b:{ENTITY} {{id: pair[1]}}) "
    f"WHERE type(r) IN $types AND {holds('r')} WITH DISTINCT r RETURN {spell('r')}"
)
MERGED = (
    f"MATCH (n:{ENTITY}) WHERE n.`netweave:joined` IS NOT NULL UNWIND n.`netweave:joined` AS id "
    f"WITH n, id WHERE NOT EXISTS {{ (:{ENTITY} {{id: id}}) }} RETURN id, n.id"
)
NOTES = f"MATCH (n:{NOTE}) WHERE $kind IS NULL OR n.kind = $kind RETURN n.kind, n.name, n.text"
SIZES = (
    f"MATCH (n:{ENTITY}) WHERE n.id IN $ids "
    f"RETURN n.id, COUNT {{ MATCH (n)<-[r:MEMBER_OF]-(o) WHERE {holds('r')} RETURN DISTINCT o }}"
)

KINDS = f"MATCH (n:{ENTITY}) RETURN n.kind AS kind, count(*) ORDER BY kind"
TIE_TYPES = (
    f"MATCH (a:{ENTITY})-[r]->(b:{ENTITY}) WHERE {holds('r')} "
    "WITH type(r) AS type, a, b, max(r.since IS NULL) AS undated "
    "RETURN type, count(*), sum(CASE WHEN undated THEN 1 ELSE 0 END) ORDER BY type"
)
STATEMENTS = f"MATCH (:{ENTITY})-[r]->(:{ENTITY}) RETURN sum(size(r.orders))"
PAGES = (
    f"MATCH (:{ENTITY})-[r]->(:{ENTITY}) UNWIND r.urls AS url WITH url WHERE url <> '' "
    "RETURN count(DISTINCT url)"
)
FILES = (
    f"MATCH (:{ENTITY})-[r]->(:{ENTITY}) UNWIND r.files AS file WITH file WHERE file <> '' "
    "RETURN count(DISTINCT file)"
)
SINCES = (
    f"MATCH (:{ENTITY})-[r]->(:{ENTITY}) UNWIND coalesce(r.sinces, [r.since]) AS since "
    "WITH since WHERE since <> '' RETURN min(since), max(since)"
)


def around(types: Collection[str], direction: Direction | None) -> LiteralString:
    """The spells of the ties around entities that hold."""
    return _ends(types, direction) + f"WITH DISTINCT r RETURN {spell('r')}"


def links(types: Collection[str], direction: Direction) -> LiteralString:
    """Which ties around entities hold."""
    return _ends(types, direction) + ("RETURN DISTINCT startNode(r).id, type(r), endNode(r).id")


def _ends(types: Collection[str], direction: Direction | None) -> LiteralString:
    left = "<-" if direction == "in" else "-"
    right = "->" if direction == "out" else "-"
    return (
        f"MATCH (n:{ENTITY}) WHERE n.id IN $ids "
        f"MATCH (n){left}[r:{types_text(types)}]{right}(:{ENTITY}) WHERE {holds('r')} "
    )


def steps(types: Collection[str], *, some: bool) -> LiteralString:
    """The neighbours of all nodes, or of some, with the marks of each step.

    A mark is 1 for strong, 2 for stated, 4 for dated.
    """
    which = "n.id IN $ids" if some else "n.id IS NOT NULL"
    return (
        f"MATCH (n:{ENTITY}) WHERE {which} "
        f"MATCH (n)-[r:{types_text(types)}]-(o:{ENTITY}) WHERE {holds('r')} "
        "RETURN n.id, collect([o.id, CASE WHEN type(r) IN $weak THEN 0 ELSE 1 END "
        "+ CASE WHEN r.confidences IS NULL OR 'stated' IN r.confidences THEN 2 ELSE 0 END "
        "+ CASE WHEN r.since IS NULL THEN 0 ELSE 4 END])"
    )


def pairs(types: Collection[str]) -> LiteralString:
    """The targets of every entity, over spells that hold."""
    return (
        f"MATCH (n:{ENTITY})-[r:{types_text(types)}]->(o:{ENTITY}) WHERE {holds('r')} "
        "RETURN n.id, collect(o.id)"
    )
