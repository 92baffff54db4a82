"""What is taken out and taken back on the server is what is taken out and taken back in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import spool
from graph.errors import StoreError
from graph.model import Node, Removal, Statement, Withdrawal
from graph.offline.store import OfflineStore
from graph.on_neo4j.store import Neo4jStore
from graph.on_neo4j.writing import batch, undoing
from loaders.merging import merge
from loaders.unload import unload
from tests.neo4j.test_same_graph import whole
from tests.servers import EXAMPLES, neo4j_store, wipe

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hypothesis.strategies import SearchStrategy

    from graph.changes import Changes
    from graph.records import Record
    from graph.store import Store
    from tests.conftest import Draw

    Act = Callable[[Store, bool], Changes]

pytestmark = pytest.mark.neo4j

DRAWING = """
    district:a = A {nces_id=0100001}
    network:x = X {founded=2010}
    district:a MEMBER_OF network:x 2012..2014 [chair] <page.org 2015>
    district:b MEMBER_OF network:x <roster.csv:8>
"""


def counts(changes: Changes) -> tuple[object, ...]:
    rows = sorted(map(str, changes.rows))
    return (
        changes.nodes_added,
        changes.nodes_changed,
        changes.statements_added,
        changes.unchanged,
        changes.vanished,
        changes.statements_withdrawn,
        changes.nodes_removed,
        changes.kept,
        rows,
    )


def said(store: Store) -> object:
    history = store.history
    return (
        whole(store),
        store.merged(),
        history.origins(),
        [history.entities_of(origin.name) for origin in history.origins()],
        [
            [statement.key for statement in history.statements_of(origin.name)]
            for origin in history.origins()
        ],
        [(entry.number, entry.act, entry.origin) for entry in history.entries()],
    )


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_writes_do_what_they_do_offline_and_are_taken_back_alike(
    data: st.DataObject,
    graphs: SearchStrategy[list[Node | Statement]],
    neo4j_target: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("both") / "graph.db"
    with OfflineStore(str(path)) as offline, neo4j_store(neo4j_target) as store:
        wipe(store.server)
        offline.write([])
        store.write([])
        for _ in range(data.draw(st.integers(1, 4))):
            act = data.draw(st.sampled_from([loaded, loaded, unloaded, united]))(
                data, graphs, offline
            )
            for dry_run in (True, False):
                assert counts(act(offline, dry_run)) == counts(act(store, dry_run))
            assert said(offline) == said(store)
        while offline.history.entries():
            for dry_run in (True, False):
                results = [one.history.undo(dry_run=dry_run)[1] for one in (offline, store)]
                assert counts(results[0]) == counts(results[1])
            assert said(offline) == said(store)


TWICE = """
    district:a AFFILIATED_WITH network:x
    district:a AFFILIATED_WITH network:x
    district:a AFFILIATED_WITH network:x <page.org 2015>
