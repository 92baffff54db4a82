"""A graph in memory as an engine: every question answered on a NetworkX MultiDiGraph."""

from __future__ import annotations

from collections import Counter, defaultdict
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

import networkx as nx

from graph.digest import GraphDigest, node_digest, statement_digest
from graph.facts import StoreFacts
from graph.in_memory.naming import LabelIndex
from graph.model import Node, Spelling, Statement, Tie, TieKey
from graph.schema import WEAK_TYPES
from graph.spells import holds, lifetime, spells, tie_on, window
from graph.store import DATED, STATED, STRONG, Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from contextlib import AbstractContextManager

    from graph.dates import Days
    from graph.model import Direction, Note
    from graph.naming import LabelOf, Namings
    from graph.question import Pattern
    from graph.store import Handle, Step
    from graph.unfinished import Unfinished

T = TypeVar("T")
SPELLINGS = "netweave:spellings"
"""The attribute of a NetworkX graph that holds what sources wrote for its entities."""


class NetworkXStore:
    """A graph in memory. Made by `from_networkx`; it answers, and is not written to.

    Parameters
    ----------
    nodes
        The entities by id.
    ties
        The statements of each tie, in row order.
    spellings
        What sources wrote for the entities.
    """

    def __init__(
        self,
        nodes: dict[str, Node],
        ties: dict[TieKey, list[Statement]],
        spellings: Iterable[Spelling] = (),
    ) -> None:
        self._nodes = dict(sorted(nodes.items()))
        self._statements = ties
        self.graph = _spell_graph(self._nodes, ties)
        self._names = LabelIndex(self._nodes, spellings, self._is_tied)

    def facts(self) -> StoreFacts:
        """Kind, size and digest of the store."""
        digest = GraphDigest()
        digest.add(node_digest(node) for node in self._nodes.values())
        digest.add(statement_digest(statement) for statement in self.all_statements())
        return StoreFacts("networkx", len(self._nodes), len(self._statements), str(digest))

    def unfinished(self) -> list[Unfinished]:
        """None: it was read as a whole."""
        return []

    def tally(self, on: Days | None) -> Tally:
        """Counts of what is in the store, of the ties that hold on a date."""
        held = [tie for key in self._statements if (tie := self._tie(key, on))]
        statements = list(self.all_statements())
        sinces = [s.since for s in statements if s.since]
        return Tally(
            kinds=dict(sorted(Counter(node.kind for node in self._nodes.values()).items())),
            tie_types=dict(sorted(Counter(tie.type for tie in held).items())),
            statements=len(statements),
            pages=len({s.evidence.url for s in statements if s.evidence.url}),
            files=len({s.evidence.file for s in statements if s.evidence.file}),
            first_since=min(sinces, default=None),
            last_since=max(sinces, default=None),
            undated=sum(all(spell.undated for spell in tie.spells) for tie in held),
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

    def named(self, written: Collection[str]) -> Namings:
        """For each text the entities that it names, by tier, then id."""
        return self._names.named(written)

    def spellings(self) -> Iterator[Spelling]:
        """What sources wrote for entities, ordered by entity, text and source."""
        yield from self._names.spellings

    def owners(self, nces_ids: Collection[str]) -> dict[str, Node]:
        """The entities with these NCES ids; an id that no entity has is left out."""
        owned = {str(node.text("nces_id")): node for node in self._nodes.values()}
        return {nces_id: owned[nces_id] for nces_id in nces_ids if nces_id in owned}

    def labels(self, of: LabelOf = "name") -> Iterator[tuple[str, str]]:
        """Every name and alias, or every town, with the id it belongs to; ordered by id."""
        for node in self._nodes.values():
            texts = (node.name, *node.aliases) if of == "name" else (node.text("city"),)
            yield from ((text, node.id) for text in texts if text is not None)

    def ties(
        self,
        ids: Collection[str],
        types: Collection[str],
        on: Days | None,
        direction: Direction | None = None,
    ) -> list[Tie]:
        """Ties around entities, with the spells that hold; by source id, type, target id."""
        return self._held(self._around(ids, types, direction), on)

    def links(
        self,
        ids: Collection[str],
        types: Collection[str],
        on: Days | None,
        direction: Direction,
    ) -> list[TieKey]:
        """Which ties around entities hold, without their evidence; ordered like `ties`."""
        return [tie.key for tie in self.ties(ids, types, on, direction)]

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

    def cached(self, name: str, make: Callable[[], bytes]) -> bytes:  # noqa: ARG002 - a protocol
        """Made anew: a graph in memory keeps nothing else."""
        return make()

    def merged(self) -> dict[str, str]:
        """A graph in memory does not know what its entities were before."""
        return {}

    def notes(self, kind: str | None = None) -> list[Note]:  # noqa: ARG002 - as of all readers
        """A graph in memory has nothing beside it."""
        return []

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

    def _is_tied(self, node: Node) -> bool:
        """Whether an entity has a tie; the schools of a district are none of its own."""
        into = (edge["type"] for _, _, edge in self.graph.in_edges(node.id, data=True))
        own = any(node.kind != "district" or name != "PART_OF" for name in into)
        return own or self.graph.out_degree(node.id) > 0

    def _around(
        self, ids: Collection[str], types: Collection[str], direction: Direction | None
    ) -> set[TieKey]:
        keys: set[TieKey] = set()
        for node in filter(self.graph.has_node, ids):
            if direction != "in":
                out = self.graph.out_edges(node, data=True)
                keys |= {TieKey(node, edge["type"], other) for _, other, edge in out}
            if direction != "out":
                into = self.graph.in_edges(node, data=True)
                keys |= {TieKey(other, edge["type"], node) for other, _, edge in into}
        return {key for key in keys if key.type in types}

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

    def steps(self) -> Iterable[Step]:
        """All of them: a step per spell that holds, from either end."""
        return self.around(self._graph.nodes)

    def pairs(self) -> Iterable[tuple[Handle, Handle]]:
        """The source and target of every spell that holds, in no order."""
        for source, target, edge in self._graph.edges(data=True):
            if self._holds(edge):
                yield source, target

    def _step(self, node: str, other: str, edge: dict[str, Any]) -> Iterator[Step]:
        if self._holds(edge):
            yield node, other, edge["marks"]

    def _holds(self, edge: dict[str, Any]) -> bool:
        return edge["type"] in self._types and holds(edge["span"], self._on)


def by_tie(statements: Iterable[Statement]) -> dict[TieKey, list[Statement]]:
    """Statements by the tie they are about, in their order."""
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
