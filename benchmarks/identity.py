"""How right the identity desk is, and how quick, with the national file as the only reference.

    NETWEAVE_NCES_DIR=... python -m benchmarks.identity --gold name_gold_dev.csv

Five tables of names are put before the desk. *Gold*: written names with the right LEAID, NONE or
AMBIGUOUS. *Variants*: names of other federal lists for the same LEAIDs, those that equal the
reference left out. *Taken away*: the same names, with the right districts gone from the reference.
*Moved*: the same names under another state. In the last two nothing should be accepted, save where
a district has a true namesake; names whose whole name another district of the state carries are
therefore counted apart.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import os
import random
import sys
import time
from pathlib import Path
from typing import NamedTuple

from graph.model import Node
from loaders.identity.desk import Desk
from loaders.identity.parsing import parse
from loaders.identity.states import CODES, runs

EDGE = "edge/EDGE_GEOCODE_PUBLICLEA_1819.csv.gz"
VARIANTS = "derived/lea_name_variants.csv.gz"
OPEN = ("NONE", "AMBIGUOUS")
SAMPLE = 5_000
SPEED = 10_000


class Asked(NamedTuple):
    """A written name, its state, and the LEAID that is right, NONE or AMBIGUOUS."""

    name: str
    state: str
    leaid: str


def main() -> int:
    """Print the figures; 1 if precision or recall on the gold names is too low."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, help="written_name, written_state, leaid")
    gold_path: Path | None = parser.parse_args().gold
    home = os.environ.get("NETWEAVE_NCES_DIR")
    if not home:
        print("Set NETWEAVE_NCES_DIR to the folder with the national files.", file=sys.stderr)
        return 2
    nodes = _districts(Path(home) / EDGE)
    began = time.perf_counter()
    desk = Desk(nodes)
    print(f"{len(nodes):,} districts at the desk in {time.perf_counter() - began:.2f} s\n")
    print(f"{'names':<22}{'rows':>7}{'accepted':>10}{'wrong':>7}{'precision':>11}{'recall':>8}")
    variants = _variants(Path(home) / VARIANTS, nodes)
    gold = _gold(gold_path) if gold_path else []
    good = not gold or _report("gold", desk, gold)
    sample = variants[:SAMPLE]
    _report("variants", desk, sample)
    known = [asked for asked in [*gold, *sample] if asked.leaid not in OPEN]
    gone = {asked.leaid for asked in known}
    without = [node for node in nodes if node.text("nces_id") not in gone]
    _false_acceptances("taken away", Desk(without), without, known)
    chance = random.Random(1)
    states = sorted({state for node in nodes if (state := node.state)})
    moved = [a._replace(state=chance.choice([s for s in states if s != a.state])) for a in known]
    _false_acceptances("moved to a state", desk, nodes, moved)
    _speed(nodes, variants)
    return 0 if good else 1


def _report(title: str, desk: Desk, rows: list[Asked]) -> bool:
    """Print precision and recall of what is accepted; whether both are high enough."""
    matches = [desk.resolve(asked.name, asked.state) for asked in rows]
    accepted = [(m, a) for m, a in zip(matches, rows, strict=True) if m.decision == "accepted"]
    right = sum(match.nces_id == asked.leaid for match, asked in accepted)
    known = sum(asked.leaid not in OPEN for asked in rows)
    precision, recall = right / len(accepted), right / known
    wrong = len(accepted) - right
    figures = f"{len(rows):>7,}{len(accepted):>10,}{wrong:>7}{precision:>11.4f}{recall:>8.4f}"
    print(f"{title:<22}{figures}")
    return precision >= 0.995 and recall >= 0.80


def _false_acceptances(title: str, desk: Desk, nodes: list[Node], rows: list[Asked]) -> None:
    """Print how many names are accepted though their district is not there."""
    places = {(node.state, parse(node.name, node.state).key) for node in nodes}
    accepted = [a for a in rows if desk.resolve(a.name, a.state).decision == "accepted"]
    namesakes = sum((a.state, parse(a.name, a.state).key) in places for a in accepted)
    share = len(accepted) / len(rows)
    print(
        f"{title:<22}{len(rows):>7,}{len(accepted):>10,}   {share:.2%} accepted: "
        f"{namesakes} for another district of the same place name, "
        f"{len(accepted) - namesakes} for other reasons"
    )


def _speed(nodes: list[Node], variants: list[Asked]) -> None:
    rows = variants[:SPEED]
    parse.cache_clear()
    began = time.perf_counter()
    desk = Desk(nodes)
    for asked in rows:
        desk.resolve(asked.name, asked.state)
    print(f"\n{len(rows):,} names, desk included: {time.perf_counter() - began:.2f} s, one core")


def _districts(path: Path) -> list[Node]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return [_district(row) for row in csv.DictReader(file)]


def _district(row: dict[str, str]) -> Node:
    known = {"state": CODES[row["OPSTFIPS"]], "city": row["CITY"], "nces_id": row["LEAID"]}
    return Node(f"district:{row['LEAID']}", "district", row["NAME"], (), known)


def _gold(path: Path) -> list[Asked]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return [Asked(r["written_name"], r["written_state"], r["leaid"]) for r in rows]


def _variants(path: Path, nodes: list[Node]) -> list[Asked]:
    """Names of other lists for the districts, each once, in an order by chance with a seed."""
    names = {node.text("nces_id"): node.name for node in nodes}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows: list[dict[str, str]] = list(csv.DictReader(file))
        found = {
            Asked(row["name"], runs(row["LEAID"]) or "", row["LEAID"])
            for row in rows
            if row["LEAID"] in names and row["name"] != names[row["LEAID"]]
        }
    names_of_districts = sorted(found)
    random.Random(5).shuffle(names_of_districts)
    return names_of_districts


if __name__ == "__main__":
    sys.exit(main())
