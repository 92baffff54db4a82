"""A load that writes nothing: the differences it would make.

What its earlier batches would have written is kept in memory and laid over what the store has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.changes import Changes
from graph.cypher import ENTITY
from graph.on_neo4j.rows import node_from
from graph.on_neo4j.writing.batch import kept_there
from graph.on_neo4j.writing.plan import Plan, Planner
from graph.on_neo4j.writing.vanished import Seen, count_vanished

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.model import Node, Statement, TieKey
    from graph.on_neo4j.driver.connection import Neo4jServer
    from graph.on_neo4j.rows import StoredStatement
    from graph.on_neo4j.writing.meta import Meta
    from graph.spool import Spool

_THERE = f"MATCH (n:{ENTITY}) WHERE n.id IN $ids RETURN properties(n)"


def rehearse(server: Neo4jServer, spool: Spool, origin: str, meta: Meta | None) -> Changes:
    """What a load would do, with each difference; ``meta`` is None where there is no store."""
    first_order = 1 if meta is None else meta.next_order
    stage = _RehearsedStore(server, Planner(origin, first_order, explain=True), first_order)
    seen = Seen()
    total = Changes()
    for nodes, statements in spool.batches():
        total.add(stage.play(nodes, statements).changes)
        seen.note(nodes, statements)
    if meta is not None:
        count_vanished(server.stream, seen, origin, first_order, total, explain=True)
    return total


class _RehearsedStore:
    """The store as it would be by now."""

    def __init__(self, server: Neo4jServer, planner: Planner, next_order: int) -> None:
        self._server = server
        self._planner = planner
        self._next_order = next_order
        self._nodes: dict[str, Node] = {}
        self._ties: dict[TieKey, list[StoredStatement]] = {}

    def play(self, nodes: Sequence[Node], statements: Sequence[Statement]) -> Plan:
        plan = Plan(self._next_order)
        self._planner.nodes(plan, nodes, self._nodes_there(nodes))
        self._planner.statements(plan, statements, self._ties_there(statements))
        self._nodes |= plan.new_nodes | plan.changed_nodes
        self._ties |= plan.ties
        self._next_order = plan.next_order
        self._planner.done(plan)
        return plan

    def _nodes_there(self, nodes: Sequence[Node]) -> dict[str, Node]:
        ids = [node.id for node in nodes]
        rows = self._server.rows(_THERE, ids=ids) if ids else []
        there = {node.id: node for node in (node_from(row) for (row,) in rows)}
        return there | {i: self._nodes[i] for i in ids if i in self._nodes}

    def _ties_there(self, statements: Sequence[Statement]) -> dict[TieKey, list[StoredStatement]]:
        keys = {said.key for said in statements}
        there = self._server.read(lambda transaction: kept_there(transaction, keys))
        return there | {key: self._ties[key] for key in keys if key in self._ties}
