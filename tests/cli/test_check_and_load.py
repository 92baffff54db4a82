"""`check` and `load`: problems in every form, all or nothing, and what has changed."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Ask

MINI = Path(__file__).parents[1] / "data" / "mini"
RULES = ["id", "type"]


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A sound house folder."""
    folder = tmp_path / "good"
    folder.mkdir()
    write(folder, "districts.csv", "id,name,state", "district:a,Aville,ME", "district:b,Beta,NH")
    write(folder, "networks.csv", "id,kind,name,founded", "network:x,network,X,2010")
    write(
        folder,
        "relationships.csv",
        "source_id,type,target_id,since,source_url",
        "district:a,MEMBER_OF,network:x,2012,https://page.org",
    )
    return folder


@pytest.fixture
def bad(good: Path) -> Path:
    """A house folder with an error in line 3, and a warning in line 4."""
    add(good, "relationships.csv", "district:zzz,MEMBER_OF,network:x,2012,https://page.org")
    add(good, "relationships.csv", "district:b,MEMBER_OF,network:x,2001,https://page.org")
    return good


def write(folder: Path, file: str, *lines: str) -> None:
    (folder / file).write_text("\n".join([*lines, ""]), encoding="utf-8")


def add(folder: Path, file: str, line: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    (folder / file).write_text(f"{text}{line}\n", encoding="utf-8")


def test_check_of_a_sound_folder_is_status_0(ask: Ask, good: Path, tmp_path: Path) -> None:
    store = tmp_path / "new.db"
    done = ask("check", str(good), "--store", str(store))
    assert (done.status, done.err) == (0, "")
    assert done.out == (
        "No problem was found.\n\n4 rows read: 4 accepted, 0 in review, 0 rejected. "
        "Of 27 cells 15 became something, 12 aside.\n"
    )
    assert not store.exists()


def test_check_gives_rows_and_status_1(ask: Ask, bad: Path, tmp_path: Path) -> None:
    done = ask("check", str(bad), "--store", str(tmp_path / "new.db"), "--format", "json")
    assert (done.status, done.err) == (1, "")
    found = done._replace(status=0).document
    assert list(found)[:5] == ["question", "store", "as_of", "parameters", "rows"]
    assert found["parameters"]["sources"] == [str(bad)]
    rows = {"read": 6, "accepted": 5, "in_review": 0, "rejected": 1}
    assert rows.items() <= found["summary"].items()
    ties = found["tables"][-1]
    assert (ties["file"], ties["read"], ties["rejected"]) == ("relationships.csv", 3, 1)
    assert ties["rejected_lines"] == [3]
    assert found["store"] == {"kind": "offline", "nodes": 0, "ties": 0, "data_hash": "0" * 32}
    error, warning = found["rows"]
    assert list(error) == ["file", "line", "column", "rule", "problem", "fix", "severity"]
    assert (error["file"], error["line"], error["column"]) == ("relationships.csv", 3, "source_id")
    assert (error["rule"], error["severity"]) == ("unknown-id", "error")
    assert (warning["line"], warning["severity"]) == (4, "warning")


@pytest.mark.parametrize("form", ["table", "csv", "markdown"])
def test_check_shows_everything_in_every_form(
    ask: Ask, bad: Path, tmp_path: Path, form: str
) -> None:
    done = ask("check", str(bad), "--store", str(tmp_path / "new.db"), "--format", form)
    assert (done.status, done.err) == (1, "")
    flat = " ".join(done.out.split())
    for part in ("relationships.csv", "3", "source_id", "unknown-id", "district:zzz", "error"):
        assert part in flat
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(done.out)))
        assert [row["severity"] for row in rows] == ["error", "warning"]
    else:
        assert "1 error and 1 warning." in flat


def test_warnings_alone_are_status_0(ask: Ask, good: Path, tmp_path: Path) -> None:
    add(good, "relationships.csv", "district:b,MEMBER_OF,network:x,2001,https://page.org")
    done = ask("check", str(good), "--store", str(tmp_path / "new.db"))
    assert done.status == 0
    assert "1 warning." in done.out


def test_what_the_store_has_counts_as_known(ask: Ask, good: Path, tmp_path: Path) -> None:
    store = str(tmp_path / "store.db")
    assert ask("load", str(good), "--store", store).status == 0
    more = tmp_path / "more"
    more.mkdir()
    shutil.copy(good / "relationships.csv", more)
    assert ask("check", str(more), "--store", store).status == 0
    assert ask("check", str(more), "--store", str(tmp_path / "new.db")).status == 1
    found = ask("check", str(more), "--store", store, "--format", "json").document
    assert found["store"]["nodes"] == 3


def test_a_source_that_is_not_there_is_a_problem(ask: Ask, tmp_path: Path) -> None:
    done = ask("check", "no-such-folder", "--store", str(tmp_path / "new.db"), "--format", "csv")
    assert done.status == 1
    assert "no-such-folder" in done.out


