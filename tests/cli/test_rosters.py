"""Rosters from the command line: a mapping drafted, rows set aside, and loaded again."""

from __future__ import annotations

import csv
import tomllib
from typing import TYPE_CHECKING

import pytest

from graph.opening import open_store
from loaders.rosters.mapping_file import mapping_from

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ask, Drawn

KNOWN = """
    district:a = Alpha {state=NH}
    district:b = =Beta {state=NH}
    network:one = One
"""
MAPPING = """
rows = "membership"
[columns]
id = "who"
role = "as"
[constant]
network = "One"
"""


@pytest.fixture
def mapping(tmp_path: Path) -> str:
    """A mapping by ids."""
    (tmp_path / "mapping.toml").write_text(MAPPING, encoding="utf-8")
    return str(tmp_path / "mapping.toml")


def roster(tmp_path: Path, text: str, name: str = "roster.csv") -> str:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return str(tmp_path / name)


def read(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))


@pytest.mark.parametrize(
    ("text", "rows", "columns", "said"),
    [
        (
            "District,State,Network,Joined\nAlpha,NH,One; Two,2019\nBeta,NH,Two,2020\n",
            "membership",
            {"name": "District", "state": "State", "network": "Network", "since": "Joined"},
            "the network, or several in a cell",
        ),
        (
            "LEAID,Name,LIS,EdLeader21\n3300001,Alpha,x,\n3300002,Beta,,x\n",
            "membership",
            {"nces_id": "LEAID", "name": "Name"},
            '"EdLeader21" = "EdLeader21"',
        ),
        (
            "The Rural League\n\nMember district,ST\nAlpha,NH\nBeta,ME\n",
            "membership",
            {"name": "Member district", "state": "ST"},
            'network = "The Rural League"',
        ),
        (
            "DISTNAME,REGION\nALPHA ISD,'07\nBETA ISD,4\n",
            "membership",
            {"name": "DISTNAME", "network": "Region {REGION}"},
            '# state = "NH"',
        ),
        (
            "Agency Name,NCES ID,Lat,Enrollment,Notes\nAlpha,100005,33.1,900,x y\n",
            "district",
            {"name": "Agency Name", "nces_id": "NCES ID"},
            "# Columns without use: Notes",
        ),
        (
            "Consortium,Website\nOne,https://one.org\n",
            "network",
            {"website": "Website", "name": "Consortium"},
            "[constant]",
        ),
    ],
)
def test_a_draft_says_what_the_columns_most_likely_are(
    ask: Ask, tmp_path: Path, text: str, rows: str, columns: dict[str, str], said: str
) -> None:
    done = ask("mapping", roster(tmp_path, text))
    draft = tomllib.loads(done.out)
    assert (done.status, draft["rows"], draft["columns"]) == (0, rows, columns)
    assert said in done.out
    if "name" in columns:
        mapping_from(draft, "draft")


def test_a_draft_is_there_in_every_form(ask: Ask, tmp_path: Path) -> None:
    source = roster(tmp_path, "District,Network\nAlpha,One\n")
    text = ask("mapping", source).out
    document = ask("mapping", source, "--format", "json").document
    assert document["mapping"] == text
    assert document["rows"] == [line or None for line in text.splitlines()]
    assert "rows = " in ask("mapping", source, "--format", "markdown").out


@pytest.mark.parametrize("name", ["nothing.csv", "nowhere"])
def test_a_draft_of_nothing_is_an_error(ask: Ask, tmp_path: Path, name: str) -> None:
    done = ask("mapping", str(tmp_path / name))
    assert (done.status, done.out) == (1, "")
    assert "Check the path" in done.err


