"""The offline file: one file and nothing beside it; what is no store of ours is left alone."""

from __future__ import annotations

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from graph.errors import StoreError
from graph.model import Node, Statement
from graph.offline import file as offline_file
from graph.offline.file import MIGRATIONS
from graph.opening import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Draw

SMALL = """
    district:a MEMBER_OF network:x 2012..2014 [chair]
    district:b MEMBER_OF network:x 2013..
"""
ONE: list[Node | Statement] = [Node("a", "district", "A")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "graph.db"


@pytest.fixture
def kept(path: Path, draw: Draw) -> Path:
    """A store with a small graph in it, closed."""
    with open_store(path, create=True) as store:
        store.write(draw(SMALL))
    return path


def user_version(path: Path) -> int:
    db = sqlite3.connect(path)
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    db.close()
    return version


def test_writing_the_same_again_leaves_the_file_as_it_was_byte_for_byte(
    kept: Path, draw: Draw
) -> None:
    before = kept.read_bytes()
    with open_store(kept) as store:
        store.write(draw(SMALL))
        store.write(draw(SMALL), dry_run=True)
    assert kept.read_bytes() == before


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_load_that_fails_leaves_the_file_as_it_was_byte_for_byte(
    kept: Path, draw: Draw, dry_run: bool
) -> None:
    before = kept.read_bytes()
    records = [
        *draw("district:c MEMBER_OF network:x"),
        Statement("district:c", "MEMBER_OF", "nowhere"),
    ]
    with open_store(kept) as store, pytest.raises(StoreError, match="nowhere"):
        store.write(records, dry_run=dry_run)
    assert kept.read_bytes() == before


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_first_load_that_fails_leaves_no_file(path: Path, dry_run: bool) -> None:
    with open_store(path, create=True) as store, pytest.raises(StoreError, match="nowhere"):
        store.write([*ONE, Statement("a", "MEMBER_OF", "nowhere")], dry_run=dry_run)
    assert list(path.parent.iterdir()) == []


def test_a_rehearsal_of_a_first_load_makes_no_file(path: Path) -> None:
    with open_store(path, create=True) as store:
        store.write(ONE, dry_run=True)
    assert list(path.parent.iterdir()) == []


def test_nothing_lies_beside_a_closed_store(kept: Path, draw: Draw) -> None:
    with open_store(kept) as store:
        store.facts()
        store.write(draw("district:c MEMBER_OF network:x"))
        with store.reading():
            store.tally(None)
    assert list(kept.parent.iterdir()) == [kept]


def test_a_plain_copy_is_the_whole_graph(kept: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / "copy.db"
    copy.parent.mkdir()
    shutil.copyfile(kept, copy)
    with open_store(kept) as one, open_store(copy) as other:
        assert one.facts() == other.facts()
        assert list(one.all_statements()) == list(other.all_statements())


def test_a_store_may_be_closed_twice_and_says_then_that_it_is_closed(kept: Path) -> None:
    store = open_store(kept)
    facts = store.facts()
    store.close()
    store.close()
    uses: list[Callable[[], object]] = [
        store.facts,
        lambda: list(store.all_nodes()),
        lambda: store.write([]),
        lambda: store.history,
        store.mark,
    ]
    for use in uses:
        with pytest.raises(StoreError, match=r"graph\.db is closed\. Ask inside the `with` block"):
            use()
    with open_store(kept) as again:
        assert again.facts() == facts


def test_a_store_answers_in_every_thread(kept: Path) -> None:
    with open_store(kept) as store, ThreadPoolExecutor(4) as pool:
        facts, nodes = store.facts(), list(store.all_nodes())
        with store.reading():  # which holds the view of this thread alone
            assert list(pool.map(lambda _: store.facts(), range(8))) == [facts] * 8
        assert list(pool.map(lambda _: list(store.all_nodes()), range(8))) == [nodes] * 8


def foreign_database(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE node (id TEXT)")
    db.commit()
    db.close()


def ours_cut_short(path: Path) -> None:
    with open_store(path, create=True) as store:
        store.write(ONE)
    path.write_bytes(path.read_bytes()[:5000])


def ours_overwritten(path: Path) -> None:
    with open_store(path, create=True) as store:
        store.write(ONE)
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))


def newer(path: Path) -> None:
    with open_store(path, create=True) as store:
        store.write(ONE)
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    db.close()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (foreign_database, "is a SQLite file, but not a netweave store"),
        (
            lambda path: path.write_text("id,name\na,A\n"),
            "is not a netweave store, or it is damaged",
        ),
        (lambda path: path.write_bytes(b"\x00" * 4096), "is not a netweave store"),
        (lambda path: path.write_bytes(b"PK\x03\x04" * 2000), "is not a netweave store"),
        (ours_cut_short, "is not a netweave store, or it is damaged"),
        (ours_overwritten, "is not a netweave store, or it is damaged"),
        (newer, "was made by a newer netweave"),
    ],
    ids=["foreign", "text", "zeros", "zip", "cut", "overwritten", "newer"],
)
def test_what_is_no_store_of_ours_gives_one_clear_sentence_and_is_left_alone(
    path: Path, make: Callable[[Path], object], said: str
) -> None:
    make(path)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=said):
        open_store(path)
    with open_store(path, create=True) as store, pytest.raises(StoreError, match=said):
        store.write(ONE)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("make", [lambda _: None, lambda path: path.touch()], ids=["none", "empty"])
