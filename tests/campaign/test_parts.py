"""Every part of the campaign is there and runs, and what it finds decides the exit status."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from random import Random
from typing import TYPE_CHECKING

import pytest

from campaign.__main__ import PARTS, main, tried
from campaign.chance import some
from campaign.command import ROOT, netweave
from campaign.folders import write_folders
from campaign.properties import find
from campaign.server_kills import CLIENT
from campaign.table import Row, as_row, markdown, plain, put_into

if TYPE_CHECKING:
    from pathlib import Path

CHANCE = Random(0)  # noqa: S311 - no secret hangs on it
ELSEWHERE = {"guard", "server_kills", "hostile_pages", "properties"}
"""Parts that need a server, a browser, or the whole suite."""


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_is_listed_exists(part: str) -> None:
    assert find_spec(f"campaign.{part}"), f"campaign/{part}.py is not there."
    assert callable(import_module(f"campaign.{part}").run)


@pytest.mark.parametrize("part", [part for part in PARTS if part not in ELSEWHERE])
def test_a_part_finds_nothing_in_a_few_tries(part: str) -> None:
    rows = tried(part, 0.015 if part == "kills" else 0.001, 0)
    assert [row.outcome for row in rows if row.bad] == []
    assert sum(row.tries for row in rows) > 0


def test_the_client_that_is_killed_starts() -> None:
    done = netweave("--version", cwd=ROOT, command=CLIENT)
    assert (done.status, done.err) == (0, "")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose modules are parts of the campaign too."""
    folder = tmp_path / "campaign"
    folder.mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    return folder


@pytest.mark.parametrize(
    ("name", "body", "status", "said"),
    [
        ("held", "return [('kills', 12, '0 lost')]", 0, "kills 12 0 lost"),
        ("lost", "return [('kills', 12, '1,000 lost')]", 1, "kills 12 1,000 lost"),
        ("ended", "raise KeyError('x')", 1, "1 the part itself ended in KeyError('x')"),
        (
            "without",
            "from campaign.table import CannotRun; raise CannotRun('no Java')",
            0,
            "not run: no Java",
        ),
    ],
)
def test_what_a_part_found_is_printed_and_decides_the_status(
    name: str,
    body: str,
    status: int,
    said: str,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (folder / f"{name}.py").write_text(f"def run(scale, seed):\n    {body}\n", encoding="utf-8")
    monkeypatch.setitem(PARTS, name, "a part of this test")
    assert main([name, "--scale", "0.5", "--seed", "3"]) == status
    assert said in " ".join(capsys.readouterr().out.split())


def test_a_part_without_a_module_is_passed_over_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(PARTS, "absent", "what is absent")
    assert main(["absent", "--markdown"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "| absent | what is absent | 0 | not run: campaign/absent.py is not there. |"


def test_a_part_that_is_not_listed_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["no_such_part"])
    assert ended.value.code == 2
    assert "there is no part no_such_part; the parts are guard, " in capsys.readouterr().err


def test_an_outcome_in_words_counts_by_the_number_it_begins_with() -> None:
    assert as_row(("kills", 200, "0 lost")) == Row("kills", 200, 0, "lost")
    assert as_row(("reads", 9, "1,234 wrong: x")) == Row("reads", 9, 1234, "wrong: x")
    assert as_row(("reads", 9, "lost a line")).bad == 1
    assert as_row(row := Row("kills", 1, 1, "lost")) is row


def test_the_table_has_a_line_for_each_row() -> None:
    rows = [("kills", Row("kill -9 of a | b", 1200, 0, "lost,\nall told"))]
    assert plain(rows).splitlines()[1] == "kills  kill -9 of a | b  1,200  0 lost, all told"
    assert (
        markdown(rows).splitlines()[2] == "| kills | kill -9 of a / b | 1,200 | 0 lost, all told |"
    )


def test_rows_take_the_place_of_those_of_their_part_in_a_page() -> None:
    page = f"# Page\n\n{markdown([('b', Row('old', 1, 0)), ('c', Row('kept', 2, 0))])}\n\nMore.\n"
    rows = [("b", Row("new", 3, 0)), ("a", Row("first", 4, 0))]
    shown = put_into(page, rows, ["a", "b", "c"])
    assert shown.splitlines()[4:] == [
        "| a | first | 4 | 0 |",
        "| b | new | 3 | 0 |",
        "| c | kept | 2 | 0 |",
        "",
        "More.",
    ]
    with pytest.raises(ValueError, match="no table"):
        put_into("# Another page\n", rows, ["a", "b"])


def test_a_find_is_printed_as_lines_to_paste() -> None:
    said = (
        "E       Failing test case: test_small(\nE           n=1000,\nE       )\n"
        "E       @reproduce_failure('6', b'AA')\nFAILED tests/test_x.py::test_small - x\n"
    )
    assert find(said).splitlines()[1:] == [
        "# tests/test_x.py::test_small",
        "@example(",
        "    n=1000,",
        ")",
        "@reproduce_failure('6', b'AA')",
    ]


def test_a_smaller_scale_tries_a_part_and_never_nothing() -> None:
    chosen = some(CHANCE, range(100), 0.1)
    assert (len(chosen), chosen) == (10, sorted(chosen))
    assert len(some(CHANCE, range(100), 0)) == 1
    assert some(CHANCE, range(100), 7) == [*range(100)]


def test_a_changed_source_has_the_name_of_the_source_it_changes(tmp_path: Path) -> None:
    base, changed, more = write_folders(tmp_path, districts=6, networks=4)
    assert base.name == changed.name != more.name
    assert (base / "districts.csv").read_bytes() != (changed / "districts.csv").read_bytes()
