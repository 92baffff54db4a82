"""The hops of a route: every tie between two stops, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.model import Ref, Source
from queries.connect import connect

if TYPE_CHECKING:
    from queries.routes.evidenced import Hop
    from tests.conftest import Engine
    from tests.queries.conftest import Ask

MANY = """
    network:x = X {founded=2001}
    district:a MEMBER_OF network:x 2014.. [again]
    district:a MEMBER_OF network:x 2010..2012 [chair] <page.org 2015>
    district:a MEMBER_OF network:x .. [member] <roster.csv:7> inferred
    district:a ATTENDS network:x 2012..
    district:a ATTENDS network:x 2012-05..
    network:x PARTNERS_WITH district:a 2011..
    district:a PARTNERS_WITH district:a
    district:a PARTNERS_WITH network:x 2013..
    district:b MEMBER_OF network:x
    district:a USES_MODEL network:y
"""


def lines(hop: Hop) -> list[str]:
    return [
        f"{t.type} {t.direction} {t.tenure.since or ''}..{t.tenure.until or ''}" for t in hop.ties
    ]


def test_several_ties_between_two_stops_are_one_hop_a_row_for_each_spell(
    engine: Engine, ask: Ask
) -> None:
    (route,) = ask(engine(MANY), through="all").routes
    first, second = route.hops
    assert (first.from_, first.to) == ("district:a", "network:x")
    assert (second.from_, second.to) == ("network:x", "district:b")
    assert lines(first) == [
        "ATTENDS out 2012..2012",
        "ATTENDS out 2012-05..2012-05",
        "MEMBER_OF out 2010..2012",
        "MEMBER_OF out 2014..",
        "PARTNERS_WITH out 2013..",
        "PARTNERS_WITH in 2011..",
    ]
    assert lines(second) == ["MEMBER_OF in .."]
    assert route.length == 2


def test_only_ties_of_the_graph_that_is_asked_for_are_listed(engine: Engine, ask: Ask) -> None:
    (route,) = ask(engine(MANY)).routes
    assert lines(route.hops[0]) == ["MEMBER_OF out 2010..2012", "MEMBER_OF out 2014.."]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2000", []),
        ("2010", ["MEMBER_OF out 2010..2012"]),
        (
            "2012-06",
            ["ATTENDS out 2012..2012", "MEMBER_OF out 2010..2012", "PARTNERS_WITH in 2011.."],
        ),
        ("2013", ["PARTNERS_WITH out 2013..", "PARTNERS_WITH in 2011.."]),
        ("2014", ["MEMBER_OF out 2014..", "PARTNERS_WITH out 2013..", "PARTNERS_WITH in 2011.."]),
    ],
)
def test_only_spells_that_hold_are_listed(
    engine: Engine, ask: Ask, as_of: str, expected: list[str]
) -> None:
    routes = ask(engine(MANY), through="all", as_of=as_of).routes
    assert [line for route in routes for line in lines(route.hops[0])] == expected


def test_out_comes_before_in_as_seen_from_the_stop_before(engine: Engine) -> None:
    store = engine("""
        network:x PARTNERS_WITH network:y 2011..
        network:y PARTNERS_WITH network:x 2010..
    """)
    there = connect(store, "network:x", "network:y", through="all").routes[0].hops[0]
    back = connect(store, "network:y", "network:x", through="all").routes[0].hops[0]
    assert lines(there) == ["PARTNERS_WITH out 2011..", "PARTNERS_WITH in 2010.."]
    assert lines(back) == ["PARTNERS_WITH out 2010..", "PARTNERS_WITH in 2011.."]
    assert [tie.other.id for tie in there.ties] == ["network:y"] * 2


def test_a_row_has_its_role_and_sources_and_the_stop_it_leads_to(engine: Engine, ask: Ask) -> None:
    (route,) = ask(engine(MANY)).routes
    early, late = route.hops[0].ties
    assert early.other == Ref("network:x", "network", "X")
    assert (early.tenure.role, early.tenure.undated) == ("chair; member", False)
    assert early.tenure.sources == (
        Source("https://page.org", as_of="2015"),
        Source(None, "roster.csv", 7, None, "inferred"),
    )
    assert (late.tenure.role, late.tenure.sources) == ("again", (Source(),))
    (only,) = route.hops[1].ties
    assert (only.tenure.undated, only.other) == (True, Ref("district:b", "district", "b"))
