"""Statements and entities are taken out, and what follows from them is right after it."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import spool
from graph.changes import Change
from graph.digest import evidence_file, statement_digest
from graph.errors import StoreError
from graph.in_memory.from_networkx import from_networkx
from graph.in_memory.to_networkx import to_networkx
from graph.model import Node, Removal, Source, Statement, Withdrawal
from graph.opening import open_store
from graph.records import bundles

if TYPE_CHECKING:
    from pathlib import Path

    from hypothesis.strategies import SearchStrategy

    from graph.store import Store
    from tests.conftest import Draw, Opened, Record
    from tests.graph.conftest import Everything, Told, Written

DRAWN = """
    district:a MEMBER_OF network:x 2012..2014 [chair] <page.org 2015>
    district:a MEMBER_OF network:x 2018.. [member] <roster.csv:3>
    district:b MEMBER_OF network:x 2013..
"""


def identity(statement: Statement) -> tuple[bytes, str]:
    return statement_digest(statement), evidence_file(statement)


def said(records: list[Record]) -> list[Statement]:
    return [record for record in records if isinstance(record, Statement)]


def test_a_statement_is_taken_out_with_its_spell(
    blank: Store, draw: Draw, written: Written, everything: Everything
) -> None:
    records = draw(DRAWN)
    blank.write(records)
    first = said(records)[0]
    changes = blank.write([Withdrawal(first)])
    assert (changes.statements_withdrawn, changes.statements_added, changes.nothing) == (
        1,
        0,
        False,
    )
    (tie,) = blank.ties(["district:a"], ["MEMBER_OF"], None)
    assert [written(spell) for spell in tie.spells] == ["2018.. [member]"]
    after = everything(blank)
    blank.write([Withdrawal(s) for s in said(records)[1:]])
    assert (blank.facts().ties, blank.facts().nodes, blank.tally(None).statements) == (0, 3, 0)
    blank.write(said(records)[1:])
    assert everything(blank) == after


def test_with_its_last_statement_a_tie_is_gone(blank: Store, draw: Draw) -> None:
    records = draw(DRAWN)
    blank.write(records)
    blank.write([Withdrawal(said(records)[2])])
    assert blank.facts().ties == 1
    assert blank.sizes(["network:x"], None) == {"network:x": 1}
    walk = blank.walk(["MEMBER_OF"], None)
    assert list(walk.around(list(walk.handles(["district:b"]).values()))) == []


@pytest.mark.parametrize(
    "other",
    [
        Statement("district:a", "MEMBER_OF", "network:x", None, "2013"),
        Statement("district:b", "MEMBER_OF", "network:x", None, "2013", None, Source("https://p")),
        Statement("district:b", "LEADS", "network:x", None, "2013"),
        Statement("district:z", "MEMBER_OF", "network:x", None, "2013"),
    ],
)
def test_what_is_not_there_cannot_be_taken_out_and_that_is_no_error(
    blank: Store, draw: Draw, other: Statement, everything: Everything
) -> None:
    blank.write(draw(DRAWN))
    before = everything(blank)
    replacement = Statement("district:b", "MEMBER_OF", "network:x", None, "2001")
    assert blank.write([Withdrawal(other, instead=replacement)]).nothing
    assert everything(blank) == before


def test_a_row_is_taken_out_wherever_it_stands_now(blank: Store, draw: Draw) -> None:
    blank.write(draw("district:a MEMBER_OF network:x 2018.. <roster.csv:3>"))
    (moved,) = said(draw("district:a MEMBER_OF network:x 2018.. <roster.csv:9>"))
    assert blank.write([Withdrawal(moved)]).statements_withdrawn == 1


def test_a_membership_ends_when_its_end_takes_its_place(
    blank: Store, draw: Draw, told: Told, written: Written
) -> None:
    records = draw("district:a MEMBER_OF network:x 2018.. [member] <roster.csv:3>")
    blank.write(records)
    (old,) = said(records)
    changes = blank.write([Withdrawal(old, instead=old._replace(until="2020"))])
    assert (changes.statements_withdrawn, changes.statements_added) == (1, 1)
    (tie,) = blank.ties(["district:a"], ["MEMBER_OF"], None)
    assert [written(spell) for spell in tie.spells] == told(["2018..2020 [member]"])


@pytest.mark.parametrize("size", [1, 2, 5_000])
def test_records_count_in_the_order_in_which_they_come(
    blank: Store, draw: Draw, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(spool, "BATCH", size)
    records = draw(DRAWN)
    blank.write(records)
    old = said(records)[2]
    blank.write([Withdrawal(old), old])
    assert blank.facts().ties == 2
    blank.write([Withdrawal(old), old, Withdrawal(old)])
    assert blank.facts().ties == 1
    ended = old._replace(until="2020")
    blank.write([old, Withdrawal(old, instead=ended), Withdrawal(ended)])
    assert blank.facts().ties == 1


def test_an_entity_without_ties_is_taken_out(blank: Store, draw: Draw) -> None:
    records = draw(f"district:b = B | Bee {{nces_id=3300001}}\n{DRAWN}")
    blank.write(records, origin="drawing")
    changes = blank.write([Withdrawal(said(records)[2]), Removal("district:b")], dry_run=True)
    assert changes.rows == [
        Change("withdrawn", "statement", "district:b", "MEMBER_OF network:x 2013–"),
        Change("removed", "entity", "district:b", "district B"),
    ]
    done = blank.write([Withdrawal(said(records)[2]), Removal("district:b")])
    assert (done.nodes_removed, blank.facts().nodes) == (1, 2)
    assert blank.named(["bee", "b"]) == {"bee": [], "b": []}
    blank.write([Node("other", "district", "Other", (), {"nces_id": "3300001"})])
    assert blank.owners(["3300001"])["3300001"].id == "other"
    blank.write(draw(DRAWN))
    assert blank.facts().nodes == 4


def test_an_entity_with_a_tie_stays_and_so_does_all_else(
    blank: Store, draw: Draw, everything: Everything
) -> None:
    records = draw(DRAWN)
    blank.write(records)
    before = everything(blank)
    with pytest.raises(StoreError, match="network:x has ties still"):
        blank.write([Withdrawal(said(records)[2]), Removal("network:x")])
    assert everything(blank) == before


def test_an_entity_that_is_not_there_need_not_be_taken_out(blank: Store, draw: Draw) -> None:
    blank.write(draw(DRAWN))
    assert blank.write([Removal("district:z")]).nothing


@pytest.mark.parametrize("records", [[Removal("a", instead="z"), Node("z", "district", "Z")]])
def test_what_takes_the_place_of_an_entity_must_be_there_first(
    blank: Store, records: list[Node | Removal]
) -> None:
    blank.write([Node("a", "district", "A")])
    with pytest.raises(StoreError, match="'z', which is not in the store"):
        blank.write(records)


@given(data=st.data())
def test_what_is_left_is_as_if_the_rest_had_never_been_said(
    data: st.DataObject,
    graphs: SearchStrategy[list[Record]],
    opened: Opened,
    everything: Everything,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    records = data.draw(graphs)
    gone = [s for s in said(records) if data.draw(st.booleans())]
    marks = {identity(s) for s in gone}
    left = [r for r in records if isinstance(r, Node) or identity(r) not in marks]
    with opened(left) as store:
        expected = everything(store)
    path: Path = tmp_path_factory.getbasetemp() / "withdrawn.db"
    path.unlink(missing_ok=True)
    with open_store(path, create=True) as store:
        store.write(records)
        store.write(map(Withdrawal, gone))
        assert everything(store) == expected
        check_references(path)


def check_references(path: Path) -> None:
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    (orphans,) = db.execute("SELECT count(*) FROM step WHERE tie NOT IN (SELECT key FROM tie)")
    assert orphans == (0,)
    db.close()


def test_a_bundle_holds_as_much_as_keeps_its_order() -> None:
    a, b = (Statement(name, "MEMBER_OF", "x") for name in "ab")
    ends = [Withdrawal(a, a._replace(until="2020")), Withdrawal(b, b._replace(until="2020"))]
    written: list[list[Record | Withdrawal]] = [
        [*ends],
        [*ends, Withdrawal(a)],
        [a, ends[0], b, ends[1]],
        [a, ends[1]],
        [ends[0], ends[1]._replace(instead=ends[0].instead)],
    ]
    sizes = [[len(bundle.withdrawals) for bundle in bundles(records)] for records in written]
    assert sizes == [[2], [2, 1], [0, 1, 1], [1], [2]]


def test_a_store_remembers_which_entity_has_joined_another(blank: Store) -> None:
    blank.write([Node(name, "district", name) for name in "abc"])
    assert blank.merged() == {}
    blank.write([Removal("b", instead="a")])
    assert blank.merged() == {"b": "a"}
    blank.write([Removal("a", instead="c")])
    assert blank.merged() == {"b": "c", "a": "c"}
    blank.write([Node("b", "district", "B again")])
    assert blank.merged() == {"a": "c"}
    blank.history.undo()
    blank.history.undo()
    assert blank.merged() == {"b": "a"}
    blank.write([Removal("a")])
    assert blank.merged() == {}
    blank.history.undo()
    assert blank.merged() == {"b": "a"}


def test_a_graph_in_memory_remembers_no_merges(blank: Store) -> None:
    blank.write([Node(name, "district", name) for name in "ab"])
    blank.write([Removal("b", instead="a")])
    assert from_networkx(to_networkx(blank)).merged() == {}
