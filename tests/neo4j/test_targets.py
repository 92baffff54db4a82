"""What names a server, and where user and password come from. No server is needed for this."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.errors import StoreError
from graph.on_neo4j.driver.connection import check_version
from graph.on_neo4j.driver.target import credentials, read_target
from graph.opening import open_store
from tests.servers import VARIABLES

if TYPE_CHECKING:
    from pathlib import Path


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


@pytest.mark.parametrize("text", ["NEO4J://localhost", "Neo4j://localhost"])
def test_a_scheme_in_capitals_is_the_same(text: str) -> None:
    assert read_target(text).uri == "neo4j://localhost"
    with pytest.raises(StoreError, match=r"No Neo4j server answers at bolt://127\.0\.0\.1:1\."):
        open_store("BOLT://127.0.0.1:1")


def test_a_scheme_alone_is_the_server_that_aura_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "neo4j+s://x.databases.neo4j.io")
    for text in ("neo4j://", "neo4j:///"):
        assert read_target(text).uri == "neo4j+s://x.databases.neo4j.io"
    assert read_target("neo4j://localhost").uri == "neo4j://localhost"
    for other in ("neo4j://me:secret@host", "http://host:7474", "neo4j://", "x"):
        monkeypatch.setenv("NEO4J_URI", other)
        with pytest.raises(StoreError, match="NEO4J_") as caught:
            open_store("neo4j://")
        assert "secret" not in str(caught.value)


def test_slashes_that_were_forgotten_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(StoreError, match=r"neo4j:localhost:7687 is no file\..*neo4j://HOST:PORT"):
        open_store("neo4j:localhost:7687", create=True)
    monkeypatch.chdir(tmp_path)
    for create in (True, False):  # A file of such a name is a file.
        with open_store(tmp_path / "neo4j:", create=create) as store:
            store.write([])
    with open_store("neo4j:") as store:
        assert store.facts().nodes == 0


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
