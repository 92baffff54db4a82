"""A NetworkX graph of anybody's making as a store: read with the care that files are read."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import networkx as nx

from graph.dates import days
from graph.digest import evidence_file, statement_digest
from graph.errors import DateError, StoreError, same_nces_id
from graph.flat import node_from_flat
from graph.in_memory.store import SPELLINGS, NetworkXStore, by_tie
from graph.model import Node, Source, Statement
from graph.schema import NODE_KINDS, TIE_TYPES, joins_what, may_join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.model import Value


def from_networkx(graph: nx.Graph[Any]) -> NetworkXStore:
    """A NetworkX graph as a store that every question can be asked of.

    Parameters
    ----------
    graph
        A directed graph. Nodes need a ``kind`` (their ``name`` is the id unless given), edges a
        ``type`` (or a key that is a tie type). Edges without ``statements`` are one statement
        each, made of ``role``, ``since``, ``until``, ``url``, ``as_of`` and ``confidence``.

    Raises
    ------
    StoreError
        If a node or an edge does not fit the schema. The graph is read once: build the store
        again after changing it.
    """
    if not graph.is_directed():
        raise StoreError(
            "A tie runs from one entity to another, and this graph has no directions. "
            "Make it a networkx.MultiDiGraph."
        )
    nodes = {str(n): _node(str(n), attributes) for n, attributes in graph.nodes(data=True)}
    _check_nces_ids(nodes.values())
    statements = list(_distinct(_statements(nx.MultiDiGraph(graph))))
    for statement in statements:
        _check(statement, nodes)
    return NetworkXStore(nodes, by_tie(statements), graph.graph.get(SPELLINGS, ()))


def _node(node_id: str, attributes: dict[str, Any]) -> Node:
    kind = attributes.get("kind")
    if kind not in NODE_KINDS:
        raise StoreError(
            f"Node {node_id!r} has the kind {kind!r}. Give it one of: {', '.join(NODE_KINDS)}."
        )
    aliases = attributes.get("aliases") or ()
    names = aliases.split("|") if isinstance(aliases, str) else map(str, aliases)
    known = {
        name: value for name, given in attributes.items() if (value := _value(given)) is not None
    }
    own = {
        "kind": kind,
        "name": _text(attributes.get("name")) or node_id,
        "aliases": [name.strip() for name in names if name.strip()],
    }
    return node_from_flat(node_id, {**known, **own})


def _value(given: object) -> Value | None:
    """A property as text or a number; nothing and not-a-number are no value."""
    if isinstance(given, float):
        return None if math.isnan(given) else float(given)
    if isinstance(given, int) and not isinstance(given, bool):
        return int(given)
    return _text(given)


def _text(given: object) -> str | None:
    return None if given is None else str(given).strip() or None


def _statements(graph: nx.MultiDiGraph[Any]) -> Iterator[Statement]:
    for source, target, key, edge in graph.edges(keys=True, data=True):
        if edge.get("statements"):
            yield from edge["statements"]
        else:
            yield _statement(str(source), str(target), key, edge)


def _statement(source: str, target: str, key: object, edge: dict[str, Any]) -> Statement:
    confidence = _text(edge.get("confidence")) or "stated"
    if confidence not in ("stated", "inferred"):
        raise StoreError(
            f"Edge {source} – {target} has the confidence {confidence!r}. Write stated or inferred."
        )
    evidence = Source(
        url=_text(edge.get("url")),
        as_of=_text(edge.get("as_of")),
        confidence="stated" if confidence == "stated" else "inferred",
    )
    role, since, until = (_text(edge.get(name)) for name in ("role", "since", "until"))
    return Statement(source, str(edge.get("type", key)), target, role, since, until, evidence)


def _distinct(statements: Iterable[Statement]) -> Iterator[Statement]:
    """Each statement once: the same words from the same source say nothing new."""
    met: set[tuple[bytes, str]] = set()
    for statement in statements:
        identity = statement_digest(statement), evidence_file(statement)
        if identity not in met:
            met.add(identity)
            yield statement


def _check_nces_ids(nodes: Iterable[Node]) -> None:
    owners: dict[str, str] = {}
    for node in nodes:
        nces_id = node.text("nces_id")
        if nces_id and owners.setdefault(nces_id, node.id) != node.id:
            raise StoreError(same_nces_id(nces_id, owners[nces_id], node.id))


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
    since, until = statement.since, statement.until
    try:
        backwards = since and until and days(since).first > days(until).last
        for date in filter(None, (since, until, statement.evidence.as_of)):
            days(date)
    except DateError as error:
        raise StoreError(f"{where}: {error}") from None
    if backwards:
        raise StoreError(f"{where} begins in {since} and ends in {until}. Correct one of the two.")
