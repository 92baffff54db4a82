"""How long `netweave load` takes and how much memory, against building a NetworkX graph.

``python -m benchmarks.load M --runs 5``. The commands take turns; each starts from nothing.
"""

from __future__ import annotations

import argparse

from benchmarks.measure import NETWEAVE, OUT, Series, python, run, table, world
from benchmarks.plan import SIZES


def compare(size: str, number: int) -> tuple[list[Series], list[int]]:
    """All runs of the three commands, and the bytes of the files that they leave."""
    folder = world(size)
    store, bare, full = (OUT / f"load-{size}.{end}" for end in ("db", "pickle", "full.pickle"))
    ours = Series("`netweave load`: checked, indexed, with dates and sources")
    lean = Series("NetworkX: csv, `add_edges_from`, pickle; ties only")
    rich = Series("NetworkX: the same with every column")
    for _ in range(number):
        store.unlink(missing_ok=True)
        ours.runs.append(run([NETWEAVE, "load", folder, "--store", store]))
        lean.runs.append(run(python("networkx_build.py", folder, bare)))
        rich.runs.append(run(python("networkx_build.py", folder, full, "--full")))
    sizes = [path.stat().st_size for path in (store, bare, full)]
    return [ours, lean, rich], sizes


def main() -> None:
    """Read the command line and print the table."""
    parser = argparse.ArgumentParser(description="Time `netweave load` against NetworkX.")
    parser.add_argument("size", choices=SIZES)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    series, sizes = compare(given.size, given.runs)
    print(f"\nLoading, size {given.size}, {given.runs} runs, a new process each:\n")
    print(table(series))
    print(f"\nOn disk: {', '.join(f'{size / 1e6:.1f} MB' for size in sizes)}, in this order.")


if __name__ == "__main__":
    main()