"""


@pytest.mark.parametrize("by", [None, "one", "two"])
def test_what_a_load_takes_out_itself_has_not_vanished_from_it(
    neo4j_target: str, draw: Draw, tmp_path: Path, by: str | None
) -> None:
    nodes = [record for record in draw(TWICE) if isinstance(record, Node)]
    person = Node("person:p", "person", "P")
    said_twice = next(one for one in draw(TWICE) if isinstance(one, Statement))
    records: list[Record] = [
        *nodes,
        Withdrawal(said_twice, origin=by),
        Removal(person.id, origin=by),
    ]
    stores: list[Store] = []
    with OfflineStore(str(tmp_path / "g.db")) as offline, neo4j_store(neo4j_target) as server:
        wipe(server.server)
        stores += [offline, server]
        for store in stores:
            store.write([*draw(TWICE), person], origin="one")
        found = [
            counts(store.write(records, origin="one", dry_run=dry))
            for dry in (True, False)
            for store in stores
        ]
        assert found[0] == found[1]
        assert found[2] == found[3]
        assert [row[4] for row in found] == [3 if by == "two" else 1] * 4


def loaded(
    data: st.DataObject,
    graphs: SearchStrategy[list[Node | Statement]],
    offline: OfflineStore,
) -> Act:
    """A load that adds a graph, and takes out or ends some of what is there."""
    records: list[Record] = [*data.draw(graphs)]
    there = list(offline.all_statements())
    for statement in data.draw(st.lists(st.sampled_from(there), max_size=4)) if there else []:
        ended = data.draw(st.sampled_from([None, statement._replace(role="ended")]))
        origin = data.draw(st.sampled_from([None, "one"]))
        place = data.draw(st.sampled_from([0, len(records)]))
        records.insert(place, Withdrawal(statement, ended, origin))
    lonely = Node("person:lonely", "person", "L", (), {"n": data.draw(st.integers(0, 3))})
    records += data.draw(st.sampled_from([[], [lonely], [Removal(lonely.id)]]))
    origin = data.draw(st.sampled_from(["one", "two", ""]))
    return lambda store, dry_run: store.write(records, origin=origin, dry_run=dry_run)


def unloaded(data: st.DataObject, graphs: object, offline: OfflineStore) -> Act:
    """A source that is taken out."""
    del graphs
    origins = [one.name for one in offline.history.origins()]
    if not origins:
        return lambda store, dry_run: store.write([], dry_run=dry_run)
    origin = data.draw(st.sampled_from(origins))
    return lambda store, dry_run: unload(origin, store, dry_run=dry_run)


def united(data: st.DataObject, graphs: object, offline: OfflineStore) -> Act:
    """An entity that joins another."""
    del graphs
    nodes = list(offline.all_nodes())
    pairs = [(a, b) for a in nodes for b in nodes if a.kind == b.kind and a != b]
    if not pairs:
        return lambda store, dry_run: store.write([], dry_run=dry_run)
    into, other = data.draw(st.sampled_from(pairs))
    return lambda store, dry_run: merge(into, other, store, dry_run=dry_run).changes


@pytest.mark.parametrize("size", [1, 3])
def test_a_load_of_many_transactions_is_taken_back_to_the_last_one(
    neo4j_target: str, draw: Draw, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    with neo4j_store(neo4j_target) as store:
        store.write(draw("district:a MEMBER_OF network:x 2011.. <page.org>"), origin="one")
        before = said(store)
        monkeypatch.setattr(spool, "BATCH", size)
        store.write(draw(DRAWING), origin="two")
        assert len(store.server.rows("MATCH (p:NetweaveLoad {load: 2}) RETURN p.part")) > 1
        store.history.undo()
        assert said(store) == before


def test_what_was_broken_off_is_taken_back_as_far_as_it_came(
    neo4j_target: str, draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spool, "BATCH", 2)
    with neo4j_store(neo4j_target) as store:
        store.write([])
        before = said(store)

        def stop(done: int) -> None:
            if done > 2:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            store.write(draw(DRAWING), origin="one", progress=stop)
        assert store.facts().nodes
        store.history.undo()
        assert said(store) == before


def test_taking_back_that_was_broken_off_goes_on_where_it_stopped(
    neo4j_target: str, draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spool, "BATCH", 1)
    with neo4j_store(neo4j_target) as store:
        store.write([])
        before = said(store)
        store.write(draw(DRAWING), origin="one")
        with monkeypatch.context() as patch:
            forgotten: list[int] = []

            def stop(*_: object) -> None:
                forgotten.append(1)
                if len(forgotten) == 3:
                    raise KeyboardInterrupt

            patch.setattr(undoing, "save", stopping(batch.save, stop))
            with pytest.raises(KeyboardInterrupt):
                store.history.undo()
        assert store.facts().nodes
        store.history.undo()
        assert said(store) == before
        with pytest.raises(StoreError, match="remembers no load"):
            store.history.undo()


def stopping(work: Callable[..., None], before: Callable[[], None]) -> Callable[..., None]:
    def both(*given: Any) -> None:
        before()
        work(*given)

    return both


def test_two_loads_at_the_same_time_cannot_be_taken_back_one_by_one(
    neo4j_target: str, draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spool, "BATCH", 2)
    with neo4j_store(neo4j_target) as store, Neo4jStore(neo4j_target) as other:
        others = iter([draw("district:z = Z"), []])

        def write_too(_: int) -> None:
            other.write(next(others, []), origin="two")

        store.write(draw(DRAWING), origin="one", progress=write_too)
        assert {entry.origin for entry in store.history.entries()} == {"one", "two"}
        with pytest.raises(StoreError, match=r"Two loads were written to .* at the same time"):
            store.history.undo()


def test_what_has_a_tie_left_by_hand_is_told(neo4j_target: str, draw: Draw) -> None:
    with neo4j_store(neo4j_target) as store:
        store.write(draw(DRAWING), origin="one")
        with pytest.raises(StoreError, match="network:x has ties still"):
            store.write([Removal("network:x")])
        assert store.facts().nodes == 3
