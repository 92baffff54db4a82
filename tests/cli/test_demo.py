"""`demo`: real names, real answers, and commands that work as they are printed."""

from __future__ import annotations

import csv
import io
import re
import shlex
from typing import TYPE_CHECKING

import pytest

from graph.opening import open_store
from tests.cli.conftest import ask_here

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ask, Done, Run


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    """A folder where the demo was run, and what it printed."""
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return folder, ask_here("demo")


def test_the_demo_builds_the_store_of_the_bundled_set(shown: tuple[Path, Done]) -> None:
    folder, done = shown
    assert (done.status, done.err) == (0, "")
    assert sorted(path.name for path in (folder / "out").iterdir()) == [
        "conveners.html",
        "demo.db",
        "ego-lindsay.html",
        "ego-maine-cohort.html",
        "map.html",
        "networks.html",
        "overlap.html",
        "path-pittsfield-lindsay.html",
        "path-rsu-2-chugach-through-all.html",
        "path-rsu-2-chugach.html",
        "path-sanborn-rsu-2.html",
    ]
    with open_store(folder / "out" / "demo.db") as store:
        assert store.facts()[1:3] == (964, 1509)


@pytest.mark.parametrize(
    "words",
    [
        "964 entities and 1,509 ties",
        "1. How are Sanborn, New Hampshire, and RSU 2, Maine, connected?",
        "6 ties apart, by 22 shortest routes. 3 independent routes have no stop in common.",
        "2. How are Pittsfield, New Hampshire, and Lindsay, California, connected?",
        "5 ties apart, by 4 shortest routes. 3 independent routes have no stop in common.",
        "Every shortest route passes Sanford (ME) school district and Maine Cohort for Customized",
        "3. Do memberships connect RSU 2, Maine, and Chugach, Alaska?",
        "Not connected by memberships.",
        "4. And ties of every type?",
        "    │ uses the model of, since 2009",
        "  Reinventing Schools Coalition\n",
        "5. Who belongs to the Maine Cohort?",
        "13 of about 29 known",
        "6. What does Lindsay belong to?",
        "Belongs to 4 networks, as far as is known.",
        "7. Who stands between the parts?",
        "  - Lindsay Unified School District (district, CA) stands between 59,370 pairs of others,",
        "8. Which regional clusters are there?",
        "Regional: 15 of 15 in the division South Atlantic.",
        "9. Which networks share more members than chance would have it?",
        "10. With which does the Maine Cohort share them?",
        "11. Which 6 districts could convene them?",
        "The best group of 6 reaches 21 of 68 networks in one step, and no other group of 6",
    ],
)
def test_the_demo_answers_the_first_questions(shown: tuple[Path, Done], words: str) -> None:
    assert words in shown[1].out


def test_no_line_of_the_demo_is_wider_than_100_columns(shown: tuple[Path, Done]) -> None:
    assert max(map(len, shown[1].out.splitlines())) <= 100


def test_every_command_that_the_demo_prints_works_as_typed(
    shown: tuple[Path, Done], ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, done = shown
    monkeypatch.chdir(folder)
    typed = re.findall(r"^  (?:\$ )?(netweave .*)$", done.out, re.MULTILINE)
    assert len(typed) == 11 + 3
    for line in typed:
        again = ask(*shlex.split(line)[1:])
        assert again.status == 0, again.err
        assert again.out


def test_the_demo_is_built_anew_each_time(ask: Ask, tmp_path: Path) -> None:
    first = ask("demo", "--out", str(tmp_path / "a"), "--format", "json").document
    (tmp_path / "a" / "demo.db").write_text("spoilt", encoding="utf-8")
    again = ask("demo", "--out", str(tmp_path / "a"), "--format", "json").document
    assert first["store"] == again["store"]
    assert first["rows"] == again["rows"]


def test_the_demo_as_json_holds_whole_answers(ask: Ask, tmp_path: Path) -> None:
    found = ask("demo", "--out", str(tmp_path), "--format", "json").document
    assert found["parameters"] == {"out": str(tmp_path)}
    assert [row["question"] for row in found["rows"]] == [
        *(["connect"] * 4),
        *("members", "affiliations", "bridges", "clusters"),
        *("overlap", "overlap", "conveners"),
    ]
    assert found["rows"][0]["routes_total"] == 22
    assert len(found["rows"][4]["rows"]) == 20


def test_the_demo_as_csv_has_a_line_for_each_question(ask: Ask, tmp_path: Path) -> None:
    out = ask("demo", "--out", str(tmp_path), "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out)))
    assert len(rows) == 11
    assert rows[0]["said"].startswith("6 ties apart, by 22 shortest routes.")


def test_a_folder_with_a_space_is_quoted(ask: Ask, tmp_path: Path) -> None:
    out = ask("demo", "--out", str(tmp_path / "my demo")).out
    assert f'--store "{tmp_path}/my demo/demo.db"' in out


def test_a_store_that_was_named_is_left_alone(ask: Ask, full: str, tmp_path: Path) -> None:
    done = ask("demo", "--out", str(tmp_path), "--store", "mine.db")
    assert done.err == f"Note: the demo keeps its graph in {tmp_path}/demo.db, not in mine.db.\n"
    assert ask("info", "--store", full).status == 0


def test_a_folder_that_cannot_be_made_is_an_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = run("demo", "--out", "file/x")
    assert (done.status, done.out) == (1, "")
    assert "Not a directory" in done.err
