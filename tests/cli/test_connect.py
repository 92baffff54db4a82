"""`connect`: its JSON field by field, its CSV, and what people see."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.conftest import asked_of

if TYPE_CHECKING:
    from tests.cli.conftest import Ask, Done

SANBORN = {
    "id": "district:nh-sanborn-regional",
    "kind": "district",
    "name": "Sanborn Regional School District",
}
RSU_2 = {"id": "district:me-rsu-2", "kind": "district", "name": "RSU 2"}


def stops(route: dict[str, Any]) -> list[str]:
    return [stop["id"] for stop in route["stops"]]


def rows_of(done: Done) -> list[dict[str, str]]:
    assert done.status == 0, done.err
    return list(csv.DictReader(io.StringIO(done.out)))


def test_the_document_has_its_keys_in_order(ask: Ask, full: str) -> None:
    found = ask("connect", "Sanborn", "RSU 2", "--store", full, "--format", "json").document
    assert list(found) == [
        *("question", "store", "as_of", "parameters", "a", "b", "connected", "distance", "shared"),
        *("routes_total", "routes", "unavoidable", "independent_routes", "hint"),
    ]
    route = found["routes"][0]
    assert list(route) == ["length", "stops", "hops", "apart_in_time", "sentence"]
    assert list(route["hops"][0]) == ["from", "to", "ties"]
    assert list(route["hops"][0]["ties"][0]) == [
        *("type", "direction", "role", "since", "until", "over", "undated", "sources"),
    ]
    source = route["hops"][0]["ties"][0]["sources"][0]
    assert list(source) == ["url", "file", "line", "as_of", "confidence"]


def test_sanborn_and_rsu_2_are_six_ties_apart(ask: Ask, full: str) -> None:
    found = ask("connect", "sanborn", "rsu 2", "--store", full, "--format", "json").document
    assert found["question"] == "connect"
    assert found["store"] == {
        "kind": "offline",
        "nodes": 964,
        "ties": 1509,
        "data_hash": found["store"]["data_hash"],
    }
    assert len(found["store"]["data_hash"]) == 32
    assert found["as_of"] is None
    assert asked_of(found) == {
        "a": SANBORN["id"],
        "b": RSU_2["id"],
        "through": "memberships",
        "k": 5,
        "avoid": [],
    }
    assert (found["a"], found["b"]) == (SANBORN, RSU_2)
    assert (found["connected"], found["distance"], found["routes_total"]) == (True, 6, 22)
    assert (found["independent_routes"], found["unavoidable"]) == (3, [])
    assert (found["shared"], found["hint"]) == ([], None)
    assert len(found["routes"]) == 5
    for route in found["routes"]:
        assert (route["length"], len(route["hops"])) == (6, 6)
        assert [hop["from"] for hop in route["hops"]] == stops(route)[:-1]
        assert [hop["to"] for hop in route["hops"]] == stops(route)[1:]


def test_a_tie_of_a_hop_says_who_says_so(ask: Ask, mini: str) -> None:
    found = ask(
        "connect", "RSU 2", "Sanborn", "--store", mini, "--format", "json", "-k", "1"
    ).document
    (last,) = found["routes"][0]["hops"][-1]["ties"]
    assert last == {
        "type": "MEMBER_OF",
        "direction": "in",
        "role": "one of the four original districts",
        "since": "2015",
        "until": None,
        "over": False,
        "undated": False,
        "sources": [
            {
                "url": (
                    "https://reachinghighernh.org/2015/12/05/sanborn-regional-school-district-"
                    "praised-as-leader-in-education-by-governor-hassan-and-nellie-mae-education-"
                    "foundation/"
                ),
                "file": "relationships.csv",
                "line": last["sources"][0]["line"],
                "as_of": "2015-12-05",
                "confidence": "stated",
            },
            {
                "url": (
                    "https://aurora-institute.org/cw_post/how-one-new-hampshire-district-is-"
                    "leveraging-success-skills-in-a-competency-based-system/"
                ),
                "file": "relationships.csv",
                "line": last["sources"][0]["line"] + 1,
                "as_of": None,
                "confidence": "stated",
            },
        ],
    }


def test_pittsfield_and_lindsay_cannot_do_without_sanford_and_the_cohort(
    ask: Ask, full: str
) -> None:
    found = ask("connect", "Pittsfield", "Lindsay", "--store", full, "--format", "json").document
    assert (found["distance"], found["routes_total"], found["independent_routes"]) == (5, 4, 3)
    assert found["unavoidable"] == ["district:me-sanford", "network:maine-cohort"]
    assert len(found["routes"]) == 4


def test_without_a_route_a_hint_says_what_all_ties_would_give(ask: Ask, full: str) -> None:
    done = ask("connect", "RSU 2", "Chugach", "--store", full, "--format", "json")
    found = done.document
    assert (found["connected"], found["distance"]) == (False, None)
    assert (found["routes_total"], found["routes"], found["independent_routes"]) == (0, [], 0)
    assert "2 ties" in found["hint"]
    assert done.err == ""


def test_in_other_forms_the_hint_goes_to_stderr(ask: Ask, full: str) -> None:
    for form in ("table", "csv", "markdown"):
        done = ask("connect", "RSU 2", "Chugach", "--store", full, "--format", form)
        assert done.status == 0
        assert "Ask again with --through all" in done.err
        assert "Ask again" not in done.out


def test_through_all_finds_the_route_by_the_risc_model(ask: Ask, full: str) -> None:
    found = ask(
        *("connect", "RSU 2", "Chugach", "--store", full),
        *("--format", "json", "--through", "all"),
    ).document
    assert (found["distance"], found["routes_total"], found["hint"]) == (2, 2, None)
    assert stops(found["routes"][0]) == [RSU_2["id"], "network:risc", "district:ak-chugach"]
    assert [hop["ties"][0]["type"] for hop in found["routes"][0]["hops"]] == ["USES_MODEL"] * 2


def test_what_is_avoided_is_resolved_and_passed_by(ask: Ask, full: str) -> None:
    found = ask(
        *("connect", "Pittsfield", "Lindsay", "--store", full, "--format", "json"),
        *("--avoid", "Sanford", "--avoid", "NESSC", "-k", "50"),
    ).document
    assert found["parameters"]["avoid"] == ["district:me-sanford", "network:nessc"]
    passed = {stop for route in found["routes"] for stop in stops(route)}
    assert passed.isdisjoint(found["parameters"]["avoid"])


def test_a_date_leaves_out_what_did_not_hold(ask: Ask, mini: str) -> None:
    found = ask(
        *("connect", "Sanborn", "Pittsfield", "--store", mini, "--format", "json"),
        *("--as-of", "2014"),
    ).document
    assert found["as_of"] == "2014"
    assert found["connected"] is False  # PACE was founded in 2015.


def test_csv_has_a_line_for_each_tie(ask: Ask, full: str) -> None:
    rows = rows_of(
        ask("connect", "RSU 2", "Chugach", "--store", full, "--through", "all", "--format", "csv")
    )
    assert [(r["route"], r["hop"], r["type"], r["since"]) for r in rows] == [
        ("1", "1", "USES_MODEL", "2009"),
        ("1", "2", "USES_MODEL", ""),
        ("2", "1", "PROFILED_BY", "2016"),
        ("2", "2", "PROFILED_BY", "2015"),
        ("2", "2", "PROFILED_BY", "2019"),
    ]
    assert rows[0]["from_name"] == "RSU 2"
    assert rows[0]["to_id"] == "network:risc"
    assert (rows[0]["undated"], rows[1]["undated"]) == ("false", "true")
    assert rows[0]["sources"] == "http://maine.gov/doe/cbp/case-studies/rsu2-overview.html"


def test_csv_of_no_route_is_its_header(ask: Ask, full: str) -> None:
    done = ask("connect", "RSU 2", "Chugach", "--store", full, "--format", "csv")
    assert done.out.splitlines() == [
        "route,hop,from_id,from_name,to_id,to_name,type,direction,role,since,until,over,undated,sources"
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        ["Sanborn", "district:nh-sanborn-regional"],
        ["Sanborn", "RSU 2", "--avoid", "sanborn"],
        ["Sanborn", "RSU 2", "--avoid", "RSU 2"],
        ["Sanborn", "RSU 2", "-k", "0"],
        ["Sanborn", "RSU 2", "-k", "x"],
        ["Sanborn", "RSU 2", "--through", "friends"],
        ["Sanborn"],
        ["Sanborn", "RSU 2", "Lindsay"],
    ],
)
def test_wrong_usage_is_status_2(ask: Ask, full: str, wrong: list[str]) -> None:
    done = ask("connect", *wrong, "--store", full)
    assert (done.status, done.out) == (2, "")
    assert "Error: " in done.err
