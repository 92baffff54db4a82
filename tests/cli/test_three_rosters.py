"""Three messy rosters to three answers: two commands, one workbook, then the questions."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.three_rosters import ROSTERS, fill_in

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ask

FILES = sorted(path.name for path in ROSTERS.iterdir())


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the three rosters."""
    for name in FILES:
        shutil.copy(ROSTERS / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


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
    fill_in(place / "review.xlsx")
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
    fill_in(place / "review.xlsx")
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
