"""To NetworkX and back.

In a NetworkX graph a node carries ``kind``, ``name``, ``aliases`` and its properties; an edge
is one spell of one tie, with ``type``, ``since``, ``until``, ``role`` and its ``statements``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from graph.dates import days
from graph.errors import DateError, StoreError
from graph.flat import flat_node, flat_spell, node_from_flat
from graph.in_memory import NetworkXStore, by_tie
from graph.model import Node, Source, Statement
from graph.schema import NODE_KINDS, TIE_TYPES, joins_what, may_join
from graph.spells import lifetime, read_as_of, tie_on

if TYPE_CHECKING:
    from graph.dates import Days
    from graph.store import Reader


def to_networkx(store: Reader, as_of: str | None = None) -> nx.MultiDiGraph[str]:
    """The whole graph, or the ties that held on a date, as a NetworkX graph.

    Parameters
    ----------
    as_of
        ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; all entities are kept, whatever the date.

    Returns
    -------
    networkx.MultiDiGraph
        One edge per spell. Its key is the type of the tie, with " 2", " 3" … from the second
        spell on. `from_networkx` of the whole graph gives an equal store back.
    """
    on = read_as_of(as_of)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    lives: dict[str, Days] = {}
    for node in store.all_nodes():
        graph.add_node(node.id, **flat_node(node))
        lives[node.id] = lifetime(node)
    for key, statements in by_tie(store.all_statements()).items():
        tie = tie_on(key, statements, (lives[key.source_id], lives[key.target_id]), on)
        for number, spell in enumerate(tie.spells if tie else (), start=1):
            name = key.type if number == 1 else f"{key.type} {number}"
            edge = {"type": key.type, **flat_spell(spell), "statements": spell.statements}
            graph.add_edge(key.source_id, key.target_id, name, **edge)
    return graph


def from_networkx(graph: nx.MultiDiGraph[Any]) -> NetworkXStore:
    """A NetworkX graph as a store that every question can be asked of.

    Parameters
    ----------
    graph
        Nodes need a ``kind`` (their ``name`` is the id unless given), edges a ``type`` (or a
        key that is a tie type). Edges without ``statements`` are one statement each, made of
        ``role``, ``since``, ``until``, ``url``, ``as_of`` and ``confidence``.

    Raises
    ------
    StoreError
        If a node or an edge does not fit the schema. The graph is read once: build the store
        again after changing it.
    """
    nodes = {str(n): _read_node(str(n), attributes) for n, attributes in graph.nodes(data=True)}
    statements: list[Statement] = []
    for source, target, key, edge in graph.edges(keys=True, data=True):
        statements += edge.get("statements") or [_read_edge(str(source), str(target), key, edge)]
    for statement in statements:
        _check(statement, nodes)
    return NetworkXStore(nodes, by_tie(statements))


def _read_node(node_id: str, attributes: dict[str, Any]) -> Node:
    kind = attributes.get("kind")
    if kind not in NODE_KINDS:
        raise StoreError(
            f"Node {node_id!r} has the kind {kind!r}. Give it one of: {', '.join(NODE_KINDS)}."
        )
    return node_from_flat(node_id, {"name": node_id, **attributes})


def _read_edge(source: str, target: str, key: object, edge: dict[str, Any]) -> Statement:
    evidence = Source(
        url=edge.get("url"),
        as_of=edge.get("as_of"),
        confidence=edge.get("confidence", "stated"),
    )
    dates = (_text(edge.get("since")), _text(edge.get("until")))
    return Statement(source, edge.get("type", key), target, edge.get("role"), *dates, evidence)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _check(statement: Statement, nodes: dict[str, Node]) -> None:
    where = f"Edge {statement.source_id} – {statement.target_id}"
    if statement.type not in TIE_TYPES:
        raise StoreError(
            f"{where} has the type {statement.type!r}. Give it one of: {', '.join(TIE_TYPES)}."
        )
    kinds = nodes[statement.source_id].kind, nodes[statement.target_id].kind
    if not may_join(statement.type, *kinds):
        raise StoreError(
            f"{where}: {statement.type} cannot join a {kinds[0]} to a {kinds[1]}. "
            f"It joins {joins_what(statement.type)}."
        )
    for date in filter(None, (statement.since, statement.until)):
        try:
            days(date)
        except DateError as error:
            raise StoreError(f"{where}: {error}") from None
