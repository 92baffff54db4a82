"""How long the national file takes to check and to load, against the bare time to parse it.

``python -m benchmarks.edge FOLDER --runs 5``, where the folder holds the file of a year as
``.csv.gz`` and as ``.xlsx``. The commands take turns; each starts from nothing.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.measure import NETWEAVE, OUT, Series, python, run, table


def compare(file: Path, number: int) -> list[Series]:
    """All runs of the bare parser, of `netweave check` and of `netweave load`."""
    store = OUT / "edge.db"
    bare = Series(f"parse {file.name}, and hold its rows")
    check, load = Series("`netweave check`"), Series("`netweave load`: checked and written")
    for _ in range(number):
        store.unlink(missing_ok=True)
        bare.runs.append(run(python("table_parse.py", file)))
        check.runs.append(run([NETWEAVE, "check", file, "--store", store]))
        load.runs.append(run([NETWEAVE, "load", file, "--store", store]))
    return [bare, check, load]


def main() -> None:
    """Read the command line and print a table for each form."""
    parser = argparse.ArgumentParser(description="Time the national file.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    for file in sorted([*given.folder.glob("*.csv.gz"), *given.folder.glob("*.xlsx")]):
        series = compare(file, given.runs)
        bare, check, load = (each.middle for each in series)
        print(f"\n{table(series)}\n")
        print(f"check and load together: {(check + load) / bare:.2f} times the bare parser.")


if __name__ == "__main__":
    main()