def test_no_file_or_an_empty_one_is_no_store_yet(
    path: Path, make: Callable[[Path], object]
) -> None:
    make(path)
    with pytest.raises(StoreError, match=r"There is no store at .*\. Make one with: netweave load"):
        open_store(path)
    with open_store(path, create=True) as store:
        store.write(ONE)
        assert store.facts().nodes == 1


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    for create in (True, False):
        with pytest.raises(StoreError, match="is a folder"):
            open_store(tmp_path, create=create)


def test_a_store_cannot_be_made_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with (
        open_store(tmp_path / "none" / "graph.db", create=True) as store,
        pytest.raises(StoreError, match="Is the folder there"),
    ):
        store.write(ONE)
    assert list(tmp_path.iterdir()) == []


OLDER = (*MIGRATIONS, "CREATE TABLE extra (key INTEGER);\nCREATE INDEX extra_by ON extra (key);\n")
BROKEN = (*MIGRATIONS, "CREATE TABLE extra (key INTEGER);\nCREATE TABLE extra (key INTEGER);\n")


@pytest.mark.parametrize("writing", [True, False])
def test_an_older_file_is_brought_up_to_date_when_it_is_opened(
    kept: Path, draw: Draw, monkeypatch: pytest.MonkeyPatch, writing: bool
) -> None:
    with open_store(kept) as store:
        facts, statements = store.facts(), list(store.all_statements())
    monkeypatch.setattr(offline_file, "MIGRATIONS", OLDER)
    monkeypatch.setattr(offline_file, "LABELLED", len(OLDER))
    with open_store(kept, create=True) as store:
        if writing:
            assert store.write(draw(SMALL)).nothing
        assert (store.facts(), list(store.all_statements())) == (facts, statements)
    assert user_version(kept) == len(OLDER)
    monkeypatch.undo()
    with pytest.raises(StoreError, match="newer netweave"):
        open_store(kept)


@pytest.mark.parametrize("writing", [True, False])
def test_a_file_that_cannot_be_brought_up_to_date_stays_as_it_was(
    kept: Path, monkeypatch: pytest.MonkeyPatch, writing: bool
) -> None:
    before = kept.read_bytes()
    monkeypatch.setattr(offline_file, "MIGRATIONS", BROKEN)
    monkeypatch.setattr(offline_file, "READABLE", len(BROKEN))
    monkeypatch.setattr(offline_file, "LABELLED", len(BROKEN))
    with open_store(kept, create=True) as store, pytest.raises(StoreError, match="cannot be used"):
        store.write(ONE) if writing else store.facts()
    assert kept.read_bytes() == before


def as_version_1(path: Path) -> None:
    """Make a file what it would be if it had been written before there was a journal."""
    db = sqlite3.connect(path)
    names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for name in names:
        further = ("load", "joined", "note", "spelling")
        if name.startswith(("old_", "also_")) or name in further:
            db.execute(f"DROP TABLE {name}")
    db.execute("PRAGMA user_version = 1")
    db.commit()
    db.close()


def test_a_file_from_before_the_journal_is_read_as_it_is_where_nobody_may_write(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_version_1(kept)
    before = kept.read_bytes()
    monkeypatch.setattr(offline_file, "MIGRATIONS", [*MIGRATIONS[:1], *BROKEN[-1:]])
    with open_store(kept) as store:
        assert (store.facts().ties, store.merged()) == (2, {})
        assert [naming.node.id for naming in store.named(["district:A"])["district:A"]]
        assert list(store.spellings()) == []
    assert kept.read_bytes() == before


def test_a_file_from_before_the_journal_is_brought_up_to_date_by_a_write(
    kept: Path, draw: Draw
) -> None:
    as_version_1(kept)
    with open_store(kept) as store:
        assert [origin.entities for origin in store.history.origins()] == [3]
        assert store.history.entries() == []
        store.write(draw("district:c MEMBER_OF network:x"), origin="more")
        store.history.undo()
        assert store.facts().ties == 2
        with pytest.raises(StoreError, match="remembers no load"):
            store.history.undo()
    assert user_version(kept) == len(MIGRATIONS)
