"""What a store keeps beside its graph: written, read, copied and taken back with a load."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.copying import copy
from graph.model import Node, Note
from graph.opening import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from graph.records import Record
    from graph.store import Store

FIRST: list[Record] = [
    Node("a", "district", "A"),
    Note("waits", "one", "1"),
    Note("answers", "x", "left"),
]


def test_notes_are_no_part_of_what_the_graph_says(blank: Store) -> None:
    blank.write(FIRST[:1])
    before = blank.facts()
    assert blank.write(FIRST[1:]).noted == 2
    assert blank.facts() == before
    assert blank.notes() == [FIRST[2], FIRST[1]]
    assert blank.notes("waits") == FIRST[1:2]


def test_a_note_takes_the_place_of_that_of_its_name_and_an_empty_one_takes_it_away(
    blank: Store,
) -> None:
    blank.write([*FIRST, Note("waits", "one", "2")])
    assert [note.text for note in blank.notes()] == ["left", "2"]
    assert blank.write([Note("waits", "one", None), Note("waits", "none", None)]).noted == 1
    assert blank.notes() == [FIRST[2]]
    assert blank.write([FIRST[2]]).nothing
    assert len(blank.history.entries()) == 2


def test_notes_are_under_the_undo_of_the_write_that_brought_or_changed_them(blank: Store) -> None:
    blank.write(FIRST, origin="one")
    first = blank.notes()
    blank.write([Note("waits", "one", "2"), Note("answers", "x", None), Note("b", "b", "b")])
    blank.write([Note("waits", "one", "3")], act="decide", origin="two", batch="all")
    assert [(e.act, e.batch) for e in blank.history.entries()][:2] == [
        ("decide", "all"),
        ("load", ""),
    ]
    _, changes = blank.history.undo()
    assert changes.noted == 1
    blank.history.undo()
    assert blank.notes() == first
    blank.history.undo()
    assert blank.notes() == []


def test_a_rehearsal_leaves_no_note(blank: Store) -> None:
    blank.write(FIRST[:1])
    blank.write(FIRST[1:], dry_run=True)
    assert blank.notes() == []


def test_a_copy_takes_the_notes_along(blank: Store, tmp_path: Path) -> None:
    blank.write(FIRST)
    with open_store(tmp_path / "copy.db", create=True) as target:
        assert copy(blank, target).equal
        assert target.notes() == blank.notes()
