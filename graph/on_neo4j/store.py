"""The Neo4j store: every primitive of `graph.store.Store` as a query to a server."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self, TypeVar

from graph.errors import NoStoreError, StoreError
from graph.explaining import explained
from graph.model import Note, TieKey
from graph.on_neo4j import texts
from graph.on_neo4j.answers import on_parameter, position, statements_from, ties_from, word
from graph.on_neo4j.audit import Neo4jAuditor
from graph.on_neo4j.driver.connection import Neo4jServer
from graph.on_neo4j.naming import named, spellings
from graph.on_neo4j.read_before import ReadBefore
from graph.on_neo4j.rows import node_from
from graph.on_neo4j.unfinished import read_marks
from graph.on_neo4j.view import View, said_by
from graph.on_neo4j.walk import Neo4jWalk
from graph.on_neo4j.written import Neo4jWriter
from graph.store import Tally
from graph.user_cache import kept_for

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterator

    import networkx as nx

    from graph.dates import Days
    from graph.facts import StoreFacts
    from graph.model import Direction, Node, Spelling, Statement, Tie
    from graph.naming import LabelOf, Namings
    from graph.on_neo4j.writing.history import Neo4jHistory
    from graph.question import Pattern
    from graph.unfinished import Unfinished

T = TypeVar("T")
_NUMBER = re.compile(r"[1-9]\d{0,17}", re.ASCII)


class Neo4jStore(Neo4jWriter):
    """A graph kept on a Neo4j server.

    User, password and database come from NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE.

    Parameters
    ----------
    target
        Where the server is, such as ``neo4j://localhost:7687``.
    """

    def __init__(self, target: str) -> None:
        self.server = Neo4jServer(target)
        self._cached: dict[str, tuple[str, bytes]] = {}
        self._view: View | None = None

    # Reading ------------------------------------------------------------------------------

    def check(self, *, create: bool) -> None:
        """Make sure that the server answers, and unless one may be made, that a graph is there.

        Raises
        ------
        StoreError
            If it does not, or there is none.
        """
        self.server.check()
        if not create:
            self.facts()

    def facts(self) -> StoreFacts:
        """Kind, size and digest of the store."""
        state = self._view.seen if self._view is not None else said_by(self.server)
        if state is None:
            raise NoStoreError(
                f"There is no store at {self.server.target}. "
                f"Make one with: netweave load FOLDER --store {self.server.target.uri}"
            )
        return state.facts

    def unfinished(self) -> list[Unfinished]:
        """The writes that were begun and are not finished, in the order of their beginning."""
        state = self._view.seen if self._view is not None else said_by(self.server)
        return [] if state is None else read_marks(state.loading)

    def tally(self, on: Days | None) -> Tally:
        """Counts of what is in the store, of the ties that hold on a date."""
        by_type = self.server.rows(texts.TIE_TYPES, on=on_parameter(on))
        first, last = self.server.rows(texts.SINCES)[0]
        statements, pages, files = (
            int(self.server.rows(text)[0][0])
            for text in (texts.STATEMENTS, texts.PAGES, texts.FILES)
        )
        return Tally(
            kinds=dict(self.server.rows(texts.KINDS)),
            tie_types={name: count for name, count, _ in by_type},
            statements=statements,
            pages=pages,
            files=files,
            first_since=first,
            last_since=last,
            undated=sum(undated for _, _, undated in by_type),
        )

    def nodes(self, ids: Collection[str]) -> dict[str, Node]:
        """The entities with these ids; an id that is not in the store is left out."""
        return self._read_before().nodes(ids)

    def catalogue(self, kinds: Collection[str], state: str | None = None) -> list[Node]:
        """All entities of these kinds (in a state), ordered by id."""
        return self._nodes(texts.CATALOGUE, kinds=list(kinds), state=state)

    def named(self, written: Collection[str]) -> Namings:
        """For each text the entities that it names, by tier, then id."""
        seen = self._view.seen if self._view is not None else said_by(self.server)
        return named(self.server, written, 0 if seen is None else seen.version)

    def spellings(self) -> Iterator[Spelling]:
        """What sources wrote for entities, ordered by entity, text and source."""
        yield from spellings(self.server)

    def owners(self, nces_ids: Collection[str]) -> dict[str, Node]:
        """The entities with these NCES ids; an id that no entity has is left out."""
        # A user's column of numbers is one of numbers on the server too.
        numbers = [int(i) for i in nces_ids if _NUMBER.fullmatch(i)]
        found = self._nodes(texts.OWNERS, nces_ids=[*nces_ids, *numbers])
        return {str(node.text("nces_id")): node for node in found}

    def labels(self, of: LabelOf = "name") -> Iterator[tuple[str, str]]:
        """Every name and alias, or every town, with the id it belongs to; ordered by id."""
        for labels, node_id in self.server.stream(texts.LABELS[of]):
            yield from ((str(label), node_id) for label in labels)

    def ties(
        self,
        ids: Collection[str],
        types: Collection[str],
        on: Days | None,
        direction: Direction | None = None,
    ) -> list[Tie]:
        """Ties around entities, with the spells that hold; by source id, type, target id."""
        if not types:
            return []
        rows = self.server.rows(texts.around(types, direction), ids=list(ids), on=on_parameter(on))
        return ties_from(row for (row,) in rows)

    def links(
        self,
        ids: Collection[str],
        types: Collection[str],
        on: Days | None,
        direction: Direction,
    ) -> list[TieKey]:
        """Which ties around entities hold, without their evidence; ordered like `ties`."""
        if not types:
            return []
        rows = self.server.rows(texts.links(types, direction), ids=list(ids), on=on_parameter(on))
        return sorted(TieKey(*row) for row in rows)

    def between(
        self, pairs: Collection[tuple[str, str]], types: Collection[str], on: Days | None
    ) -> list[Tie]:
        """Ties that join these pairs, in either direction, with the spells that hold."""
        given = {"pairs": list(map(list, pairs)), "types": list(types), "on": on_parameter(on)}
        return ties_from(row for (row,) in self.server.rows(texts.BETWEEN, **given))

    def sizes(self, ids: Collection[str], on: Days | None) -> dict[str, int]:
        """How many distinct entities have a MEMBER_OF tie to each of these on a date."""
        rows = self.server.rows(texts.SIZES, ids=list(ids), on=on_parameter(on))
        return dict(rows)

    def walk(self, types: Collection[str], on: Days | None) -> Neo4jWalk:
        """A walk over the graph of these tie types on a date."""
        return Neo4jWalk(self.server, types, on_parameter(on), self._read_before())

    def match(self, pattern: Pattern[T], **given: Any) -> list[T]:
        """The records of a pattern, by its Cypher half."""
        given["on"] = on_parameter(given.get("on"))
        rows = sorted(self.server.rows(pattern.cypher, **given), key=position)
        return [pattern.record(*map(word, row)) for row in rows]

    def cached(self, name: str, make: Callable[[], bytes]) -> bytes:
        """What was made for the same graph before, by whichever process of this user."""
        data_hash = self.facts().data_hash
        known = self._cached.get(name)
        if known is None or known[0] != data_hash:
            value = kept_for(data_hash, name, lambda: self._unmixed(make))
            known = self._cached[name] = (data_hash, value)
        return known[1]

    def _unmixed(self, make: Callable[[], bytes]) -> bytes:
        """What follows from one state of the store: a mixture is not kept, nor computed from."""
        if self._view is None:
            with self.reading():
                return self._unmixed(make)
        self._view.confirm()
        value = make()
        self._view.confirm()
        return value

    def merged(self) -> dict[str, str]:
        """Ids of entities that have joined others, with the ids of those."""
        return dict(self.server.rows(texts.MERGED))

    def notes(self, kind: str | None = None) -> list[Note]:
        """What is kept beside the graph, of a kind or all, ordered by kind and name."""
        return sorted(Note(*row) for row in self.server.rows(texts.NOTES, kind=kind))

    def all_nodes(self) -> Iterator[Node]:
        """Every entity, ordered by id."""
        return self._read_before().all_nodes()

    def all_statements(self) -> Iterator[Statement]:
        """Every statement, by the id of its source; those about one tie in row order."""
        source = ""
        rows: list[list[Any]] = []
        for row in self.server.stream(texts.ALL_TIES):
            if row[0] != source:
                yield from statements_from(rows)
                source, rows = row[0], []
            rows.append(row)
        yield from statements_from(rows)

    @contextmanager
    def reading(self) -> Generator[None]:
        """One view of the store: if others write meanwhile, this says so instead of a mixture.

        No transaction is open between two reads. What the store says of itself is compared: the
        same before the first read and after the last one, so it was the same in between.

        Raises
        ------
        StoreChangedError
            At the end of the block, if the store has changed since its beginning.
        """
        if self._view is not None:
            yield
            self._view.confirm()
            return
        self._view = view = View(self.server)
        try:
            view.warn()
            yield
        except StoreError:
            raise
        except Exception as error:
            view.explain(error)
            with explained(self):
                raise
        else:
            view.confirm()
        finally:
            self._view = None

    # What is written, and what was --------------------------------------------------------

    @property
    def history(self) -> Neo4jHistory:
        """What the server remembers of its loads, and how the last one is taken back."""
        from graph.on_neo4j.writing.history import Neo4jHistory  # noqa: PLC0415 - as for `write`

        self.facts()  # If there is no store, this says so.
        return Neo4jHistory(self.server)

    @property
    def auditor(self) -> Neo4jAuditor:
        """Whether the graph is what it says it is, and what of it can be repaired."""
        return Neo4jAuditor(self.server)

    @property
    def where(self) -> str:
        """Where the graph is kept, in words."""
        return str(self.server.target)

    def to_networkx(self, as_of: str | None = None) -> nx.MultiDiGraph[str]:
        """The graph as a NetworkX graph (`graph.in_memory.to_networkx.to_networkx`)."""
        from graph.in_memory.to_networkx import to_networkx  # noqa: PLC0415 - brings networkx

        return to_networkx(self, as_of)

    def close(self) -> None:
        """Let go of the server."""
        self.server.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    # Behind the door ----------------------------------------------------------------------

    def _read_before(self) -> ReadBefore:
        return ReadBefore(self.server) if self._view is None else self._view.read_before

    def _nodes(self, text: Any, **given: Any) -> list[Node]:
        found = (node_from(properties) for (properties,) in self.server.rows(text, **given))
        return sorted(found, key=lambda node: node.id)
