"""Copies of a store that are made before something is taken out of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.opening import open_store
from netweave.cli.keep.dated_copy import KEPT, VARIABLE

if TYPE_CHECKING:
    from tests.cli.conftest import Ask
    from tests.conftest import Draw

DRAWING = """
    district:a = Alpha
    district:b = Beta
    district:a MEMBER_OF network:x 2012..
"""
ROSTER = "source_id,type,target_id\ndistrict:b,MEMBER_OF,network:x\n"


@pytest.fixture
def target(tmp_path: Path, draw: Draw) -> str:
    """A store of one source."""
    path = tmp_path / "graph.db"
    with open_store(path, create=True) as store:
        store.write(draw(DRAWING), origin="rosters")
    return str(path)


def copies(target: str) -> list[Path]:
    folder = Path(target).with_name("graph.copies")
    return sorted(folder.iterdir()) if folder.exists() else []


def digest(path: Path | str) -> str:
    with open_store(path) as store:
        return store.facts().data_hash


@pytest.mark.parametrize(
    "words",
    [
        ("unload", "rosters"),
        ("merge", "district:a", "district:b"),
        ("load", "house", "--snapshot", "--dated", "2015"),
    ],
)
def test_what_takes_something_out_leaves_a_copy_of_what_was(
    ask: Ask, target: str, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(Path(target).parent)
    Path("house").mkdir()
    Path("house/relationships.csv").write_text(ROSTER)
    before = digest(target)
    assert ask(*words, "--dry-run", "--store", "graph.db").err == ""
    assert copies(target) == []
    done = ask(*words, "--store", "graph.db")
    (copy,) = copies(target)
    assert copy.name.startswith(f"graph.before-{words[0]}-20")
    assert done.err == f"A copy of graph.db as it was before: graph.copies/{copy.name}\n"
    assert (digest(copy), digest(target) == before) == (before, False)


def test_the_newest_copies_are_kept_and_files_of_others_are_left_alone(
    ask: Ask, target: str
) -> None:
    folder = Path(target).with_name("graph.copies")
    folder.mkdir()
    mine = [folder / "graph.before-the-flood.db", folder / "notes.txt"]
    for path in mine:
        path.write_text("mine")
    for _ in range(KEPT + 2):
        ask("unload", "rosters", "--store", target)
        ask("load", "--undo", "--store", target)
    assert len(copies(target)) == KEPT + len(mine)
    assert set(mine) <= set(copies(target))


def test_who_wants_no_copies_says_so(ask: Ask, target: str) -> None:
    done = ask("unload", "rosters", "--store", target, env={VARIABLE: "0"})
    assert (done.status, done.err, copies(target)) == (0, "", [])
    assert ask("unload", "rosters", "--store", target, env={VARIABLE: "many"}).status == 2


def test_a_command_that_fails_leaves_no_copy(ask: Ask, target: str) -> None:
    assert ask("unload", "nothing", "--store", target).status == 1
    assert not Path(target).with_name("graph.copies").exists()


def test_that_no_copy_can_be_made_is_a_warning(ask: Ask, target: str) -> None:
    Path(target).with_name("graph.copies").write_text("a file in the way")
    done = ask("unload", "rosters", "--store", target)
    assert done.status == 0
    assert done.err.startswith("Warning: No copy of ")
    assert "File exists" in done.err
