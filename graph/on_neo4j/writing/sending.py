"""What a plan writes, as queries that are ready to be sent."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.cypher import ENTITY, types_text
from graph.errors import StoreError
from graph.on_neo4j.rows import TIE_COLUMNS, node_properties, tie_rows
from graph.on_neo4j.sheets import UNWIND, cells_as_map, sheet
from graph.on_neo4j.writing.columns import entity_query
from graph.spells import ALWAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import LiteralString

    from neo4j import ManagedTransaction

    from graph.dates import Days
    from graph.model import Node, TieKey
    from graph.on_neo4j.rows import StoredStatement
    from graph.on_neo4j.sheets import Cell

ROWS = 5_000
"""Rows that are sent together."""


class Query(NamedTuple):
    """A query, its parameters, and how many rows it has to write (None: whatever it finds)."""

    text: LiteralString
    given: dict[str, Any]
    rows: int | None = None


def new_nodes(nodes: Iterable[Node], origin: str) -> Iterator[Query]:
    """Queries that add entities."""
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for node in nodes:
        rows[node.kind].append(node_properties(node, origin))
    for kind, new in rows.items():
        yield Query(*entity_query(kind, new), len(new))


def new_ties(
    ties: Mapping[TieKey, Sequence[StoredStatement]], lives: Mapping[str, Days]
) -> Iterator[Query]:
    """Queries that add the relationships of ties.

    Parameters
    ----------
    lives
        The lifetimes of those of their ends that have one.
    """
    rows: dict[str, list[list[Cell]]] = defaultdict(list)
    for key, kept in ties.items():
        ours = lives.get(key.source_id, ALWAYS), lives.get(key.target_id, ALWAYS)
        rows[key.type] += tie_rows(key, kept, ours)
    for tie_type, new in rows.items():
        for part in _parts(new):
            text: LiteralString = (
                f"{UNWIND}MATCH (a:{ENTITY} {{id: cells[0]}}) MATCH (b:{ENTITY} {{id: cells[1]}}) "
                f"CREATE (a)-[r:{types_text([tie_type])}]->(b) "
                f"SET r = {cells_as_map(TIE_COLUMNS, part, 2)} RETURN count(*)"
            )
            yield Query(text, sheet(part), len(part))


def stale_ties(keys: Iterable[TieKey]) -> Iterator[Query]:
    """Queries that delete the relationships of ties, which are then written anew."""
    rows: dict[str, list[list[Cell]]] = defaultdict(list)
    for source, tie_type, target in keys:
        rows[tie_type].append([source, target])
    for tie_type, old in rows.items():
        text: LiteralString = f"{UNWIND}{tie_pattern(tie_type)} DELETE r RETURN count(*)"
        for part in _parts(old):
            yield Query(text, sheet(part))


def send(transaction: ManagedTransaction, queries: Iterable[Query]) -> None:
    """Run queries, one after the other.

    Raises
    ------
    StoreError
        If one writes less than it should: an end of a tie is not there any more.
    """
    for text, given, rows in queries:
        made = transaction.run(text, given).single(strict=True)[0]
        if rows is not None and made != rows:
            raise StoreError("An entity was taken out of the graph by hand. Load again.")


def tie_pattern(tie_type: str) -> LiteralString:
    """Finds the relationships ``r`` of a tie of this type between the first two cells."""
    return (
        f"MATCH (:{ENTITY} {{id: cells[0]}})-[r:{types_text([tie_type])}]->"
        f"(:{ENTITY} {{id: cells[1]}})"
    )


def _parts(rows: Sequence[Sequence[Cell]]) -> Iterator[Sequence[Sequence[Cell]]]:
    return (rows[i : i + ROWS] for i in range(0, len(rows), ROWS))
