"""What a question holds on the server, and what it does when others write meanwhile."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from neo4j import Session

from graph.errors import StoreChangedError
from graph.model import Node
from graph.on_neo4j.store import Neo4jStore
from queries.bridges import bridges
from queries.info import info
from tests.neo4j.test_commands import ask

if TYPE_CHECKING:
    from collections.abc import Callable

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
    reads: list[int] = []

    def execute_read(self: Session, work: Any, *args: Any, **given: Any) -> Any:
        reads.append(0)
        if len(reads) in places:
            places.discard(len(reads))
            write()
        return usual(self, work, *args, **given)

    monkeypatch.setattr(Session, "execute_read", execute_read)


def test_no_transaction_is_open_while_something_is_computed(filled: Neo4jStore) -> None:
    opened: list[int] = []
    with Neo4jStore(filled.server.target.uri) as other:
        bridges(filled, progress=lambda _: opened.append(other.server.rows(OPEN)[0][0]))
    assert opened
    assert set(opened) == {0}


def test_a_write_while_something_is_computed_does_not_spoil_the_question(
    filled: Neo4jStore,
) -> None:
    before = bridges(filled)
    write, told = another(filled), []

    def compute(share: float) -> None:
        told.append(share)
        write()

    with Neo4jStore(filled.server.target.uri) as fresh:
        assert bridges(fresh, progress=compute) == before
    assert told
    assert filled.facts().nodes == 5 + len(told)


def test_a_write_between_two_reads_is_no_mixture_but_asked_again(
    filled: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_at_reads(monkeypatch, {3}, another(filled))
    assert [row.count for row in info(filled) if row.name == "district"] == [4]
    document = json.loads(ask("info", "--store", filled.server.target.uri, "--format", "json").out)
    assert document["store"]["nodes"] == 6


def test_a_command_answers_once_though_it_asked_twice(
    filled: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = filled.server.target.uri
    write_at_reads(monkeypatch, {5}, another(filled))
    done = ask("cypher", "-", "--store", target, "--format", "json", text="RETURN 1 AS one")
    done = ask("info", "--store", target, "--format", "json")
    assert (done.status, done.err) == (0, "")
    assert json.loads(done.out)["store"]["nodes"] == 6


def test_a_store_that_is_written_to_again_and_again_is_refused(
    filled: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_at_reads(monkeypatch, set(range(4, 90)), another(filled))
    done = ask("info", "--store", filled.server.target.uri)
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("Error: neo4j://")
    assert "was written to while the question was asked" in done.err
    assert len(done.err.splitlines()) == 1


def test_a_write_that_is_undone_meanwhile_is_seen_too(filled: Neo4jStore) -> None:
    with (
        Neo4jStore(filled.server.target.uri) as other,
        pytest.raises(StoreChangedError, match="Ask again"),
        filled.reading(),
    ):
        filled.catalogue(["district"])
        other.write([Node("district:new", "district", "New")], origin="new")
        filled.catalogue(["network"])
        other.history.undo()


def test_what_follows_from_a_mixture_is_not_kept(filled: Neo4jStore) -> None:
    write = another(filled)
    with pytest.raises(StoreChangedError), filled.reading():
        filled.catalogue(["district"])
        write()
        filled.cached("counted", lambda: b"wrong")
    assert filled.cached("counted", lambda: b"right") == b"right"


def test_an_error_in_a_mixture_is_blamed_on_the_mixture_and_no_other(filled: Neo4jStore) -> None:
    write = another(filled)
    with pytest.raises(KeyError), filled.reading():
        raise KeyError("a mistake")
    with pytest.raises(StoreChangedError), filled.reading():
        write()
        raise KeyError("a node that was not there yet")
