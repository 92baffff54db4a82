"""How long one `netweave connect` takes, against doing nothing and against NetworkX.

``python -m benchmarks.connect M --pairs 40``. The pairs are random districts of the largest
component. For each pair the commands take turns, and netweave's distance must be NetworkX's.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from benchmarks.measure import NETWEAVE, OUT, Series, python, run, table, world
from benchmarks.plan import SIZES

if TYPE_CHECKING:
    from pathlib import Path


def compare(size: str, number: int) -> list[Series]:
    """All runs of the three commands over this many pairs."""
    folder, store, kept = world(size), OUT / f"{size}.db", OUT / f"{size}.pickle"
    store.unlink(missing_ok=True)
    run([NETWEAVE, "load", folder, "--store", store])
    run(python("networkx_build.py", folder, kept))
    ours = Series("`netweave connect A B --format json`")
    empty = Series("an empty click command")
    theirs = Series("NetworkX: unpickle, `shortest_path` once")
    pairs = run([sys.executable, "-m", "benchmarks.pairs", folder, str(number)]).output
    for a, b in map(str.split, pairs.splitlines()):
        ours.runs.append(run(_ask(store, a, b)))
        empty.runs.append(run(python("empty_click.py")))
        theirs.runs.append(run(python("networkx_path.py", kept, a, b)))
        _must_agree(a, b, ours.runs[-1].output, theirs.runs[-1].output)
    return [ours, empty, theirs]


def _ask(store: Path, a: str, b: str) -> list[str | Path]:
    return [NETWEAVE, "connect", a, b, "--format", "json", "--store", store]


def _must_agree(a: str, b: str, ours: str, theirs: str) -> None:
    distance = json.loads(ours)["distance"]
    if distance != int(theirs):
        raise SystemExit(f"{a} to {b}: netweave says {distance}, NetworkX says {theirs.strip()}.")


def main() -> None:
    """Read the command line and print the table."""
    parser = argparse.ArgumentParser(description="Time `netweave connect` against its baselines.")
    parser.add_argument("size", choices=SIZES)
    parser.add_argument("--pairs", type=int, default=40)
    given = parser.parse_args()
    print(f"\nOne route, size {given.size}, {given.pairs} random pairs, a new process each:\n")
    print(table(compare(given.size, given.pairs)))


if __name__ == "__main__":
    main()
