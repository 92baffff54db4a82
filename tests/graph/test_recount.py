"""A recount of a file: what is damaged or changed by hand is named, and mended if it can be."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.copying import copy
from graph.errors import StoreError
from graph.in_memory.to_networkx import to_networkx
from graph.offline.store import OfflineStore
from graph.opening import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypothesis.strategies import SearchStrategy

    from graph.store import Store
    from tests.conftest import Draw, Record

DRAWING = """
    district:a = A {nces_id=0600001}
    district:b = B
    network:x = Network of X | X-Net {founded=2010 ended=2016}
    district:a MEMBER_OF network:x 2012..2014 [chair] <page.org 2015>
    district:a MEMBER_OF network:x 2013.. [member] <other.org 2016>
    district:b MEMBER_OF network:x <roster.csv:8>
"""
A = "WHERE id = 'district:a'"
TIE = "district:a MEMBER_OF network:x"


class Edit(NamedTuple):
    """What was done to the file, and what a recount says of it."""

    sql: str
    id: str
    what: str
    mended: bool = True


EDITS = {
    "a name": Edit(f"UPDATE node SET name = 'Z' {A}", "district:a", "search text"),
    "a property": Edit(f"UPDATE node SET properties = '{{}}' {A}", "district:a", "nces_id"),
    "a property in no table": Edit(
        "UPDATE node SET properties = '{\"city\":\"C\"}' WHERE id = 'district:b'",
        "store",
        "data_hash",
    ),
    "properties that are no JSON": Edit(
        f"UPDATE node SET properties = '{{' {A}", "district:a", "properties", mended=False
    ),
    "a kind that is none": Edit(
        f"UPDATE node SET kind = 'distrixt' {A}", "district:a", "kind", mended=False
    ),
    "bytes that are no text": Edit(
        f"UPDATE node SET name = CAST(x'41ff' AS TEXT) {A}", "district:a", "name", mended=False
    ),
    "a lifetime": Edit(
        "UPDATE node SET last_day = 5 WHERE last_day < 800000", "network:x", "last_day"
    ),
    "a label": Edit("DELETE FROM label WHERE folded = 'xnet'", "network:x", "search text"),
    "a spelling of nothing": Edit(
        "INSERT INTO spelling VALUES (99, 'Z', 'list', 1)", "store", "spelling"
    ),
    "a label of nothing": Edit("INSERT INTO label VALUES ('z', 'name', 99)", "store", "label"),
    "a page": Edit("UPDATE statement SET url = 'https://z.org' WHERE key = 1", TIE, "statement"),
    "a date that is none": Edit(
        "UPDATE statement SET since = 'soon' WHERE key = 1", TIE, "since", mended=False
    ),
    "spells": Edit("UPDATE step SET first_day = 7", TIE, "spells"),
    "a spell that is gone": Edit("DELETE FROM step WHERE outward = 0", TIE, "spells"),
    "a spell of nothing": Edit(
        "INSERT INTO step VALUES (1, 1, 1, 2, 0, 99, 0, 9, 1, 1)", "store", "step"
    ),
    "a tie without statements": Edit("DELETE FROM statement WHERE tie = 1", TIE, "tie"),
    "an end that is gone": Edit(
        "DELETE FROM node WHERE id = 'district:b'",
        "entity 2 MEMBER_OF network:x",
        "source",
        mended=False,
    ),
    "a tie that is gone": Edit("DELETE FROM tie WHERE key = 1", "tie 1", "statement", mended=False),
    "counts": Edit("UPDATE meta SET value = 'x' WHERE name = 'ties'", "store", "ties"),
    "the digest": Edit("DELETE FROM meta WHERE name = 'data_hash'", "store", "data_hash"),
}


@pytest.fixture
def store(tmp_path: Path, draw: Draw) -> Iterator[OfflineStore]:
    """A store of three entities."""
    with OfflineStore(str(tmp_path / "graph.db")) as store:
        store.write(draw(DRAWING))
        yield store


def answered(store: OfflineStore) -> object:
    return store.facts(), to_networkx(store)


def change(store: OfflineStore, sql: str) -> None:
    with closing(sqlite3.connect(store.path)) as db, db:
        db.execute(sql)


@pytest.mark.parametrize("name", EDITS)
def test_what_was_changed_is_named_and_mended(store: OfflineStore, name: str) -> None:
    edit = EDITS[name]
    assert store.auditor.recount().rows == ()
    change(store, edit.sql)
    found = [row for row in store.auditor.recount().rows if (row.id, row.what) == edit[1:3]]
    assert {row.repairable for row in found} == {edit.mended}, store.auditor.recount().rows
    store.auditor.repair()
    after = store.auditor.recount()
    if edit.mended:
        assert (after.rows, after.facts) == ((), store.facts())
    else:
        assert found[0] in after.rows


@pytest.mark.parametrize(
    "name",
    [
        "properties that are no JSON",
        "a kind that is none",
        "a page",
        "a date that is none",
        "counts",
        "bytes that are no text",
    ],
)
def test_a_question_that_meets_it_says_so(store: OfflineStore, name: str) -> None:
    change(store, EDITS[name].sql)
    with pytest.raises(StoreError, match=r"netweave doctor"):
        answered(store)


def test_an_error_that_a_damaged_store_brings_about_is_said_to_be_that(store: OfflineStore) -> None:
    change(store, "DELETE FROM step WHERE outward = 0")
    with pytest.raises(StoreError, match=r"spells of .*netweave doctor"), store.reading():
        raise KeyError("what the question did not find")
    store.auditor.repair()
    with pytest.raises(KeyError, match="did not find"), store.reading():
        raise KeyError("what the question did not find")


def test_an_index_that_lost_a_row_is_made_anew(store: OfflineStore) -> None:
    with closing(sqlite3.connect(store.path)) as db, db:
        page = db.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'node_by_kind'"
        ).fetchone()[0]
        db.execute("PRAGMA writable_schema = ON")
        db.execute("DELETE FROM sqlite_master WHERE name = 'node_by_kind'")
    with closing(sqlite3.connect(store.path)) as db, db:
        db.execute(
            "INSERT INTO node SELECT 9, 'district:c', kind, name, '[]', '{}', NULL, NULL, 0, "
            f"last_day, '' FROM node {A}"
        )
        db.execute("PRAGMA writable_schema = ON")
        db.execute(
            "INSERT INTO sqlite_master VALUES ('index', 'node_by_kind', 'node', ?, "
            "'CREATE INDEX node_by_kind ON node (kind, id)')",
            (page,),
        )
    assert [row.what for row in store.auditor.health()] == ["integrity"] * 2
    with pytest.raises(StoreError, match="integrity"), store.reading():
        raise KeyError("district:c")  # what an answer breaks down on, if the index lacks a row
    store.auditor.repair()
    assert store.auditor.health() == []
    assert store.auditor.recount().rows == ()
    assert store.facts().nodes == 4


def test_a_file_with_a_page_of_noise_is_survived(store: OfflineStore) -> None:
    store.close()
    content = bytearray(Path(store.path).read_bytes())
    content[8_192:12_288] = b"\x7f" * 4_096
    Path(store.path).write_bytes(content)
    assert store.auditor.health()
    rows = store.auditor.recount().rows
    assert any(not row.repairable for row in rows)
    with pytest.raises(StoreError, match="doctor"):
        store.auditor.repair()


def test_a_recount_that_found_a_store_right_is_remembered(store: OfflineStore, draw: Draw) -> None:
    assert store.auditor.confirmed() is None
    facts = store.facts()
    store.auditor.confirm(store.auditor.recount().data_hash)
    assert store.auditor.confirmed() is not None
    assert store.facts() == facts
    store.write(draw("district:c"))
    assert store.auditor.confirmed() is None


def test_a_source_that_is_not_what_it_says_is_not_copied(
    store: OfflineStore, tmp_path: Path
) -> None:
    change(store, EDITS["a property in no table"].sql)
    with (
        open_store(tmp_path / "copy.db", create=True) as target,
        pytest.raises(StoreError, match="does not hold what it says") as refused,
    ):
        copy(store, target)
    assert "netweave doctor" in str(refused.value)
    assert open_store(tmp_path / "copy.db").facts().nodes == 0


def test_a_target_that_held_more_is_no_fault_of_the_source(
    store: OfflineStore, tmp_path: Path, draw: Draw
) -> None:
    with open_store(tmp_path / "copy.db", create=True) as target:
        target.write(draw("district:c"))
        assert not copy(store, target).equal
        assert target.facts().nodes == 4


@pytest.mark.every_engine
@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_whatever_is_written_is_found_right(
    blank: Store, graphs: SearchStrategy[list[Record]], data: st.DataObject
) -> None:
    blank.write(data.draw(graphs), origin="one")
    found = blank.auditor.recount()
    assert (found.rows, found.facts) == ((), blank.facts())
