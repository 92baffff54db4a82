"""Random pairs of districts that are connected, drawn from the largest component of a world.

``python -m benchmarks.pairs FOLDER NUMBER`` prints a pair a line.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def connected_pairs(folder: Path, number: int, seed: int = 0) -> list[tuple[str, str]]:
    """Pairs of different districts; the same seed gives the same pairs.

    Parameters
    ----------
    folder
        A house folder. Its memberships, its nesting and the districts of its schools connect.
    """
    leaders = _Leaders()
    for one, other in _joined(folder):
        leaders.join(one, other)
    districts = [i for i in sorted(leaders.known) if i.startswith("district:")]
    largest, _ = Counter(map(leaders.of, districts)).most_common(1)[0]
    inside = [district for district in districts if leaders.of(district) == largest]
    chance = Random(seed)
    drawn = (chance.sample(inside, 2) for _ in range(number))
    return [(a, b) for a, b in drawn]


def _joined(folder: Path) -> Iterator[tuple[str, str]]:
    with (folder / "relationships.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["type"] in ("MEMBER_OF", "PART_OF"):
                yield row["source_id"], row["target_id"]
    with (folder / "schools.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["district_id"]:
                yield row["id"], row["district_id"]


class _Leaders:
    """Which component an id is in, told by one id that leads it (union-find)."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    def of(self, node: str) -> str:
        known = self.known
        while (above := known.setdefault(node, node)) != node:
            known[node] = known[above]
            node = above
        return node

    def join(self, one: str, other: str) -> None:
        self.known[self.of(one)] = self.of(other)


def main() -> None:
    """Read the command line and print the pairs."""
    folder, number = sys.argv[1:]
    for a, b in connected_pairs(Path(folder), int(number)):
        print(a, b)


if __name__ == "__main__":
    main()
