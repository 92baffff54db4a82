"""The answers of the small extract, counted by hand from the tables in its NOTES.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import pytest

from graph.schema import COLLECTIVES, MEMBERSHIP_TYPES, TIE_TYPES
from queries.affiliations import affiliations
from queries.asking.naming import resolve
from queries.completeness import rosters
from queries.connect import connect
from queries.members import members
from queries.show import show

if TYPE_CHECKING:
    from collections.abc import Collection

    from graph.store import Reader
    from queries.asking.scope import Through
    from tests.queries.conftest import Rows, Stops


def as_graph(store: Reader, types: Collection[str]) -> nx.Graph[str]:
    walk = store.walk(types, None)
    pairs = list(walk.pairs())
    ids = walk.ids({end for pair in pairs for end in pair})
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from((ids[a], ids[b]) for a, b in pairs)
    return graph


def test_it_has_these_entities_and_ties(mini: Reader) -> None:
    facts, tally = mini.facts(), mini.tally(None)
    assert (facts.nodes, facts.ties) == (39, 86)
    collectives = {"cohort": 2, "consortium": 1, "event": 1, "network": 3, "program": 1}
    others = {"district": 14, "organization": 10, "person": 3, "school": 4}
    assert tally.kinds == collectives | others
    assert sum(tally.tie_types.values()) == 86


@pytest.mark.parametrize(
    ("types", "entities", "pairs", "pieces"),
    [
        (["MEMBER_OF", "PART_OF"], 26, 28, [26]),
        (list(TIE_TYPES), 39, 74, [39]),
    ],
)
def test_its_pairs_and_pieces_are_these(
    mini: Reader, types: list[str], entities: int, pairs: int, pieces: list[int]
) -> None:
    graph = as_graph(mini, types)
    assert (len(graph), graph.number_of_edges()) == (entities, pairs)
    assert sorted(map(len, nx.connected_components(graph))) == pieces


PACE, MHS = "nh-pace", "nh-pittsfield-mhs"
EAST = f"{MHS} ne-league"
WEST = f"{EAST} nessc me-doe risc"


@pytest.mark.parametrize(
    ("a", "b", "through", "routes"),
    [
        ("Sanborn", "Chugach", "memberships", []),
        ("Sanborn", "Chugach", "all", ["competencyworks"]),
        ("Sanborn", "Lindsay", "memberships", [f"{PACE} nh-pittsfield {WEST}"]),
        ("Sanborn", "Lindsay", "all", ["competencyworks", "inacol-symposium"]),
        ("Pittsfield", "Lindsay", "memberships", [WEST]),
        ("Pittsfield", "Lindsay", "all", ["competencyworks"]),
        ("RSU 2", "Chugach", "memberships", []),
        ("RSU 2", "Chugach", "all", ["risc", "competencyworks"]),
        (
            "Sanborn",
            "RSU 2",
            "memberships",
            [f"{PACE} nh-pittsfield {EAST} me-{school}" for school in ("hall-dale", "monmouth")],
        ),
        ("Pittsfield", "RSU 2", "all", ["ne-league", "competencyworks"]),
        ("Lindsay", "Westminster", "memberships", ["risc"]),
    ],
)
def test_the_districts_of_the_article_are_so_far_apart(
    mini: Reader, stops: Stops, a: str, b: str, through: Through, routes: list[str]
) -> None:
    found = connect(mini, a, b, through=through)
    assert stops(found) == routes
    assert found.routes_total == len(routes)
    assert found.distance == (len(routes[0].split()) + 1 if routes else None)


def test_one_stop_after_another_is_unavoidable_between_pittsfield_and_lindsay(mini: Reader) -> None:
    found = connect(mini, "Pittsfield", "Lindsay")
    assert found.unavoidable == (
        "school:nh-pittsfield-mhs",
        "network:ne-league",
        "network:nessc",
        "org:me-doe",
        "network:risc",
    )
    assert found.independent_routes == 1


def test_what_pittsfield_and_rsu_2_share(mini: Reader) -> None:
    # The consortium has two members of its own, the league four.
    shared = connect(mini, "Pittsfield", "RSU 2").shared
    assert [ref.id for ref in shared] == ["network:nessc", "network:ne-league"]
    assert connect(mini, "Sanborn", "Lindsay").shared == ()


def test_chugach_can_only_be_reached_by_other_ties(mini: Reader) -> None:
    assert connect(mini, "Sanborn", "Chugach").hint == (
        "Over ties of every type they are 2 ties apart (1 route, by CompetencyWorks). "
        "Ask again with --through all."
    )


def test_the_members_of_the_table(mini: Reader, includes: Rows) -> None:
    expected = {
        "maine-cohort": {"me-rsu-2", "me-rsu-15", "me-rsu-18", "risc"},
        "dp-league": {"ca-lindsay", "wi-kettle-moraine"},
        "nh-pace": {"nh-sanborn-regional", "nh-rochester", "nh-epping", "nh-pittsfield"},
        "co-ngl": {"co-westminster", "co-springs-11", "co-thompson", "co-westminster-hs"},
        "risc": {"ak-bering-strait", "ca-lindsay", "co-westminster", "me-doe"},
        "inacol-symposium": set[str](),
    }
    for network, those in expected.items():
        rows = includes(mini, f"network:{network}")
        assert {row.split()[1] for row in rows if row.split()[2] == "direct"} == those


def test_the_schools_of_the_league_bring_their_districts_into_the_consortium(
    mini: Reader, includes: Rows
) -> None:
    assert includes(mini, "NESSC") == [
        "PART_OF ne-league direct",
        "MEMBER_OF me-doe direct",
        "MEMBER_OF nh-doe direct",
        "MEMBER_OF me-hall-dale nested by ne-league",
        "MEMBER_OF me-monmouth nested by ne-league",
        "MEMBER_OF nh-pittsfield-mhs nested by ne-league",
        "MEMBER_OF nh-pittsfield nested by nh-pittsfield-mhs>ne-league",
        "MEMBER_OF me-rsu-2 nested by me-hall-dale>ne-league",
    ]


def test_risc_has_a_seat_in_the_maine_cohort_and_lindsay_is_no_member_of_it(mini: Reader) -> None:
    names = {row.network.name for row in affiliations(mini, "Lindsay")}
    assert names == {
        "Digital Promise League of Innovative Schools",
        "Reinventing Schools Coalition",
    }
    assert "district:ca-lindsay" not in {row.member.id for row in members(mini, "Maine Cohort")}


def test_three_of_about_29_of_the_maine_cohort_are_known(mini: Reader) -> None:
    (roster,) = rosters(mini, mini.catalogue(COLLECTIVES))
    assert (roster.name, roster.text) == (
        "Maine Cohort for Customized Learning",
        "3 of about 29 known",
    )


def test_two_rows_of_one_membership_are_one_spell_with_both_roles(mini: Reader) -> None:
    (row,) = [r for r in affiliations(mini, "Epping") if r.network.id == "network:nh-pace"]
    assert row.tenure[1:4] == ("2015", None, False)
    assert len(row.tenure.sources) == 2
    assert row.tenure.role == "participating district 2015-16; one of the four original districts"


def test_a_column_for_the_district_or_host_is_a_stated_undated_tie(mini: Reader) -> None:
    (school,) = [t for t in show(mini, "school:me-hall-dale").ties if t.type == "PART_OF"]
    (host,) = [t for t in show(mini, "network:nessc").ties if t.type == "HOSTS"]
    assert (school.direction, school.other.id) == ("out", "district:me-rsu-2")
    assert (host.direction, host.other.id) == ("in", "org:great-schools-partnership")
    for tie in (school, host):
        assert tie.tenure[:5] == (None, None, None, False, True)
        (source,) = tie.tenure.sources
        assert source.confidence == "stated"
        assert source.url
        assert source.url.startswith("http")


def test_names_are_those_of_the_article(mini: Reader) -> None:
    assert resolve(mini, "sau 17").node.id == "district:nh-sanborn-regional"
    assert resolve(mini, "0200800").node.id == "district:ak-chugach"
    assert resolve(mini, "RISC", COLLECTIVES).node.id == "network:risc"
    assert mini.walk(MEMBERSHIP_TYPES, None).handles(["district:nowhere"]) == {}
