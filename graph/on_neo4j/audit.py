"""Is a graph on a server what it says it is? A recount, and what can be mended."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from graph.cypher import ENTITY, META, all_labels, columns_text, labels_text
from graph.errors import StoreError
from graph.on_neo4j.recount import OUR_LABELS, ServerCount
from graph.on_neo4j.writing.journal import LOAD
from graph.on_neo4j.writing.sending import new_ties, send, stale_ties
from graph.records import uncollected
from graph.recount import STORE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import LiteralString

    from neo4j import ManagedTransaction

    from graph.on_neo4j.driver.connection import Neo4jServer
    from graph.recount import Deviation, Recounted

FORMAT = 3
"""The version of how a graph is laid out in Neo4j."""
SHOWS = f"MATCH (m:{META}) RETURN m"
_META = f"MATCH (m:{META}) RETURN properties(m) ORDER BY m.name = 'graph' DESC"
_NODES = (
    "MATCH (n) WHERE any(label IN labels(n) WHERE label IN $labels) "
    "OR n.`netweave:search` IS NOT NULL RETURN elementId(n), labels(n), properties(n)"
)
_TIES = (
    f"MATCH (a) WHERE a:{ENTITY} OR a.`netweave:search` IS NOT NULL "
    "WITH a ORDER BY elementId(a) "  # so that the ties of each stand together
    f"MATCH (a)-[r]->(b) WHERE b:{ENTITY} OR b.`netweave:search` IS NOT NULL "
    "RETURN elementId(a), a.id, type(r), b.id, "
)
_WRITE_NODES = (
    "UNWIND $rows AS row MATCH (n) WHERE elementId(n) = row.element "
    f"REMOVE n:{all_labels()} SET n += row.properties SET n:"
)
_LOCK = (
    f"MATCH (m:{META}) SET m.lock = $writer, m.name = 'graph' "
    "RETURN m.data_hash, m.next_order, m.writer"
)
_WRITE_META = f"""
MERGE (m:{META} {{name: 'graph'}})
SET m += $values, m.part = coalesce(m.part, COUNT {{ (:{LOAD}) }}), m.lock = null
"""
_CONFIRM = f"MATCH (m:{META} {{name: 'graph'}}) SET m.checked = $data_hash, m.checked_at = $now"


class Neo4jAuditor:
    """Recounts one graph on a server (see `graph.recount.Auditor`)."""

    def __init__(self, server: Neo4jServer) -> None:
        self._server = server

    def health(self) -> list[Deviation]:
        """Nothing: what holds the graph is the server's own care."""
        return []

    def recount(self) -> Recounted:
        """Read everything that is ours, and compare."""
        with uncollected():
            counted, stored = self._counted()
        self._meta(counted, stored)
        return counted.count.result("neo4j")

    def repair(self) -> None:
        """Write anew what follows from entities and statements, in one transaction."""
        counted, stored = self._counted()
        values = self._meta(counted, stored)
        before = [stored.get(name) for name in ("data_hash", "next_order", "writer")]

        def work(transaction: ManagedTransaction) -> None:
            # The lock is held to the end, so that no load comes in between.
            now = transaction.run(_LOCK, writer=uuid4().hex).values()
            if now and now[0] != before:
                raise self._changed()
            for kind, nodes in counted.nodes.items():
                text: LiteralString = _WRITE_NODES + labels_text(kind)
                rows = [{"element": one, "properties": values} for one, values in nodes.items()]
                transaction.run(text, rows=rows).consume()
            send(transaction, stale_ties(counted.ties))
            send(transaction, new_ties(counted.ties, counted.lives))
            transaction.run(_WRITE_META, values=values).consume()

        self._server.write(work)

    def confirm(self, data_hash: str) -> None:
        """Keep that a recount found this digest right; if the server lets us write."""
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        given = {"data_hash": data_hash, "now": now}
        try:
            self._server.write(lambda transaction: transaction.run(_CONFIRM, given).consume())
        except StoreError:
            return

    def confirmed(self) -> str | None:
        """When the digest of the store was last found right, in UTC; None if it never was."""
        stored = self._said()
        when = (
            stored.get("checked_at") if stored.get("checked") == stored.get("data_hash") else None
        )
        return None if when is None else str(when)

    def _counted(self) -> tuple[ServerCount, Mapping[str, Any]]:
        """A recount, and what the store said of itself meanwhile."""
        stored = self._said()
        counted = ServerCount()
        for element, labels, properties in self._server.stream(_NODES, labels=list(OUR_LABELS)):
            counted.node(element, labels, properties)
        if not stored and not counted.count.nodes and not counted.count.rows:
            raise StoreError(f"There is no store at {self._server.target}.")
        text = _TIES + columns_text("r")
        for _, rows in groupby(self._server.stream(text), key=lambda row: row[0]):
            counted.ties_of([row[1:] for row in rows])
        if self._said() != stored:
            raise self._changed()
        return counted, stored

    def _said(self) -> Mapping[str, Any]:
        """What the store says of itself: nothing, if its node is gone."""
        rows = self._server.rows(_META)
        stored: dict[str, Any] = rows[0][0] if rows else {}
        version = stored.get("format")
        if isinstance(version, int) and version > FORMAT:
            raise newer(self._server, version)
        return stored

    def _meta(self, counted: ServerCount, stored: Mapping[str, Any]) -> dict[str, object]:
        """Compare what the store says of itself; gives what of it follows from the rest."""
        count = counted.count
        count.says(stored, SHOWS)
        order = stored.get("next_order")
        high = isinstance(order, int) and order > counted.last
        values: dict[str, object] = {"name": "graph", "format": FORMAT}
        values["next_order"] = order if high else counted.last + 1
        for name, value in values.items():
            count.differs(STORE, name, stored.get(name), value, SHOWS)
        if not count.readable:
            return values
        return {
            **values,
            "nodes": count.nodes,
            "ties": count.ties,
            "data_hash": count.data_hash,
        }

    def _changed(self) -> StoreError:
        return StoreError(
            f"{self._server.target} was written to while it was recounted. Do it again."
        )


def newer(server: Neo4jServer, version: int) -> StoreError:
    """The error for a store that this netweave does not know how to read."""
    return StoreError(
        f"{server.target} was written by a newer netweave (format {version}, this one knows "
        f"{FORMAT}). Update netweave to open it."
    )
