"""What changes in a folder is noticed, and what only saves time is no change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from campaign.command import blames
from campaign.scratch import STORE, Scratch
from graph.model import Node
from graph.opening import open_store
from queries.bridges import bridges

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    return Scratch(tmp_path)


def test_a_measure_that_is_kept_is_no_change(scratch: Scratch) -> None:
    before = (scratch.path / STORE).read_bytes()
    with open_store(scratch.path / STORE) as store:
        bridges(store)
    assert (scratch.path / STORE).read_bytes() != before
    assert scratch.changed() == []


def test_what_was_changed_is_named_and_made_as_it_was(scratch: Scratch) -> None:
    notes = scratch.path / "notes.txt"
    notes.write_text("Not mine.\n", encoding="utf-8")
    (scratch.path / "new").touch()
    (scratch.path / "folder").rmdir()
    with open_store(scratch.path / STORE) as store:
        store.write([Node("district:new", "district", "New")])
    assert scratch.changed() == ["folder", "new", "notes.txt", STORE]
    assert notes.read_text(encoding="utf-8") == "Mine, and no table.\n"
    assert scratch.changed() == []


def test_a_refusal_is_told_from_a_traceback() -> None:
    assert not blames("Error: s.db: There is no store. Make one with netweave load.\n")
    assert blames("Traceback (most recent call last):\n")
    assert blames("Error: This is a mistake in netweave itself (KeyError).\n")
