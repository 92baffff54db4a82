"""`review`: the questions that wait, as a table, a workbook or CSV, and what was decided."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from openpyxl.styles import Font

from graph.opening import open_store
from loaders.identity.kept_ledger import KeptLedger

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ask

HEADER = "District,State,Network,Joined,Status,E-mail\n"
HUNTLEY = "Huntley Comm Sch Dist 158,IL"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(place: Path, name: str, *rows: str) -> None:
    text = HEADER + "".join(f"{row}\n" for row in rows)
    (place / name).write_text(text, encoding="utf-8")


def decide(path: Path, **decided: str) -> None:
    """Decide in a table of decisions, by what is written."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    for row in rows:
        row[header.index("decision")] = decided.get(row[header.index("written")], "")
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def questions(ask: Ask) -> dict[str, dict[str, Any]]:
    return {row["written"]: row for row in ask("review", "--format", "json").document["rows"]}


def members(ask: Ask, network: str) -> list[str]:
    rows = ask("members", network, "--format", "json").document["rows"]
    return sorted(row["member"]["name"] for row in rows)


def test_a_question_is_asked_once_however_many_rows_and_files_ask_it(ask: Ask, place: Path) -> None:
    write(place, "a.csv", "Nowhere,IL,North Net,2017,,", "Nowhere,IL,South Net,2018,,")
    write(place, "b.csv", f"{HUNTLEY},North Net,2017,,", "NOWHERE,Illinois,North Net,2018,,")
    ask("add", "a.csv", "b.csv")
    (one,) = questions(ask).values()
    assert (one["kind"], one["rows"], one["file"], one["line"]) == ("districts", 3, "a.csv", 2)
    assert one["choices"] == ["new", "not in the graph", "later"]


def test_what_waits_stays_whatever_is_loaded_next_and_goes_in_when_it_is_decided(
    ask: Ask, place: Path
) -> None:
    write(place, "a.csv", f"{HUNTLEY},North Net,2017,,", "Nowhere,IL,North Net,2018,,")
    write(place, "b.csv", "Elsewhere,IL,North Net,2018,,")
    ask("add", "a.csv")
    ask("add", "b.csv")
    assert sorted(questions(ask)) == ["Elsewhere", "Nowhere"]
    (place / "a.csv").unlink()
    ask("review", "-o", "decisions.csv")
    decide(place / "decisions.csv", Nowhere="new", Elsewhere="later")
    done = ask("review", "decisions.csv", "--format", "json").document
    assert (done["decided"], done["left_open"], done["waits"]) == (1, 1, 1)
    assert members(ask, "North Net") == ["Huntley Comm Sch Dist 158", "Nowhere"]
    assert list(questions(ask)) == ["Elsewhere"]
    document = ask("show", "Nowhere", "--format", "json").document
    assert [tie["since"] for tie in document["ties"]] == ["2018"]


def test_all_good_lines_count_and_bad_ones_are_named(ask: Ask, place: Path) -> None:
    rows = [f"{name},IL,North Net,2017,," for name in ("Aaa", "Bbb", "Ccc", "Ddd")]
    write(place, "a.csv", *rows, f"{HUNTLEY},North Net,soon,,", f"{HUNTLEY},Other,2017,on hold,")
    ask("add", "a.csv")
    ask("review", "-o", "d.csv")
    said = {"Aaa": "1713710", "Bbb": "not a district", "Ccc": "Nobody at all", "Ddd": "later"}
    decide(place / "d.csv", **said, soon="2019", **{"on hold": "left 2020"})
    done = ask("review", "d.csv")
    assert done.status == 1
    assert "d.csv line 4 (decision): 'Nobody at all' cannot be followed" in done.err
    assert "4 decisions kept" in done.out
    assert members(ask, "North Net") == ["Huntley Comm Sch Dist 158", "SD U-46"]
    assert members(ask, "Other") == ["Huntley Comm Sch Dist 158"]
    assert sorted(questions(ask)) == ["Ccc", "Ddd"]


def test_a_near_name_of_a_network_is_decided_too(ask: Ask, place: Path) -> None:
    write(place, "a.csv", f"{HUNTLEY},Prairie Network,2017,,")
    ask("add", "a.csv")
    rows = (
        f"{HUNTLEY},Prairie Network,2017,,",
        "Elmbrook School District,WI,The Prairie Networks,,,",
    )
    write(place, "b.csv", *rows)
    ask("add", "b.csv")
    (one,) = questions(ask).values()
    assert one["kind"] == "networks"
    assert [who["id"] for who in one["candidates"]] == ["network:prairie-network"]
    ask("review", "-o", "d.csv")
    decide(place / "d.csv", **{"The Prairie Networks": "Prairie Network"})
    ask("review", "d.csv")
    assert len(members(ask, "Prairie Network")) == 2
    assert len(ask("list", "network", "--format", "json").document["rows"]) == 1


