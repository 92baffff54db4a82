"""Loading into Neo4j, against the plainest ways to write as many entities and ties.

``python -m benchmarks.neo4j_load [SIZE]`` loads a world (M unless said) with `netweave load` and
loads it again, and writes the same entities and ties with `baselines/neo4j_merge.py`, in turns.
All are whole processes, which read the same files, but for one MERGE per transaction: there 1,000
of the entities and of the ties are timed, and scaled up.
"""

from __future__ import annotations

import csv
import sys
from typing import TYPE_CHECKING

from benchmarks.measure import NETWEAVE, Run, Series, python, run, world
from benchmarks.neo4j_places import server, wipe

if TYPE_CHECKING:
    from pathlib import Path

WARMING, ROUNDS = 3, 5
SINGLE = 1_000
OURS, AGAIN = "`netweave load`: read, checked, with dates and sources", "the same again"
BARE = {
    "plain": "bare UNWIND and MERGE of ids and names, nothing unique about ties",
    "keyed": "bare UNWIND and MERGE of ids and names, ties unique by a key",
    "full": "bare UNWIND and MERGE, ties unique by a key, all columns of the rows",
}
SINGLY, TIES_SINGLY = "one MERGE per transaction", "one MERGE per transaction, ties alone"


def lines_of(folder: Path, *names: str) -> int:
    """How many rows some tables of a house folder have together."""
    paths = [folder / f"{name}.csv" for name in names]
    return sum(
        sum(1 for _ in csv.reader(path.open(encoding="utf-8", newline=""))) - 1
        for path in paths
        if path.exists()
    )


def turn(target: str, folder: Path, size: tuple[int, int]) -> dict[str, Run]:
    """One run of each, the server emptied before it."""
    load: list[str | Path] = [NETWEAVE, "load", folder, "--store", target]
    wipe(target)
    runs = {OURS: run(load), AGAIN: run(load)}
    for how, title in BARE.items():
        wipe(target)
        runs[title] = run(python("neo4j_merge.py", folder, target, how))
    wipe(target)
    single = run(python("neo4j_merge.py", folder, target, "single"))
    nodes, ties = map(float, single.output.split())
    seconds = [each * count / SINGLE for each, count in zip((nodes, ties), size, strict=True)]
    runs[SINGLY] = Run(sum(seconds), 0, "")
    runs[TIES_SINGLY] = Run(seconds[1], 0, "")
    wipe(target)
    return runs


def main() -> None:
    """Read the command line, measure, print a table."""
    name = sys.argv[1] if len(sys.argv) > 1 else "M"
    folder = world(name)
    entities = lines_of(folder, "districts", "schools", "networks", "organizations", "people")
    ties = lines_of(folder, "relationships", "schools")
    with server() as target:
        # A server that has just started is slow with everything, whoever comes first.
        for _ in range(WARMING):
            turn(target, folder, (entities, ties))
        rounds = [turn(target, folder, (entities, ties)) for _ in range(ROUNDS)]
    rows = [Series(title, [one[title] for one in rounds]) for title in rounds[0]]
    print(f"{name}: {entities:,} entities and {ties:,} ties, medians of {ROUNDS} rounds\n")
    print("| what | seconds | ties per second | rate of `netweave load` : this | peak memory |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for row in rows:
        memory = f"{row.peak / 1e6:.0f} MB" if row.peak else ""
        rate = f"{row.middle / rows[0].middle:.2f}"
        print(f"| {row.title} | {row.middle:.1f} | {ties / row.middle:,.0f} | {rate} | {memory} |")


if __name__ == "__main__":
    main()
