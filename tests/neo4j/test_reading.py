"""What a question holds on the server, and what it does when others write meanwhile."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from neo4j import Session

from graph.errors import StoreChangedError
from graph.model import Node
from graph.on_neo4j.store import Neo4jStore
from graph.user_cache import VARIABLE, held
from queries.info import info
from tests.neo4j.test_commands import ask

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Draw

pytestmark = pytest.mark.neo4j

DRAWING = """
    district:a MEMBER_OF network:x 2010..2012
    district:b MEMBER_OF network:x 2011..
    district:b MEMBER_OF network:y
    district:c MEMBER_OF network:y
"""
OPEN = "SHOW TRANSACTIONS YIELD currentQuery WHERE NOT currentQuery CONTAINS 'SHOW' RETURN count(*)"


@pytest.fixture
def filled(store: Neo4jStore, draw: Draw) -> Neo4jStore:
    """The store with a drawing in it."""
    store.write(draw(DRAWING))
    return store


def another(store: Neo4jStore) -> Callable[[], None]:
    """Somebody else, who writes to the store whenever called."""
    written: list[str] = []

    def write() -> None:
        written.append(f"district:new{len(written)}")
        with Neo4jStore(store.server.target.uri) as other:
            other.write([Node(written[-1], "district", "New")])

    return write


def write_at_reads(
    monkeypatch: pytest.MonkeyPatch, places: set[int], write: Callable[[], None]
) -> None:
    """Have somebody write just before the reads of these numbers."""
    usual = Session.execute_read
    reads = [0]
    writing: list[bool] = []

    def execute_read(self: Session, work: Any, *args: Any, **given: Any) -> Any:
        if not writing:
            reads[0] += 1
            if reads[0] in places:
                writing.append(True)
                write()
                writing.clear()
        return usual(self, work, *args, **given)

    monkeypatch.setattr(Session, "execute_read", execute_read)


def test_no_transaction_is_open_while_something_is_computed(filled: Neo4jStore) -> None:
    opened: list[int] = []

    def compute() -> bytes:
        opened.append(other.server.rows(OPEN)[0][0])
        return b"computed"

    with Neo4jStore(filled.server.target.uri) as other, filled.reading():
        filled.catalogue(["district"])
        assert len(list(filled.walk(["MEMBER_OF"], None).pairs())) == 4
        filled.cached("computed", compute)
        filled.catalogue(["network"])
    assert opened == [0]


def test_a_write_while_something_is_computed_does_not_spoil_what_was_read(
    filled: Neo4jStore,
) -> None:
    write = another(filled)

    def compute() -> bytes:
        write()
        return b"computed"

    with filled.reading():
        filled.catalogue(["district"])
        assert filled.cached("computed", compute) == b"computed"
        assert filled.facts().nodes == 5
    assert filled.facts().nodes == 6


def test_a_write_between_two_reads_is_no_mixture_but_asked_again(
    filled: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_at_reads(monkeypatch, {3}, another(filled))
    assert [row.count for row in info(filled) if row.name == "district"] == [4]


def test_a_command_answers_once_though_it_asked_twice(
    filled: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = filled.server.target.uri
    write_at_reads(monkeypatch, {4}, another(filled))
    done = ask("info", "--store", target, "--format", "json")
    assert (done.status, done.err) == (0, "")
    assert json.loads(done.out)["store"]["nodes"] == 6


def test_a_store_that_is_written_to_again_and_again_is_refused(
    filled: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_at_reads(monkeypatch, set(range(4, 90, 3)), another(filled))
    done = ask("info", "--store", filled.server.target.uri)
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("Error: neo4j://")
    assert "was written to while the question was asked" in done.err
    assert len(done.err.splitlines()) == 1


def test_a_write_that_is_undone_meanwhile_is_seen_too(filled: Neo4jStore) -> None:
    def asked() -> None:
        with Neo4jStore(filled.server.target.uri) as other, filled.reading():
            filled.catalogue(["district"])
            other.write([Node("district:new", "district", "New")], origin="new")
            filled.catalogue(["network"])
            other.history.undo()

    with pytest.raises(StoreChangedError, match="Ask again"):
        asked()


def test_what_follows_from_a_mixture_is_not_kept(filled: Neo4jStore) -> None:
    write = another(filled)

    def asked() -> None:
        with filled.reading():
            filled.catalogue(["district"])
            write()
            filled.cached("counted", lambda: b"wrong")

    with pytest.raises(StoreChangedError):
        asked()
    assert filled.cached("counted", lambda: b"right") == b"right"


@pytest.mark.parametrize(("others", "said"), [(0, KeyError), (1, StoreChangedError)])
def test_an_error_is_blamed_on_a_mixture_only_if_there_is_one(
    filled: Neo4jStore, others: int, said: type[Exception]
) -> None:
    write = another(filled)

    def asked() -> None:
        with filled.reading():
            for _ in range(others):
                write()
            raise KeyError("a node that was not there yet")

    with pytest.raises(said):
        asked()


def test_what_was_computed_for_a_graph_serves_the_next_process_until_it_changes(
    filled: Neo4jStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    values = iter((b"first", b"second"))
    assert filled.cached("a measure", lambda: next(values)) == b"first"
    with Neo4jStore(filled.server.target.uri) as other:
        assert other.cached("a measure", lambda: next(values)) == b"first"
        filled.write([Node("district:d", "district", "D")])
        assert other.cached("a measure", lambda: next(values)) == b"second"


def test_what_follows_from_a_mixture_serves_nobody_else(
    filled: Neo4jStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    write = another(filled)

    def make() -> bytes:
        filled.server.rows("RETURN 1")
        write()
        filled.server.rows("RETURN 1")
        return b"a mixture"

    with pytest.raises(StoreChangedError), filled.reading():
        filled.cached("a measure", make)
    assert held().values == 0


def test_a_question_reads_every_entity_and_every_pair_once(filled: Neo4jStore) -> None:
    reads = []
    with filled.reading():
        for _ in range(2):
            assert list(filled.nodes(["district:a", "nobody"])) == ["district:a"]
            assert len(list(filled.all_nodes())) == 5
            assert list(filled.nodes(["district:b", "nobody"])) == ["district:b"]
            assert len(list(filled.walk(["MEMBER_OF"], None).pairs())) == 4
            reads.append(filled.server.reads)
    assert reads[0] == reads[1]
