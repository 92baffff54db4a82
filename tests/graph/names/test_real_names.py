"""Some sixty real names, frozen: right ones, wrong ones, and those whose district is not there.

The reference is the national directory. `taken_away` is the NCES id of a district that is left
out of it: then nothing may be accepted, however alike a neighbour's name is.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from graph.model import Node
from graph.names.desk import Desk
from graph.names.states import code_of
from graph.national import national

TABLE = Path(__file__).resolve().parents[2] / "data" / "names" / "real_names.csv"
with TABLE.open(encoding="utf-8", newline="") as file:
    NAMES = [tuple(row.values()) for row in csv.DictReader(file)]
NEIGHBOURS = [
    ("CA", "Scott Valley Unified", "Scotts Valley Unified"),
    ("NY", "Harlem Village Academy East Charter", "Harlem Village Academy West Charter"),
    ("OH", "Richard Allen Academy II", "Richard Allen Academy III"),
    ("NY", "Family Life Academy Charter School I", "Family Life Academy Charter School III"),
    ("AR", "Westside School District", "West Side School District"),
    ("CA", "Westside Union Elementary", "West Side Union Elementary"),
    ("GA", "Northeast Georgia RESA", "Northwest Georgia RESA"),
    ("KS", "Northwest KS Educational Serv Cntr", "Northeast KS Education Serv Cntr"),
    ("MN", "Twin Cities International Elem Sch", "Twin Cities International Schools"),
    ("CO", "Uncompahgre BOCES", "Uncompahgre Bocs"),
]  # fmt: skip


@cache
def desk() -> Desk:
    return Desk([], None, national())


@pytest.mark.parametrize(("written", "state", "taken_away", "expected"), NAMES)
def test_a_real_name_is_read_as_it_was(
    written: str, state: str, taken_away: str, expected: str
) -> None:
    asked = desk()
    if taken_away:
        there = national().of_state(state, code_of(state))
        asked = Desk(node for node in there if node.text("nces_id") != taken_away)
    match = asked.resolve(written, state)
    assert (match.nces_id or match.decision) == expected, match


@pytest.mark.parametrize(("state", "one", "other"), NEIGHBOURS)
def test_no_neighbour_is_taken_for_another_when_it_alone_is_known(
    state: str, one: str, other: str
) -> None:
    for known, written in ((one, other), (other, one)):
        alone = Desk([Node("district:1", "district", known, (), {"state": state})])
        assert alone.resolve(written, state).decision != "accepted", (known, written)
        beside = Desk(
            [Node("district:1", "district", known, (), {"state": state})], None, national()
        )
        assert beside.resolve(written, state).id != "district:1"
