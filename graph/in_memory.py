"""The graph as a NetworkX MultiDiGraph, and such a graph as an engine of its own.

A node carries ``kind``, ``name``, ``aliases`` and its properties; an edge is one spell of one
tie, with ``type``, ``since``, ``until``, ``role`` and its ``statements``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

import networkx as nx

from graph.dates import days
from graph.digest import GraphDigest, node_digest, statement_digest
from graph.errors import DateError, StoreError
from graph.flat import flat_node, flat_spell, node_from_flat
from graph.labels import fold, named_by
from graph.model import Node, Source, Statement, Tie, TieKey
from graph.schema import NODE_KINDS, TIE_TYPES, WEAK_TYPES, joins_what, may_join
from graph.spells import holds, lifetime, read_as_of, spells, tie_on, window
from graph.store import DATED, STATED, STRONG, StoreFacts, Tally

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from contextlib import AbstractContextManager

    from graph.dates import Days
    from graph.model import Direction
    from graph.question import Pattern
    from graph.store import Handle, Reader, Step, Tier

T = TypeVar("T")


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
    for key, statements in _by_tie(store.all_statements()).items():
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
    return NetworkXStore(nodes, _by_tie(statements))


class NetworkXStore:
    """A graph in memory. Made by `from_networkx`; it answers, and is not written to.

    Parameters
    ----------
    nodes
        The entities by id.
    ties
        The statements of each tie, in row order.
    """

    def __init__(self, nodes: dict[str, Node], ties: dict[TieKey, list[Statement]]) -> None:
        self._nodes = dict(sorted(nodes.items()))
        self._statements = ties
        self.graph = _spell_graph(self._nodes, ties)

    def facts(self) -> StoreFacts:
        """Kind, size and digest of the store."""
        digest = GraphDigest()
        digest.add(node_digest(node) for node in self._nodes.values())
        digest.add(statement_digest(statement) for statement in self.all_statements())
        return StoreFacts("networkx", len(self._nodes), len(self._statements), str(digest))

    def tally(self, on: Days | None) -> Tally:
        """Counts of what is in the store, of the ties that hold on a date."""
        held = [tie for key in self._statements if (tie := self._tie(key, on))]
        statements = list(self.all_statements())
        sinces = [s.since for s in statements if s.since]
        return Tally(
            dict(sorted(Counter(node.kind for node in self._nodes.values()).items())),
            dict(sorted(Counter(tie.type for tie in held).items())),
            len(statements),
            len({s.evidence.url for s in statements if s.evidence.url}),
            len({s.evidence.file for s in statements if s.evidence.file}),
            min(sinces, default=None),
            max(sinces, default=None),
            sum(all(spell.undated for spell in tie.spells) for tie in held),
        )

    def nodes(self, ids: Collection[str]) -> dict[str, Node]:
        """The entities with these ids; an id that is not in the store is left out."""
        return {i: self._nodes[i] for i in ids if i in self._nodes}

    def catalogue(self, kinds: Collection[str], state: str | None = None) -> list[Node]:
        """All entities of these kinds (in a state), ordered by id."""
        return [
            node
            for node in self._nodes.values()
            if node.kind in kinds and (state is None or node.state == state)
        ]

    def labelled(self, text: str, tier: Tier) -> list[Node]:
        """Entities that a text names in this way, without regard to case, ordered by id."""
        folded = fold(text)
        return [node for node in self._nodes.values() if named_by(node, folded, tier)]

    def labels(self) -> Iterator[tuple[str, str]]:
        """Every name and alias, with the id it belongs to."""
        for node in self._nodes.values():
            yield from ((label, node.id) for label in (node.name, *node.aliases))

    def ties(
        self,
        ids: Collection[str],
        types: Collection[str],
        on: Days | None,
        direction: Direction | None = None,
    ) -> list[Tie]:
        """Ties around entities, with the spells that hold; by source id, type, target id."""
        keys: set[TieKey] = set()
        for node_id in ids:
            if node_id in self.graph and direction != "in":
                keys |= {
                    TieKey(node_id, e["type"], b)
                    for _, b, e in self.graph.out_edges(node_id, data=True)
                }
            if node_id in self.graph and direction != "out":
                keys |= {
                    TieKey(a, e["type"], node_id)
                    for a, _, e in self.graph.in_edges(node_id, data=True)
                }
        return self._held((key for key in keys if key.type in types), on)

    def between(
        self, pairs: Collection[tuple[str, str]], types: Collection[str], on: Days | None
    ) -> list[Tie]:
        """Ties that join these pairs, in either direction, with the spells that hold."""
        ways = {way for a, b in pairs for way in ((a, b), (b, a))}
        keys = {TieKey(a, name, b) for a, b in ways for name in types}
        return self._held((key for key in keys if key in self._statements), on)

    def sizes(self, ids: Collection[str], on: Days | None) -> dict[str, int]:
        """How many distinct entities have a MEMBER_OF tie to each of these on a date."""
        return {i: len(self.ties([i], ["MEMBER_OF"], on, "in")) for i in ids if i in self._nodes}

    def walk(self, types: Collection[str], on: Days | None) -> NetworkXWalk:
        """A walk over the graph of these tie types on a date."""
        return NetworkXWalk(self.graph, frozenset(types), on)

    def reading(self) -> AbstractContextManager[None]:
        """Nobody else writes to a graph in memory."""
        return nullcontext()

    def match(self, pattern: Pattern[T], **given: Any) -> list[T]:
        """The records of a pattern, by its Python half."""
        return list(pattern.python(self, **given))

    def all_nodes(self) -> Iterator[Node]:
        """Every entity, ordered by id."""
        yield from self._nodes.values()

    def all_statements(self) -> Iterator[Statement]:
        """Every statement; those about one tie in row order."""
        for statements in self._statements.values():
            yield from statements

    def close(self) -> None:
        """Nothing is held open."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _tie(self, key: TieKey, on: Days | None) -> Tie | None:
        lives = (lifetime(self._nodes[i]) for i in (key.source_id, key.target_id))
        return tie_on(key, self._statements[key], lives, on)

    def _held(self, keys: Iterable[TieKey], on: Days | None) -> list[Tie]:
        return [tie for key in sorted(keys) if (tie := self._tie(key, on))]