def test_rejected_rows_are_written_and_can_be_loaded_again(
    ask: Ask, drawn: Drawn, tmp_path: Path, mapping: str
) -> None:
    store = drawn(KNOWN)
    source = roster(tmp_path, "who,as\ndistrict:z,'=lead\ndistrict:a,chair\ndistrict:y\n")
    terms = ("--mapping", mapping, "--store", store)
    done = ask("load", source, "--skip-bad", *terms)
    rejected = tmp_path / "rejected.csv"
    assert f"Rejected rows, to correct and load again: {rejected}" in " ".join(done.out.split())
    header, *rows = read(rejected)
    assert header == ["who", "as", "problem"]
    assert [row[:2] for row in rows] == [["district:z", "'=lead"], ["district:y", ""]]
    assert "district:z" in rows[0][2]
    mended = rejected.read_text(encoding="utf-8-sig").replace("district:z", "district:b")
    lines = mended.splitlines()[:2]
    rejected.write_text("\n".join([*lines, ""]), encoding="utf-8-sig")
    assert ask("load", str(rejected), *terms).status == 0
    with open_store(store) as opened:
        (tie,) = opened.ties(["district:b"], ["MEMBER_OF"], None)
    assert tie.spells[0].role == "=lead"


def test_rejected_rows_of_a_house_folder_are_a_house_folder(
    ask: Ask, drawn: Drawn, tmp_path: Path
) -> None:
    store = drawn(KNOWN)
    house = tmp_path / "house"
    house.mkdir()
    roster(house, "id,name,founded\nnetwork:n,,\n", "networks.csv")
    roster(house, "id,kind,name,founded\nnetwork:n,club,New,\n", "networks.csv")
    roster(house, "source_id,type,target_id\ndistrict:a,JOINS,network:one\n", "relationships.csv")
    done = ask("load", str(house), "--skip-bad", "--store", store, "--format", "json")
    rejected = tmp_path / "rejected"
    assert done.document["rejected"] == str(rejected)
    assert read(rejected / "networks.csv")[1][:3] == ["network:n", "club", "New"]
    for path in rejected.iterdir():
        text = path.read_text(encoding="utf-8-sig")
        mended = text.replace("club", "network").replace("JOINS", "MEMBER_OF")
        path.write_text(mended, encoding="utf-8-sig")
    assert ask("load", str(rejected), "--store", store).status == 0
    with open_store(store) as opened:
        assert dict(opened.nodes(["network:n"])["network:n"].properties) == {}


def test_names_that_wait_are_written_for_a_spreadsheet(
    ask: Ask, drawn: Drawn, tmp_path: Path
) -> None:
    store = drawn(KNOWN)
    names = 'rows = "membership"\n[columns]\nname = "d"\n[constant]\nnetwork = "One"\nstate = "NH"'
    mapping = roster(tmp_path, names, "names.toml")
    source = roster(tmp_path, "d\nAlpha\n=Nowhere\n=Nowhere\n")
    done = ask("load", source, "--mapping", mapping, "--store", store, "--format", "json")
    assert done.document["summary"] == {
        "read": 3,
        "accepted": 1,
        "in_review": 2,
        "rejected": 0,
        "cells": {"filled": 4, "became": 1, "waits": 2, "refused": 0, "aside": 1, "unused": 0},
    }
    assert done.document["review"] == str(tmp_path / "review.csv")
    header, *rows = read(tmp_path / "review.csv")
    assert {"written_name", "written_state", "candidate_1", "decision", "chosen_id"} <= {*header}
    assert [row[:4] for row in rows] == [["'=Nowhere", "NH", "roster.csv", "3"]]


def test_a_dry_run_writes_no_files(ask: Ask, drawn: Drawn, tmp_path: Path, mapping: str) -> None:
    source = roster(tmp_path, "who,as\ndistrict:z,x\n")
    terms = ("--mapping", mapping, "--store", drawn(KNOWN))
    assert ask("load", source, "--skip-bad", "--dry-run", *terms).status == 0
    assert not (tmp_path / "rejected.csv").exists()


@pytest.mark.parametrize("options", [["--snapshot"], ["--dated", "soon"]])
def test_a_list_without_a_date_is_wrong_usage(
    ask: Ask, drawn: Drawn, tmp_path: Path, mapping: str, options: list[str]
) -> None:
    source = roster(tmp_path, "who,as\ndistrict:a,x\n")
    for command in ("load", "check"):
        done = ask(command, source, "--mapping", mapping, "--store", drawn(KNOWN), *options)
        assert (done.status, done.out) == (2, "")


def test_a_mapping_that_is_wrong_is_an_error(ask: Ask, drawn: Drawn, tmp_path: Path) -> None:
    wrong = roster(tmp_path, 'rows = "membership"\n[column]\n', "wrong.toml")
    done = ask("load", roster(tmp_path, "a\n1\n"), "--mapping", wrong, "--store", drawn(KNOWN))
    assert (done.status, done.out) == (1, "")
    assert "wrong.toml: 'column' is no key. Did you mean columns?" in done.err


