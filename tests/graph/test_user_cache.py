"""What was computed for a graph on a server is kept by the digest of the graph, for its user."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from graph import user_cache
from graph.user_cache import VARIABLE, clear, held, kept_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def never() -> bytes:
    raise AssertionError("It is computed again.")


def counted(values: Iterator[int]) -> bytes:
    return str(next(values)).encode()


def test_a_value_is_computed_once_for_a_graph_and_a_name() -> None:
    values = iter(range(9))
    assert kept_for("one", "a", lambda: counted(values)) == b"0"
    assert kept_for("one", "a", never) == b"0"
    assert kept_for("two", "a", lambda: counted(values)) == b"1"
    assert kept_for("one", "b", lambda: counted(values)) == b"2"
    assert held().values == 3


def test_only_its_user_reads_it(folder: Path) -> None:
    kept_for("one", "a", lambda: b"1")
    assert stat.S_IMODE((folder / "measures.db").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_what_was_not_used_for_longest_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(user_cache, "LIMIT", 110)
    for name in "abc":
        kept_for("one", name, lambda: b"x" * 20)
    kept_for("one", "a", never)  # used again, so that b is the oldest; 36 bytes each, three fit
    kept_for("one", "d", lambda: b"x" * 20)
    assert kept_for("one", "a", never) == b"x" * 20
    assert kept_for("one", "b", lambda: b"again") == b"again"


def test_a_value_that_is_larger_than_all_of_it_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(user_cache, "LIMIT", 100)
    assert kept_for("one", "a", lambda: b"x" * 101) == b"x" * 101
    assert held().values == 0


def test_a_value_that_is_spoiled_is_computed_again(folder: Path) -> None:
    kept_for("one", "a", lambda: b"right")
    with closing(sqlite3.connect(folder / "measures.db")) as db, db:
        db.execute("UPDATE kept SET value = x'00112233'")
    assert kept_for("one", "a", lambda: b"right again") == b"right again"


def test_a_file_that_is_none_of_ours_or_damaged_costs_nothing_but_time(folder: Path) -> None:
    folder.mkdir()
    (folder / "measures.db").write_bytes(b"not a database at all" * 100)
    assert kept_for("one", "a", lambda: b"1") == b"1"
    assert kept_for("one", "a", lambda: b"2") == b"2"
    assert kept_for("one", "a", never) == b"2"


def test_where_nothing_can_be_kept_all_is_computed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for given in ("", str(tmp_path / "file" / "below")):
        (tmp_path / "file").write_text("a file", encoding="utf-8")
        monkeypatch.setenv(VARIABLE, given)
        assert kept_for("one", "a", lambda: b"1") == b"1"
        assert kept_for("one", "a", lambda: b"2") == b"2"
        assert held().values == 0


def test_it_is_taken_away_and_what_it_held_is_told() -> None:
    kept_for("one", "a", lambda: b"1")
    assert clear().values == 1
    assert held().values == 0
    assert clear().values == 0
