"""What is over: told in every answer that lists ties, and counted by those that count them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.dates import days
from graph.schema import MEMBERSHIP_TYPES, MOMENTARY_TYPES, TIE_TYPES
from queries.affiliations import affiliations
from queries.asking.sentences import PAST, tie_phrase
from queries.asking.today import Counted, counted, is_over, lasting_links, past, today
from queries.bridges import bridges
from queries.clusters import clusters
from queries.connect import connect
from queries.conveners import conveners
from queries.info import info
from queries.members import members
from queries.overlap import overlap
from queries.show import show

if TYPE_CHECKING:
    from graph.model import Direction
    from tests.conftest import Engine

DRAWN = """
    network:x = X {ended=2018}
    district:a MEMBER_OF network:x 2010..2015
    district:b MEMBER_OF network:x 2010..2012
    district:b MEMBER_OF network:x 2016..
    district:c MEMBER_OF network:x ..2014
    district:d MEMBER_OF network:x ..9999
    district:a HOSTS network:x 2012..
    district:a ATTENDS event:e 2013..2013
"""
WAYS: tuple[Direction, ...] = ("out", "in")
OVER = {"a": True, "b": False, "c": True, "d": False}


@pytest.mark.parametrize(
    ("until", "day", "over"),
    [
        ("2015", "2015-12-31", False),
        ("2015", "2016", True),
        ("2015-06", "2015-06-30", False),
        ("2015-06", "2015-07-01", True),
        ("2015-06", "2015", False),
        (None, "2999", False),
    ],
)
def test_a_spell_is_over_the_day_after_its_last(until: str | None, day: str, over: bool) -> None:
    first = days(day).first
    assert is_over("MEMBER_OF", until, first) == over
    assert not any(is_over(name, until, first) for name in MOMENTARY_TYPES)


def test_today_is_the_date_asked_for_or_this_day() -> None:
    assert today("2015-06") == "2015-06"
    assert len(today(None)) == len("2026-01-31")


def test_lists_say_what_is_over(engine: Engine) -> None:
    store = engine(DRAWN)
    listed = {row.member.name: row.tenure.over for row in members(store, "network:x")}
    assert listed == OVER
    for name, over in OVER.items():
        (row,) = affiliations(store, f"district:{name}")
        assert (row.network.id, row.tenure.over) == ("network:x", over)
    told = [(tie.type, tie.tenure.until, tie.tenure.over) for tie in show(store, "network:x").ties]
    assert told == [
        ("HOSTS", None, False),
        ("MEMBER_OF", "2015", True),
        ("MEMBER_OF", "2012", True),
        ("MEMBER_OF", None, False),
        ("MEMBER_OF", "2014", True),
        ("MEMBER_OF", "9999", False),
    ]
    (met,) = show(store, "event:e").ties
    assert (met.tenure.until, met.tenure.over) == ("2013", False)
    (route,) = connect(store, "district:a", "district:c").routes
    assert [[tie.tenure.over for tie in hop.ties] for hop in route.hops] == [[True], [True]]


def test_on_a_date_nothing_that_holds_is_over(engine: Engine) -> None:
    store = engine(DRAWN)
    rows = members(store, "network:x", as_of="2012")
    assert {row.member.name: row.tenure.over for row in rows} == dict.fromkeys("abcd", False)
    assert info(store, as_of="2012")[-1].count == 0
    assert bridges(store, as_of="2012").ties == Counted(4, 0)


def test_a_tie_is_over_if_all_its_spells_are_whatever_else_ends(engine: Engine) -> None:
    store = engine(DRAWN)
    assert [tie.source_id for tie in past(store, TIE_TYPES, None)] == ["district:a", "district:c"]
    lasting = lasting_links(store, ["network:x"], ["MEMBER_OF"], None)
    assert [tie.source_id for tie in lasting] == ["district:b", "district:d"]
    assert [row.count for row in info(store) if row.name == "ties that are over"] == [2]


def test_measures_say_how_many_of_the_ties_they_count_are_over(engine: Engine) -> None:
    store = engine(DRAWN)
    assert bridges(store).ties == clusters(store).ties == Counted(4, 2)
    # Of all types, what hosts it still joins a to the network.
    assert bridges(store, through="all").ties == Counted(5, 1)
    assert counted(store, MEMBERSHIP_TYPES, None, 7) == Counted(7, 2)
    assert overlap(store).ties == Counted(4, 2)
    assert conveners(store).ties == Counted(4, 1)


def test_what_can_be_over_is_told_in_the_past() -> None:
    for name in TIE_TYPES.keys() - MOMENTARY_TYPES:
        for way in WAYS:
            verb, _, rest = tie_phrase(name, way).partition(" ")
            assert tie_phrase(name, way, over=True) == f"{PAST[verb]} {rest}".strip()
