"""`add` with tables that describe districts or networks: each row that waits asks something."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ask

HEADER = "District,State,Enrollment,Lat,Lon"
HUNTLEY = "Huntley Comm Sch Dist 158,IL"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(place: Path, name: str, *rows: str) -> None:
    (place / name).write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")


def decide(path: Path, *decisions: str) -> None:
    """Decide in a table of decisions, from the top."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    for row, decision in zip(rows, decisions, strict=True):
        row[header.index("decision")] = decision
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def test_districts_that_are_described_wait_and_go_in_when_they_are_decided(
    ask: Ask, place: Path
) -> None:
    rows = (f"{HUNTLEY},100,42,-88", "Blue Valley,KS,5,38,-94", "Peoria SD 150,IL,many,40,-89")
    write(place, "d.csv", HEADER, *rows)
    document = ask("add", "d.csv", "--format", "json").document
    assert (document["waits"], document["questions"]) == (2, 2)
    cells = document["summary"]["cells"]
    assert (cells["became"], cells["waits"], cells["refused"]) == (5, 10, 0)
    name, row = ask("review", "--format", "json").document["rows"]
    assert (name["kind"], name["written"], len(name["candidates"])) == (
        "districts",
        "Blue Valley",
        2,
    )
    assert (row["kind"], row["choices"]) == ("rows", ["not in the graph", "later"])
    assert "'many' is not a whole number" in row["why"]
    ask("review", "-o", "d-decided.csv")
    decide(place / "d-decided.csv", "2012000", "not in the graph")
    done = ask("review", "d-decided.csv", "--format", "json").document
    assert (done["waits"], done["left_open"]) == (0, 0)
    ids = {one["id"] for one in ask("list", "district", "--format", "json").document["rows"]}
    assert ids == {"district:1719830", "district:2012000"}
    again = ask("add", "d.csv", "--format", "json").document
    assert (again["waits"], again["summary"]["cells"]["aside"]) == (0, 10)


def test_a_district_whose_row_waits_is_not_taken_back(ask: Ask, place: Path) -> None:
    write(place, "d.csv", HEADER, f"{HUNTLEY},100,42,-88", "Peoria SD 150,IL,7,40,-89")
    ask("add", "d.csv")
    write(place, "d.csv", HEADER, f"{HUNTLEY},100,42,-88", "Peoria SD 150,IL,many,40,-89")
    ask("add", "d.csv")
    assert len(ask("list", "district", "--format", "json").document["rows"]) == 2


def test_a_network_that_may_be_several_is_decided_too(ask: Ask, place: Path) -> None:
    write(
        place, "networks.csv", "id,kind,name", "network:a,network,North", "network:b,network,North"
    )
    ask("load", "networks.csv")
    write(place, "n.csv", "Network,Founded,Website", "North,2012,https://n.example.org")
    ask("add", "n.csv")
    (one,) = ask("review", "--format", "json").document["rows"]
    assert (one["kind"], len(one["candidates"])) == ("networks", 2)
    ask("review", "-o", "n-decided.csv")
    decide(place / "n-decided.csv", "network:b")
    assert ask("review", "n-decided.csv", "--format", "json").document["waits"] == 0
    shown = ask("show", "network:b", "--format", "json").document
    assert shown["properties"]["website"] == "https://n.example.org"
