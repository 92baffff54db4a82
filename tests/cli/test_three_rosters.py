"""Three messy rosters to three answers: two commands, one workbook, then the questions."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Ask

ROSTERS = Path(__file__).resolve().parents[1] / "data" / "three-rosters"
FILES = sorted(path.name for path in ROSTERS.iterdir())
DECIDED: dict[str, str | int] = {
    "Howard-Winn": 1,
    "Blue Valley School District": "Blue Valley, Overland Park",  # a name in a city
    "Blue Valley": 2,
    "Elgin Area School District U-46": "SD U-46",  # the name of a candidate
    "Greeley-Evans School District 6": 1,
    "Westminster Public Schools": "district:0807230",  # an id
    "Westminster (Adams 50)": "district:0807230",
    "West Ada School District": "1602100",  # a LEAID
    "Department of Defense Education Activity – Kaiserslautern District, Germany": "not a district",
    "Adams 12": "Adams 12 Five Star Schools",  # a name that the desk accepts
    "St Vrain": 1,
    "on hold": "member",
    "pending": "not in the graph",
}
"""What a person decides: the number of a candidate stands for what is chosen from the list."""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the three rosters."""
    for name in FILES:
        shutil.copy(ROSTERS / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fill_in(path: Path, decided: dict[str, str | int]) -> None:
    """Decide in a workbook as a person would, in its lists."""
    book = openpyxl.load_workbook(path)
    for sheet in book:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        header = next((row for row in rows if "decision" in row), None)
        if header is None:
            continue
        for line, row in enumerate(rows, start=1):
            said = decided.get(str(row[header.index("written")])) if row is not header else None
            chosen = row[header.index(f"candidate_{said}")] if isinstance(said, int) else said
            if chosen is not None:
                sheet.cell(line, header.index("decision") + 1, str(chosen))
    book.save(path)


def rows_of(document: dict[str, Any], *path: str) -> set[str]:
    found = set()
    for row in document["rows"]:
        value: Any = row
        for key in path:
            value = value[key]
        found.add(value)
    return found


def test_three_rosters_take_two_commands_and_one_workbook(ask: Ask, place: Path) -> None:
    added = ask("add", *FILES, "--format", "json").document
    assert (added["waits"], added["questions"], added["review"]) == (13, 13, "review.xlsx")
    for load in added["loads"]:
        cells = load["summary"]["cells"]
        assert cells["filled"] == sum(n for fate, n in cells.items() if fate != "filled")
    fill_in(place / "review.xlsx", DECIDED)
    done = ask("review", "review.xlsx")
    assert (done.status, "Nothing waits any more." in done.out) == (0, True)
    check_answers(ask)


def check_answers(ask: Ask) -> None:
    """All names are right, no network is there twice, and the three questions are answered."""
    networks = rows_of(ask("list", "network", "--format", "json").document, "id")
    assert networks == {
        "network:aasa-learning-2025",
        "network:digital-promise-league-of-innovative-schools",
        "network:edleader21",
        "network:league-of-forward-districts",
        "network:mastery-transcript-consortium",
        "network:prairie-competency-collaborative",
    }
    members = ask("members", "Prairie Competency Collaborative", "--format", "json").document
    ids = rows_of(members, "member", "id")
    assert len(ids) == len(members["rows"]) == 31
    assert {"district:1914280", "district:3819410", "district:2012000"} <= ids
    league = ask("members", "League of Forward Districts", "--format", "json").document
    assert len(league["rows"]) == 27
    assert {"district:1602100", "district:0807230", "district:1713710"} <= rows_of(
        league, "member", "id"
    )
    route = ask(
        "connect", "Huntley Comm Sch Dist 158", "district:0805370", "--format", "json"
    ).document
    assert (route["connected"], route["distance"]) == (True, 4)
    assert ask("clusters", "--format", "json").document["clusters"]
    assert ask("conveners", "--format", "json").document["group"]["members"]


def test_an_added_roster_and_a_review_are_each_taken_back_as_a_whole(ask: Ask, place: Path) -> None:
    ask("add", *FILES)
    added = ask("info", "--format", "json").document
    assert (added["waits"], added["questions"]) == (13, 13)
    fill_in(place / "review.xlsx", DECIDED)
    ask("review", "review.xlsx")
    told = ask("load", "--undo", "--dry-run", "--format", "json").document
    assert [one["act"] for one in told["batch"]] == ["load", "load", "load", "decide"]
    ask("load", "--undo")
    back = ask("info", "--format", "json").document
    assert back["store"] == added["store"]
    assert (back["waits"], back["questions"]) == (13, 13)
    undone = ask("load", "--undo")
    assert " ".join(undone.out.split()).startswith(f"Took back the load of {FILES[0]}, {FILES[1]}")
    assert ask("info", "--format", "json").document["store"]["nodes"] == 0
