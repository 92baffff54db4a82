"""A recount on a server: whatever is changed by hand is named, and mended if it can be."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from graph.errors import StoreError
from queries.bridges import bridges
from queries.show import show

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import LiteralString

    from graph.on_neo4j.store import Neo4jStore
    from tests.conftest import Draw

pytestmark = pytest.mark.neo4j

DRAWING = """
    district:a = A
    district:b = B
    network:x = Network of X | X-Net {founded=2010 ended=2016 website=https://x.org}
    district:a MEMBER_OF network:x 2012..2014 [chair] <page.org 2015>
    district:a MEMBER_OF network:x 2013.. [member] <other.org 2016>
    district:b MEMBER_OF network:x <roster.csv:8>
"""
A = "MATCH (n {id: 'district:a'}) "
X = "MATCH (n {id: 'network:x'}) "
AX = "MATCH (a {id: 'district:a'})-[r]->(x) "
BX = "MATCH (a {id: 'district:b'})-[r]->(x {id: 'network:x'}) "
META = "MATCH (m:NetweaveMeta) "
TIE_A, TIE_B = (f"district:{one} MEMBER_OF network:x" for one in "ab")


class Edit(NamedTuple):
    """What somebody types, and what a recount says of it."""

    text: LiteralString
    id: str
    what: str
    mended: bool = True


EDITS = {
    "a tie without properties": Edit(
        "MATCH (b {id: 'district:b'}), (x {id: 'network:x'}) CREATE (b)-[:MEMBER_OF]->(x)",
        TIE_B,
        "orders",
        mended=False,
    ),
    "a tie of an unknown type": Edit(
        BX + "CREATE (a)-[:KNOWS {orders: [9]}]->(x)",
        "district:b KNOWS network:x",
        "type",
        mended=False,
    ),
    "no kind": Edit(A + "REMOVE n.kind", "district:a", "kind"),
    "no kind and no label": Edit(
        A + "REMOVE n.kind, n:District", "district:a", "kind", mended=False
    ),
    "another kind": Edit(A + "SET n.kind = 'school'", "district:a", "labels"),
    "a kind that is none": Edit(A + "SET n.kind = 7", "district:a", "kind", mended=False),
    "no name": Edit(A + "REMOVE n.name", "district:a", "name", mended=False),
    "a shorter list": Edit(AX + "SET r.urls = r.urls[..1]", TIE_A, "urls", mended=False),
    "since as a date": Edit(BX + "SET r.since = date('2012-01-01')", TIE_B, "since", mended=False),
    "since as nonsense": Edit(BX + "SET r.since = 'soon'", TIE_B, "since", mended=False),
    "founded as a date": Edit(
        X + "SET n.founded = date('2010-01-01')", "network:x", "founded", mended=False
    ),
    "the label of its kind": Edit(A + "REMOVE n:District", "district:a", "labels"),
    "the label of collectives": Edit(X + "REMOVE n:Collective", "network:x", "labels"),
    "the label of entities": Edit(A + "REMOVE n:Entity", "district:a", "labels"),
    "a website": Edit(X + "SET n.website = 'https://y.org'", "store", "data_hash"),
    "a page": Edit(BX + "SET r.urls = ['https://y.org']", "store", "data_hash"),
    "another name": Edit(A + "SET n.name = 'Z'", "district:a", "netweave:search"),
    "search text": Edit(A + "SET n.`netweave:search` = 'z'", "district:a", "netweave:search"),
    "a last day": Edit(AX + "REMOVE r.last_day", TIE_A, "last_day"),
    "a first day as text": Edit(BX + "SET r.first_day = '2010-01-01'", TIE_B, "first_day"),
    "until": Edit(BX + "SET r.until = '2013'", TIE_B, "until"),
    "since": Edit(BX + "SET r.since = '2012'", TIE_B, "key"),
    "a key": Edit(BX + "SET r.key = 'k'", TIE_B, "key"),
    "a double": Edit(
        BX + "CREATE (a)-[s:MEMBER_OF]->(x) SET s = properties(r)", TIE_B, "statements"
    ),
    "a tie that is gone": Edit(BX + "DELETE r", "store", "ties"),
    "an entity that is gone": Edit(A + "DETACH DELETE n", "store", "nodes"),
    "counts": Edit(META + "SET m.nodes = 5, m.ties = 1.0", "store", "ties"),
    "no format": Edit(META + "REMOVE m.format", "store", "format"),
    "a format that is a text": Edit(META + "SET m.format = 'x'", "store", "format"),
    "the node about the store": Edit(META + "DELETE m", "store", "data_hash"),
    "extras that are no JSON": Edit(BX + "SET r.extras = ['{']", TIE_B, "extras", mended=False),
}


def change(store: Neo4jStore, text: LiteralString) -> None:
    store.server.write(lambda transaction: transaction.run(text).consume())


ASKED: tuple[Callable[[Neo4jStore], object], ...] = (
    bridges,
    partial(show, name="network:x"),
    lambda store: list(store.all_statements()),
)


def answered(store: Neo4jStore, ask: Callable[[Neo4jStore], object]) -> str:
    """What a question ends in, if it ends in a sentence."""
    try:
        with store.reading():
            ask(store)
    except StoreError as error:
        if "There is no store" not in str(error):
            return str(error)
    return "an answer, as netweave verify would say"


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_by_hand_is_named_shown_and_mended(
    store: Neo4jStore, draw: Draw, name: str
) -> None:
    edit = EDITS[name]
    store.write(draw(DRAWING))
    assert store.auditor.recount().rows == ()
    change(store, edit.text)
    found = store.auditor.recount()
    rows = [row for row in found.rows if (row.id, row.what) == (edit.id, edit.what)]
    assert rows, found.rows
    assert [row.repairable for row in rows] == [edit.mended]
    shown: Any = rows[0].shows
    assert store.server.rows(shown) or name == "the node about the store"
    for ask in ASKED:
        assert "netweave verify" in answered(store, ask)
    store.auditor.repair()
    after = store.auditor.recount()
    if edit.mended:
        assert (after.rows, after.facts) == ((), store.facts())
    else:
        assert (edit.id, edit.what) in {(row.id, row.what) for row in after.rows}


def test_a_store_whose_node_is_gone_is_written_whole_again(store: Neo4jStore, draw: Draw) -> None:
    store.write(draw(DRAWING))
    before = store.facts()
    change(store, META + "DELETE m")
    store.auditor.repair()
    assert store.facts() == before
    store.write(draw("district:c MEMBER_OF network:x"))
    assert store.auditor.recount().rows == ()


def test_a_recount_that_found_a_store_right_is_remembered(store: Neo4jStore, draw: Draw) -> None:
    store.write(draw(DRAWING))
    assert store.auditor.confirmed() is None
    store.auditor.confirm(store.auditor.recount().data_hash)
    assert store.auditor.confirmed() is not None
    store.write(draw("district:c"))
    assert store.auditor.confirmed() is None
