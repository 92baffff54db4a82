"""The offline store: a graph in one SQLite file, read straight from its indexes."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self, TypeVar

from graph.explaining import explained
from graph.model import TieKey
from graph.offline.around import around, types_text
from graph.offline.cache import Cache
from graph.offline.damage import read_as_ours
from graph.offline.file import speaking
from graph.offline.naming import LABELS, joined, named, spellings
from graph.offline.notes import read_notes
from graph.offline.rows import (
    CHECKED_COLUMNS,
    NODE_COLUMNS,
    TIE_COLUMNS,
    TIE_TABLES,
    checked_statement,
    load_types,
    node_from,
    ties_from,
)
from graph.offline.tally import facts, must_have, on_date, tally
from graph.offline.view import ThreadView
from graph.offline.waiting import patiently
from graph.offline.walk import OfflineWalk
from graph.offline.written import OfflineWriter
from graph.schema import NODE_KINDS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Generator, Iterator

    import networkx as nx

    from graph.dates import Days
    from graph.facts import StoreFacts
    from graph.model import Direction, Node, Note, Spelling, Statement, Tie
    from graph.naming import LabelOf, Namings
    from graph.offline.audit import OfflineAuditor
    from graph.question import Pattern
    from graph.store import Tally
    from graph.unfinished import Unfinished

T = TypeVar("T")
_Values = tuple[object, ...] | dict[str, object]


class OfflineStore(OfflineWriter):
    """A graph kept in one file.

    Parameters
    ----------
    path
        The file. It need not be there before the first `write`.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._view = ThreadView()
        self._cache = Cache(path)

    # Reading ------------------------------------------------------------------------------

    def facts(self) -> StoreFacts:
        """Kind, size and digest of the store."""
        if self._view.facts is not None:
            return self._view.facts
        with speaking(self.path), read_as_ours(self.path):
            found = facts(self._db)
        if self._view.types is not None:
            self._view.facts = found
        return found

    def unfinished(self) -> list[Unfinished]:
        """None: what is written to a file is all or nothing."""
        return []

    def tally(self, on: Days | None) -> Tally:
        """Counts of what is in the store, of the ties that hold on a date."""
        with speaking(self.path), read_as_ours(self.path):
            return tally(self._db, on)

    def nodes(self, ids: Collection[str]) -> dict[str, Node]:
        """The entities with these ids; an id that is not in the store is left out."""
        sql = f"SELECT {NODE_COLUMNS} FROM json_each(?) f JOIN node n ON n.id = f.value"
        found = self._rows(sql, (json.dumps(list(ids)),), node_from)
        return {node.id: node for node in found}

    def catalogue(self, kinds: Collection[str], state: str | None = None) -> list[Node]:
        """All entities of these kinds (in a state), ordered by id."""
        sql = (
            f"SELECT {NODE_COLUMNS} FROM node n WHERE n.kind IN (SELECT value FROM json_each(?)) "
            "AND (? IS NULL OR n.state = ?) ORDER BY n.id"
        )
        found = list(self._rows(sql, (json.dumps(list(kinds)), state, state), node_from))
        if state is None and NODE_KINDS.keys() <= set(kinds):
            with read_as_ours(self.path):
                must_have(facts(self._db), len(found))
        return found

    def named(self, written: Collection[str]) -> Namings:
        """For each text the entities that it names, by tier, then id."""
        return named(self._rows, written)

    def spellings(self) -> Iterator[Spelling]:
        """What sources wrote for entities, ordered by entity, text and source."""
        yield from spellings(self._rows)

    def owners(self, nces_ids: Collection[str]) -> dict[str, Node]:
        """The entities with these NCES ids; an id that no entity has is left out."""
        sql = f"SELECT {NODE_COLUMNS} FROM json_each(?) f JOIN node n ON n.nces_id = f.value"
        found = self._rows(sql, (json.dumps(list(nces_ids)),), node_from)
        return {str(node.text("nces_id")): node for node in found}

    def labels(self, of: LabelOf = "name") -> Iterator[tuple[str, str]]:
        """Every name and alias, or every town, with the id it belongs to; ordered by id."""
        yield from self._rows(LABELS[of])

    def ties(
        self,
        ids: Collection[str],
        types: Collection[str],
        on: Days | None,
        direction: Direction | None = None,
    ) -> list[Tie]:
        """Ties around entities, with the spells that hold; by source id, type, target id."""
        return self._ties(*around(self._tie_types, "s.tie", ids, types, on, direction), on)

    def links(
        self,
        ids: Collection[str],
        types: Collection[str],
        on: Days | None,
        direction: Direction,
    ) -> list[TieKey]:
        """Which ties around entities hold, without their evidence; ordered like `ties`."""
        names = {key: name for name, key in self._tie_types.items()}
        sql, values = around(self._tie_types, "n.id, s.type, s.other", ids, types, on, direction)
        sql = f"SELECT DISTINCT f.*, o.id FROM ({sql}) f JOIN node o ON o.key = f.other"
        found = [(one, names[key], other) for one, key, _, other in self._rows(sql, values)]
        ways = ((a, t, b) if direction == "out" else (b, t, a) for a, t, b in found)
        return sorted(TieKey(*way) for way in ways)

    def between(
        self, pairs: Collection[tuple[str, str]], types: Collection[str], on: Days | None
    ) -> list[Tie]:
        """Ties that join these pairs, in either direction, with the spells that hold."""
        keys = (
            "SELECT s.tie FROM json_each(?) f JOIN node x ON x.id = json_extract(f.value, '$[0]') "
            "JOIN node z ON z.id = json_extract(f.value, '$[1]') JOIN step s ON s.node = x.key "
            f"AND s.type IN ({types_text(self._tie_types, types)}) AND s.outward IN (0, 1) "
            "AND s.other = z.key"
        )
        return self._ties(keys, (json.dumps(list(pairs)),), on)

    def sizes(self, ids: Collection[str], on: Days | None) -> dict[str, int]:
        """How many distinct entities have a MEMBER_OF tie to each of these on a date."""
        when, days = on_date(on)
        sql = (
            "SELECT n.id, (SELECT count(DISTINCT s.other) FROM step s WHERE s.node = n.key "
            f"AND s.type IN ({types_text(self._tie_types, ['MEMBER_OF'])}) "
            f"AND s.outward = 0{when}) "
            "FROM json_each(?) f JOIN node n ON n.id = f.value"
        )
        return dict(self._rows(sql, (*days, json.dumps(list(ids)))))

    def walk(self, types: Collection[str], on: Days | None) -> OfflineWalk:
        """A walk over the graph of these tie types on a date."""
        keys = self._tie_types
        return OfflineWalk(self._all, {keys[t]: t for t in types if t in keys}, on)

    def match(self, pattern: Pattern[T], **given: Any) -> list[T]:
        """The records of a pattern, by its Python half."""
        with self.reading():
            return list(pattern.python(self, **given))

    def cached(self, name: str, make: Callable[[], bytes]) -> bytes:
        """What ``make`` gives, kept in the file until the graph changes."""
        with speaking(self.path):
            return self._cache.get(self._db, name, make)

    def merged(self) -> dict[str, str]:
        """Ids of entities that have joined others, with the ids of those."""
        return joined(self._all)

    def notes(self, kind: str | None = None) -> list[Note]:
        """What is kept beside the graph, of a kind or all, ordered by kind and name."""
        return read_notes(self._all, kind)

    def all_nodes(self) -> Iterator[Node]:
        """Every entity, ordered by id."""
        yield from self._rows(f"SELECT {NODE_COLUMNS} FROM node n ORDER BY n.id", (), node_from)

    def all_statements(self) -> Iterator[Statement]:
        """Every statement; ties in the order they came in, those about one tie in row order."""
        # CROSS JOIN keeps the statements outermost, so that they stream without being sorted.
        sql = (
            f"SELECT a.id, y.name, b.id, {CHECKED_COLUMNS} FROM statement st "
            "CROSS JOIN tie t ON t.key = st.tie JOIN node a ON a.key = t.source "
            "JOIN node b ON b.key = t.target JOIN tie_type y ON y.key = t.type "
            "ORDER BY st.tie, st.key"
        )
        yield from self._rows(sql, (), lambda row: checked_statement(TieKey(*row[:3]), row[3:]))

    @contextmanager
    def reading(self) -> Generator[None]:
        """One unchanging view of the store, whatever others write meanwhile."""
        with speaking(self.path):
            if self._db.in_transaction:
                yield
                return
            self._db.execute("BEGIN")
            try:
                self._view.types = self._tie_types  # which is a read: from here on it is held still
                with explained(self):
                    yield
            finally:
                self._view.types = self._view.facts = None
                self._db.execute("COMMIT")

    @property
    def auditor(self) -> OfflineAuditor:
        """Whether the file is whole, and what of it can be repaired."""
        from graph.offline.audit import OfflineAuditor  # noqa: PLC0415 - few ask

        return OfflineAuditor(self.path)

    @property
    def where(self) -> str:
        """Where the graph is kept, in words."""
        return self.path

    def to_networkx(self, as_of: str | None = None) -> nx.MultiDiGraph[str]:
        """The graph as a NetworkX graph (`graph.in_memory.to_networkx.to_networkx`)."""
        from graph.in_memory.to_networkx import to_networkx  # noqa: PLC0415 - brings networkx

        return to_networkx(self, as_of)

    def close(self) -> None:
        """Let go of the file; other threads that have asked do when they end."""
        if self._closed:
            return
        self._closed = True
        self._view.close()
        self._cache.save()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    # Behind the door ----------------------------------------------------------------------

    @property
    def _db(self) -> sqlite3.Connection:
        self._judge_open()
        return self._view.connected(self.path)

    @property
    def _tie_types(self) -> dict[str, int]:
        """The keys of the tie types that the file knows, read once a view."""
        if self._view.types is not None:
            return self._view.types
        return patiently(self.path, lambda: load_types(self._db))

    def _rows(
        self, sql: str, values: _Values = (), make: Callable[[Any], Any] | None = None
    ) -> Iterator[Any]:
        """The rows of a query, each made into a word of the model."""
        with speaking(self.path), read_as_ours(self.path):
            # Not `yield from`, which would close the cursor of a store that is closed already
            # where a reader stops in the middle.
            for row in self._execute(sql, values):
                yield row if make is None else make(row)

    def _all(self, sql: str, values: _Values = ()) -> list[Any]:
        with speaking(self.path), read_as_ours(self.path):
            return self._execute(sql, values).fetchall()

    def _execute(self, sql: str, values: _Values) -> sqlite3.Cursor:
        return patiently(self.path, lambda: self._db.execute(sql, values))

    def _ties(self, keys: str, values: tuple[object, ...], on: Days | None) -> list[Tie]:
        sql = (
            f"SELECT {TIE_COLUMNS} FROM {TIE_TABLES} WHERE t.key IN ({keys}) "
            "ORDER BY a.id, y.name, b.id, st.key"
        )
        with read_as_ours(self.path):
            return list(ties_from(self._rows(sql, values), on))
