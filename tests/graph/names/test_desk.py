"""What the desk accepts, and above all what it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Node
from graph.names.desk import Desk
from graph.names.parsing import parse
from graph.names.reference import Reference
from loaders.identity.ledger import Ledger, Ruling

if TYPE_CHECKING:
    from pathlib import Path


def district(leaid: str, name: str, state: str, city: str = "", *aliases: str) -> Node:
    known = {"state": state, "city": city, "nces_id": leaid}
    return Node(
        f"district:{leaid}", "district", name, aliases, {k: v for k, v in known.items() if v}
    )


DISTRICTS = [
    district("4502700", "Lexington 01", "SC", "Lexington"),
    district("4502790", "Lexington 04", "SC", "Swansea"),
    district("4501500", "Cherokee 01", "SC", "Gaffney"),
    district("2314776", "RSU 02", "ME", "Hallowell"),
    district("2314670", "RSU 57/MSAD 57", "ME", "Waterboro"),
    district("2302610", "Auburn Public Schools", "ME", "Auburn"),
    district("5309690", "West Valley School District (Spokane)", "WA", "Spokane"),
    district("5309720", "West Valley School District (Yakima)", "WA", "Yakima"),
    district("3003840", "Bigfork H S", "MT", "Bigfork"),
    district("3003810", "Bigfork Elem", "MT", "Bigfork"),
    district("2012000", "Blue Valley", "KS", "Overland Park"),
    district("2099999", "Blue Valley", "KS", "Randolph"),
    district("0103180", "Talladega City", "AL", "Talladega"),
    district("0103210", "Talladega County", "AL", "Talladega"),
    district("1302280", "Fulton County", "GA", "Atlanta"),
    district("3900001", "Franklin City", "OH", "Franklin"),
    district("3900002", "Franklin Academy", "OH", "Franklin"),
    district("3900003", "Franklin County ESC", "OH", "Columbus"),
    district("2728230", "PERHAM-DENT PUBLIC SCHOOL DISTRICT", "MN", "PERHAM"),
    district("0404197", "Tuba City Unified School District #15 (4197)", "AZ", "Tuba City"),
    district("1602060", "MEADOWS VALLEY DISTRICT", "ID", "NEW MEADOWS"),
]
DESK = Desk(DISTRICTS)


@pytest.mark.parametrize(
    ("written", "state", "leaid"),
    [
        ("Lexington District Four", "SC", "4502790"),
        ("Lexington County School District One", "SC", "4502700"),
        ("Cherokee County School District", "SC", "4501500"),
        ("RSU 2, or Kennebec Intra-District Schools", "ME", "2314776"),
        ("Waterboro-based RSU 57", "ME", "2314670"),
        ("Maine School Administrative District #57", "Maine", "2314670"),
        ("Auburn School Department", "ME", "2302610"),
        ("West Valley School District (Spokane)", "WA", "5309690"),
        ("Bigfork High School District", "MT", "3003840"),
        ("Talladega City Schools", "AL", "0103180"),
        ("Fulton County Schools", "GA", "1302280"),
        ("Franklin City Schools", "OH", "3900001"),
        ("Franklin", "OH", "3900001"),
        ("Tuba City USD", "AZ", "0404197"),
        ("Meadows Valley School District, New Meadows", "ID", "1602060"),
    ],
)
def test_what_is_safe_is_accepted(written: str, state: str, leaid: str) -> None:
    match = DESK.resolve(written, state)
    assert (match.decision, match.nces_id) == ("accepted", leaid), match
    assert match.candidates[0].id == match.id == f"district:{leaid}"
    assert match.reasons


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("Lexington County School District", "SC"),
        ("West Valley School District", "WA"),
        ("Bigfork School District", "MT"),
        ("Blue Valley School District", "KS"),
        ("Talladega", "AL"),
    ],
)
def test_of_two_that_fit_equally_neither_is_accepted(written: str, state: str) -> None:
    match = DESK.resolve(written, state)
    assert match.decision == "review"
    assert match.id is None
    assert match.nces_id is None
    assert len(match.candidates) == 2


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("Lexington School District 9", "SC"),
        ("RSU 99", "ME"),
        ("Auburn High School", "ME"),
        ("Auburn Elementary School", "ME"),
        ("Talladega Academy", "AL"),
        ("Fulton City Schools", "GA"),
        ("Franklin Local Schools", "OH"),
        ("Franklin Park Schools", "OH"),
        ("Perham", "ND"),
        ("Fulton County Schools, KY", "GA"),
        ("Bigfork High School District", None),
        ("Diocese of Auburn Schools", "ME"),
        ("", "ME"),
    ],
)
def test_what_may_be_another_is_not_accepted(written: str, state: str | None) -> None:
    assert DESK.resolve(written, state).decision != "accepted"


def test_the_bare_name_is_no_proof_where_others_share_the_place() -> None:
    desk = Desk(
        [
            district("3900010", "Buckeye", "OH", "New Philadelphia"),
            district("3900011", "Buckeye Local", "OH", "Medina"),
        ]
    )
    assert desk.resolve("Buckeye School District", "OH").decision == "review"
    assert desk.resolve("Buckeye Local Schools", "OH").nces_id == "3900011"


def test_an_id_and_an_nces_id_are_names_too() -> None:
    assert DESK.resolve("2314776", None).id == "district:2314776"
    assert DESK.resolve("district:2314776", "ME").id == "district:2314776"
    assert DESK.resolve("2314776", "SC").decision == "review"


def test_the_state_in_the_name_stands_in_for_one_that_is_not_given() -> None:
    assert DESK.resolve("Fulton County Schools, GA", None).nces_id == "1302280"


def test_an_alias_is_a_name() -> None:
    desk = Desk([district("0807230", "Westminster Public Schools", "CO", "", "Adams 50")])
    assert desk.resolve("Adams 50", "CO").nces_id == "0807230"


def test_the_state_that_runs_a_district_is_its_state_wherever_its_office_is() -> None:
    desk = Desk([district("3300001", "Coos School District", "VT")])
    assert desk.resolve("Coos School District", "NH").decision == "accepted"


NAMESAKES = [
    district("1727960", "Mt. Zion CUSD 3", "IL"),
    district("3616740", "La Fargeville Central School District", "NY"),
    district("2928860", "SPRINGFIELD R-XII", "MO"),
    district("2510890", "Springfield", "MA"),
    district("4100000", "Elsewhere SD 1", "OR", "Springfield"),
]


@pytest.mark.parametrize(
    ("written", "leaids"),
    [
        ("Mount Zion Unit", ["1727960"]),
        ("LaFargeville", ["3616740"]),
        ("Springfield Schools", ["2510890", "2928860"]),
        ("RSU 57", []),
        ("Nowhere at all", []),
    ],
)
def test_without_a_state_all_of_the_very_same_place_are_named(
    written: str, leaids: list[str]
) -> None:
    match = Desk(NAMESAKES).resolve(written, None)
    assert sorted(one.nces_id or "" for one in match.candidates) == leaids


def test_only_states_in_which_a_name_may_be_are_looked_through() -> None:
    reference = Reference(NAMESAKES, None)
    found = {
        text: [block.state for block in reference.anywhere(parse(text, None))]
        for text in ("Mount Zion", "Springfeild", "Mount St.", "RSU 57")
    }
    assert found == {
        "Mount Zion": ["IL"],
        "Springfeild": [],
        "Mount St.": ["IL", "NY", "MO", "MA", "OR"],
        "RSU 57": [],
    }


def test_two_leagues_of_one_name_are_a_question() -> None:
    leagues = [
        Node("network:dp", "network", "League of Innovative Schools"),
        Node("network:ne", "network", "New England League", ("League of Innovative Schools",)),
        Node("network:risc", "network", "Reinventing Schools Coalition", ("RISC",)),
    ]
    desk = Desk.of(leagues)
    assert desk.resolve("League of Innovative Schools", None).decision == "review"
    assert desk.resolve("the reinventing schools coalition", None).id == "network:risc"
    assert desk.resolve("RISC", None).id == "network:risc"
    near = desk.resolve("Reinventing School Coalition", None)
    assert (near.decision, near.candidates[0].id) == ("review", "network:risc")
    assert desk.resolve("Aurora Symposium", None).decision == "none"


def test_what_people_decided_goes_first(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "l.csv")
    ledger.add([Ruling("same", "Blue Valley School District", "KS", "district:2012000", "asked")])
    match = Desk(DISTRICTS, ledger).resolve("BLUE VALLEY School District", "KS")
    assert (match.decision, match.id) == ("accepted", "district:2012000")
    assert "asked" in match.reasons[0]
    ledger.add([Ruling("unsure", "Blue Valley School District", "KS")])
    assert Desk(DISTRICTS, ledger).resolve("Blue Valley School District", "KS").id is None


def test_what_is_not_the_same_is_never_proposed(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "l.csv")
    ledger.add([Ruling("not the same", "Blue Valley", "KS", "district:2012000")])
    match = Desk(DISTRICTS, ledger).resolve("Blue Valley", "KS")
    assert [c.id for c in match.candidates] == ["district:2099999"]
    assert match.decision == "review"


@given(st.text(max_size=40), st.sampled_from(["ME", "SC", "WA", "", None]))
def test_whatever_is_written_an_accepted_district_is_of_that_state(
    written: str, state: str | None
) -> None:
    match = DESK.resolve(written, state)
    assert 0 <= match.score <= 1
    assert (match.decision == "accepted") == (match.id is not None)
    if match.id and state:
        assert match.id[9:11] in {"ME": "23", "SC": "45", "WA": "53"}[state]


@pytest.mark.parametrize("node", DISTRICTS, ids=lambda node: node.name)
def test_no_district_is_taken_for_another_once_it_is_not_there(node: Node) -> None:
    others = Desk([one for one in DISTRICTS if one is not node and one.name != node.name])
    assert others.resolve(node.name, node.state).decision != "accepted"
