"""The cache in the offline file: a help that is never in the way."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from graph.offline.cache import KEPT
from graph.opening import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Draw, Engine


@pytest.fixture
def path(tmp_path: Path, draw: Draw) -> Path:
    """A store of two entities."""
    target = tmp_path / "graph.db"
    with open_store(target, create=True) as store:
        store.write(draw("district:a MEMBER_OF network:x"))
    return target


def never() -> bytes:
    raise AssertionError("It is kept, and need not be made again.")


def names(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as db:
        return [row[0] for row in db.execute("SELECT name FROM cache ORDER BY rowid")]


def keep(path: Path, name: str = "figures", make: Callable[[], bytes] = lambda: b"1") -> bytes:
    with open_store(path) as store, store.reading():
        return store.cached(name, make)


def test_what_was_made_is_there_when_the_file_is_opened_again(path: Path) -> None:
    assert keep(path) == b"1"
    assert keep(path, make=never) == b"1"


def test_what_was_made_is_there_while_the_file_is_open(path: Path) -> None:
    with open_store(path) as store:
        store.cached("figures", lambda: b"1")
        assert store.cached("figures", never) == b"1"


def test_the_digest_does_not_change_and_nothing_lies_beside_the_file(path: Path) -> None:
    with open_store(path) as store:
        before = store.facts()
    keep(path)
    with open_store(path) as store:
        assert store.facts() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_change_of_the_graph_drops_it(path: Path, draw: Draw) -> None:
    keep(path)
    with open_store(path) as store:
        store.write(draw("district:b MEMBER_OF network:x"))
    assert keep(path, make=lambda: b"2") == b"2"
    assert keep(path, make=never) == b"2"


def test_loading_the_same_again_keeps_it(path: Path, draw: Draw) -> None:
    keep(path)
    with open_store(path) as store:
        store.write(draw("district:a MEMBER_OF network:x"))
    assert keep(path, make=never) == b"1"


def test_a_change_while_the_file_is_open_is_seen(path: Path, draw: Draw) -> None:
    with open_store(path) as reader:
        reader.cached("figures", lambda: b"1")
        with open_store(path) as writer:
            writer.write(draw("district:b MEMBER_OF network:x"))
        assert reader.cached("figures", lambda: b"2") == b"2"
    assert keep(path, make=never) == b"2"


def test_what_was_made_of_an_older_graph_is_not_written(path: Path, draw: Draw) -> None:
    with open_store(path) as reader:
        reader.cached("figures", lambda: b"1")
        with open_store(path) as writer:
            writer.write(draw("district:b MEMBER_OF network:x"))
    assert keep(path, make=lambda: b"2") == b"2"


def test_stale_entries_go_when_new_ones_come(path: Path) -> None:
    keep(path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE cache SET data_hash = 'of another graph'")
        db.commit()
    keep(path, "others")
    assert names(path) == ["others"]


def test_only_the_newest_are_kept(path: Path) -> None:
    for number in range(KEPT + 3):
        keep(path, f"{number}")
    assert names(path) == [f"{number}" for number in range(3, KEPT + 3)]


def test_a_file_that_cannot_be_written_answers_all_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> sqlite3.Connection:
        raise sqlite3.OperationalError("attempt to write a readonly database")

    path.chmod(stat.S_IRUSR)
    with open_store(path) as store:
        assert store.cached("figures", lambda: b"1") == b"1"
        # Whoever runs as root may write all the same.
        monkeypatch.setattr("graph.offline.cache.sqlite3.connect", refuse)


def test_a_file_that_is_being_written_to_is_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as busy:
        busy.execute("BEGIN IMMEDIATE")
        assert keep(path) == b"1"
    assert keep(path, make=lambda: b"2") == b"2"


def test_a_file_that_is_gone_is_not_made_again(path: Path) -> None:
    with open_store(path) as store:
        store.cached("figures", lambda: b"1")
        path.unlink()
    assert not path.exists()


def test_every_engine_answers(engine: Engine) -> None:
    assert engine("district:a").cached("figures", lambda: b"1") == b"1"
