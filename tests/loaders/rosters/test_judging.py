"""A row is judged before anything of it is written; what was understood, and what waits."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from graph.schema import NODE_KINDS
from loaders.checks.understood import understood
from loaders.drafting import draft
from loaders.rosters.mapping_file import mapping_from
from tests.loaders.rosters.conftest import memberships

if TYPE_CHECKING:
    from pathlib import Path

    from graph.store import Store
    from tests.loaders.rosters.conftest import Roster

CREATING = """
rows = "membership"
unknown = "create"
[columns]
name = "District"
state = "State"
network = "Network"
since = "Joined"
"""
HEADER = "District,State,Network,Joined\n"


def ids(store: Store) -> set[str]:
    return {node.id for node in store.catalogue(sorted(NODE_KINDS))}


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("Newfield Academy,NH,Brand New,soon", "bad-date"),
        ("Newfield Academy,NH,Brand New,Sep-14", "date-in-doubt"),
        ("Newfield Academy,NH,Brand New,left", "status-without-date"),
        ("Newfield Academy,NH,Brand New,#REF!", "cell-error"),
        ("Newfield Academy,NH,#REF!,2018", "cell-error"),
        ("Newfield Academy,NH,12,2018", "no-network-name"),
        ("Newfield Academy,NH,The One,2018", "network-in-review"),
        ("Newfield Academy,NH,Twin,2018", "network-in-review"),
        ("Newfield Academy,NH,Brand New / Other New,2018", "names-in-doubt"),
    ],
)
def test_a_refused_or_waiting_row_leaves_nothing(
    store: Store, roster: Roster, row: str, rule: str
) -> None:
    before = ids(store)
    report = roster(f"{HEADER}{row}\n", CREATING, skip_bad=True)
    assert (ids(store), memberships(store)) == (before, {})
    assert rule in {problem.rule for problem in report.problems}
    (table,) = report.tables
    assert table.ledger is not None
    cells = table.ledger.cells
    assert (cells.became, cells.waits + cells.refused, cells.aside) == (0, 4, 4)


def test_a_sound_row_beside_them_writes_what_it_needs_alone(store: Store, roster: Roster) -> None:
    before = ids(store)
    roster(
        f"{HEADER}Newfield Academy,NH,Brand New,2018\nOldfield Academy,NH,Brand New,soon\n",
        CREATING,
        skip_bad=True,
    )
    assert ids(store) - before == {"district:nh-newfield-academy", "network:brand-new"}


def test_near_names_of_networks_wait_the_rarer_for_the_more_frequent(
    store: Store, roster: Roster
) -> None:
    text = "who,network\n" + "district:a,Rural Exchange\ndistrict:b,Rural Exchange\n"
    report = roster(f"{text}district:c,Rural Exchnage\ndistrict:c,Two\ndistrict:a,The Two\n")
    assert set(memberships(store)) == {
        ("a", "rural-exchange"),
        ("b", "rural-exchange"),
        ("c", "two"),
    }
    assert report.tables[0].in_review == {4, 6}


def test_what_was_understood_is_told_by_networks_states_dates_and_sentences(
    roster: Roster,
) -> None:
    mapping = 'rows = "membership"\n[columns]\nid = "who"\nnetwork = "network"\nsince = "from"'
    report = roster(
        "who,network,from\ndistrict:a,New One League,2019\ndistrict:b,New One League,2017-09\n"
        "district:c,One,\n",
        mapping,
        dry_run=True,
    )
    (table,) = report.tables
    assert table.understood is not None
    said = understood(table.understood)
    assert [(n.name, n.new, n.rows) for n in said.networks] == [
        ("New One League", True, 2),
        ("One", False, 1),
    ]
    assert said.states == {"NH": 2, "AL": 1}
    assert (said.first_since, said.last_since) == ("2017-09", "2019")
    assert said.examples == [
        "Alpha (NH) belongs to New One League since 2019.",
        "Beta (NH) belongs to New One League since 2017-09.",
        "Gamma (AL) belongs to One.",
    ]


def test_a_member_that_stands_alone_in_its_row_is_a_row_or_told(
    store: Store, roster: Roster
) -> None:
    mapping = 'rows = "membership"\n[columns]\n{} = "who"\nrole = "as"\n[constant]\nnetwork = "One"'
    roster("who,as\ndistrict:a,\ndistrict:b,chair\n", mapping.format("id"))
    roster("who,as\n0100003,\n3300001,chair\n", mapping.format("nces_id"))
    # The second is the same source again, and no longer speaks of b.
    assert set(memberships(store)) == {("a", "one"), ("c", "one")}
    report = roster("who,as\nAlpha,\nBeta,chair\n", mapping.format("name"))
    assert [(p.line, p.rule) for p in report.problems if p.rule == "not-a-row"] == [
        (2, "not-a-row")
    ]


def test_a_network_that_the_mapping_names_may_be_called_anything(
    store: Store, roster: Roster
) -> None:
    mapping = 'rows = "membership"\n[columns]\nid = "who"\n[constant]\nnetwork = "2020"'
    roster("who\ndistrict:a\n", mapping)
    assert set(memberships(store)) == {("a", "2020")}


@pytest.mark.parametrize("cells", ["Seacoast\nLakes\nWest", "1\n1\n2"])
def test_a_region_is_no_network_where_the_title_names_one(tmp_path: Path, cells: str) -> None:
    rows = "".join(
        f"{name} School District,NH,{cell}\n"
        for name, cell in zip("ABC", cells.splitlines(), strict=True)
    )
    path = tmp_path / "roster.csv"
    path.write_text(f"Members of the Rural Exchange,,\nDistrict,State,Region\n{rows}", "utf-8")
    said = mapping_from(tomllib.loads(draft(path)), "draft")
    assert (said.constant["network"], set(said.columns)) == ("Rural Exchange", {"name", "state"})
    assert not said.networks


def test_a_tie_that_cannot_be_refuses_its_row_before_anything_is_counted(
    store: Store, roster: Roster
) -> None:
    mapping = 'rows = "membership"\n[columns]\nid = "who"\nschool = "school"\nnetwork = "network"\n'
    before = ids(store)
    text = "who,school,network\nnetwork:two,North High,One\ndistrict:a,South High,One\n"
    report = roster(text, mapping, skip_bad=True)
    assert [p.rule for p in report.problems] == ["tie-not-allowed"]
    assert ids(store) - before == {"school:a-south-high"}
    (table,) = report.tables
    assert table.rejected == {2}
    assert table.ledger is not None
    assert (table.ledger.cells.became, table.ledger.cells.refused) == (3, 3)


@pytest.mark.parametrize(
    ("city", "county", "accepted"),
    [
        ("San Antonio", "", True),
        ("", "Bexar County", True),
        ("", "Wilbarger", True),
        ("", "Harris County", False),
        ("", "", False),
    ],
)
def test_a_county_tells_districts_of_one_name_apart(
    roster: Roster, city: str, county: str, accepted: bool
) -> None:
    mapping = (
        'rows = "membership"\n[columns]\nname = "District"\nstate = "State"\ncity = "City"\n'
        'county = "County"\n[constant]\nnetwork = "One"\n'
    )
    text = f"District,State,City,County\nNorthside ISD,TX,{city},{county}\n"
    report = roster(text, mapping)
    assert report.tables[0].accepted == accepted


def test_a_place_that_is_another_districts_contradicts_an_id(roster: Roster) -> None:
    mapping = (
        'rows = "membership"\n[columns]\nnces_id = "LEAID"\ncity = "City"\n'
        '[constant]\nnetwork = "One"\n'
    )
    report = roster("LEAID,City\n0614550,Bakersfield\n0614550,Fresno\n0614550,Nowhere\n", mapping)
    assert report.tables[0].in_review == {2}


def test_members_of_the_past_wait_unless_the_row_says_when_they_left(
    store: Store, roster: Roster
) -> None:
    mapping = (
        'rows = "membership"\n[columns]\nid = "who"\nuntil = "Left"\n[constant]\nnetwork = "One"\n'
    )
    text = (
        "who,Left\nCurrent members,\ndistrict:c,\nFormer members,\ndistrict:a,\ndistrict:b,2019\n"
    )
    report = roster(text, mapping)
    assert report.tables[0].in_review == {5}
    assert memberships(store) == {("c", "one"): [(None, None)], ("b", "one"): [(None, "2019")]}
