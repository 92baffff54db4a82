"""`add` at a terminal: what holds up several rows is asked at once; elsewhere nothing is asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.sharing import clean_environment

if TYPE_CHECKING:
    from pathlib import Path

pty = pytest.importorskip("pty", reason="there are no such terminals here")
ROSTER = (
    "District,State,Joined\n"
    "Huntley Comm Sch Dist 158,IL,2009-10\n"
    "Peoria SD 150,IL,2010-11\n"
    "Nowhere Such,IL,2012\n"
)


class Typed(NamedTuple):
    """What a command printed, and what it asked."""

    out: str
    asked: str


def at_terminal(place: Path, typed: str, *words: str) -> Typed:
    """Run a command at a terminal at which somebody types."""
    ours, theirs = pty.openpty()
    os.write(ours, typed.encode())
    command = [sys.executable, "-m", "netweave.cli.main", *words]
    done = subprocess.run(
        command,
        cwd=place,
        env=clean_environment(),
        stdin=theirs,
        stderr=theirs,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    os.close(theirs)
    asked = b""
    try:
        while part := os.read(ours, 1 << 16):
            asked += part
    except OSError:
        pass  # all is read, and the other end is closed
    os.close(ours)
    return Typed(done.stdout, asked.decode())


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A working folder with a roster that says neither its network nor what its dates are."""
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")
    return tmp_path


def test_what_holds_up_several_rows_is_asked_and_they_go_in(place: Path) -> None:
    done = at_terminal(place, "North Network\nmonthly\nschool years\n", "add", "roster.csv")
    assert "which network its rows belong to" in done.asked
    assert "'monthly' cannot be followed: write one of school years, months." in done.asked
    assert "Nowhere" not in done.asked  # one row alone waits for the workbook
    assert "1 row waits for 1 decision." in done.out
    told = at_terminal(place, "", "members", "North Network", "--format", "json")
    rows = json.loads(told.out)["rows"]
    assert [row["since"] for row in rows] == ["2009", "2010"]
    at_terminal(place, "", "load", "--undo")
    assert json.loads(at_terminal(place, "", "info", "--format", "json").out)["store"]["nodes"] == 0


def test_an_empty_line_leaves_it_to_the_workbook(place: Path) -> None:
    done = at_terminal(place, "\nlater\n", "add", "roster.csv")
    assert "3 rows wait for" in done.out
    assert (place / "review.xlsx").exists()


def test_a_program_is_asked_nothing(place: Path) -> None:
    done = at_terminal(place, "North Network\n", "add", "roster.csv", "--format", "json")
    assert json.loads(done.out)["waits"] == 3
    assert "Write it" not in done.asked
