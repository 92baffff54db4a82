"""The commands of the identity desk, from a table of names to a decision and back."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from loaders.identity.ledger import Ledger, Ruling, beside

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ask, Drawn

DRAWING = """
district:oh-franklin = Franklin City Schools {state=OH city=Franklin nces_id=3904400}
district:ks-blue-1 = Blue Valley {state=KS nces_id=2012000}
district:ks-blue-2 = Blue Valley {state=KS nces_id=2010980}
network:league = Blue Valley League
"""
NAMES = "written_name,written_state\nFranklin City SD,OH\nBlue Valley USD,KS\nJuniper Mesa ISD,TX\n"


@pytest.fixture
def store(drawn: Drawn) -> str:
    return drawn(DRAWING)


@pytest.fixture
def names(tmp_path: Path) -> str:
    path = tmp_path / "names.csv"
    path.write_text(NAMES, encoding="utf-8")
    return str(path)


def test_match_gives_the_rows_of_the_table_in_their_order(ask: Ask, store: str, names: str) -> None:
    document = ask("identity", "match", names, "--store", store, "--format", "json").document
    assert document["question"] == "identity match"
    rows = document["rows"]
    assert list(rows[0]) == [
        "written_name",
        "written_state",
        "decision",
        "id",
        "nces_id",
        "score",
        "candidates",
        "reasons",
    ]
    assert [(r["decision"], r["id"], r["nces_id"]) for r in rows] == [
        ("accepted", "district:oh-franklin", "3904400"),
        ("review", None, None),
        ("none", None, None),
    ]
    assert list(rows[1]["candidates"][0]) == ["id", "nces_id", "name", "score"]
    assert {c["id"] for c in rows[1]["candidates"]} == {"district:ks-blue-1", "district:ks-blue-2"}
    assert rows[2]["candidates"] == []


def test_a_district_that_is_not_in_the_store_has_the_id_it_would_have(
    ask: Ask, store: str, tmp_path: Path
) -> None:
    table, review = tmp_path / "n.csv", tmp_path / "review.csv"
    table.write_text("written_name,written_state\nPittsfield SD,NH\nThe Panthers,NH\n")
    asked = ("identity", "match", str(table), "--store", store, "--format", "json")
    known, other = ask(*asked).document["rows"]
    assert (known["decision"], known["id"]) == ("accepted", "district:3305730")
    assert known["nces_id"] == "3305730"
    assert other["decision"] == "none"
    review.write_text(
        "written_name,written_state,decision,chosen_id\nThe Panthers,NH,same,district:3305730\n"
    )
    assert ask("identity", "review", str(review), "--store", store).status == 0
    assert ask(*asked).document["rows"][1]["id"] == "district:3305730"


@pytest.mark.parametrize("form", ["table", "csv", "markdown"])
def test_match_answers_in_every_form(ask: Ask, store: str, names: str, form: str) -> None:
    done = ask("identity", "match", names, "--store", store, "--format", form)
    assert (done.status, done.err) == (0, "")
    assert "Franklin City SD" in done.out


def test_match_reads_every_sheet_that_has_the_columns(ask: Ask, store: str, tmp_path: Path) -> None:
    book = Workbook()
    sheets = {
        "About": [["Rosters of two years"]],
        "2019": [["written_name", "written_state"], ["Franklin City SD", "OH"]],
        "2020": [["note", "Written_State", "written_name"], ["", "OH", "Franklin City Schools"]],
    }
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "names.xlsx")
    table = str(tmp_path / "names.xlsx")
    found = ask("identity", "match", table, "--store", store, "--format", "json").document["rows"]
    assert [row["written_name"] for row in found] == ["Franklin City SD", "Franklin City Schools"]
    assert {row["id"] for row in found} == {"district:oh-franklin"}


def test_match_needs_the_two_columns(ask: Ask, store: str, tmp_path: Path) -> None:
    path = tmp_path / "n.csv"
    path.write_text("name\nx\n", encoding="utf-8")
    done = ask("identity", "match", str(path), "--store", store)
    assert (done.status, done.out) == (1, "")
    assert "written_name is missing" in done.err


def test_a_decision_is_read_kept_explained_and_taken_back(
    ask: Ask, store: str, names: str, tmp_path: Path
) -> None:
    review = tmp_path / "review.csv"
    with review.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        columns = "written_name,written_state,candidate_1,candidate_2,decision,chosen_id,why"
        writer.writerow(columns.split(","))
        ids = ["district:ks-blue-1", "district:ks-blue-2"]
        writer.writerow(["Blue Valley USD", "KS", *ids, "same", "2", "phoned"])
    done = ask("identity", "review", str(review), "--store", store)
    assert done.status == 0, done.err
    assert done.out.startswith("1 decision kept in")
    assert ask("identity", "review", str(review), "--store", store).out.startswith("0 decisions")

    asked = ("identity", "match", names, "--store", store, "--format", "json")
    assert ask(*asked).document["rows"][1]["id"] == "district:ks-blue-2"
    why = ask("identity", "why", "Blue Valley USD", "--state", "KS", "--store", store)
    assert "phoned" in why.out
    assert "What people decided" in why.out

    assert "Taken back" in ask("identity", "undo", "--store", store).out
    assert ask(*asked).document["rows"][1]["decision"] == "review"
    again = ask("identity", "undo", "--store", store)
    assert (again.status, again.out) == (1, "")
    assert "no decision to take back" in again.err


def test_a_contradiction_is_warned_of(ask: Ask, store: str, tmp_path: Path) -> None:
    review = tmp_path / "review.csv"
    for chosen in ("district:ks-blue-1", "district:ks-blue-2"):
        text = f"written_name,written_state,decision,chosen_id\nBlue Valley,KS,same,{chosen}\n"
        review.write_text(text, encoding="utf-8")
        done = ask("identity", "review", str(review), "--store", store)
        assert done.status == 0
    assert "Warning: 'Blue Valley' was said to be" in done.err


def test_a_decided_name_of_a_roster_is_loaded(ask: Ask, store: str, tmp_path: Path) -> None:
    roster, mapping = tmp_path / "roster.csv", tmp_path / "mapping.toml"
    roster.write_text("District,State,Network\nBlue Valley USD,KS,Blue Valley League\n")
    mapping.write_text(
        'rows = "membership"\n[columns]\nname = "District"\nstate = "State"\nnetwork = "Network"\n'
    )
    load = ("load", str(roster), "--mapping", str(mapping), "--store", store)
    assert "1 in review" in ask(*load).out
    written = tmp_path / "review.csv"
    with written.open(encoding="utf-8", newline="") as file:
        row, *_ = csv.DictReader(file)
    assert {row["candidate_1"], row["candidate_2"]} == {"district:ks-blue-1", "district:ks-blue-2"}
    row |= {"decision": "same", "chosen_id": "district:ks-blue-1"}
    with written.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, row)
        writer.writeheader()
        writer.writerow(row)
    assert ask("identity", "review", str(written), "--store", store).status == 0
    assert "1 accepted" in ask(*load).out
    members = ask("members", "network:league", "--store", store, "--format", "json").document
    assert [r["member"]["id"] for r in members["rows"]] == ["district:ks-blue-1"]


def test_a_merge_is_not_taken_back_in_the_ledger_alone(ask: Ask, store: str) -> None:
    Ledger(beside(store)).add([Ruling("merge", "district:x", "", "district:y")])
    done = ask("identity", "undo", "--store", store)
    assert (done.status, done.out) == (1, "")
    assert "load --undo" in done.err
