"""What a question has read of a server already, so that no part of it asks for it again.

A question over the whole graph is made of parts that each need its entities and its pairs. It is
kept as long as one view of the store is (`graph.on_neo4j.view`), which tells whether it still
holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.on_neo4j import texts
from graph.on_neo4j.rows import node_from

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from graph.model import Node
    from graph.on_neo4j.driver.connection import Neo4jServer
    from graph.store import Handle


class ReadBefore:
    """Entities and pairs of a server, each read once."""

    def __init__(self, server: Neo4jServer) -> None:
        self._server = server
        self._nodes: dict[str, Node | None] = {}
        self._all: list[Node] | None = None
        self._pairs: dict[tuple[str, str], list[tuple[Handle, Handle]]] = {}

    def nodes(self, ids: Collection[str]) -> dict[str, Node]:
        """The entities with these ids, ordered by id; one that is not there is left out."""
        new = [node_id for node_id in ids if node_id not in self._nodes]
        if new:
            self._nodes |= dict.fromkeys(new)
            rows = self._server.rows(texts.NODES, ids=new)
            self._nodes |= {node.id: node for (row,) in rows for node in (node_from(row),)}
        found = ((node_id, self._nodes[node_id]) for node_id in sorted(set(ids)))
        return {node_id: node for node_id, node in found if node is not None}

    def all_nodes(self) -> Iterator[Node]:
        """Every entity, ordered by id; kept once it was read to its end."""
        if self._all is not None:
            yield from self._all
            return
        nodes: list[Node] = []
        for (properties,) in self._server.stream(texts.ALL_NODES):
            nodes.append(node_from(properties))
            yield nodes[-1]
        self._all = nodes
        self._nodes |= {node.id: node for node in nodes}

    def pairs(self, tie_type: str, on: object) -> list[tuple[Handle, Handle]]:
        """The source and target of every spell of a type that holds on a date, in no order."""
        key = (tie_type, str(on))
        if key not in self._pairs:
            rows = self._server.stream(texts.pairs([tie_type]), on=on)
            self._pairs[key] = [(source, target) for source, found in rows for target in found]
        return self._pairs[key]
