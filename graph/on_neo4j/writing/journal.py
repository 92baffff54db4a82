"""The journal on the server: how everything was before each batch, so that it can be taken back.

Each transaction of a load leaves one node, which holds what it added by name, and what it changed
or took out as it was. Parts are numbered; those of one load have its name and number.
"""

from __future__ import annotations

import json
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.cypher import META
from graph.history import KEPT, Did
from graph.model import Note, Source, Statement, TieKey
from graph.on_neo4j.rows import StoredStatement
from graph.on_neo4j.unfinished import is_marked, of_source, with_mark, without_mark
from graph.unfinished import Unfinished

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from neo4j import ManagedTransaction

    from graph.on_neo4j.driver.connection import Neo4jServer
    from graph.on_neo4j.writing.meta import Meta
    from graph.on_neo4j.writing.plan import Plan
    from graph.records import Act

LOAD = "NetweaveLoad"
"""The label of the parts."""
_CREATE = f"""
OPTIONAL MATCH (p:{LOAD})
WITH max(p.load) AS last, max(CASE WHEN p.writer = $part.writer THEN p.load END) AS mine
CREATE (p:{LOAD}) SET p = $part, p.load = coalesce(mine, last + 1, 1)
"""
_FORGET = (
    f"MATCH (p:{LOAD}) WITH max(p.load) - $kept AS last "
    f"MATCH (p:{LOAD}) WHERE p.load <= last DELETE p"
)

_WITHDRAW = f"""
MATCH (m:{META} {{name: 'graph'}}) SET m.lock = $writer
WITH m MATCH (p:{LOAD} {{writer: $writer}})
WITH m, collect(p) AS mine, min(p.part) AS first, max(p.part) AS last
WHERE last = m.part AND last - first + 1 = size(mine)
SET m.part = first - 1
FOREACH (p IN mine | DELETE p)
"""
"""Takes the parts of a load out, if nobody has written since it began."""


class JournalPart(NamedTuple):
    """What one part of a load added, and how the rest was before it.

    Attributes
    ----------
    new_nodes
        The ids of the entities that it added.
    old_nodes, gone_nodes
        The entities that it changed and took out, with their properties on the server.
    new_ties
        The ties that it added.
    old_ties
        The ties that it changed or took out, with their statements.
    old_notes
        The notes that it changed; without a text those that it added.
    """

    new_nodes: list[str]
    old_nodes: list[dict[str, Any]]
    gone_nodes: list[dict[str, Any]]
    new_ties: list[TieKey]
    old_ties: dict[TieKey, list[StoredStatement]]
    old_notes: list[Note]


class Neo4jJournal:
    """The journal of one load.

    Parameters
    ----------
    writer
        The name of this load alone.
    of
        How many records it has.
    batch
        What it is a part of.
    """

    def __init__(self, writer: str, act: Act, origin: str, of: int, batch: str = "") -> None:
        self.writer = writer
        self.giver = origin if act == "load" else None
        self._parts = 0
        self._changed = False
        self._write = Unfinished(act, origin, now(), 0, of)
        self._said = {
            "writer": writer,
            "act": act,
            "origin": origin,
            "began": self._write.begun,
            "batch": batch,
        }
        self._before: frozenset[str] | None = None

    def marks(self, loading: list[str], done: int, *, wrote: bool) -> list[str]:
        """The marks of unfinished writes, after so many records of this one.

        What was left unfinished of the same source before is completed with this one, unless it
        went on meanwhile: then it is at work itself.

        Parameters
        ----------
        wrote
            Whether the present transaction changes anything. Nothing is unfinished before.
        """
        if self._before is None:
            self._before = of_source(loading, self._write.source)
        if done >= self._write.of:
            return without_mark(loading, self.writer, self._before)
        if wrote or is_marked(loading, self.writer):
            return with_mark(loading, self.writer, self._write._replace(done=done))
        return loading

    def keep(self, transaction: ManagedTransaction, plan: Plan, meta: Meta) -> int:
        """Keep how everything was before a plan, under the lock; gives the number of the part."""
        before = {name: getattr(meta, name) for name in RESTORED}
        part = {
            **self._said,
            **before,
            "part": meta.part + 1,
            "did": list(Did.of(plan.changes)),
            "past": packed(past_of(plan)),
        }
        transaction.run(_CREATE, part=part).consume()
        self._parts += 1
        self._changed |= not plan.shown_alone
        return meta.part + 1

    def close(self, server: Neo4jServer) -> None:
        """Forget the write, if only where something is shown is another, and those long ago."""
        if self._parts and not self._changed:
            server.write(lambda t: t.run(_WITHDRAW, writer=self.writer).consume())
        server.write(lambda t: t.run(_FORGET, kept=KEPT).consume())


def now() -> str:
    """The time, as the journal writes it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


RESTORED = ("nodes", "ties", "data_hash", "next_order")
"""What the store said of itself, as far as a part keeps it."""


def past_of(plan: Plan) -> JournalPart:
    """How everything was before a plan."""
    return JournalPart(
        list(plan.new_nodes),
        list(plan.old_nodes.values()),
        list(plan.gone_nodes.values()),
        [key for key in plan.ties if key in plan.fresh],
        {key: list(kept) for key, kept in plan.old_ties.items()},
        plan.old_notes,
    )


def packed(past: JournalPart) -> bytes:
    """What a part keeps, as bytes."""
    ties = [[*key, [_plain(one) for one in kept]] for key, kept in past.old_ties.items()]
    said = [*past[:4], ties, past.old_notes]
    text = json.dumps(said, ensure_ascii=False, default=str, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def unpacked(data: bytes) -> JournalPart:
    """What a part keeps, from its bytes."""
    text = zlib.decompress(data).decode("utf-8", "surrogatepass")
    # Parts that are older than notes have none.
    new_nodes, old_nodes, gone_nodes, new_ties, ties, *notes = json.loads(text)
    return JournalPart(
        new_nodes,
        old_nodes,
        gone_nodes,
        [TieKey(*key) for key in new_ties],
        {TieKey(*key): [_kept(TieKey(*key), row) for row in rows] for *key, rows in ties},
        [Note(*row) for row in (notes[0] if notes else ())],
    )


def _plain(one: StoredStatement) -> list[Any]:
    said = one.statement
    return [one.order, one.origin, *said[3:6], list(said.evidence), dict(said.properties)]


def _kept(key: TieKey, row: Sequence[Any]) -> StoredStatement:
    order, origin, role, since, until, evidence, properties = row
    known: Mapping[str, Any] = properties
    return StoredStatement(
        order, origin, Statement(*key, role, since, until, Source(*evidence), known)
    )
