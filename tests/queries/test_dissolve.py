"""What would be lost if a network were gone: answers worked out on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.errors import WrongKindError
from queries.dissolve import dissolve

if TYPE_CHECKING:
    from tests.conftest import Engine

FIELD = """
network:hub = Hub
cohort:part = Part
network:other = Other
program:p = P
district:a = A {state=NH}
district:a MEMBER_OF network:hub
district:b MEMBER_OF cohort:part
cohort:part PART_OF network:hub
school:c PART_OF district:c
school:c MEMBER_OF network:hub
district:c MEMBER_OF network:other
district:d MEMBER_OF network:other
district:e MEMBER_OF program:p
district:b MEMBER_OF program:p
district:f MEMBER_OF network:hub 2001..2005
organization:o HOSTS network:hub
network:hub CONVENES program:p
"""


def test_who_loses_the_last_link_and_who_is_parted(engine: Engine) -> None:
    found = dissolve(engine(FIELD), "Hub")
    assert [tuple(row) for row in found.rows] == [
        ("district:a", "A", "NH", 0, True, 5, 1),
        ("district:b", "b", None, 0, True, 5, 2),
        ("district:c", "c", None, 1, False, 5, 2),
    ]
    assert found.gone == ("cohort:part", "network:hub")
    assert (found.districts, found.alone) == (3, 2)
    # Of ten pairs, b-e and c-d are left.
    assert (found.pairs_cut, found.components) == (8, (1, 3))
    assert [tuple(row) for row in found.holders] == [("network:other", "network", "Other", 1)]


def test_with_a_host_goes_what_it_hosts(engine: Engine) -> None:
    store = engine(FIELD)
    assert dissolve(store, "organization:o").gone == (
        *("cohort:part", "network:hub"),
        "organization:o",
    )
    assert dissolve(store, "Hub", hosted=True).gone == ("cohort:part", "network:hub", "program:p")
    assert dissolve(store, "Hub", hosted=True).components == (1, 4)


def test_a_part_takes_its_members_out_of_the_whole(engine: Engine) -> None:
    (row,) = dissolve(engine(FIELD), "Part").rows
    assert (row.id, row.networks_left, row.component_after) == ("district:b", 0, 2)


def test_on_a_date_what_held_then_is_lost(engine: Engine) -> None:
    assert "district:f" in {r.id for r in dissolve(engine(FIELD), "Hub", as_of="2003").rows}


def test_a_district_is_not_thought_away(engine: Engine) -> None:
    with pytest.raises(WrongKindError):
        dissolve(engine(FIELD), "district:a")
