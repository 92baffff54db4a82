"""How long `bridges`, `clusters` and `overlap` take as whole commands, and how much memory.

``python -m benchmarks.answers M``. Each runs twice in a new process: the second time it finds
what the first has kept in the store.
"""

from __future__ import annotations

import argparse

from benchmarks.measure import NETWEAVE, OUT, Series, run, table, world
from benchmarks.plan import SIZES

TIMES = ("first", "second")


def compare(size: str) -> list[Series]:
    """The runs of the three commands on a store that is made anew."""
    store = OUT / f"{size}.db"
    store.unlink(missing_ok=True)
    run([NETWEAVE, "load", world(size), "--store", store])
    found: list[Series] = []
    for command in ("bridges", "clusters", "overlap"):
        for time in TIMES:
            ask = [NETWEAVE, command, "--store", store, "--format", "json"]
            found.append(Series(f"`netweave {command}`, the {time} time", [run(ask)]))
    return found


def main() -> None:
    """Read the command line and print the table."""
    parser = argparse.ArgumentParser(description="Time the commands that measure.")
    parser.add_argument("size", choices=SIZES)
    given = parser.parse_args()
    print(f"\nWhole commands, size {given.size}, all rows as JSON:\n")
    print(table(compare(given.size)))


if __name__ == "__main__":
    main()
