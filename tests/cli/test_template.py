"""`template`: a workbook to fill in, which `add` reads as it is; `history` and `load national`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ask


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_template_that_is_filled_in_is_added_without_a_mapping(ask: Ask, place: Path) -> None:
    assert ask("template", "-o", "r.xlsx", "--networks", "2").status == 0
    book = openpyxl.load_workbook(place / "r.xlsx")
    assert book.sheetnames == ["Network 1", "Network 2", "lists"]
    offered = [str(one.sqref) for one in book["Network 1"].data_validations.dataValidation]
    assert offered == ["B4:B504", "D4:D504", "E4:E504"]
    rows = (
        ("Network 1", ("Huntley Comm Sch Dist 158", "IL", "North Net", "2017-18")),
        ("Network 1", ("Peoria SD 150", "IL", "North Net", "2018-19", "2021-22", "pilot")),
        ("Network 2", ("Elmbrook School District", "WI", "South Net")),
    )
    for name, cells in rows:
        book[name].append(cells)
    book.save(place / "r.xlsx")
    document = ask("add", "r.xlsx", "--format", "json").document
    assert (document["waits"], document["problems"]) == (0, [])
    north = ask("members", "North Net", "--format", "json").document["rows"]
    assert [(row["since"], row["until"], row["role"]) for row in north] == [
        ("2017", None, None),
        ("2018", "2022", "pilot"),
    ]
    again = ask("template", "-o", "r.xlsx")
    assert (again.status, "replace it with --force" in again.err) == (1, True)


def test_a_template_of_a_state_offers_what_is_known_and_needs_no_state(
    ask: Ask, place: Path
) -> None:
    text = "District,State,Network\nPeoria SD 150,IL,North Net\nPeoria SD 150,IL,South Net\n"
    (place / "a.csv").write_text(text, encoding="utf-8")
    ask("add", "a.csv")
    done = ask("template", "-o", "s.xlsx", "--state", "New Hampshire")
    assert "then type: netweave add s.xlsx\n" in done.out
    book = openpyxl.load_workbook(place / "s.xlsx")
    lists = book["lists"]
    assert lists["A1"].value == "NH"
    assert [lists["B1"].value, lists["B2"].value] == ["North Net", "South Net"]
    for cells in (("Pittsfield", "", "North Net"), ("Lindsay", "CA", "North Net")):
        book["Network 1"].append(cells)
    book.save(place / "s.xlsx")
    document = ask("add", "s.xlsx", "--format", "json").document
    assert document["waits"] == 0
    assert document["tables"][0]["understood"]["states"] == {"CA": 1, "NH": 1}


def test_history_tells_what_each_write_did_and_what_belongs_together(ask: Ask, place: Path) -> None:
    for name in ("a.csv", "b.csv"):
        text = "District,State,Network\nPeoria SD 150,IL,North Net\nNowhere,IL,North Net\n"
        (place / name).write_text(text, encoding="utf-8")
    ask("add", "a.csv", "b.csv")
    second, first = ask("history", "--format", "json").document["rows"]
    assert (first["source"], first["entities_added"], first["statements_added"]) == ("a.csv", 2, 1)
    assert first["noted"] == 2  # what waits, and how the columns were read
    assert (second["source"], second["entities_added"], second["noted"]) == ("b.csv", 0, 1)
    assert first["together"] == second["together"] == 1
    assert "numbers 1 to 2, which belong together" in ask("history").out


def test_a_workbook_of_decisions_is_no_roster(ask: Ask, place: Path) -> None:
    text = "District,State,Network\nNowhere,IL,North Net\n"
    (place / "a.csv").write_text(text, encoding="utf-8")
    ask("add", "a.csv")
    done = ask("add", "a.csv", "review.xlsx")
    assert (done.status, "review.xlsx is passed over. It holds decisions" in done.err) == (0, True)


def test_the_national_directory_fills_in_what_is_missing_and_says_its_year(
    ask: Ask, place: Path
) -> None:
    text = "id,name,state,nces_id,city\ndistrict:h,Our Huntley,IL,1719830,Elsewhere\n"
    (place / "districts.csv").write_text(text, encoding="utf-8")
    ask("load", "districts.csv")
    document = ask("load", "national", "--format", "json").document
    assert document["directory"] == {"school_year": "2018-2019", "enrollment_year": "2023-24"}
    assert document["store"]["nodes"] == 19_840
    ours = ask("show", "district:h", "--format", "json").document
    assert (ours["name"], ours["properties"]["city"]) == ("Our Huntley", "Elsewhere")
    assert ours["properties"]["county"]
    info = ask("info", "--format", "json").document
    assert info["directory"]["districts"] == 19_840
    assert ask("load", "national", "--format", "json").document["rows"][0]["count"] == 0
