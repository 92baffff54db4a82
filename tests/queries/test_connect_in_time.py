"""Routes on a date, and routes whose ties never held on one day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Engine
    from tests.queries.conftest import Ask, Stops

YEARS = """
    network:z = Z {founded=2013 ended=2014}
    district:a MEMBER_OF network:x 2010..2012
    district:b MEMBER_OF network:x 2012..2013
    district:a MEMBER_OF network:y 2011..
    school:s MEMBER_OF network:y 2013..
    school:s PART_OF district:b ..
    district:a MEMBER_OF network:z ..
    district:b MEMBER_OF network:z ..
"""


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (None, ["x", "z"]),
        ("2009", []),
        ("2011", []),
        ("2012", ["x"]),
        ("2013", ["z"]),
        ("2014", ["z"]),
        ("2015", ["y s"]),
        ("2013-06", ["z"]),
    ],
)
def test_a_route_on_a_date_has_only_ties_that_held(
    engine: Engine, ask: Ask, stops: Stops, as_of: str | None, expected: list[str]
) -> None:
    found = ask(engine(YEARS), as_of=as_of)
    assert (stops(found), found.connected) == (expected, bool(expected))


def apart(engine: Engine, ask: Ask, drawing: str, as_of: str | None = None) -> list[str]:
    (route,) = ask(engine(drawing), through="all", as_of=as_of).routes
    return [node_id.partition(":")[2] for node_id in route.apart_in_time]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (["2010..2012"], ["2013..2015"], ["x"]),
        (["2013..2015"], ["2010..2012"], ["x"]),
        (["2010..2012"], ["2012..2015"], []),
        (["2010..2012-06"], ["2012-07..2015"], ["x"]),
        (["2010..2012-06"], ["2012-06-30..2015"], []),
        (["2010.."], ["2013..2015"], []),
        (["2010..2012"], [".."], []),
        (["2010..2012"], ["..2009"], []),
        ([".."], [".."], []),
        (["2010..2010", "2014..2014"], ["2012..2012"], ["x"]),
        (["2010..2010", "2014..2014"], ["2012..2014"], []),
        (["2010..2010", ".."], ["2012..2014"], ["x"]),
    ],
)
def test_a_stop_is_apart_if_its_two_hops_are_dated_and_share_no_day(
    engine: Engine, ask: Ask, first: list[str], second: list[str], expected: list[str]
) -> None:
    lines = [f"district:a MEMBER_OF network:x {dates}" for dates in first]
    lines += [f"district:b MEMBER_OF network:x {dates}" for dates in second]
    assert apart(engine, ask, "\n".join(lines)) == expected


@pytest.mark.parametrize(
    ("life", "first", "second", "expected"),
    [
        ("founded=2012", "2010..2013", "2009..2011", ["x"]),
        ("founded=2012", "2010..2013", "2009..2012", []),
        ("ended=2012", "2010..2014", "2013..2015", ["x"]),
        ("ended=2012", "2010..2014", "2012..2015", []),
        ("founded=2011 ended=2012", "2010..2014", "2010..2014", []),
        ("founded=2020", "2010..2014", "2010..2014", ["x"]),
        ("founded=2020", "2010..2014", "..2014", []),
    ],
)
def test_the_life_of_a_collective_counts(
    engine: Engine, ask: Ask, life: str, first: str, second: str, expected: list[str]
) -> None:
    drawing = f"""
        network:x = X {{{life}}}
        district:a MEMBER_OF network:x {first}
        district:b MEMBER_OF network:x {second}
    """
    assert apart(engine, ask, drawing) == expected


@pytest.mark.parametrize(
    ("life", "expected"),
    [
        ("network:y = Y {founded=2015}", ["x", "y"]),
        ("network:x = X {founded=2015}", ["x", "y"]),
        ("network:x = X {ended=2013}", ["y"]),
        ("network:x = X {ended=2015}", []),
    ],
)
def test_the_lives_of_both_ends_of_a_tie_count(
    engine: Engine, ask: Ask, life: str, expected: list[str]
) -> None:
    drawing = """
        district:a MEMBER_OF network:x 2010..2014
        network:x PART_OF network:y 2010..2016
        district:b MEMBER_OF network:y 2014..2014
    """
    assert apart(engine, ask, drawing + life) == expected


def test_every_tie_of_a_hop_counts_dated_or_not(engine: Engine, ask: Ask) -> None:
    apart_alone = """
        district:a MEMBER_OF network:x 2010..2012
        district:b MEMBER_OF network:x 2014..2015
    """
    together = "district:a PARTNERS_WITH network:x 2013..2014"
    undated = "district:a PARTNERS_WITH network:x ..2009"
    assert apart(engine, ask, apart_alone) == ["x"]
    assert apart(engine, ask, apart_alone + together) == []
    assert apart(engine, ask, apart_alone + undated) == []


def test_a_momentary_tie_lasts_for_its_date(engine: Engine, ask: Ask) -> None:
    drawing = "district:a ATTENDS event:e 2014..\ndistrict:b ATTENDS event:e {}.."
    assert apart(engine, ask, drawing.format("2016")) == ["e"]
    assert apart(engine, ask, drawing.format("2014-05")) == []


def test_on_a_date_only_the_spells_that_hold_are_compared(engine: Engine, ask: Ask) -> None:
    drawing = """
        district:a MEMBER_OF network:x 2010..2012-03
        district:a MEMBER_OF network:x 2014..2015
        district:b MEMBER_OF network:x 2012-06..2015
    """
    assert apart(engine, ask, drawing) == []
    assert apart(engine, ask, drawing, "2012") == ["x"]
    assert apart(engine, ask, drawing, "2014") == []


def test_stops_that_are_apart_come_in_the_order_of_the_route(engine: Engine, ask: Ask) -> None:
    drawing = """
        district:a MEMBER_OF network:z 2010..2010
        network:z PART_OF network:y 2012..2012
        network:y PART_OF network:x 2012..2014
        district:b MEMBER_OF network:x 2015..2016
    """
    assert apart(engine, ask, drawing) == ["z", "x"]


def test_a_direct_tie_has_no_stop_to_be_apart(engine: Engine, ask: Ask) -> None:
    assert apart(engine, ask, "district:a PARTNERS_WITH district:b 2010..2011") == []