class NetworkXWalk:
    """The graph of some tie types on a date; handles are ids."""

    def __init__(self, graph: nx.MultiDiGraph[str], types: frozenset[str], on: Days | None) -> None:
        self._graph = graph
        self._types = types
        self._on = on

    def handles(self, ids: Iterable[str]) -> dict[str, Handle]:
        """The handles of ids; an id that is not in the store is left out."""
        return {i: i for i in ids if i in self._graph}

    def ids(self, handles: Iterable[Handle]) -> dict[Handle, str]:
        """The ids of handles."""
        return {handle: cast("str", handle) for handle in handles}

    def around(self, handles: Collection[Handle]) -> Iterable[Step]:
        """A step per spell that holds, from these nodes in either direction."""
        for node in cast("Collection[str]", handles):
            for _, other, edge in self._graph.out_edges(node, data=True):
                yield from self._step(node, other, edge)
            for other, _, edge in self._graph.in_edges(node, data=True):
                yield from self._step(node, other, edge)

    def _step(self, node: str, other: str, edge: dict[str, Any]) -> Iterator[Step]:
        if edge["type"] in self._types and holds(edge["span"], self._on):
            yield node, other, edge["marks"]


def _by_tie(statements: Iterable[Statement]) -> dict[TieKey, list[Statement]]:
    ties: dict[TieKey, list[Statement]] = defaultdict(list)
    for statement in statements:
        ties[statement.key].append(statement)
    return dict(ties)


def _spell_graph(
    nodes: dict[str, Node], ties: dict[TieKey, list[Statement]]
) -> nx.MultiDiGraph[str]:
    """One edge per spell, with what a walk needs to know of it."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(nodes)
    for key, statements in ties.items():
        lives = lifetime(nodes[key.source_id]), lifetime(nodes[key.target_id])
        strong = 0 if key.type in WEAK_TYPES else STRONG
        for spell in spells(statements):
            graph.add_edge(
                key.source_id,
                key.target_id,
                type=key.type,
                span=window(spell, *lives),
                marks=strong + STATED * spell.stated + DATED * (not spell.undated),
            )
    return graph


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
