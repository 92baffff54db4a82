"""Districts that only the national directory knows, and rows whose identifiers disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.errors import LoadError
from graph.model import Node
from loaders.identity.ledger import Ledger, Ruling
from loaders.load import load
from loaders.rosters.desks import DeskBeside
from tests.loaders.rosters.conftest import memberships

if TYPE_CHECKING:
    from pathlib import Path

    from graph.store import Store
    from tests.loaders.rosters.conftest import Roster

OPEN = [(None, None)]
NAMED = (
    'rows = "membership"\n[columns]\nname = "d"\nstate = "s"\nnces_id = "n"\n'
    '[constant]\nnetwork = "One"'
)
DESCRIBED = 'rows = "district"\n[columns]\nname = "d"\nstate = "s"\n[properties]\nteam = "t"'


@pytest.mark.parametrize(
    "row",
    [
        "Pittsfield School District,NH,",
        "3305730,NH,",
        ",,3305730",
        ",NH,33-05730",
        ",NH,NH-3305730",
        "Pittsfield SD,NH,330573000240",
        "Pittsfield School District,New Hampshire,3305730",
    ],
)
def test_a_district_enters_with_its_facts_when_a_row_names_it(
    store: Store, roster: Roster, row: str
) -> None:
    before = len(store.catalogue(["district"]))
    report = roster(f"d,s,n\n{row}\n", NAMED)
    assert memberships(store) == {("3305730", "one"): OPEN}
    entered = store.nodes(["district:3305730"])["district:3305730"]
    assert (entered.name, entered.text("city")) == ("Pittsfield School District", "Pittsfield")
    assert entered.properties["enrollment"] == 500
    assert (entered.text("source_url") or "").startswith("https://nces.ed.gov/")
    assert len(store.catalogue(["district"])) == before + 1
    assert report.tables[0].taken_for == []
    assert roster(f"d,s,n\n{row}\n", NAMED).changes.nothing


def test_a_table_that_describes_a_district_adds_to_what_the_directory_knows(
    store: Store, roster: Roster
) -> None:
    roster("d,s,t\nPittsfield SD,NH,Panthers\n", DESCRIBED)
    entered = store.nodes(["district:3305730"])["district:3305730"]
    assert (entered.text("team"), entered.text("city")) == ("Panthers", "Pittsfield")


def test_a_national_file_that_is_loaded_later_gives_the_same_district(
    store: Store, roster: Roster, tmp_path: Path
) -> None:
    roster("d,s,n\nPittsfield School District,NH,\n", NAMED)
    before = len(store.catalogue(["district"]))
    newer = tmp_path / "newer.csv"
    newer.write_text("LEAID,NAME,STATE,LAT,LON\n3305730,Pittsfield Schools,NH,43.1,-71.1\n")
    load([newer], store)
    assert len(store.catalogue(["district"])) == before
    district = store.nodes(["district:3305730"])["district:3305730"]
    assert (district.name, district.properties["lat"]) == ("Pittsfield Schools", 43.1)
    assert "Pittsfield School District" in district.aliases
    roster("d,s,n\nPittsfield School District,NH,\n", NAMED)  # goes by both names
    assert memberships(store) == {("3305730", "one"): OPEN}


@pytest.mark.parametrize("known", [{"nces_id": "3305730", "state": "NH"}, {"state": "NH"}])
def test_a_district_of_the_store_goes_before_the_directory(
    store: Store, roster: Roster, known: dict[str, str]
) -> None:
    store.write([Node("district:ours", "district", "Pittsfield School District", (), known)])
    roster("d,s,n\nPittsfield School District,NH,\n", NAMED)
    assert memberships(store) == {("ours", "one"): OPEN}


def test_one_in_another_town_does_not_stand_for_that_of_the_directory(
    store: Store, roster: Roster
) -> None:
    known = {"state": "NH", "city": "Keene"}
    store.write([Node("district:ours", "district", "Pittsfield School District", (), known)])
    report = roster("d,s,n\nPittsfield School District,NH,\n", NAMED)
    assert memberships(store) == {}
    assert {c.id for c in report.open_names[0].match.candidates[:2]} == {
        "district:ours",
        "district:3305730",
    }


def test_two_of_one_name_are_a_question(store: Store, roster: Roster) -> None:
    twins = [
        Node(f"district:{at}", "district", "Pittsfield SD", (), {"state": "NH"}) for at in "pq"
    ]
    store.write(twins)
    report = roster("d,s,n\nPittsfield School District,NH,\n", NAMED)
    assert memberships(store) == {}
    assert report.tables[0].in_review == {2}


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("Houston ISD,TX,0100005", "in AL, and the row says TX"),
        ("HOUSTON ISD,TX,101912", "0101912"),
        ("Sanborn Regional School District,NH,3305730", "is Pittsfield School District"),
        ("Alpha,NH,3300002", "is Beta"),
        ("Iota,NH,3399999", "Neither the store nor the national directory"),
    ],
)
def test_a_row_whose_identifiers_disagree_waits_with_the_reason(
    store: Store, roster: Roster, row: str, why: str
) -> None:
    before = {node.id for node in store.all_nodes()}
    report = roster(f"d,s,n\n{row}\n", NAMED)
    assert memberships(store) == {}
    assert report.tables[0].in_review == {2}
    assert why in report.open_names[0].match.reasons[0]
    assert {node.id for node in store.all_nodes()} == before


@pytest.mark.parametrize(
    "row",
    [
        "ALPHA,NH,3300001",
        "Alpha School District,NH,3300001",
        "Alpha Schools,,3300001",
        "Turtle Mountain High School,ND,5900158",  # the Bureau of Indian Education
        "Turtle Mountain High School,MT,5900158",
    ],
)
def test_a_row_whose_identifiers_agree_is_taken(store: Store, roster: Roster, row: str) -> None:
    report = roster(f"d,s,n\n{row}\n", NAMED)
    assert (len(memberships(store)), report.tables[0].in_review) == (1, set())


def test_an_id_and_an_nces_id_of_two_districts_wait(store: Store, roster: Roster) -> None:
    mapping = (
        'rows = "membership"\n[columns]\nid = "who"\nnces_id = "n"\n[constant]\nnetwork = "One"'
    )
    report = roster("who,n\ndistrict:a,3300002\ndistrict:b,3300002\n", mapping)
    assert memberships(store) == {("b", "one"): OPEN}
    assert report.tables[0].in_review == {2}


def test_what_a_person_decides_of_the_name_settles_such_a_row(store: Store, tmp_path: Path) -> None:
    target = str(tmp_path / "graph.db")
    Ledger(tmp_path / "graph.identity.csv").add(
        [Ruling("same", "Sanborn Regional School District", "NH", "district:3306080", "asked")]
    )
    table, mapping = tmp_path / "r.csv", tmp_path / "m.toml"
    table.write_text("d,s,n\nSanborn Regional School District,NH,3305730\n", encoding="utf-8")
    mapping.write_text(NAMED, encoding="utf-8")
    load([table], store, mapping=mapping, make_desk=DeskBeside(store, target, print))
    assert memberships(store) == {("3306080", "one"): OPEN}


def test_an_nces_id_that_nobody_knows_makes_a_district_if_that_is_asked_for(
    store: Store, roster: Roster
) -> None:
    roster("d,s,n\nIota,NH,3399999\n", f'unknown = "create"\n{NAMED}')
    made = store.nodes(["district:3399999"])["district:3399999"]
    assert (made.name, dict(made.properties)) == ("Iota", {"nces_id": "3399999", "state": "NH"})


def test_an_nces_id_alone_that_nobody_knows_and_one_that_is_none_are_faults(
    roster: Roster,
) -> None:
    with pytest.raises(LoadError) as caught:
        roster("d,s,n\n,NH,3399999\nMu,NH,12\n", NAMED)
    assert [p.rule for p in caught.value.problems] == ["unknown-nces-id", "bad-nces-id"]


def test_a_name_that_is_taken_for_another_is_listed(store: Store, roster: Roster) -> None:
    report = roster("d,s,n\nMeadow Valley School District,ID,\n", NAMED)
    (taken,) = report.tables[0].taken_for
    assert (taken.line, taken.written_name, taken.id, taken.name) == (
        2,
        "Meadow Valley School District",
        "district:1602060",
        "Meadows Valley District",
    )
    assert memberships(store) == {("1602060", "one"): OPEN}
