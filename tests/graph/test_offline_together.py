"""Several processes and one offline file; and a file that may only be read."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from itertools import count
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from graph.errors import StoreError
from graph.model import Node, Statement
from graph.offline import file as offline_file
from graph.offline import waiting
from graph.opening import open_store
from graph.settling import ATTEMPTS, settled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Draw, Record

SMALL = """
    district:a MEMBER_OF network:x 2012..
    district:b MEMBER_OF network:x 2013..
"""
NOBODY = 65534


@pytest.fixture
def kept(tmp_path: Path, draw: Draw) -> Path:
    """A store with a small graph in it, closed."""
    with open_store(tmp_path / "graph.db", create=True) as store:
        store.write(draw(SMALL))
    return tmp_path / "graph.db"


@pytest.fixture
def read_only_copy(kept: Path) -> Iterator[Path]:
    """A copy in a folder where the process may read, and write nothing."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "graph.db"
        copy.write_bytes(kept.read_bytes())
        copy.chmod(0o444)
        Path(folder).chmod(0o555)
        # Nothing is read-only to an administrator: become somebody else for the time.
        administrator = os.geteuid() == 0
        if administrator:
            os.seteuid(NOBODY)
        try:
            yield copy
        finally:
            if administrator:
                os.seteuid(0)
            Path(folder).chmod(0o755)


def more(step: object = None) -> Iterator[Record]:
    """Records of a load; ``step`` is called in the middle of it."""
    yield Node("district:c", "district", "C")
    yield Statement("district:c", "MEMBER_OF", "network:x")
    if callable(step):
        step()
    yield Node("district:d", "district", "D")


def test_a_reader_sees_the_graph_as_it_was_until_a_load_is_done(kept: Path) -> None:
    seen: list[int] = []

    def look() -> None:
        with open_store(kept) as other:
            seen.append(other.facts().nodes)
            seen.append(len(other.ties(["network:x"], ["MEMBER_OF"], None)))

    with open_store(kept) as store:
        store.write(more(look))
        assert seen == [3, 2]
        look()
    assert seen == [3, 2, 5, 3]


def test_one_view_stays_the_same_while_another_process_writes(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "PATIENCE", 0.05)
    with open_store(kept) as reader, open_store(kept) as writer:
        with reader.reading():
            assert reader.facts().nodes == 3
            with pytest.raises(StoreError, match="Try again"):
                writer.write(more())
            assert reader.facts().nodes == 3
        writer.write(more())
        assert reader.facts().nodes == 5


def write_too(kept: Path) -> None:
    """What another process writes."""
    with open_store(kept, create=True) as other:
        other.write([Node("district:z", "district", "Z")])


def test_a_writer_that_waits_in_vain_is_told_so(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "PATIENCE", 0.05)
    said = "is in use by another process, which has not got on with it for 0 seconds"
    with open_store(kept) as store:
        with store.alone(), pytest.raises(StoreError, match=said):
            write_too(kept)
        assert store.facts().nodes == 3


def test_a_writer_waits_as_long_as_the_other_gets_on_and_says_so_once(
    kept: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tries = iter(range(6))

    def still() -> float:
        """A clock on which an hour is over at each look, while the other is at work."""
        os.utime(kept, ns=(0, next(ticks)))
        if next(tries, None) is None:
            holder.rollback()
        return next(hours)

    hours, ticks = count(0, 3_600), count(1)
    monkeypatch.setattr(offline_file, "_WRITING", 0.0)
    monkeypatch.setattr(waiting, "monotonic", still)
    with closing(sqlite3.connect(kept)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        write_too(kept)
    assert caplog.messages == [offline_file.WAITING]
    with open_store(kept) as store:
        assert store.facts().nodes == 4


def test_nobody_waits_for_a_source_to_be_read(kept: Path) -> None:
    with open_store(kept) as store:
        store.write(more(lambda: write_too(kept)))
        assert store.facts().nodes == 6


def test_what_was_judged_by_an_earlier_store_is_judged_again(kept: Path) -> None:
    judged: list[int] = []

    def work(since: str) -> int:
        with open_store(kept) as store:
            judged.append(store.facts().nodes)
        if len(judged) <= 2:
            with open_store(kept) as other:
                other.write([Node(f"district:{len(judged)}", "district", "Z")])
        return one.write([Node("district:y", "district", "Y")], since=since).nodes_added

    with open_store(kept) as one:
        assert settled(one, work) == 1
    assert judged == [3, 4, 5]


def test_a_loser_of_every_race_makes_the_others_wait(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "PATIENCE", 0.05)
    refused: list[str] = []

    def records() -> Iterator[Record]:
        try:
            with open_store(kept) as other:
                other.write([Node(f"district:{other.facts().nodes}", "district", "Z")])
        except StoreError as error:
            refused.append(str(error))
        yield Node("district:y", "district", "Y")

    with open_store(kept) as one:
        settled(one, lambda since: one.write(records(), since=since))
        assert one.facts().nodes == 3 + ATTEMPTS + 1
    assert len(refused) == 1


def test_a_first_load_by_two_at_once_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    second = Thread(target=write_too, args=(path,))
    first: list[Record] = [Node("network:x", "network", "X"), *more()]
    with open_store(path, create=True) as store:
        store.write(record for part in (first, starting(second)) for record in part)
        second.join()
        assert store.facts().nodes == 4


def starting(thread: Thread) -> Iterator[Record]:
    """No records; but the other process begins."""
    thread.start()
    yield from ()


def test_a_file_that_may_only_be_read_answers(read_only_copy: Path, draw: Draw) -> None:
    with open_store(read_only_copy) as store, store.reading():
        assert (store.facts().nodes, store.facts().ties) == (3, 2)
        statements = [record for record in draw(SMALL) if isinstance(record, Statement)]
        assert list(store.all_statements()) == statements
    assert list(read_only_copy.parent.iterdir()) == [read_only_copy]


def test_a_file_that_may_only_be_read_is_not_written_to(read_only_copy: Path) -> None:
    before = read_only_copy.read_bytes()
    with open_store(read_only_copy) as store, pytest.raises(StoreError, match="is read-only"):
        store.write(more())
    assert read_only_copy.read_bytes() == before


def test_no_store_is_made_where_nothing_may_be_written(read_only_copy: Path) -> None:
    path = read_only_copy.with_name("new.db")
    with (
        open_store(path, create=True) as store,
        pytest.raises(StoreError, match="Is the folder there, and may you read and write it"),
    ):
        store.write(more())
    assert not path.exists()
