"""Stores on the real server, empty or filled, and offline ones to compare them with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.offline.store import OfflineStore
from graph.on_neo4j.store import Neo4jStore
from graph.opening import open_store
from tests.servers import neo4j_store, wipe
from tools.neo4j_server import Ports, Server, ServerError, free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from graph.model import Node, Statement

    Offline = Callable[[Iterable[Node | Statement]], OfflineStore]

PASSWORD = "a-made-up-word-9f3b"  # noqa: S105 - of a server that lives as long as its tests


@pytest.fixture
def store(neo4j_target: str) -> Iterator[Neo4jStore]:
    """An empty store on the server."""
    with neo4j_store(neo4j_target) as store:
        yield store


@pytest.fixture(scope="session")
def offline(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Offline]:
    """Makes an offline store of records; the next one takes its place."""
    path = tmp_path_factory.mktemp("beside") / "graph.db"

    def make(records: Iterable[Node | Statement]) -> OfflineStore:
        path.unlink(missing_ok=True)
        store = OfflineStore(str(path))
        store.write(records)
        stores.append(store)
        return store

    stores: list[OfflineStore] = []
    yield make
    for store in stores:
        store.close()


@pytest.fixture(scope="session")
def breakable(neo4j_target: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of our own with a password; where none can be started, its tests are skipped."""
    del neo4j_target
    # It tells its clients to take two seconds of silence for the end.
    settings = {
        "server.bolt.connection_keep_alive": "1s",
        "server.bolt.connection_keep_alive_probes": "2",
        "db.memory.transaction.max": "100m",
    }
    home = tmp_path_factory.mktemp("breakable")
    ports = Ports(free_port())
    server = Server(home, ports, password=PASSWORD, settings=settings, brief=True)
    try:
        server.start()
    except ServerError as error:
        pytest.skip(f"No server of our own to break: {error}")
    yield server
    server.kill()


@pytest.fixture
def server(breakable: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """That server, running and empty, with its password in the environment."""
    monkeypatch.delenv("NEO4J_DATABASE", raising=False)
    monkeypatch.setenv("NEO4J_USERNAME", "neo4j")
    monkeypatch.setenv("NEO4J_PASSWORD", PASSWORD)
    if breakable.pid is None:
        breakable.start()
    with open_store(breakable.uri, create=True) as store:
        assert isinstance(store, Neo4jStore)
        wipe(store.server)
    return breakable
