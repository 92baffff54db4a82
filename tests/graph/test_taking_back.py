"""The last write is taken back, and the one before it: the store is then as it was."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import spool
from graph.changes import Change
from graph.errors import StoreError
from graph.model import Node, Removal, Statement, Withdrawal
from graph.offline import journal
from graph.offline.store import OfflineStore
from graph.on_neo4j.store import Neo4jStore
from graph.on_neo4j.writing import journal as neo4j_journal
from graph.opening import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from hypothesis.strategies import SearchStrategy

    from graph.records import Record
    from graph.store import Reader, Store
    from tests.conftest import Draw
    from tests.graph.conftest import Everything

FIRST = """
    district:a = A | Alpha {state=NH nces_id=3300001}
    network:x = X {founded=2010}
    district:a MEMBER_OF network:x 2012..2014 [chair] <roster.csv:2>
    district:b MEMBER_OF network:x 2013.. <roster.csv:3>
"""
SECOND = """
    district:a = Alef {city=C}
    network:x = X {founded=2013}
    district:a MEMBER_OF network:x 2012..2014 [chair] <roster.csv:7>
    district:a MEMBER_OF network:x 2014.. <page.org>
    district:c LEADS network:x
"""


def remembered(store: Reader) -> object:
    """Everything that is kept, to the last row, but for what is no part of the graph."""
    if isinstance(store, OfflineStore):
        return rows_of(store.path)
    assert isinstance(store, Neo4jStore)
    nodes = store.server.rows("MATCH (n) RETURN labels(n), properties(n)")
    ties = store.server.rows(
        "MATCH (a)-[r]->(b) RETURN a.id, type(r), b.id, r.position, properties(r)"
    )
    for *_, properties in (*nodes, *ties):
        for name in ("lock", "writer"):
            properties.pop(name, None)
        if not properties.get("loading", True):
            del properties["loading"]  # no marks, and no list of them, are the same
    return [
        sorted(repr((*rest, sorted(last.items()))) for *rest, last in rows)
        for rows in (nodes, ties)
    ]


def rows_of(path: str) -> dict[str, list[str]]:
    """Every row of every table, but those of the cache and of what types there are."""
    db = sqlite3.connect(path)
    names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    left_out = {"cache", "tie_type"}
    found = {n: sorted(map(repr, db.execute(f"SELECT * FROM {n}"))) for n in names}
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    db.close()
    return {name: rows for name, rows in found.items() if name not in left_out}


def test_a_load_is_taken_back_and_so_is_the_one_before_it(
    blank: Store, draw: Draw, everything: Everything
) -> None:
    blank.write([])
    empty = remembered(blank), everything(blank)
    blank.write(draw(FIRST), origin="one")
    first = remembered(blank), everything(blank)
    blank.write(draw(SECOND), origin="two")
    assert [(e.number, e.act, e.origin) for e in blank.history.entries()] == [
        (2, "load", "two"),
        (1, "load", "one"),
    ]
    entry, changes = blank.history.undo()
    assert (entry.origin, changes.statements_withdrawn, changes.nodes_removed) == ("two", 2, 1)
    assert (changes.nodes_changed, changes.statements_added) == (2, 0)
    assert (remembered(blank), everything(blank)) == first
    blank.history.undo()
    assert (remembered(blank), everything(blank)) == empty
    with pytest.raises(StoreError, match="remembers no load that could be taken back"):
        blank.history.undo()


def test_what_was_taken_out_comes_back_in_its_place(
    blank: Store, draw: Draw, everything: Everything
) -> None:
    records = draw(FIRST)
    blank.write(records, origin="one")
    before = remembered(blank), everything(blank), list(blank.all_statements())
    a, b = (record for record in records if isinstance(record, Statement))
    blank.write(
        [
            Withdrawal(a, instead=a._replace(until="2013")),
            Withdrawal(b),
            Removal("district:b"),
            Node("c", "district", "C"),
            b._replace(source_id="c"),
        ],
        act="merge",
        origin="b into c",
    )
    assert blank.facts().nodes == 3
    entry, changes = blank.history.undo()
    assert entry.act == "merge"
    assert (changes.nodes_added, changes.statements_added, changes.nodes_removed) == (1, 2, 1)
    assert (remembered(blank), everything(blank), list(blank.all_statements())) == before


def test_a_rehearsal_of_taking_back_tells_every_difference_and_changes_nothing(
    blank: Store, draw: Draw
) -> None:
    blank.write(draw(FIRST), origin="one")
    old = next(record for record in draw(FIRST) if isinstance(record, Statement))
    blank.write([*draw(SECOND), Withdrawal(old)], origin="two")
    before = remembered(blank)
    _, changes = blank.history.undo(dry_run=True)
    assert remembered(blank) == before
    renamed = "name 'Alef' is now 'A'; city 'C' is now None"
    assert changes.rows == [
        Change("withdrawn", "statement", "district:a", "MEMBER_OF network:x 2014–"),
        Change("withdrawn", "statement", "district:c", "LEADS network:x"),
        Change("removed", "entity", "district:c", "district c"),
        Change("changed", "entity", "district:a", renamed),
        Change("changed", "entity", "network:x", "founded '2013' is now '2010'"),
        Change("added", "statement", "district:a", "MEMBER_OF network:x 2012–2014"),
    ]


def test_a_load_that_changed_nothing_is_none_to_take_back(blank: Store, draw: Draw) -> None:
    blank.write(draw(FIRST), origin="one")
    blank.write(draw(FIRST), origin="one")
    assert [entry.number for entry in blank.history.entries()] == [1]


def test_that_another_source_says_the_same_is_taken_back_too(blank: Store, draw: Draw) -> None:
    blank.write(draw(FIRST), origin="one")
    before = remembered(blank)
    assert blank.write(draw(FIRST), origin="two").nothing
    told = [(origin.name, origin.entities, origin.statements) for origin in blank.history.origins()]
    assert told == [("one", 3, 2), ("two", 3, 2)]
    blank.history.undo()
    assert remembered(blank) == before


def test_only_the_last_writes_are_kept(
    blank: Store, draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "KEPT", 2)
    monkeypatch.setattr(neo4j_journal, "KEPT", 2)
    for name in "abcd":
        blank.write(draw(f"network:x = {name}"), origin=name)
    assert [entry.origin for entry in blank.history.entries()] == ["d", "c"]
    blank.history.undo()
    blank.history.undo()
    assert [node.name for node in blank.all_nodes()] == ["b"]
    with pytest.raises(StoreError, match="remembers no load"):
        blank.history.undo()


def test_where_there_is_no_store_nothing_is_taken_back_and_none_is_made(blank: Store) -> None:
    for _ in range(2):
        with pytest.raises(StoreError, match="There is no store at"):
            blank.history.undo()


TWICE = """
    district:a = A
    network:x = X
    district:a MEMBER_OF network:x 2012.. <roster.csv:2>
    district:a MEMBER_OF network:x 2012.. <roster.csv:9>
