"""Lines of a table that are no rows, headers of one row or two, and what titles say."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from loaders.columns.ledger import CellLedger
from loaders.forms.findings import Findings
from loaders.forms.opening import sheets_in
from loaders.rosters.asides import is_total, lone_text
from loaders.rosters.headers import headed, network_above, year_of
from loaders.rosters.table import RosterTable
from loaders.rosters.titles import bare_title, network_in
from loaders.rosters.years_across import stretches
from tests.loaders.rosters.conftest import memberships

if TYPE_CHECKING:
    from pathlib import Path

    from graph.store import Store
    from tests.loaders.rosters.conftest import Roster


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


# Asides --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "total"),
    [
        (["Total", "", "27"], True),
        (["TOTAL: 27", "", ""], True),
        (["Grand total", "3", "4.5%"], True),
        (["Count", "12"], True),
        (["Subtotal, NH", "12"], True),
        (["Total Community School", ""], False),
        (["Total", "NH", "Rural Exchange"], False),
        (["Totals Academy ISD", "TX", "One"], False),
        (["", ""], False),
    ],
)
def test_a_total_says_so_and_has_numbers_beside_it(cells: list[str], total: bool) -> None:
    assert is_total(cells) == total


@pytest.mark.parametrize(
    ("text", "is_member", "kind"),
    [
        ("Source: the network's page", True, "footer"),
        ("* joined as a pilot", True, "footer"),
        ("Last updated 9/2024", False, "footer"),
        ("Please send corrections to the office.", True, "footer"),
        ("-----", True, "footer"),
        ("New Hampshire", True, "section"),
        ("VT", False, "section"),
        ("Founding members:", True, "section"),
        ("RURAL EXCHANGE", True, "section"),
        ("Rural Exchange Network", True, "section"),
        ("Cohort 2", True, "section"),
        ("Cohort 2", False, "section"),
        ("Park Hill School District", True, None),
        ("RSU 2", True, None),
        ("Lindsay Unif. Sch. Dist.", True, None),
        ("3306080", True, None),
        ("PITTSFIELD SCHOOL DISTRICT", True, None),
        ("Fairbanks 61", True, None),
    ],
)
def test_a_line_that_stands_alone_is_a_note_a_section_or_a_row(
    text: str, is_member: bool, kind: str | None
) -> None:
    assert lone_text(text, is_member=is_member) == kind


STACKED = """Members of the Rural Exchange,,
,,
District,State,Joined
New Hampshire,,
Alpha SD,NH,2018
Beta SD,NH,2019
Total,,2
Maine:,,
District,State,Joined
RSU 2,ME,2020
,,
State,District,Joined
VT,Gamma SD,2021
Source: somebody,,
"""


def test_titles_sections_totals_notes_and_headers_are_put_aside_and_counted(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(STACKED, encoding="utf-8")
    (sheet,) = sheets_in(tmp_path / "r.csv")
    table, ledger = (
        RosterTable(sheet.open(), Findings([]).about("r.csv"), ["District"]),
        CellLedger(),
    )
    assert table.read_header(["District", "Joined"], ())
    keys = ledger.open(table.names, ["name", None, "since"])
    found = list(table.lines(ledger))
    for line in found:
        ledger.row(keys, line.cells, "became")
    assert [(line.line, *line.cells, line.section) for line in found] == [
        (5, "Alpha SD", "NH", "2018", "New Hampshire"),
        (6, "Beta SD", "NH", "2019", "New Hampshire"),
        (10, "RSU 2", "ME", "2020", "Maine"),
        (13, "Gamma SD", "VT", "2021", "Maine"),
    ]
    assert [aside.line for aside in ledger.asides] == [1, 3, 4, 7, 8, 9, 12, 14]
    assert (table.read, table.title) == (4, "Members of the Rural Exchange")
    assert ledger.cells == (27, 8, 0, 0, 15, 4)


# Headers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A title,,\n\nDistrict,State,Joined\nAlpha,NH,2018\n", ["District", "State", "Joined"]),
        (
            (
                ",Rural Exchange,,Studio Schools,\n"
                "District,Joined,Role,Joined,Role\nAlpha,2018,lead,,\n"
            ),
            [
                "District",
                *("Rural Exchange / Joined", "Rural Exchange / Role"),
                *("Studio Schools / Joined", "Studio Schools / Role"),
            ],
        ),
        (
            "District,State,Rural Exchange,\n,,2017-18,2018-19\nAlpha,NH,x,x\n",
            ["District", "State", "Rural Exchange / 2017-18", "Rural Exchange / 2018-19"],
        ),
        ("District,Rural Exchange\nAlpha,x\n", ["District", "Rural Exchange"]),
    ],
)
def test_a_header_is_one_row_or_two_below_titles(text: str, names: list[str]) -> None:
    table = headed(rows(text))
    assert table is not None
    assert table.names == names


@pytest.mark.parametrize(
    "text",
    [
        "Alpha District,NH,Rural Exchange,2018\nBeta District,NH,Rural Exchange,2019\n",
        "Alpha,x\nBeta,x\n",
        "3300001,Rural Network\n3300002,Rural Network\n",
        "District\n",
        "",
    ],
)
def test_a_row_of_data_is_never_taken_for_the_header(text: str) -> None:
    assert headed(rows(text)) is None


def test_what_stands_above_a_column_may_be_a_network_and_below_it_a_year() -> None:
    assert network_above("Rural Exchange / Joined") == "Rural Exchange"
    assert (network_above("Joined"), network_above("Name / 2018")) == ("", "")
    assert (year_of("Rural Exchange / 2017-18"), year_of("Joined")) == ("2017-18", "")


# Titles --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "network"),
    [
        ("Rural Exchange – members", "Rural Exchange"),
        ("Members of the Rural Exchange", "Rural Exchange"),
        ("RURAL EXCHANGE MEMBER DISTRICTS 2023-24", "Rural Exchange"),
        ("Prairie Network roster FY26.xlsx", "Prairie Network"),
        ("rural_exchange_2024.csv", "rural exchange"),
        ("Current members of Studio Schools (as of May 2024)", "Studio Schools"),
        *((text, "") for text in ("Current", "Former", "Past members", "Sheet1", "NH", "2019-20")),
        *((text, "") for text in ("New Hampshire", "Members", "Contacts", "Roster FY26", "Data")),
        ("Alpha", ""),
    ],
)
def test_a_title_names_a_network_if_it_holds_a_word_of_networks(text: str, network: str) -> None:
    assert network_in(text) == network


def test_a_title_is_bared_of_what_names_nothing() -> None:
    assert bare_title("Big Sky – full member list, 2024") == "Big Sky"
    assert bare_title("All members") == ""


# Years across --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("there", "spells"),
    [
        ("xxx", [("", "")]),
        (".xx", [("2018", "")]),
        ("xx.", [("", "2019")]),
        ("x.x", [("", "2018"), ("2019", "")]),
        (".x.", [("2018", "2019")]),
        ("...", []),
    ],
)
def test_lists_of_school_years_begin_and_end_memberships(
    there: str, spells: list[tuple[str, str]]
) -> None:
    years = ["2017-18", "2018-19", "2019-20"]
    assert list(stretches([mark == "x" for mark in there], years)) == spells


def test_lists_of_calendar_years_end_with_the_year_before() -> None:
    marks = [False, True, False]
    assert list(stretches(marks, ["2017", "2018", "2019"])) == [("2018", "2018")]
    assert list(stretches(marks, ["2018-08", "2018-09", "2019-01"])) == [("2018-09", "2018-12")]


def test_below_a_line_that_may_be_a_network_nobody_belongs_to_the_one_before(
    store: Store, roster: Roster
) -> None:
    mapping = (
        'rows = "membership"\nheader = false\nsection = "network"\n[columns]\nname = "A"\n'
        '[constant]\nstate = "NH"\n'
    )
    text = "One:\nAlpha\nStudio Schools\nBeta\nHarbor Network\nAlpha\n"
    report = roster(text, mapping, skip_bad=True)
    assert set(memberships(store)) == {("a", "one"), ("a", "harbor-network")}
    assert 4 in report.tables[0].rejected
