"""Loading into Neo4j, against the plainest way to write as many ties.

``python -m benchmarks.neo4j_load [SIZE]`` loads a world (M unless said) with `netweave load` and
loads it again; then it writes the same entities and ties, without dates, evidence or checks, by
UNWIND and MERGE, and by one MERGE per transaction (1,000 of them, scaled up).
"""

from __future__ import annotations

import csv
import sys
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

from neo4j import GraphDatabase

from benchmarks.measure import NETWEAVE, Run, run, world
from benchmarks.neo4j_places import server, wipe

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from neo4j import ManagedTransaction, Session

BATCH = 5_000
SINGLE = 1_000
ROUNDS = 3
OURS, AGAIN = "`netweave load`: read, checked, with dates and sources", "the same again"
KEYED = "bare UNWIND and MERGE on a unique key: nodes and ties"
WHOLE = "bare UNWIND and MERGE, nothing unique about ties: nodes and ties"
SINGLY = "one MERGE per transaction: ties alone"
TITLES = (OURS, AGAIN, KEYED, WHOLE, SINGLY)
_KEY = "CONSTRAINT bare_key IF NOT EXISTS FOR ()-[r:MEMBER_OF]-() REQUIRE r.key IS UNIQUE"
_NODES = "UNWIND $rows AS row MERGE (n:Entity {id: row.id}) SET n.name = row.name"
_TIES = (
    "UNWIND $rows AS row MATCH (a:Entity {id: row.source_id}) MATCH (b:Entity {id: row.target_id}) "
    "MERGE (a)-[:MEMBER_OF {key: row.key}]->(b)"
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


def ties_of(folder: Path) -> list[dict[str, str]]:
    """The ties of a house folder, each once, the districts of schools among them."""
    ties = [(row["source_id"], row["target_id"]) for row in rows_of(folder, "relationships")]
    ties += [(row["id"], row["district_id"]) for row in rows_of(folder, "schools")]
    unique = dict.fromkeys(tie for tie in ties if all(tie))
    return [{"source_id": a, "target_id": b, "key": f"{a} {b}"} for a, b in unique]


def write(session: Session, text: Any, rows: list[dict[str, str]], size: int) -> float:
    """Seconds that it takes to write rows, so many per transaction."""
    began = perf_counter()
    for start in range(0, len(rows), size):
        part = rows[start : start + size]
        session.execute_write(_work(text, part))
    return perf_counter() - began


def _work(text: Any, rows: list[dict[str, str]]) -> Callable[[ManagedTransaction], object]:
    return lambda transaction: transaction.run(text, rows=rows).consume()


def bare(target: str, folder: Path, *, unique: bool) -> tuple[float, float]:
    """Seconds for constraints, nodes and ties by UNWIND, and for ties one by one (scaled up).

    Parameters
    ----------
    unique
        Whether the key of a tie is unique by constraint, as it has to be where two may load.
    """
    nodes = rows_of(folder, "districts", "schools", "networks", "organizations", "people")
    nodes = [{"id": row["id"], "name": row["name"]} for row in nodes]
    ties = ties_of(folder)
    with GraphDatabase.driver(target) as driver, driver.session() as session:
        began = perf_counter()
        session.run(
            "CREATE CONSTRAINT netweave_entity_id IF NOT EXISTS "
            "FOR (n:Entity) REQUIRE n.id IS UNIQUE"
        ).consume()
        if unique:
            session.run("CREATE " + _KEY).consume()
        write(session, _NODES, nodes, BATCH)
        write(session, _TIES, ties, BATCH)
        together = perf_counter() - began
        session.run("MATCH ()-[r:MEMBER_OF]->() DELETE r").consume()
        one_by_one = write(session, _TIES, ties[-SINGLE:], 1) * len(ties) / SINGLE
    return together, one_by_one


def measure(target: str, folder: Path) -> dict[str, list[Run]]:
    """Runs of `netweave load`, of the same again, and of what they are compared with, in turns."""
    load: list[str | Path] = [NETWEAVE, "load", folder, "--store", target]
    runs: dict[str, list[Run]] = {title: [] for title in TITLES}
    for _ in range(ROUNDS):
        wipe(target)
        runs[OURS].append(run(load))
        runs[AGAIN].append(run(load))
        wipe(target)
        keyed, _ = bare(target, folder, unique=True)
        wipe(target)
        whole, one_by_one = bare(target, folder, unique=False)
        runs[KEYED].append(Run(keyed, 0, ""))
        runs[WHOLE].append(Run(whole, 0, ""))
        runs[SINGLY].append(Run(one_by_one, 0, ""))
    wipe(target)
    return runs


def main() -> None:
    """Read the command line, measure, print a table."""
    size = sys.argv[1] if len(sys.argv) > 1 else "M"
    folder = world(size)
    with server() as target:
        # A server that has just started is slow with everything, whoever comes first.
        run([NETWEAVE, "load", world("S"), "--store", target])
        runs = measure(target, folder)
    ties = len(ties_of(folder))
    ours = median(one.seconds for one in runs[OURS])
    print(f"{size}: {ties:,} ties, medians of {ROUNDS} rounds\n")
    print("| what | seconds | ties per second | rate of `netweave load` : this | peak memory |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for title, rounds in runs.items():
        seconds = median(one.seconds for one in rounds)
        peak = max(one.peak for one in rounds)
        memory = f"{peak / 1e6:.0f} MB" if peak else ""
        figures = f"{seconds:.1f} | {ties / seconds:,.0f} | {seconds / ours:.2f} | {memory}"
        print(f"| {title} | {figures} |")


if __name__ == "__main__":
    main()
