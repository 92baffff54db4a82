"""How long it takes to say who could convene, and to prove the best group.

``python -m benchmarks.conveners M``. First whole commands, on a store that is made anew: the
second run finds the betweenness that the first has kept. Then the search for the best group
alone, against what one would write oneself: the textbook programme of all candidates and targets
given to the same solver, and the greedy group of set operations in plain Python.
"""

from __future__ import annotations

import argparse
from itertools import pairwise
from math import floor
from time import monotonic, perf_counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, eye_array, hstack

from benchmarks.measure import NETWEAVE, OUT, Series, run, table, world
from benchmarks.plan import SIZES
from graph.opening import open_store
from queries.groups.choosing import Wish, problem_of
from queries.groups.search import best_groups
from queries.measures.covering import covering
from queries.measures.reach import reach

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from queries.asking.scope import Cover
    from queries.measures.covering import Covering, Steps

SIZE = 8
PATIENCE = 30.0
"""Seconds that the solvers are given."""
JSON = ("--format", "json")
ASKED: tuple[tuple[Cover, Steps], ...] = (
    ("networks", 1),
    ("networks", 2),
    ("states", 1),
    ("districts", 1),
)


class Result(NamedTuple):
    """What a search gave: how much the group covers, and what no group exceeds (None: unknown)."""

    covered: int
    bound: int | None


def commands(store: Path) -> list[Series]:
    """Whole commands, each in a new process."""
    asked: tuple[tuple[str, tuple[str, ...]], ...] = (
        (", the first time", ()),
        (", the second time", ()),
        (" --reach 2", ("--reach", "2")),
        (" --cover states", ("--cover", "states")),
        (" --cover districts", ("--cover", "districts")),
    )
    ask: list[str | Path] = [NETWEAVE, "conveners", "--size", f"{SIZE}", "--store", store]
    return [
        Series(f"`netweave conveners --size {SIZE}`{title}", [run([*ask, *more, *JSON])])
        for title, more in asked
    ]


def ours(found: Covering) -> Result:
    """The best group, its proof, and all groups as good (to 20)."""
    best = best_groups(problem_of(found, Wish(SIZE))[1], monotonic() + PATIENCE)
    return Result(best.covered, best.bound)


def textbook(found: Covering) -> Result:
    """Every candidate and every target a column, every target a row."""
    cover = found.within.astype(float)
    people, targets = cover.shape
    size = np.concatenate([np.ones(people, dtype=int), np.zeros(targets, dtype=int)])
    done = milp(
        np.concatenate([np.zeros(people), -np.ones(targets)]),
        integrality=size,
        bounds=Bounds(0, 1),
        constraints=[
            LinearConstraint(csr_array(hstack([cover.T, -eye_array(targets)])), 0, np.inf),
            LinearConstraint(size[None, :], 0, SIZE),
        ],
        options={"time_limit": PATIENCE, "mip_rel_gap": 0.99 / targets},
    )
    covered = 0 if done.fun is None else round(-float(done.fun))
    bound = done.mip_dual_bound
    return Result(covered, None if bound is None else floor(-bound + 1e-6))


def by_sets(found: Covering) -> Result:
    """Whoever adds most joins: sets in plain Python, and no proof."""
    targets = found.within.indices.tolist()
    reached = [set(targets[a:b]) for a, b in pairwise(found.within.indptr)]
    covered: set[int] = set()
    for _ in range(SIZE):
        covered |= max(reached, key=lambda some: len(some - covered))
    return Result(len(covered), None)


ENGINES: tuple[tuple[str, Callable[[Covering], Result]], ...] = (
    ("netweave: proved, with all as good", ours),
    ("scipy and HiGHS: the textbook programme", textbook),
    ("Python: greedy, by sets", by_sets),
)


def searches(store: Path) -> str:
    """A Markdown table of searches for the best group of 8."""
    lines = [
        "| to reach | engine | seconds | covers | proved: no more than |",
        "| --- | --- | ---: | ---: | ---: |",
    ]
    with open_store(store) as opened:
        whole = reach(opened)
    for cover, steps in ASKED:
        found = covering(whole, {"district"}, cover, steps)
        for engine, search in ENGINES:
            if search is textbook and found.within.nnz > 1_000_000:
                lines.append(f"| {cover}, reach {steps} | {engine} | too large | | |")
                continue
            began = perf_counter()
            result = search(found)
            seconds = perf_counter() - began
            proved = "" if result.bound is None else f"{result.bound:,}"
            figures = f"{seconds:.2f} | {result.covered:,} | {proved}"
            lines.append(f"| {cover}, reach {steps} | {engine} | {figures} |")
    return "\n".join(lines)


def main() -> None:
    """Read the command line and print the tables."""
    parser = argparse.ArgumentParser(description="Time the search for conveners.")
    parser.add_argument("size", choices=SIZES)
    given = parser.parse_args()
    store = OUT / f"conveners-{given.size}.db"
    store.unlink(missing_ok=True)
    run([NETWEAVE, "load", world(given.size), "--store", store])
    print(f"\nWhole commands, size {given.size}, all rows as JSON:\n")
    print(table(commands(store)))
    print(f"\nThe best group of {SIZE} districts, size {given.size}:\n")
    print(searches(store))


if __name__ == "__main__":
    main()
