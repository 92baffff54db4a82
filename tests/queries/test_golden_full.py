"""The first answers of the bundled data set, as counted when the question was raised."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from queries.completeness import rosters
from queries.connect import connect
from queries.info import info
from queries.members import members

if TYPE_CHECKING:
    from graph.store import Reader
    from queries.asking.scope import Through
    from tests.queries.conftest import Stops

SANFORD, COHORT = "district:me-sanford", "network:maine-cohort"


def test_it_has_964_entities_and_1509_ties(full: Reader) -> None:
    facts = full.facts()
    assert (facts.nodes, facts.ties) == (964, 1_509)
    assert sum(row.count for row in info(full) if row.what == "kind") == 964
    assert sum(row.count for row in info(full) if row.what == "tie") == 1_509


@pytest.mark.parametrize(
    ("a", "b", "through", "distance", "routes", "independent", "unavoidable"),
    [
        ("Sanborn", "RSU 2", "memberships", 6, 22, 3, ()),
        ("Pittsfield", "Lindsay", "memberships", 5, 4, 3, (SANFORD, COHORT)),
        ("Pittsfield", "RSU 2", "memberships", 4, 8, 3, ()),
        ("RSU 2", "Chugach", "memberships", None, 0, 0, ()),
        ("RSU 2", "Chugach", "all", 2, 2, 5, ()),
    ],
)
def test_how_the_districts_of_the_article_are_connected(
    full: Reader, a: str, b: str, through: Through, distance: int | None, routes: int,
    independent: int, unavoidable: tuple[str, ...],
) -> None:  # fmt: skip
    for one, other in ((a, b), (b, a)):
        found = connect(full, one, other, through=through, k=100)
        assert (found.distance, found.routes_total) == (distance, routes)
        assert (len(found.routes), found.independent_routes) == (routes, independent)
        assert set(found.unavoidable) == set(unavoidable)
        assert len({route.stops for route in found.routes}) == routes
    assert connect(full, a, b, through=through).unavoidable == unavoidable


def test_all_routes_from_pittsfield_to_lindsay_pass_sanford_and_the_maine_cohort(
    full: Reader,
) -> None:
    for route in connect(full, "Pittsfield", "Lindsay").routes:
        ids = [stop.id for stop in route.stops]
        assert SANFORD in ids
        assert ids.index(SANFORD) < ids.index(COHORT)


def test_without_the_maine_cohort_the_way_to_lindsay_is_longer(full: Reader) -> None:
    found = connect(full, "Pittsfield", "Lindsay", avoid=["Maine Cohort"])
    assert found.connected
    assert (found.distance or 0) > 5
    assert COHORT not in {stop.id for route in found.routes for stop in route.stops}


def test_rsu_2_and_chugach_meet_in_risc_and_in_competencyworks(full: Reader, stops: Stops) -> None:
    assert stops(connect(full, "RSU 2", "Chugach", through="all")) == ["risc", "competencyworks"]
    hint = connect(full, "RSU 2", "Chugach").hint
    assert hint is not None
    assert "2 ties apart (2 routes, by Reinventing Schools Coalition)" in hint


def test_every_hop_of_every_route_has_its_evidence(full: Reader) -> None:
    for through in ("memberships", "all"):
        for route in connect(full, "Sanborn", "RSU 2", through=through, k=100).routes:
            assert route.length == len(route.hops) == len(route.stops) - 1
            for hop in route.hops:
                assert hop.ties
                assert all(source.url for tie in hop.ties for source in tie.tenure.sources)
            assert route.sentence.count("(") >= route.length


def test_thirteen_of_about_29_of_the_maine_cohort_are_known(full: Reader) -> None:
    (roster,) = rosters(full, full.nodes([COHORT]).values())
    assert roster.text == "13 of about 29 known"
    rows = members(full, "Maine Cohort")
    assert "district:ca-lindsay" not in {row.member.id for row in rows}
    assert ("network:risc", "direct") in {(row.member.id, row.how) for row in rows}
