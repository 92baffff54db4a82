"""What on a date rests on undated ties, the same on every engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.schema import MEMBERSHIP_TYPES
from queries.asking.unsure import NONE, undated_members, unsure, unsure_words

if TYPE_CHECKING:
    from tests.conftest import Engine

DRAWN = """
    district:a MEMBER_OF network:x 2010..2012
    district:a MEMBER_OF network:x 2014..
    district:b MEMBER_OF network:x
    district:b MEMBER_OF network:y 2020..
    district:c MEMBER_OF network:y ..2012
    school:s MEMBER_OF network:x
    school:t MEMBER_OF network:x 2011..
    school:s PART_OF district:b
    school:t PART_OF district:d
"""


def test_ties_that_hold_on_a_date_are_dated_or_not(engine: Engine) -> None:
    store = engine(DRAWN)
    found = unsure(store, MEMBERSHIP_TYPES, "2012")
    assert (found.pairs, found.of) == (5, 7)
    assert found.ids == {
        *("district:b", "district:c", "district:d", "network:y", "school:s"),
    }
    assert unsure_words(found, "2012") == (
        "Of the 7 ties that count here nobody dates 5: whether they held in 2012 is not known (?)."
    )
    assert unsure(store, MEMBERSHIP_TYPES, None) == NONE
    assert unsure_words(NONE, None) == ""


def test_a_membership_is_undated_where_no_way_to_it_is_dated(engine: Engine) -> None:
    store = engine(DRAWN)
    found = undated_members(store, ["network:x", "network:y"], "2012")
    assert found == {
        ("district:b", "network:x"),
        ("district:c", "network:y"),
        ("school:s", "network:x"),
    }
    assert undated_members(store, ["network:x"], None) == frozenset()
