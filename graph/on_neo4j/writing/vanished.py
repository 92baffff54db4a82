"""What an earlier load of a source gave, and this one does not give any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.changes import Change, Changes, about
from graph.cypher import ENTITY, lists
from graph.digest import evidence_file, statement_digest
from graph.model import TieKey
from graph.on_neo4j.rows import StoredStatement, kept_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any

    from graph.model import Node, Statement

    StreamRows = Callable[..., Iterable[Sequence[Any]]]

_NODES = (
    f"MATCH (n:{ENTITY}) WHERE coalesce(n.`netweave:origin`, '') = $origin "
    "AND n.id IS NOT NULL RETURN n.id, n.kind, n.name ORDER BY n.id"
)
_TIES = (
    f"MATCH (a:{ENTITY})-[r]->(b:{ENTITY}) "
    "WHERE CASE WHEN $origin = '' THEN r.origins IS NULL "
    "OR any(o IN r.origins WHERE o = '' OR o STARTS WITH '\\n') "
    "ELSE any(o IN r.origins WHERE o = $origin OR o STARTS WITH $origin + '\\n') END "
    f"RETURN a.id, type(r), b.id, {lists('r')}"
)


class Seen:
    """Which entities and statements a load has given."""

    def __init__(self) -> None:
        self.nodes: set[str] = set()
        self.statements: set[bytes] = set()

    def note(self, nodes: Iterable[Node], statements: Iterable[Statement]) -> None:
        """Keep in mind that these were given."""
        self.nodes.update(node.id for node in nodes)
        self.statements.update(map(_mark, statements))


def count_vanished(
    rows: StreamRows,
    seen: Seen,
    origin: str,
    first_order: int,
    changes: Changes,
    *,
    explain: bool,
) -> None:
    """Add what has vanished from a source to the changes of a load.

    Parameters
    ----------
    rows
        Gives the rows of a query: of what the load has left, be it written or to be rolled back.
    first_order
        The place of the first statement of the load: earlier ones were there before.
    """
    found = [Change("vanished", "entity", i, what) for i, what in _gone_nodes(rows, seen, origin)]
    gone = sorted(_gone_statements(rows, seen, origin, first_order), key=lambda one: one.order)
    for _, _, statement in gone:
        found.append(Change("vanished", "statement", statement.source_id, about(statement)))
    changes.vanished += len(found)
    if explain:
        changes.rows += found


def _gone_nodes(rows: StreamRows, seen: Seen, origin: str) -> Iterator[tuple[str, str]]:
    for node_id, kind, name in rows(_NODES, origin=origin):
        if node_id not in seen.nodes:
            yield node_id, f"{kind} {name}"


def _gone_statements(
    rows: StreamRows, seen: Seen, origin: str, first_order: int
) -> Iterator[StoredStatement]:
    for *key, columns in rows(_TIES, origin=origin):
        for one in kept_of(TieKey(*key), columns):
            mine = one.origins[0] == origin and one.order < first_order
            if mine and _mark(one.statement) not in seen.statements:
                yield one


def _mark(statement: Statement) -> bytes:
    """What tells a statement from all others, as short as can be: there may be millions."""
    return statement_digest(statement) + evidence_file(statement).encode()
