"""Loads on the server do what they do offline, difference by difference."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from neo4j import Session
from neo4j.exceptions import IncompleteCommit

from graph import spool
from graph.dates import days
from graph.errors import StoreError
from graph.model import Node, Source, Statement
from graph.offline.store import OfflineStore
from graph.on_neo4j.store import Neo4jStore
from tests.neo4j.test_same_graph import whole
from tests.servers import EXAMPLES, neo4j_store, wipe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypothesis.strategies import SearchStrategy

    from tests.conftest import Draw, Record
    from tests.neo4j.conftest import Offline

pytestmark = pytest.mark.neo4j

DRAWING = """
    district:a = A {nces_id=0100001}
    network:x = X {founded=2010}
    district:a MEMBER_OF network:x 2012..2014 [chair] <page.org 2015>
    district:a MEMBER_OF network:x 2013..2016 <roster.csv:7>
    district:b MEMBER_OF network:x <roster.csv:8>
"""


def test_loading_twice_changes_nothing(store: Neo4jStore, draw: Draw) -> None:
    first = store.write(draw(DRAWING), origin="o")
    before = whole(store), store.server.rows("MATCH ()-[r]->() RETURN elementId(r)")
    again = store.write(draw(DRAWING), origin="o")
    assert (first.nodes_added, first.statements_added) == (3, 3)
    assert (again.nothing, again.unchanged, again.vanished) == (True, 6, 0)
    assert (whole(store), store.server.rows("MATCH ()-[r]->() RETURN elementId(r)")) == before


def test_a_load_leaves_the_interpreter_as_it_was(store: Neo4jStore, draw: Draw) -> None:
    before = sys.getswitchinterval(), gc.isenabled()
    during: list[tuple[float, bool]] = []

    def note(done: int) -> None:
        del done
        during.append((sys.getswitchinterval(), gc.isenabled()))

    store.write(draw(DRAWING), progress=note)
    with pytest.raises(StoreError):
        store.write([Statement("district:a", "MEMBER_OF", "network:none")])
    assert before[1]
    assert (sys.getswitchinterval(), gc.isenabled()) == before
    assert [(interval < before[0], collecting) for interval, collecting in during] == [
        (True, False)
    ]


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), batch=st.sampled_from([1, 3, 10_000]))
def test_two_loads_do_what_they_do_offline(
    data: st.DataObject,
    batch: int,
    graphs: SearchStrategy[list[Record]],
    neo4j_target: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    loads = [data.draw(graphs), data.draw(graphs)]
    path = tmp_path_factory.mktemp("two") / "graph.db"
    with (
        pytest.MonkeyPatch.context() as patch,
        OfflineStore(str(path)) as offline,
        neo4j_store(neo4j_target) as store,
    ):
        patch.setattr(spool, "BATCH", batch)
        wipe(store.server)
        for records in loads:
            origin = data.draw(st.sampled_from(["one", "other"]))
            results = [_results(one, records, origin) for one in (offline, store)]
            assert results[0] == results[1]
        if path.exists():
            assert whole(store) == whole(offline)


def _results(store: OfflineStore | Neo4jStore, records: list[Record], origin: str) -> list[object]:
    """What a rehearsal says, and what the load then says."""
    said: list[object] = []
    for dry_run in (True, False):
        try:
            changes = store.write(records, origin=origin, dry_run=dry_run)
            changes.rows.sort()  # what is noted first depends on what is taken together
            said.append(changes)
        except StoreError as error:
            said.append(str(error))
    return said


def test_a_rehearsal_writes_nothing_at_all(store: Neo4jStore, draw: Draw) -> None:
    wipe(store.server)
    changes = store.write(draw(DRAWING), dry_run=True)
    assert (changes.nodes_added, len(changes.rows)) == (3, 6)
    assert store.server.rows("MATCH (n) RETURN count(n)") == [[0]]


def test_a_source_that_breaks_off_writes_nothing(store: Neo4jStore, draw: Draw) -> None:
    def broken() -> Iterator[Record]:
        yield from draw(DRAWING)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        store.write(broken())
    assert store.facts().nodes == 0


@pytest.mark.parametrize("batch", [1, 10_000])
@pytest.mark.parametrize(
    ("records", "message"),
    [
        ([Statement("district:a", "MEMBER_OF", "network:gone")], "'network:gone', which is not in"),
        ([Node("district:a", "school", "A")], "is a district in the store and a school"),
        ([Node("district:c", "district", "C", (), {"nces_id": "0100001"})], "both carry the NCES"),
        ([Node("thing:c", "thing", "C")], "has the kind 'thing'"),
        ([Statement("district:a", "KNOWS", "district:b")], "has the type 'KNOWS'"),
    ],
)
def test_a_source_with_an_error_writes_nothing(
    store: Neo4jStore,
    draw: Draw,
    records: list[Record],
    message: str,
    batch: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(spool, "BATCH", batch)
    store.write(draw(DRAWING))
    before = whole(store)
    with pytest.raises(StoreError, match=message):
        store.write([Node("district:new", "district", "New"), *records])
    assert whole(store) == before


def test_a_new_beginning_moves_the_windows_of_ties(store: Neo4jStore, draw: Draw) -> None:
    store.write(draw(DRAWING))
    on = days("2012")
    assert len(store.ties(["network:x"], ["MEMBER_OF"], on)) == 2
    store.write([Node("network:x", "network", "", (), {"founded": "2013-05"})])
    assert store.ties(["network:x"], ["MEMBER_OF"], on) == []
    assert len(store.ties(["network:x"], ["MEMBER_OF"], days("2013"))) == 2


def test_a_statement_that_moves_in_its_file_is_shown_at_its_new_line(store: Neo4jStore) -> None:
    ends = [Node("district:a", "district", "A"), Node("network:x", "network", "X")]
    tie = Statement("district:a", "MEMBER_OF", "network:x", evidence=Source(file="a.csv", line=2))
    moved = tie._replace(evidence=Source(file="a.csv", line=9))
    store.write([*ends, tie], origin="a")
    data_hash = store.facts().data_hash
    assert store.write([*ends, moved], origin="a").nothing
    assert list(store.all_statements()) == [moved]
    assert store.facts().data_hash == data_hash


def test_a_database_with_entities_of_somebody_else_is_left_alone(
    store: Neo4jStore, draw: Draw
) -> None:
    wipe(store.server)
    text = "CREATE (:Entity {id: 'theirs'})"
    store.server.write(lambda transaction: transaction.run(text).consume())
    with pytest.raises(StoreError, match="that netweave has not written"):
        store.write(draw(DRAWING))


def test_progress_counts_up_to_the_number_of_records(
    store: Neo4jStore, draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spool, "BATCH", 2)
    said: list[int] = []
    store.write(draw(DRAWING), progress=said.append)
    assert said == [2, 3, 5, 6]


def test_a_load_that_is_joined_by_another_in_the_middle_looks_at_what_that_wrote(
    store: Neo4jStore,
    neo4j_target: str,
    draw: Draw,
    offline: Offline,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(spool, "BATCH", 2)

    def join_in(done: int) -> None:
        if done == 2:
            monkeypatch.setattr(spool, "BATCH", 10_000)
            with Neo4jStore(neo4j_target) as other:
                other.write(draw(DRAWING))

    changes = store.write(draw(DRAWING), progress=join_in)
    assert (changes.nodes_added, changes.statements_added, changes.unchanged) == (2, 0, 4)
    assert whole(store) == whole(offline(draw(DRAWING)))
    assert store.server.rows("MATCH ()-[r]->() RETURN count(r)") == [[2]]


def test_windows_know_the_lives_of_ends_from_earlier_batches(
    store: Neo4jStore, draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spool, "BATCH", 1)
    store.write(draw(DRAWING))
    first_days = "MATCH ()-[r]->() RETURN toString(r.first_day) ORDER BY r.first_day"
    assert store.server.rows(first_days) == [["2010-01-01"], ["2012-01-01"]]


@pytest.mark.parametrize("batch", [2, 10_000])
def test_a_commit_that_nobody_heard_of_is_neither_lost_nor_doubled(
    store: Neo4jStore, draw: Draw, offline: Offline, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    unheard = Session.execute_write
    heard_of: list[int] = []

    def execute_write(self: Session, work: Any, *args: Any, **given: Any) -> Any:
        done = unheard(self, work, *args, **given)
        heard_of.append(0)
        if len(heard_of) % 2:
            raise IncompleteCommit
        return done

    monkeypatch.setattr(spool, "BATCH", batch)
    monkeypatch.setattr(Session, "execute_write", execute_write)
    changes = store.write(draw(DRAWING))
    assert (changes.nodes_added, changes.statements_added, changes.unchanged) == (3, 3, 0)
    assert whole(store) == whole(offline(draw(DRAWING)))
    rows = store.server.rows("MATCH ()-[r]->() RETURN count(r)")
    assert rows == [[2]]
