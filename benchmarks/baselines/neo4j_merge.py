"""Write the entities and ties of a house folder to an empty Neo4j server, in the plainest ways.

``python neo4j_merge.py FOLDER TARGET HOW``, where HOW is ``plain`` (ids and names, by UNWIND and
MERGE, 5,000 rows per transaction), ``keyed`` (the same, ties unique by a key), ``full`` (keyed,
with all columns of their rows) or ``single`` (as ``keyed``, one MERGE per transaction: 1,000 of
the entities, then 1,000 of the ties). Prints the seconds that writing entities and ties took.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, LiteralString

from neo4j import GraphDatabase

if TYPE_CHECKING:
    from collections.abc import Callable

    from neo4j import ManagedTransaction, Session

BATCH = 5_000
SINGLE = 1_000
ENTITIES = "districts", "schools", "networks", "organizations", "people"
NODE_KEY: LiteralString = "CREATE CONSTRAINT FOR (n:Entity) REQUIRE n.id IS UNIQUE"
TIE_KEY: LiteralString = "CREATE CONSTRAINT FOR ()-[r:MEMBER_OF]-() REQUIRE r.key IS UNIQUE"
NODES: LiteralString = "UNWIND $rows AS row MERGE (n:Entity {id: row.id}) SET n += row.also"
TIES: LiteralString = (
    "UNWIND $rows AS row MATCH (a:Entity {id: row.source_id}) MATCH (b:Entity {id: row.target_id}) "
    "MERGE (a)-[r:MEMBER_OF {key: row.key}]->(b)"
)


def rows_of(folder: Path, *names: str) -> list[dict[str, str]]:
    """The rows of tables of a house folder."""
    rows: list[dict[str, str]] = []
    for name in names:
        path = folder / f"{name}.csv"
        if path.exists():
            with path.open(encoding="utf-8", newline="") as file:
                rows += csv.DictReader(file)
    return rows


def entities_of(folder: Path, *, full: bool) -> list[dict[str, Any]]:
    """The entities: their ids, and their names or all columns."""
    rows = rows_of(folder, *ENTITIES)
    return [{"id": row["id"], "also": row if full else {"name": row["name"]}} for row in rows]


def ties_of(folder: Path, *, full: bool) -> list[dict[str, Any]]:
    """The ties, each once, the districts of schools among them; if need be with all columns."""
    rows = rows_of(folder, "relationships")
    schools = rows_of(folder, "schools")
    rows += [{"source_id": row["id"], "target_id": row["district_id"]} for row in schools]
    ties = {(a, b): row for row in rows if (a := row["source_id"]) and (b := row["target_id"])}
    return [
        {"source_id": a, "target_id": b, "key": f"{a} {b}", "also": row if full else {}}
        for (a, b), row in ties.items()
    ]


def write(session: Session, text: LiteralString, rows: list[dict[str, Any]], size: int) -> float:
    """Seconds that it takes to write rows, so many per transaction."""
    began = perf_counter()
    for start in range(0, len(rows), size):
        session.execute_write(_work(text, rows[start : start + size]))
    return perf_counter() - began


def _work(text: LiteralString, rows: list[Any]) -> Callable[[ManagedTransaction], object]:
    return lambda transaction: transaction.run(text, rows=rows).consume()


def main() -> None:
    """Write, and print the seconds for entities and for ties."""
    folder, target, how = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    entities = entities_of(folder, full=how == "full")
    ties = ties_of(folder, full=how == "full")
    text = TIES
    if how == "plain":
        text = text.replace(" {key: row.key}", "")
    elif how == "full":
        text += " SET r += row.also"
    size = 1 if how == "single" else BATCH
    with GraphDatabase.driver(target) as driver, driver.session() as session:
        session.run(NODE_KEY).consume()
        if how != "plain":
            session.run(TIE_KEY).consume()
        if how == "single":
            write(session, NODES, entities[SINGLE:], BATCH)
            entities, ties = entities[:SINGLE], ties[-SINGLE:]
        print(write(session, NODES, entities, size), write(session, text, ties, size))


main()
