"""What a roster wrote for an entity is kept, and goes where what it said goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.copying import copy
from graph.in_memory.from_networkx import from_networkx
from graph.in_memory.to_networkx import to_networkx
from graph.model import Node, Spelling
from graph.opening import open_store
from loaders.identity.decided import DECIDED
from loaders.identity.kept_ledger import KeptLedger
from loaders.identity.ledger import Ruling
from loaders.load import load
from loaders.merging import merge
from loaders.unload import unload
from queries.asking.naming import resolve

if TYPE_CHECKING:
    from pathlib import Path

    from graph.store import Store

MAPPING = """
rows = "membership"
[columns]
name = "District"
state = "State"
network = "Network"
"""
LINDSAY, LAKE = "district:0621870", "district:lake"
KNOWN = [
    Node(LINDSAY, "district", "Lindsay Unified", (), {"state": "CA", "nces_id": "0621870"}),
    Node(LAKE, "district", "Lake", (), {"state": "CA"}),
    Node("network:x", "network", "Exchange Network"),
]


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """A roster that spells a district and a network its own way."""
    (tmp_path / "mapping.toml").write_text(MAPPING, encoding="utf-8")
    path = tmp_path / "list.csv"
    spell(path, "Lindsay USD*")
    return path


def spell(path: Path, name: str) -> None:
    """Write the roster with this name for the district."""
    path.write_text(
        f"District,State,Network\n{name},CA,Exchange Network\nLake,CA,Exchange  Network.\n",
        encoding="utf-8",
    )


def taken(store: Store, roster: Path) -> None:
    """Load the roster."""
    load([roster], store, mapping=roster.with_name("mapping.toml"))


def texts(store: Store) -> list[str]:
    """What is kept, with the source."""
    return [f"{one.text} {one.origin}" for one in store.spellings()]


def meant(store: Store, text: str) -> str:
    """The id of the one that a text means."""
    return resolve(store, text).node.id


def test_it_is_kept_beside_what_it_was_taken_for_and_asked_about(
    blank: Store, roster: Path
) -> None:
    blank.write(KNOWN, origin="known")
    hash_before = blank.facts().data_hash
    taken(blank, roster)
    assert texts(blank) == ["Lindsay USD* list.csv"]
    assert meant(blank, "lindsay usd") == LINDSAY
    with_ties = blank.facts().data_hash
    taken(blank, roster)
    assert (len(blank.history.entries()), blank.facts().data_hash) == (2, with_ties)
    blank.history.undo()
    assert (texts(blank), blank.facts().data_hash) == ([], hash_before)


def test_a_source_loaded_again_or_taken_out_takes_back_what_it_wrote(
    blank: Store, roster: Path
) -> None:
    blank.write(KNOWN, origin="known")
    taken(blank, roster)
    spell(roster, "Lindsay U.S.D. (6)")
    taken(blank, roster)
    assert texts(blank) == ["Lindsay U.S.D. (6) list.csv"]
    blank.history.undo()
    assert texts(blank) == ["Lindsay USD* list.csv"]
    unload("list.csv", blank)
    assert texts(blank) == []
    blank.history.undo()
    assert meant(blank, "Lindsay USD*") == LINDSAY


def test_it_moves_to_the_one_that_an_entity_joins_and_back(blank: Store) -> None:
    blank.write([*KNOWN, Spelling(LAKE, "Laguna 7", "a"), Spelling(LINDSAY, "L 7", "a")])
    known = blank.nodes([LINDSAY, LAKE])
    merge(known[LINDSAY], known[LAKE], blank)
    assert {one.node_id for one in blank.spellings()} == {LINDSAY}
    assert meant(blank, "laguna 7") == LINDSAY
    assert blank.auditor.recount().rows == ()
    blank.history.undo()
    assert meant(blank, "laguna 7") == LAKE


def test_a_change_of_the_entity_leaves_it(blank: Store) -> None:
    blank.write([*KNOWN, Spelling(LAKE, "Laguna 7", "a")])
    blank.write([KNOWN[1]._replace(name="Lake Elementary", properties={"city": "Lake"})])
    assert meant(blank, "laguna #7") == LAKE
    assert blank.auditor.recount().rows == ()


def test_a_copy_carries_it_and_so_does_a_graph_in_memory(blank: Store, tmp_path: Path) -> None:
    blank.write([*KNOWN, Spelling(LAKE, "Laguna 7", "a")])
    with open_store(tmp_path / "copy.db", create=True) as other:
        assert copy(blank, other).equal
        assert texts(other) == ["Laguna 7 a"]
    assert resolve(from_networkx(to_networkx(blank)), "laguna 7").node.id == LAKE


def test_names_that_people_decided_are_taken_until_they_are_taken_back(
    blank: Store,
) -> None:
    blank.write(KNOWN)
    ledger = KeptLedger(blank, None)
    ledger.add([Ruling("same", "X", "", "nobody"), Ruling("same", "The Lake People", "CA", LAKE)])
    assert (texts(blank), meant(blank, "lake people")) == ([f"The Lake People {DECIDED}"], LAKE)
    KeptLedger(blank, None).add([Ruling("not the same", "the lake people", "CA", LAKE)])
    assert texts(blank) == []
    blank.history.undo()
    assert texts(blank) == [f"The Lake People {DECIDED}"]
    KeptLedger(blank, None).undo()
    assert texts(blank) == []
