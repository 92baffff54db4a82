"""One route on a warm store: `connect` on Neo4j and offline, and the query one would write.

``python -m benchmarks.neo4j_connect [SIZE] [PAIRS]``. The pairs are random districts of the
largest component; a round over all of them warms caches and plans and is not counted. The plain
query finds one route, without evidence; `connect` counts all and computes the independent ones.
"""

from __future__ import annotations

import sys
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

from neo4j import GraphDatabase

from benchmarks.measure import NETWEAVE, OUT, run, world
from benchmarks.neo4j_places import server
from benchmarks.pairs import connected_pairs
from graph.opening import open_store
from queries.connect import connect

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from neo4j import Record

PLAIN = (
    "MATCH p = shortestPath((a:Entity {id: $a})-[:MEMBER_OF|PART_OF*..30]-(b:Entity {id: $b})) "
    "RETURN length(p) AS distance"
)
ALL = (
    "MATCH p = ALL SHORTEST (a:Entity {id: $a})-[:MEMBER_OF|PART_OF]-+(b:Entity {id: $b}) "
    "RETURN length(p) AS distance, count(*) AS routes"
)
NamePairs = list[tuple[str, str]]


def timed(ask: Callable[[str, str], Any], pairs: NamePairs) -> tuple[list[float], list[Any]]:
    """Seconds for each pair, the second time that it is asked, and the answers."""
    for a, b in pairs:
        ask(a, b)
    seconds: list[float] = []
    answers: list[Any] = []
    for a, b in pairs:
        began = perf_counter()
        answers.append(ask(a, b))
        seconds.append(perf_counter() - began)
    return seconds, answers


def measure(target: str, file: str, pairs: NamePairs) -> list[tuple[str, Sequence[float]]]:
    """All four ways to ask; they must agree on the distance, and on how many routes there are."""
    with (
        open_store(target) as there,
        open_store(file) as here,
        GraphDatabase.driver(target) as driver,
    ):

        def query(text: Any) -> Callable[[str, str], Record]:
            return lambda a, b: driver.execute_query(text, a=a, b=b, routing_="r").records[0]

        plain, one = timed(query(PLAIN), pairs)
        every, routes = timed(query(ALL), pairs)
        offline, mine = timed(lambda a, b: connect(here, a, b), pairs)
        remote, theirs = timed(lambda a, b: connect(there, a, b), pairs)
    if mine != theirs or [[m.distance, m.routes_total] for m in mine] != list(map(list, routes)):
        raise SystemExit("The answers differ.")
    if [m.distance for m in mine] != [record["distance"] for record in one]:
        raise SystemExit("The distances differ.")
    return [
        ("`connect`, offline", offline),
        ("`connect`, Neo4j", remote),
        ("`shortestPath`: one route", plain),
        ("`ALL SHORTEST`: every route written out", every),
    ]


def main() -> None:
    """Read the command line, measure, print a table."""
    size = sys.argv[1] if len(sys.argv) > 1 else "M"
    number = int(sys.argv[2]) if len(sys.argv) > 2 else 40
    folder, file = world(size), OUT / f"{size}.db"
    with server() as target:
        run([NETWEAVE, "load", folder, "--store", file])
        run([NETWEAVE, "load", folder, "--store", target])
        rows = measure(target, str(file), connected_pairs(folder, number))
    base = median(rows[2][1])
    print("| what | median | slowest | median : shortestPath |")
    print("| --- | ---: | ---: | ---: |")
    for title, seconds in rows:
        middle = median(seconds)
        times = f"{1000 * middle:.1f} ms | {1000 * max(seconds):.0f} ms"
        print(f"| {title} | {times} | {middle / base:.2f} |")


if __name__ == "__main__":
    main()
