"""Stores on the real server, empty or filled, and offline ones to compare them with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.offline.store import OfflineStore
from tests.servers import neo4j_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from graph.model import Node, Statement
    from graph.on_neo4j.store import Neo4jStore

    Offline = Callable[[Iterable[Node | Statement]], OfflineStore]


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
