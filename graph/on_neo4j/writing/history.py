"""What the server remembers of its loads: who gave what, and the last ones themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.cypher import ENTITY, lists
from graph.history import Origin
from graph.model import TieKey
from graph.on_neo4j.rows import kept_of
from graph.on_neo4j.writing.undoing import PARTS, entries_from, undo

if TYPE_CHECKING:
    from graph.changes import Changes
    from graph.history import PastWrite
    from graph.model import Statement
    from graph.on_neo4j.driver.connection import Neo4jServer

_OF_ENTITIES = (
    f"MATCH (n:{ENTITY}) UNWIND [coalesce(n.`netweave:origin`, '')] + "
    "coalesce(n.`netweave:also`, []) AS origin RETURN origin, count(*)"
)
_OF_STATEMENTS = (
    f"MATCH (:{ENTITY})-[r]->(:{ENTITY}) "
    "UNWIND coalesce(r.origins, [x IN r.orders | '']) AS given "
    "UNWIND split(given, '\\n') AS origin RETURN origin, count(*)"
)
_ENTITIES = (
    f"MATCH (n:{ENTITY}) WHERE coalesce(n.`netweave:origin`, '') = $origin "
    "OR $origin IN coalesce(n.`netweave:also`, []) RETURN n.id ORDER BY n.id"
)
_TIES = (
    f"MATCH (a:{ENTITY})-[r]->(b:{ENTITY}) "
    "WHERE any(o IN coalesce(r.origins, ['']) WHERE $origin IN split(o, '\\n')) "
    f"RETURN a.id, type(r), b.id, {lists('r')}"
)


class Neo4jHistory:
    """The past of a store on a server (see `graph.history.History`)."""

    def __init__(self, server: Neo4jServer) -> None:
        self._server = server

    def origins(self) -> list[Origin]:
        """The sources that have given something, ordered by name."""
        entities = dict(self._server.rows(_OF_ENTITIES))
        statements = dict(self._server.rows(_OF_STATEMENTS))
        names = sorted(entities.keys() | statements.keys())
        return [Origin(name, entities.get(name, 0), statements.get(name, 0)) for name in names]

    def entities_of(self, origin: str) -> list[str]:
        """The ids of the entities that a source has given, be it alone or not, in order."""
        return [row[0] for row in self._server.rows(_ENTITIES, origin=origin)]

    def statements_of(self, origin: str) -> list[Statement]:
        """The statements that a source has given, be it alone or not, in row order."""
        kept = [
            one
            for *key, columns in self._server.stream(_TIES, origin=origin)
            for one in kept_of(TieKey(*key), columns)
            if origin in one.origins
        ]
        return [one.statement for one in sorted(kept, key=lambda one: one.order)]

    def entries(self) -> list[PastWrite]:
        """The writes that can be taken back, the last one first."""
        return entries_from(self._server.rows(PARTS))

    def undo(self, *, dry_run: bool = False) -> tuple[PastWrite, Changes]:
        """Take the last write back (`graph.history.History.undo`).

        A load of several transactions is taken back in several. If that is broken off, the same
        call goes on where it stopped.
        """
        return undo(self._server, dry_run=dry_run)