def test_check_without_a_source_is_wrong_usage(ask: Ask) -> None:
    assert ask("check").status == 2
    assert ask("load").status == 2


def test_load_says_what_has_changed(ask: Ask, good: Path, tmp_path: Path) -> None:
    store = str(tmp_path / "store.db")
    done = ask("load", str(good), "--store", store)
    assert (done.status, done.err) == (0, "")
    assert " ".join(done.out.split()) == (
        f"Loaded {good} into {store}: 4 rows read. - 3 entities added - 0 entities changed "
        "- 1 statement added - 0 unchanged 4 rows read: 4 accepted, 0 in review, 0 rejected. "
        "Of 27 cells 15 became something, 12 aside."
    )
    again = ask("load", str(good), "--store", store, "--format", "json").document
    assert again["rows"] == [
        {"change": "added", "what": "entity", "count": 0},
        {"change": "changed", "what": "entity", "count": 0},
        {"change": "added", "what": "statement", "count": 0},
        {"change": "withdrawn", "what": "statement", "count": 0},
        {"change": "removed", "what": "entity", "count": 0},
        {"change": "unchanged", "what": None, "count": 4},
        {"change": "vanished", "what": None, "count": 0},
        {"change": "skipped", "what": "row", "count": 0},
    ]
    assert again["problems"] == []
    assert again["parameters"] == {
        "sources": [str(good)],
        "dry_run": False,
        "skip_bad": False,
        "mapping": None,
        "dated": None,
        "snapshot": False,
        "keep": False,
        "replace": False,
    }
    rows = {"read": 4, "accepted": 4, "in_review": 0, "rejected": 0}
    assert rows.items() <= again["summary"].items()
    assert (again["review"], again["rejected"]) == (None, None)


def test_load_of_a_bad_source_writes_nothing(ask: Ask, bad: Path, tmp_path: Path) -> None:
    store = tmp_path / "store.db"
    done = ask("load", str(bad), "--store", str(store))
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("Error: 1 problem; nothing was written.\n  relationships.csv line 3")
    assert not store.exists()


def test_load_skips_bad_rows_if_told_to(ask: Ask, bad: Path, tmp_path: Path) -> None:
    store = str(tmp_path / "store.db")
    done = ask("load", str(bad), "--store", store, "--skip-bad")
    assert done.status == 0
    assert "Error: relationships.csv line 3" in done.err
    assert "Warning: relationships.csv line 4" in done.err
    assert "  - 1 row left out\n" in done.out
    assert "  - 1 error and 1 warning\n" in done.out
    found = ask("load", str(bad), "--store", store, "--skip-bad", "--format", "json")
    assert found.err == ""
    assert [p["severity"] for p in found.document["problems"]] == ["error", "warning"]


def test_a_dry_run_shows_each_difference_and_writes_nothing(
    ask: Ask, good: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store.db"
    done = ask("load", str(good), "--store", str(store), "--dry-run")
    assert done.out.startswith("Would load ")
    assert "added    entity      district:a   district Aville" in done.out
    assert not store.exists()
    found = ask("load", str(good), "--store", str(store), "--dry-run", "--format", "json").document
    assert [row["id"] for row in found["rows"]] == [
        *("district:a", "district:b", "network:x", "district:a")
    ]
    assert list(found["rows"][0]) == ["change", "what", "id", "detail"]
    assert found["store"]["nodes"] == 0


def test_a_dry_run_on_a_store_shows_what_would_change(ask: Ask, good: Path, tmp_path: Path) -> None:
    store = tmp_path / "store.db"
    ask("load", str(good), "--store", str(store))
    before = store.read_bytes()
    write(good, "districts.csv", "id,name,state", "district:a,Ayville,ME")
    out = ask("load", str(good), "--store", str(store), "--dry-run", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [(row["change"], row["id"]) for row in rows] == [
        ("changed", "district:a"),
        ("removed", "district:b"),
    ]
    assert store.read_bytes() == before
    done = ask("load", str(good), "--store", str(store))
    assert "  - 1 entity taken out\n" in done.out


def test_the_bundled_set_and_mini_load_without_an_error(ask: Ask, tmp_path: Path) -> None:
    store = str(tmp_path / "mini.db")
    done = ask("load", str(MINI), "--store", store, "--format", "json")
    assert (done.document["store"]["nodes"], done.document["store"]["ties"]) == (39, 86)


def test_a_store_that_cannot_be_made_is_an_error(ask: Ask, good: Path) -> None:
    done = ask("load", str(good), "--store", "no/such/folder/x.db")
    assert (done.status, done.out) == (1, "")
    assert "no/such/folder/x.db cannot be opened" in done.err
