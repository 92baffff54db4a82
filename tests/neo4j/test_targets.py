"""What names a server, and where user and password come from. No server is needed for this."""

from __future__ import annotations

import pytest

from graph.errors import StoreError
from graph.on_neo4j.driver.connection import check_version
from graph.on_neo4j.driver.target import credentials, read_target
from graph.opening import open_store
from tests.servers import VARIABLES


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    "text",
    [
        "neo4j://localhost",
        "bolt://127.0.0.1:7687",
        "neo4j+s://x.databases.neo4j.io",
        "neo4j+ssc://[::1]:7687",
        "neo4j://cluster.org?policy=europe",
    ],
)
def test_a_target_is_a_scheme_a_host_and_a_port(text: str) -> None:
    assert read_target(text).uri == text
    assert str(read_target(text)) == text


def test_a_slash_at_the_end_does_not_matter() -> None:
    assert read_target("bolt://localhost:7687/").uri == "bolt://localhost:7687"


def test_the_database_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_DATABASE", "maine")
    assert read_target("neo4j://localhost").database == "maine"
    assert str(read_target("neo4j://localhost")) == "neo4j://localhost (database maine)"


@pytest.mark.parametrize(
    "text", ["neo4j://me:secret@localhost", "bolt://secret@localhost:7687", "neo4j://:secret@h"]
)
def test_a_target_with_credentials_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(StoreError, match="NEO4J_USERNAME and NEO4J_PASSWORD") as caught:
        open_store(text)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "text", ["neo4j://", "bolt://host:port", "bolt://host:0", "neo4j://host/maine", "neo4j://h#x"]
)
def test_a_target_of_another_shape_is_refused(text: str) -> None:
    with pytest.raises(StoreError, match="HOST:PORT"):
        open_store(text)


@pytest.mark.parametrize("text", ["http://localhost:7474", "postgres://localhost"])
def test_another_kind_of_server_is_no_store(text: str) -> None:
    with pytest.raises(StoreError, match="no kind of store"):
        open_store(text)


def test_a_password_alone_is_that_of_the_first_user(monkeypatch: pytest.MonkeyPatch) -> None:
    assert credentials() is None
    monkeypatch.setenv("NEO4J_PASSWORD", "secret")
    assert credentials() == ("neo4j", "secret")
    monkeypatch.setenv("NEO4J_USERNAME", "me")
    assert credentials() == ("me", "secret")


@pytest.mark.parametrize("agent", ["Neo4j/5.23.0", "Neo4j/5.26.31", "Neo4j/2026.08.1"])
def test_a_server_of_this_age_will_do(agent: str) -> None:
    check_version(agent)


@pytest.mark.parametrize(
    ("agent", "message"),
    [("Neo4j/4.4.30", "needs Neo4j 5.23 or later"), ("Memgraph/2.0", "netweave needs Neo4j")],
)
def test_an_older_server_and_another_product_are_refused(agent: str, message: str) -> None:
    with pytest.raises(StoreError, match=message):
        check_version(agent)
