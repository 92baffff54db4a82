"""How right the identity desk is, and how quick: by the names of the national file, and by all.

    NETWEAVE_NCES_DIR=... python -m benchmarks.identity --gold name_gold_dev.csv

Twice: with the names of one federal file (EDGE) as the only reference, and with the directory
that comes with the package, which has those of other federal lists too. The variants are such
names, so that only the first can be held against them.

Five tables of names are put before the desk. *Gold*: written names with the right LEAID, NONE or
AMBIGUOUS. *Variants*: names of other federal lists for the same LEAIDs, those that equal the
reference left out. *Taken away*: the same names, with the right districts gone from the reference.
*Moved*: the same names under another state. In the last two nothing should be accepted, save where
a district has a true namesake; names whose whole name another district of the state carries are
therefore counted apart. *Neighbours* (state, a_nces_id, a_name, b_nces_id, b_name): each is asked
for where only the other is known, and has to be a question.
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
from graph.names.desk import Desk
from graph.names.parsing import parse
from graph.names.states import CODES, runs
from graph.national import national

EDGE = "edge/EDGE_GEOCODE_PUBLICLEA_1819.csv.gz"
VARIANTS = "derived/lea_name_variants.csv.gz"
OPEN = ("NONE", "AMBIGUOUS")
SAMPLE = 5_000
SPEED = 10_000


class GoldName(NamedTuple):
    """A written name, its state, and the LEAID that is right, NONE or AMBIGUOUS."""

    name: str
    state: str
    leaid: str


def main() -> int:
    """Print the figures; 1 if precision or recall on the gold names is too low."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, help="written_name, written_state, leaid")
    parser.add_argument("--neighbours", type=Path, help="pairs of districts with near names")
    given = parser.parse_args()
    home = os.environ.get("NETWEAVE_NCES_DIR")
    if not home:
        print("Set NETWEAVE_NCES_DIR to the folder with the national files.", file=sys.stderr)
        return 2
    edge = _districts(Path(home) / EDGE)
    whole = [node for id_ in _ids(edge) if (node := national().owner(id_)) is not None]
    variants = _variants(Path(home) / VARIANTS, edge)
    gold = _gold(given.gold) if given.gold else []
    print("The names of EDGE alone\n")
    good = _judged(edge, gold, variants[:SAMPLE], 0.87)
    _speed(edge, variants)
    print("\nThe directory that comes with the package\n")
    good &= _judged(whole, gold, [], 0.92)
    _speed(whole, variants)
    return 0 if good & _apart(given.neighbours, edge) else 1


def _judged(nodes: list[Node], gold: list[GoldName], sample: list[GoldName], least: float) -> bool:
    """Print what becomes of the tables; whether the gold names do well enough."""
    desk = Desk(nodes)
    print(f"{'names':<22}{'rows':>7}{'accepted':>10}{'wrong':>7}{'precision':>11}{'recall':>8}")
    good = not gold or _report("gold", desk, gold, least)
    if sample:
        _report("variants", desk, sample)
    known = [asked for asked in [*gold, *sample] if asked.leaid not in OPEN]
    gone = {asked.leaid for asked in known}
    without = [node for node in nodes if node.text("nces_id") not in gone]
    _false_acceptances("taken away", Desk(without), without, known)
    chance = random.Random(1)
    states = sorted({state for node in nodes if (state := node.state)})
    moved = [a._replace(state=chance.choice([s for s in states if s != a.state])) for a in known]
    _false_acceptances("moved to a state", desk, nodes, moved)
    return good


def _apart(path: Path | None, nodes: list[Node]) -> bool:
    """Print how many neighbours are taken for the only one that is known; whether none is."""
    if path is None:
        return True
    owners = {node.text("nces_id"): node for node in nodes}
    with path.open(encoding="utf-8", newline="") as file:
        pairs = list(csv.DictReader(file))
    asked = [
        (r["state"], r[f"{a}_nces_id"], r[f"{b}_name"]) for r in pairs for a, b in ("ab", "ba")
    ]
    taken = [
        name
        for state, leaid, name in asked
        if Desk([owners[leaid]]).resolve(name, state).decision == "accepted"
    ]
    print(f"\nneighbours            {len(asked):>7,}{len(taken):>10,}   taken for the other")
    return not taken


def _ids(nodes: list[Node]) -> list[str]:
    return [id_ for node in nodes if (id_ := node.text("nces_id"))]


def _report(title: str, desk: Desk, rows: list[GoldName], least: float = 0.0) -> bool:
    """Print precision and recall of what is accepted; whether all is right, and enough of it."""
    matches = [desk.resolve(asked.name, asked.state) for asked in rows]
    accepted = [(m, a) for m, a in zip(matches, rows, strict=True) if m.decision == "accepted"]
    right = sum(match.nces_id == asked.leaid for match, asked in accepted)
    known = sum(asked.leaid not in OPEN for asked in rows)
    precision, recall = right / len(accepted), right / known
    wrong = len(accepted) - right
    figures = f"{len(rows):>7,}{len(accepted):>10,}{wrong:>7}{precision:>11.4f}{recall:>8.4f}"
    print(f"{title:<22}{figures}")
    return not wrong and recall >= least


def _false_acceptances(title: str, desk: Desk, nodes: list[Node], rows: list[GoldName]) -> None:
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


def _speed(nodes: list[Node], variants: list[GoldName]) -> None:
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


def _gold(path: Path) -> list[GoldName]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return [GoldName(r["written_name"], r["written_state"], r["leaid"]) for r in rows]


def _variants(path: Path, nodes: list[Node]) -> list[GoldName]:
    """Names of other lists for the districts, each once, in an order by chance with a seed."""
    names = {node.text("nces_id"): node.name for node in nodes}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows: list[dict[str, str]] = list(csv.DictReader(file))
        found = {
            GoldName(row["name"], runs(row["LEAID"]) or "", row["LEAID"])
            for row in rows
            if row["LEAID"] in names and row["name"] != names[row["LEAID"]]
        }
    names_of_districts = sorted(found)
    random.Random(5).shuffle(names_of_districts)
    return names_of_districts


if __name__ == "__main__":
    sys.exit(main())