def test_one_decision_settles_a_column_of_dates(ask: Ask, place: Path) -> None:
    lines = "District,State,Network,Joined\n" + "".join(
        f"{who},North Net,{when}\n"
        for who, when in (
            (HUNTLEY, "2009-10"),
            ("Peoria SD 150,IL", "2010-11"),
            ("Elmbrook School District,WI", "2011-12"),
        )
    )
    (place / "a.csv").write_text(lines, encoding="utf-8")
    ask("add", "a.csv")
    (one,) = questions(ask).values()
    assert (one["kind"], one["rows"], one["column"]) == ("columns", 3, "Joined")
    ask("review", "-o", "d.csv")
    decide(place / "d.csv", **{"": "school years"})
    ask("review", "d.csv")
    rows = ask("members", "North Net", "--format", "json").document["rows"]
    assert sorted(row["since"] for row in rows) == ["2009", "2010", "2011"]


def test_the_workbook_offers_lists_and_one_that_was_begun_is_kept(ask: Ask, place: Path) -> None:
    write(place, "a.csv", "Howard-Winn,IA,North Net,2017,,", f"{HUNTLEY},North Net,2017,on hold,")
    ask("add", "a.csv")
    book = openpyxl.load_workbook(place / "review.xlsx")
    assert book.sheetnames == ["districts", "statuses", "lists"]
    offered = [one.formula1 for one in book["districts"].data_validations.dataValidation]
    assert offered == ["lists!$A$1:$A$4"]
    assert "(district:1914280)" in str(book["lists"]["A1"].value)
    book["districts"]["J4"] = "later"
    header = [cell.value for cell in book["districts"][3]]
    book["districts"].cell(4, header.index("decision") + 1, "new")
    book.save(place / "review.xlsx")
    done = ask("add", "a.csv", "--format", "json")
    assert done.document["review"] == "review-2.xlsx"
    refused = ask("review", "-o", "review.xlsx")
    assert (refused.status, "replace it with --force" in refused.err) == (1, True)


def test_a_decision_travels_with_a_copy_and_counts_there(ask: Ask, place: Path) -> None:
    write(place, "a.csv", "Howard-Winn,IA,North Net,2017,,", "Nowhere,IL,North Net,2018,,")
    ask("add", "a.csv")
    ask("review", "-o", "d.csv")
    decide(place / "d.csv", **{"Howard-Winn": "1"})
    ask("review", "d.csv")
    ask("copy", "netweave.db", "copy.db")
    with open_store("copy.db") as store:
        (ruling,) = KeptLedger(store, None).standing
    assert (ruling.written_name, ruling.id) == ("Howard-Winn", "district:1914280")
    copied = ask("review", "--store", "copy.db", "--format", "json").document
    assert [row["written"] for row in copied["rows"]] == ["Nowhere"]


def test_a_row_that_is_struck_out_counts_or_not_as_it_is_decided(ask: Ask, place: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    rows = ("Peoria SD 150", "Elmbrook School District", "Nowhere")
    sheet.append(("District", "State", "Network", "E-mail"))
    for who, state in zip(rows, ("IL", "WI", "IL"), strict=True):
        sheet.append((who, state, "North Net", "secret@example.org"))
        sheet.cell(sheet.max_row, 1).font = Font(strike=True)
    book.save(place / "a.xlsx")
    ask("add", "a.xlsx")
    asked = questions(ask)
    one, other, third = (
        f"{who} | {state} | North Net"
        for who, state in ((rows[0], "IL"), (rows[1], "WI"), (rows[2], "IL"))
    )
    assert asked[one]["choices"] == ["member", "not in the graph", "later"]
    assert b"secret" not in (place / "netweave.db").read_bytes()
    ask("review", "-o", "d.csv")
    decide(place / "d.csv", **{one: "member", other: "not in the graph", third: "member"})
    ask("review", "d.csv")
    assert members(ask, "North Net") == ["Peoria SD 150"]
    assert list(questions(ask)) == ["Nowhere"]


def test_private_columns_are_not_kept_with_rows_that_wait(ask: Ask, place: Path) -> None:
    write(place, "a.csv", "Nowhere,IL,North Net,2018,,secret@example.org")
    ask("add", "a.csv")
    assert b"secret@example.org" not in (place / "netweave.db").read_bytes()
    assert b"Nowhere" in (place / "netweave.db").read_bytes()
