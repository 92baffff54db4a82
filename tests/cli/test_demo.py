"""`demo`: real names, real answers, and commands that work as they are printed."""

from __future__ import annotations

import csv
import io
import re
import shlex
import shutil
from typing import TYPE_CHECKING

import pytest

from graph.opening import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ask, Run
    from tests.sharing import Demo


def test_the_demo_builds_the_store_of_the_bundled_set(demo: Demo) -> None:
    assert sorted(path.name for path in (demo.folder / "out").iterdir()) == [
        "atlas.html",
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
        "peers-hudson.html",
    ]
    with open_store(demo.folder / "out" / "demo.db") as store:
        assert store.facts()[1:3] == (964, 1509)


@pytest.mark.parametrize(
    "words",
    [
        "964 entities and 1,509 ties",
        "1. How are Sanborn, New Hampshire, and RSU 2, Maine, connected?",
        "6 ties apart, by 22 shortest routes. 3 independent routes have no stop in common.",
        "2. How are Pittsfield, New Hampshire, and Lindsay, California, connected?",
        "5 ties apart, by 4 shortest routes. 3 independent routes have no stop in common.",
        "Every shortest route passes Sanford (ME) school district (Sanford, ME) and Maine Cohort",
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
        "  - Lindsay Unified School District (Lindsay, CA) stands between 59,370 pairs of others,",
        "8. Which regional clusters are there?",
        "15 districts and 1 network. In one state, SC.",
        "9. Which networks share more members than expected?",
        "10. With which does the Maine Cohort share them?",
        "11. Which 6 districts could convene them?",
        "12. Hudson, New Hampshire, begins: where to go?",
        "  - Sanborn Regional School District (Kingston, NH): like you: same state, 34 km away,",
        "13. What would join those who have done it for years?",
        "  - Hudson School District (Hudson, NH) to Sanborn Regional School District (Kingston,",
        "The best group of 6 reaches 21 of 68 networks in one step, and no other group of 6",
    ],
)
def test_the_demo_answers_the_first_questions(demo: Demo, words: str) -> None:
    assert words in demo.printed


def test_no_line_of_the_demo_is_wider_than_100_columns(demo: Demo) -> None:
    assert max(map(len, demo.printed.splitlines())) <= 100


def test_every_command_that_the_demo_prints_works_as_typed(
    demo: Demo, ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(demo.folder / "out", tmp_path / "out")
    monkeypatch.chdir(tmp_path)
    typed = re.findall(r"^  (?:\$ )?(netweave .*)$", demo.printed, re.MULTILINE)
    assert len(typed) == 13 + 3
    for line in typed:
        again = ask(*shlex.split(line)[1:])
        assert again.status == 0, again.err
        assert again.out


def test_the_demo_answers_the_same_once_the_whole_country_is_loaded(
    demo: Demo, country: Path, ask: Ask
) -> None:
    typed = re.findall(r"^  \$ netweave (.*) --store out/demo.db$", demo.printed, re.MULTILINE)
    assert len(typed) == 13
    for line in typed:
        before, after = (
            ask(*shlex.split(line), "--store", str(store), "--format", "json").document
            for store in (demo.folder / "out" / "demo.db", country)
        )
        assert before.pop("store")["nodes"] + 19_000 < after.pop("store")["nodes"]
        assert before == after, line


def test_the_demo_is_built_anew_each_time_and_as_json_holds_whole_answers(
    ask: Ask, demo: Demo, tmp_path: Path
) -> None:
    (tmp_path / "demo.db").write_text("spoilt", encoding="utf-8")
    found = ask("demo", "--out", str(tmp_path), "--format", "json").document
    with open_store(demo.folder / "out" / "demo.db") as store:
        assert found["store"]["data_hash"] == store.facts().data_hash
    assert found["parameters"] == {"out": str(tmp_path)}
    assert [row["question"] for row in found["rows"]] == [
        *(["connect"] * 4),
        *("members", "affiliations", "bridges", "clusters"),
        *("overlap", "overlap", "conveners", "peers", "peers"),
    ]
    assert found["rows"][0]["routes_total"] == 22
    assert len(found["rows"][4]["rows"]) == 20


def test_the_demo_as_csv_has_a_line_for_each_question_and_leaves_a_named_store_alone(
    ask: Ask, tmp_path: Path
) -> None:
    done = ask("demo", "--out", str(tmp_path), "--store", "mine.db", "--format", "csv")
    assert done.err == f"Note: the demo keeps its graph in {tmp_path}/demo.db, not in mine.db.\n"
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert len(rows) == 13
    assert rows[0]["said"].startswith("6 ties apart, by 22 shortest routes.")


def test_a_folder_with_a_space_is_quoted(ask: Ask, tmp_path: Path) -> None:
    out = ask("demo", "--out", str(tmp_path / "my demo")).out
    assert f'--store "{tmp_path}/my demo/demo.db"' in out


def test_a_folder_that_cannot_be_made_is_an_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = run("demo", "--out", "file/x")
    assert (done.status, done.out) == (1, "")
    assert "Not a directory" in done.err
