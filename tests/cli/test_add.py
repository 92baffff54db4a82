"""`add`: rosters in one command, as far as they are understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ask

HEADER = "District,State,Network,Joined\n"
HUNTLEY, PEORIA = "Huntley Comm Sch Dist 158,IL", "Peoria SD 150,IL"
ELMBROOK = "Elmbrook School District,WI"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(place: Path, name: str, *rows: str) -> None:
    lines = "".join(f"{row}\n" for row in rows)
    (place / name).write_text(f"{HEADER}{lines}", encoding="utf-8")


def test_a_file_is_understood_told_and_loaded(ask: Ask, place: Path) -> None:
    write(place, "roster.csv", f"{HUNTLEY},Prairie Network,2017", f"{ELMBROOK},Prairie Network,")
    done = ask("add", "roster.csv")
    assert (done.status, done.err) == (0, "")
    assert "roster.csv: 2 rows read, 2 taken." in done.out
    assert "  - Prairie Network (new): 2 rows.\n" in done.out
    assert "  - States: IL 1, WI 1.\n" in done.out
    assert "  - All dates are 2017.\n" in done.out
    said = "  - Huntley Comm Sch Dist 158 (IL) belongs to Prairie Network since 2017.\n"
    assert said in done.out
    assert done.out.endswith("Next: netweave members network:prairie-network\n")


def test_what_is_not_sure_waits_and_the_rest_goes_in(ask: Ask, place: Path) -> None:
    rows = (f"{HUNTLEY},Prairie Network,2017", "Nowhere Such District,IL,Prairie Network,2018")
    write(place, "roster.csv", *rows, f"{ELMBROOK},Prairie Network,2019-40-99")
    document = ask("add", "roster.csv", "--format", "json").document
    assert document["waits"] == 2
    assert (document["summary"]["accepted"], document["summary"]["rejected"]) == (1, 0)
    assert (place / document["review"]).exists()
    (one,) = document["loads"]
    assert (one["file"], one["waits"], one["error"]) == ("roster.csv", 2, None)
    again = ask("add", "roster.csv")
    assert again.status == 0
    assert "Line 3: 'Nowhere Such District' (IL)" in again.out
    assert "then type: netweave review review.xlsx" in " ".join(again.out.split())


def test_a_file_that_cannot_be_read_keeps_no_other_out(ask: Ask, place: Path) -> None:
    write(place, "roster.csv", f"{HUNTLEY},Prairie Network,2017")
    done = ask("add", "none.csv", "roster.csv", "--format", "json")
    assert done.status == 1
    first, second = done._replace(status=0).document["loads"]
    assert first["problems"][0]["rule"] == "no-such-folder"
    assert second["summary"]["accepted"] == 1
    assert ask("members", "Prairie Network", "--format", "json").document["rows"]


def test_a_file_added_again_replaces_what_it_said(ask: Ask, place: Path) -> None:
    three = [f"{who},Prairie Network,2017" for who in (HUNTLEY, PEORIA, ELMBROOK)]
    write(place, "roster.csv", *three)
    ask("add", "roster.csv")
    write(place, "roster.csv", *three[:2])
    done = ask("add", "roster.csv")
    told = "Prairie Network: 0 joined. 1 left: Elmbrook School District (WI). 2 as before."
    assert told in " ".join(done.out.split())
    write(place, "roster.csv", "Kettle Moraine School District,WI,Prairie Network,2017")
    less = ask("add", "roster.csv")
    assert (less.status, "give --replace" in less.err) == (1, True)
    assert ask("add", "roster.csv", "--replace").status == 0
    assert ask("add", "roster.csv", "--keep", "--replace").status == 2
    assert ask("load", "roster.csv", "--keep", "--replace").status == 2


def test_a_row_that_waits_takes_nothing_back(ask: Ask, place: Path) -> None:
    three = [f"{who},Prairie Network" for who in (HUNTLEY, PEORIA, ELMBROOK)]
    write(place, "roster.csv", *(f"{row},2017" for row in three))
    ask("add", "roster.csv")
    write(place, "roster.csv", *(f"{row},soon" for row in three[:1]), f"{three[1]},2017")
    document = ask("add", "roster.csv", "--format", "json").document
    assert document["waits"] == 1
    (turnover,) = document["turnover"]
    assert [who["name"] for who in turnover["left"]] == ["Elmbrook School District"]
    members = ask("members", "Prairie Network", "--format", "json").document["rows"]
    assert [row["member"]["name"] for row in members] == [
        "Huntley Comm Sch Dist 158",
        "Peoria SD 150",
    ]


def test_names_without_a_state_are_looked_for_in_those_that_are_said(ask: Ask, place: Path) -> None:
    write(place, "roster.csv", "Huntley Comm Sch Dist 158,,Prairie Network,2017")
    assert ask("add", "roster.csv", "--format", "json").document["waits"] == 1
    lone = [f"{who.removesuffix(',IL')},,North Network,2017" for who in (HUNTLEY, PEORIA)]
    write(place, "more.csv", *lone)
    told = " ".join(ask("add", "more.csv").out.split())
    assert "2 names stand without a state." in told
    assert "such as --within IL." in told
    assert ask("load", "--undo").status == 0
    within = ask("add", "roster.csv", "--within", "WI, Illinois", "--format", "json").document
    assert within["waits"] == 0
    assert ask("add", "roster.csv", "--within", "Nowhere").status == 2


def test_a_mapping_is_remembered_by_the_columns_of_the_table(ask: Ask, place: Path) -> None:
    text = "Who,Where,Since when\nPeoria SD 150,IL,2017\n"
    for name in ("a.csv", "b.csv"):
        (place / name).write_text(text, encoding="utf-8")
    mapping = (
        'rows = "membership"\n[columns]\nname = "Who"\nstate = "Where"\nsince = "Since when"\n'
        '[constant]\nnetwork = "North Network"\n'
    )
    (place / "m.toml").write_text(mapping, encoding="utf-8")
    ask("add", "a.csv", "--mapping", "m.toml")
    document = ask("add", "b.csv", "--format", "json").document
    assert document["tables"][0]["meaning"] == "m.toml, remembered"
    # The name of a network is not remembered: this table may be of another.
    assert document["waits"] == 1
    question, *_ = ask("review", "--format", "json").document["rows"]
    assert (question["kind"], question["column"]) == ("columns", "network")


def test_a_draft_is_remembered_as_long_as_a_new_one_finds_nothing_else(
    ask: Ask, place: Path
) -> None:
    header = "District,State,East League,West League"
    tables = {
        "a.csv": (header, f"{HUNTLEY},x,", f"{PEORIA},,x"),
        "b.csv": (header, f"{ELMBROOK},x,"),  # alone, a column without marks would say nothing
        "North Network.csv": ("District,State", HUNTLEY),
        "South Network.csv": ("District,State", PEORIA),
        "both.csv": ("District,State", "North Network,", PEORIA, "South Network,", HUNTLEY),
    }
    for name, rows in tables.items():
        (place / name).write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    document = ask("add", *tables, "--format", "json").document
    read = {
        one["file"]: [one["meaning"], *(n["name"] for n in one["understood"]["networks"])]
        for one in document["tables"]
    }
    assert read == {
        "a.csv": ["draft", "East League", "West League"],
        "b.csv": ["draft, remembered", "East League"],
        "North Network.csv": ["draft", "North Network"],
        "South Network.csv": ["draft, remembered", "South Network"],
        "both.csv": ["draft", "North Network", "South Network"],
    }
    uses = document["tables"][1]["columns"]
    assert uses[3]["use"] == "membership in West League"
    told = " ".join(ask("add", "b.csv").out.split())
    assert "The columns are read as those of a table before that has the same." in told


def test_a_column_without_use_and_how_dates_were_read_are_told(ask: Ask, place: Path) -> None:
    text = (
        "District,State,Network,Joined,Remarks\n"
        f"{HUNTLEY},Prairie Network,2009-10,likes tea\n{ELMBROOK},Prairie Network,2015-16,\n"
    )
    (place / "roster.csv").write_text(text, encoding="utf-8")
    out = " ".join(ask("add", "roster.csv").out.split())
    assert "The column Remarks has no use (1 cell: likes tea …)." in out
    assert "Joined: read as school years, since 1 of 2 cells can only be a school year." in out
