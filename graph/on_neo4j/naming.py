"""How entities on a server are found by what people write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.cypher import ENTITY, META
from graph.errors import StoreError
from graph.model import Spelling
from graph.names.labels import Nameable, namings, needles, scans
from graph.on_neo4j.audit import FORMAT
from graph.on_neo4j.labels import SEARCH, SPELLINGS, label_line, search_text, spelled
from graph.on_neo4j.rows import node_from

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from neo4j import ManagedTransaction

    from graph.naming import Namings
    from graph.on_neo4j.driver.connection import Neo4jServer

LABELLED = 2
"""The version from which on entities are looked up by the labels of `graph.names.labels`."""
_EVERY = "\n"
"""What is in every text that an entity is looked up by."""
_AT_ONCE = 5_000
_NAMED = (
    f"UNWIND $needles AS needle MATCH (n:{ENTITY}) WHERE n.`{SEARCH}` CONTAINS needle "
    "WITH DISTINCT n RETURN properties(n), EXISTS { "
    f"(n)-[r]-(:{ENTITY}) WHERE NOT (n.kind = 'district' AND type(r) = 'PART_OF' "
    "AND endNode(r) = n) }"
)
_SPELLINGS = (
    f"MATCH (n:{ENTITY}) WHERE n.`{SPELLINGS}` IS NOT NULL "
    f"RETURN n.id, n.`{SPELLINGS}` ORDER BY n.id"
)
_ALL = f"MATCH (n:{ENTITY}) WHERE n.id IS NOT NULL RETURN properties(n)"
_RELABEL = f"UNWIND $rows AS row MATCH (n:{ENTITY} {{id: row.id}}) SET n.`{SEARCH}` = row.search"
_OLDER = f"MATCH (m:{META} {{name: 'graph'}}) WHERE m.format < $format RETURN count(m) > 0"
_DONE = f"MATCH (m:{META} {{name: 'graph'}}) SET m.format = $format"


def named(server: Neo4jServer, written: Collection[str], version: int) -> Namings:
    """For each text the entities that it names (`graph.store.Reader.named`).

    Parameters
    ----------
    version
        How the graph is laid out. An older one is brought up to date; where nobody may do so,
        all its names are looked through.
    """
    labelled = version >= LABELLED or _relabelled(server)
    lines = {label_line(*needle) for text in written for needle in needles(text)}
    wanted = sorted(lines)
    if any(map(scans, written)) or not labelled:
        wanted = [_EVERY]
    rows = server.rows(_NAMED, needles=wanted) if lines else []
    known = [Nameable(node_from(row), spelled(row), tied) for row, tied in rows]
    return namings(known, written)


def spellings(server: Neo4jServer) -> Iterator[Spelling]:
    """What sources wrote for entities (`graph.store.Reader.spellings`)."""
    for node_id, entries in server.stream(_SPELLINGS):
        parts = (entry.partition("\n") for entry in entries)
        yield from sorted(Spelling(node_id, text, origin) for origin, _, text in parts)


def bring_up(server: Neo4jServer) -> None:
    """Bring a graph up to date that an older netweave wrote, before it is written to.

    Raises
    ------
    StoreError
        If the server does not let this user write.
    """
    if server.rows(_OLDER, format=FORMAT)[0][0]:
        relabel(server)


def _relabelled(server: Neo4jServer) -> bool:
    try:
        relabel(server)
    except StoreError:
        return False
    return True


def relabel(server: Neo4jServer) -> None:
    """Derive anew what all entities are looked up by.

    Raises
    ------
    StoreError
        If the server does not let this user write.
    """
    rows: list[dict[str, Any]] = []
    for (properties,) in server.rows(_ALL):
        node = node_from(properties)
        rows.append({"id": node.id, "search": search_text(node, spelled(properties))})

    def work(transaction: ManagedTransaction) -> None:
        for first in range(0, len(rows), _AT_ONCE):
            transaction.run(_RELABEL, rows=rows[first : first + _AT_ONCE]).consume()
        transaction.run(_DONE, format=FORMAT).consume()

    server.write(work)
