"""A write of several transactions that is broken off leaves a mark until it is completed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from neo4j import Session

from graph import spool
from graph.on_neo4j.store import Neo4jStore
from graph.unfinished import Unfinished, UnfinishedWarning
from loaders.load import load
from loaders.unload import unload
from queries.info import info
from tests.neo4j.test_commands import ask

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Draw, Record

pytestmark = pytest.mark.neo4j

ONE = """
    district:a MEMBER_OF network:x 2010..
    district:b MEMBER_OF network:x 2011..
    district:c MEMBER_OF network:x 2012..
"""
OTHER = """
    district:d MEMBER_OF network:y 2010..
    district:e MEMBER_OF network:y 2011..
    district:f MEMBER_OF network:y 2012..
"""


class BrokenOffError(Exception):
    """What happens in the middle."""


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "BATCH", 2)


def break_off(store: Neo4jStore, records: list[Record], source: str, at: int = 4) -> None:
    """A load that ends after so many records."""

    def stop(done: int) -> None:
        if done >= at:
            raise BrokenOffError

    with pytest.raises(BrokenOffError):
        store.write(records, origin=source, progress=stop)


def marks(store: Neo4jStore) -> list[tuple[str, str, int, int]]:
    return [(one.act, one.source, one.done, one.of) for one in store.unfinished()]


def test_a_load_that_is_broken_off_is_marked_and_the_same_load_completes_it(
    store: Neo4jStore, draw: Draw
) -> None:
    break_off(store, draw(ONE), "one")
    (mark,) = store.unfinished()
    assert mark == Unfinished("load", "one", mark.begun, 4, 7)
    with pytest.warns(UnfinishedWarning, match="The load of one was begun"):
        info(store)
    store.write(draw(ONE), origin="one")
    assert store.unfinished() == []


def test_every_answer_warns_and_info_says_what_to_do(store: Neo4jStore, draw: Draw) -> None:
    target = store.server.target.uri
    break_off(store, draw(ONE), "one")
    for question in (["list", "district"], ["cypher", "RETURN 1 AS one"], ["show", "district:a"]):
        done = ask(*question, "--store", target)
        assert done.status == 0
        assert done.err.startswith("Warning: The load of one was begun on 2")
        assert len(done.err.splitlines()) == 1
    told = " ".join(ask("info", "--store", target).out.split())
    assert "4 of 7 records are done" in told
    how = "load it again to complete it, or take it back: netweave load --undo --store"
    assert f"{how} {target}" in told
    document = json.loads(ask("info", "--store", target, "--format", "json").out)
    assert [(one["source"], one["done"]) for one in document["unfinished"]] == [("one", 4)]
    assert ask("load", "--undo", "--store", target).status == 0
    assert ask("list", "district", "--store", target).err == ""


def test_two_loads_at_once_have_a_mark_each(
    store: Neo4jStore, neo4j_target: str, draw: Draw
) -> None:
    seen: list[list[tuple[str, str, int, int]]] = []

    def join_in(done: int) -> None:
        if done == 4:
            with Neo4jStore(neo4j_target) as other:
                break_off(other, draw(OTHER), "other", at=2)
        seen.append(marks(store))

    store.write(draw(ONE), origin="one", progress=join_in)
    assert seen[:2] == [[("load", "one", 2, 7)], [("load", "one", 4, 7), ("load", "other", 2, 7)]]
    assert marks(store) == [("load", "other", 2, 7)]
    store.write(draw(OTHER), origin="other")
    assert marks(store) == []


def test_a_load_of_the_same_source_that_is_still_at_work_keeps_its_mark(
    store: Neo4jStore, neo4j_target: str, draw: Draw
) -> None:
    def join_in(done: int) -> None:
        if done == 4:
            with Neo4jStore(neo4j_target) as other:
                other.write(draw(ONE)[:4], origin="one")
            assert marks(store) == []
        if done == 6:
            assert marks(store) == [("load", "one", 6, 7)]

    store.write(draw(ONE), origin="one", progress=join_in)
    assert marks(store) == []


def test_what_changes_nothing_is_not_unfinished(store: Neo4jStore, draw: Draw) -> None:
    store.write(draw(ONE), origin="one")
    break_off(store, draw(ONE), "one")
    assert store.unfinished() == []


def test_an_undo_that_is_broken_off_is_marked_and_goes_on(
    store: Neo4jStore, draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.write(draw(ONE), origin="one")
    usual = Session.execute_write
    written: list[int] = []

    def execute_write(self: Session, work: Any, *args: Any, **given: Any) -> Any:
        if len(written) == 2:
            raise BrokenOffError
        written.append(0)
        return usual(self, work, *args, **given)

    with monkeypatch.context() as patch:
        patch.setattr(Session, "execute_write", execute_write)
        with pytest.raises(BrokenOffError):
            store.history.undo()
    assert marks(store) == [("undo", "one", 2, 4)]
    store.history.undo()
    assert marks(store) == []
    assert store.facts().nodes == 0


def test_an_unloading_that_is_broken_off_is_marked(store: Neo4jStore, draw: Draw) -> None:
    def stop(_: int) -> None:
        raise BrokenOffError

    store.write(draw(ONE), origin="one")
    with pytest.raises(BrokenOffError):
        unload("one", store, progress=stop)
    ((act, source, done, of),) = marks(store)
    assert (act, source) == ("unload", "one")
    assert 0 < done < of
    unload("one", store)
    assert marks(store) == []


def test_a_replacement_that_was_broken_off_is_completed_without_being_asked_again(
    store: Neo4jStore, tmp_path: Path
) -> None:
    """Halfway the store holds what was and what comes, of which less than half is there again."""
    folder = tmp_path / "one"
    folder.mkdir()

    def say(*members: str) -> None:
        rows = "".join(f"district:{one},District {one},NH\n" for one in members)
        (folder / "districts.csv").write_text(f"id,name,state\n{rows}", "utf-8")
        (folder / "networks.csv").write_text("id,kind,name\nnetwork:x,network,X\n", "utf-8")
        rows = "".join(f"district:{one},MEMBER_OF,network:x,https://x.org\n" for one in members)
        header = "source_id,type,target_id,source_url\n"
        (folder / "relationships.csv").write_text(header + rows, "utf-8")

    def stop(done: int) -> None:
        if done >= 8:
            raise BrokenOffError

    say(*"abcd")
    load([folder], store)
    say(*"cdefghijkl")
    with pytest.raises(BrokenOffError):
        load([folder], store, progress=stop)
    say(*"ijkl")  # as if of those that went in already none came again
    assert [(one.act, one.source) for one in store.unfinished()] == [("load", "one")]
    load([folder], store)
    assert store.unfinished() == []
    assert [tie.source_id for tie in store.ties(["network:x"], ["MEMBER_OF"], None)] == [
        f"district:{one}" for one in "ijkl"
    ]
