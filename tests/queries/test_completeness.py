"""How much of a roster is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.schema import COLLECTIVES
from queries.completeness import Roster, known_members, rosters

if TYPE_CHECKING:
    from tests.conftest import Engine

DRAWING = """
    network:x = Net X {stated_members=29}
    cohort:c = Cohort {stated_members=3 founded=2012}
    network:none = Nameless
    event:e = Evening {stated_members=2}
    network:empty = Empty {stated_members=5}
    district:a MEMBER_OF network:x 2010..2012
    district:b MEMBER_OF cohort:c ..
    cohort:c PART_OF network:x
    school:s MEMBER_OF network:x
    school:s PART_OF district:d
    organization:o MEMBER_OF network:x
    organization:o MEMBER_OF event:e
    person:p MEMBER_OF event:e
    district:a MEMBER_OF network:none
"""


def test_only_collectives_with_a_stated_size_have_a_roster_in_the_order_of_names(
    engine: Engine,
) -> None:
    store = engine(DRAWING)
    assert rosters(store, store.catalogue(COLLECTIVES)) == [
        Roster("cohort:c", "Cohort", 1, 3),
        Roster("network:empty", "Empty", 0, 5),
        Roster("event:e", "Evening", 2, 2),
        Roster("network:x", "Net X", 2, 29),
    ]


def test_a_roster_in_words() -> None:
    assert Roster("network:x", "X", 13, 29).text == "13 of about 29 known"
    assert Roster("network:x", "X", 3, 2).text == "3 known, more than the 2 stated"
    assert Roster("network:x", "X", 3, 2).short == "3, 2 stated"


@pytest.mark.parametrize(("as_of", "known"), [(None, 2), ("2010", 2), ("2012", 3), ("2013", 2)])
def test_districts_are_counted_rolled_up_and_on_the_date(
    engine: Engine, as_of: str | None, known: int
) -> None:
    store = engine(DRAWING)
    network = store.nodes(["network:x"])["network:x"]
    assert known_members(store, ["network:x"], as_of) == {"network:x": known}
    (roster,) = rosters(store, [network], as_of=as_of)
    assert roster.known == known


def test_where_no_district_is_a_member_every_member_counts_and_no_part(engine: Engine) -> None:
    store = engine("""
        network:x = X {stated_members=9}
        organization:o MEMBER_OF network:x
        network:k MEMBER_OF network:x
        network:k PART_OF network:x
        cohort:c PART_OF network:x
        person:p MEMBER_OF cohort:c
    """)
    assert known_members(store, ["network:x", "cohort:c"], None) == {"network:x": 3, "cohort:c": 1}
