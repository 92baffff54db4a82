"""What stands at the path of a store: nothing is touched that netweave did not make."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.copying import copy
from graph.errors import NoStoreError, StoreError
from graph.model import Node, Statement
from graph.opening import is_same, is_there, open_store

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Draw

ROOT = Path(__file__).resolve().parents[2]
ONE = [Node("district:a", "district", "A")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "graph.db"


def bind(path: Path) -> None:
    with closing(socket.socket(socket.AF_UNIX)) as one:
        one.bind(os.path.relpath(path))  # the whole path may be too long for a socket


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path.symlink_to("/not/mounted/share.db"), "is a link to .*share.db"),
        (lambda path: path.symlink_to(path), "cannot be opened .*links"),
        (os.mkfifo, "is a pipe"),
        (bind, "is a socket"),
        (os.mkdir, "is a folder"),
        (lambda path: path.write_text("i"), "is no SQLite file"),
    ],
    ids=["dangling link", "loop", "pipe", "socket", "folder", "one byte"],
)
def test_what_can_be_no_store_gives_one_sentence_and_is_left_alone(
    path: Path, make: Callable[[Path], object], said: str
) -> None:
    make(path)
    before = os.lstat(path)
    for create in (True, False):
        with pytest.raises(StoreError, match=said), open_store(path, create=create) as store:
            store.write(ONE)
    with pytest.raises(StoreError, match=said):
        is_there(str(path))
    after = os.lstat(path)
    assert (after.st_ino, after.st_mode, after.st_mtime) == (
        before.st_ino,
        before.st_mode,
        before.st_mtime,
    )
    assert list(path.parent.iterdir()) == [path]


def test_an_empty_file_of_another_is_still_there_after_a_load_that_failed(path: Path) -> None:
    path.touch()
    with open_store(path, create=True) as store, pytest.raises(StoreError, match="nowhere"):
        store.write([*ONE, Statement("district:a", "MEMBER_OF", "nowhere")])
    assert path.stat().st_size == 0
    path.unlink()
    with open_store(path, create=True) as store, pytest.raises(StoreError, match="nowhere"):
        store.write([*ONE, Statement("district:a", "MEMBER_OF", "nowhere")])
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    [
        "file:y.db",
        "file:y.db?mode=memory",
        "a b?#%2e.db",
        "q'\".db",
        "n\nl\x1b.db",
        "é",
    ],
)
def test_a_path_is_the_name_of_a_file_whatever_it_looks_like(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with open_store(name, create=True) as store:
        store.write(ONE)
        store.cached("figures", lambda: b"1")
    with open_store(name) as store:
        assert (store.facts().nodes, store.cached("figures", lambda: b"2")) == (1, b"1")
    assert [one.name for one in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    ("name", "said"),
    [("x" * 250, "is too long"), ("y/" * 300, "is too long"), (" ", "empty"), ("a\0b", "zero")],
)
def test_a_path_that_cannot_be_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreError, match=said):
        open_store(name, create=True)
    assert list(tmp_path.iterdir()) == []


def test_a_store_is_the_same_by_every_path(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.touch()
    monkeypatch.chdir(path.parent)
    Path("link.db").symlink_to(path)
    os.link(path, "other.db")
    for name in ("./graph.db", str(path), "link.db", "other.db"):
        assert is_same("graph.db", name)
    for name in ("none.db", "neo4j://graph.db", "a\0b"):
        assert not is_same("graph.db", name)


KILLED = """
import os, signal, sys
from graph.offline.file import locked
with locked(sys.argv[1]) as db:
    db.execute("PRAGMA cache_size = 1")
    rows = [(f"name {n}", "x" * 1000) for n in range(200)]
    db.executemany("INSERT INTO meta VALUES (?, ?)", rows)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def killed(path: Path) -> None:
    """Leave what a write leaves that is killed when a part of it is on the disk."""
    subprocess.run([sys.executable, "-c", KILLED, path], cwd=ROOT, check=False)
    assert path.with_name(f"{path.name}-journal").exists()


def test_the_first_word_after_a_first_write_was_killed_is_true(path: Path) -> None:
    killed(path)
    assert path.stat().st_size > 0
    with pytest.raises(NoStoreError, match="There is no store"):
        open_store(path)
    killed(path)
    assert not is_there(str(path))


def test_a_copy_that_was_killed_is_completed_by_the_same_call(path: Path, draw: Draw) -> None:
    source = path.with_name("source.db")
    with open_store(source, create=True) as one:
        one.write(draw("district:a MEMBER_OF network:x"))
        killed(path)
        with open_store(path, create=True) as other:
            assert copy(one, other).equal
    assert sorted(path.parent.iterdir()) == [path, source]


def test_a_later_write_that_was_killed_leaves_the_store_as_it_was(path: Path, draw: Draw) -> None:
    with open_store(path, create=True) as store:
        store.write(draw("district:a MEMBER_OF network:x"))
        before = store.facts()
    killed(path)
    with open_store(path) as store:
        assert store.facts() == before