"""


MORE = """
    network:x = X
    district:b MEMBER_OF network:x 2013.. <roster.csv:3>
"""


def shown(store: Store) -> list[int | None]:
    """The lines at which statements are shown."""
    return [said.evidence.line for said in store.all_statements()]


def test_what_changes_nothing_takes_no_place_in_the_history(blank: Store, draw: Draw) -> None:
    blank.write(draw(TWICE), origin="roster")
    for _ in range(3):
        assert blank.write(draw(TWICE), origin="roster").nothing
        assert (shown(blank), len(blank.history.entries())) == ([2], 1)
    blank.history.undo()
    assert blank.facts().nodes == 0


def test_where_something_is_shown_may_move_and_is_no_change(blank: Store, draw: Draw) -> None:
    blank.write(draw(TWICE), origin="roster")
    blank.write(draw(MORE), origin="roster")
    before, moved = blank.mark(), TWICE.replace("csv:2", "csv:5")
    assert blank.write(draw(moved), origin="roster").nothing
    assert (shown(blank), len(blank.history.entries())) == ([5, 3], 2)
    assert blank.history.undo()[0].number == 2
    assert (shown(blank), blank.facts().nodes) == ([5], 2)
    assert blank.mark() != before


def test_rows_that_call_an_entity_differently_do_not_change_it_back_and_forth(
    blank: Store,
) -> None:
    rows = [
        Node("district:a", "district", "A", ("First",)),
        Node("district:a", "district", "Alpha", (), {"state": "NH"}),
    ]
    for _ in range(2):
        changes = blank.write(rows, origin="roster")
    assert (changes.nothing, changes.unchanged, len(blank.history.entries())) == (True, 2, 1)
    assert list(blank.all_nodes()) == [
        Node("district:a", "district", "Alpha", ("First",), {"state": "NH"})
    ]


@given(data=st.data())
def test_any_writes_are_taken_back_one_by_one(
    data: st.DataObject,
    graphs: SearchStrategy[list[Node | Statement]],
    everything: Everything,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path: Path = tmp_path_factory.getbasetemp() / "taken-back.db"
    path.unlink(missing_ok=True)
    with pytest.MonkeyPatch.context() as patch, open_store(path, create=True) as store:
        patch.setattr(spool, "BATCH", data.draw(st.sampled_from([2, 5_000])))
        store.write([])
        states = []
        for _ in range(data.draw(st.integers(1, 4))):
            states.append((everything(store), remembered(store), len(store.history.entries())))
            origin = data.draw(st.sampled_from(["one", "two"]))
            store.write(some(data, graphs, list(store.all_statements())), origin=origin)
        for state in reversed(states):
            if len(store.history.entries()) > state[2]:
                store.history.undo()
            assert (everything(store), remembered(store), len(store.history.entries())) == state


def some(
    data: st.DataObject,
    graphs: SearchStrategy[list[Node | Statement]],
    there: list[Statement],
) -> list[Record]:
    """Records to write: a graph, with some of what is there taken out or made to end."""
    records: list[Record] = [*data.draw(graphs)]
    for statement in data.draw(st.lists(st.sampled_from(there), max_size=6)) if there else []:
        ended = data.draw(st.sampled_from([None, statement._replace(role="ended")]))
        origin = data.draw(st.sampled_from([None, "one"]))
        records.insert(len(records), Withdrawal(statement, ended, origin))
    lonely = Node("person:lonely", "person", "L", (), {"n": data.draw(st.integers(0, 3))})
    taken = data.draw(st.sampled_from([None, lonely, Removal("person:lonely")]))
    return [*records, *([taken] if taken else [])]