def test_a_summary_says_how_a_table_was_read(ask: Ask, tmp_path: Path, mapping: str) -> None:
    (tmp_path / "roster.csv").write_bytes("who;as\ndistrict:a;Café\n".encode("cp1252"))
    done = ask(
        *("check", str(tmp_path / "roster.csv"), "--mapping", mapping),
        *("--store", str(tmp_path / "new.db"), "--format", "json"),
    )
    table = done._replace(status=0).document["tables"][0]
    assert table["form"] == "text, semicolons, Windows-1252 (guessed)"
    assert table["meaning"] == "mapping.toml"


def test_a_decision_in_review_csv_is_remembered(ask: Ask, drawn: Drawn, tmp_path: Path) -> None:
    store = drawn(
        "district:e = Epsilon Elementary {state=NH}\ndistrict:f = Epsilon High {state=NH}"
    )
    names = 'rows = "membership"\n[columns]\nname = "d"\n[constant]\nnetwork = "One"\nstate = "NH"'
    mapping = roster(tmp_path, names, "names.toml")
    source = roster(tmp_path, "d\nEpsilon\n")
    terms = ("--mapping", mapping, "--store", store)
    assert ask("load", source, *terms, "--format", "json").document["summary"]["in_review"] == 1
    review = tmp_path / "review.csv"
    header, row = read(review)
    row[header.index("decision")], row[header.index("chosen_id")] = "same", "district:f"
    with review.open("w", encoding="cp1252", newline="") as file:
        csv.writer(file, delimiter=";").writerows([header, row])
    assert ask("load", source, *terms, "--format", "json").document["review"] == str(
        tmp_path / "review-2.csv"
    ), "what somebody has begun to fill in is kept"
    assert ask("identity", "review", str(review), "--store", store).status == 0
    again = ask("load", source, *terms, "--format", "json").document
    assert again["summary"] == {
        "read": 1,
        "accepted": 1,
        "in_review": 0,
        "rejected": 0,
        "cells": {"filled": 2, "became": 1, "waits": 0, "refused": 0, "aside": 1, "unused": 0},
    }
    assert ask("check", source, *terms, "--format", "json").document["summary"]["accepted"] == 1
    with open_store(store) as opened:
        (tie,) = opened.ties(["district:f"], ["MEMBER_OF"], None)
    assert tie.target_id == "network:one"


def test_a_network_whose_name_cannot_be_seen_loads_and_is_exported(
    ask: Ask, drawn: Drawn, tmp_path: Path, mapping: str
) -> None:
    store = drawn(KNOWN)
    named = (tmp_path / "mapping.toml").read_text(encoding="utf-8").replace('"One"', '"\u0378"')
    mapping = roster(tmp_path, named, "unseen.toml")
    source = roster(tmp_path, "who,as\ndistrict:a,chair\n")
    assert ask("load", source, "--mapping", mapping, "--store", store).status == 0
    assert ask("export", f"{tmp_path}/house/", "--store", store).status == 0
    back = str(tmp_path / "back.db")
    assert ask("load", f"{tmp_path}/house/", "--store", back).status == 0
    assert ask("members", "network:u0378", "--store", back).status == 0


def test_a_draft_is_written_to_a_file_which_is_replaced_only_by_force(
    ask: Ask, tmp_path: Path
) -> None:
    source = roster(tmp_path, "District,State,Network\nAlpha,NH,One\n", "our roster.csv")
    target = tmp_path / "m.toml"
    done = ask("mapping", source, "-o", str(target))
    assert (done.status, done.out) == (0, f"Written: {target}\n")
    assert target.read_text(encoding="utf-8") == ask("mapping", source).out
    target.write_text("mine", encoding="utf-8")
    assert ask("mapping", source, "-o", str(target)).status == 1
    assert target.read_text(encoding="utf-8") == "mine"
    assert ask("mapping", source, "-o", str(target), "--force").status == 0
    assert tomllib.loads(target.read_text(encoding="utf-8"))["rows"] == "membership"
