"""The one place that chooses where a graph is kept."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from graph.errors import StoreError
from graph.offline import file
from graph.offline.places import look
from graph.offline.store import OfflineStore
from graph.on_neo4j.driver.target import SCHEMES

if TYPE_CHECKING:
    from os import PathLike

    from graph.store import Store

MEMORY = ":memory:"
"""The target of a store that is not kept."""


def open_store(target: str | PathLike[str], *, create: bool = False) -> Store:
    """Open the store at a target.

    Parameters
    ----------
    target
        The path of an offline file, or where a Neo4j server is: ``neo4j://HOST:PORT``. User,
        password and database come from NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE. Or
        ``:memory:``, for a new store that is gone when it is closed.
    create
        Allow that there is no store yet; the first write makes it.

    Raises
    ------
    StoreError
        If there is no store there, or it cannot be read.
    """
    path = os.fspath(target)
    if path == MEMORY:
        from graph.offline.passing import PassingStore  # noqa: PLC0415 - most stores stay

        return PassingStore()
    scheme, found, _ = path.partition("://")
    if found:
        return _on_neo4j(scheme.lower(), path, create=create)
    if path.partition(":")[0].lower() in SCHEMES and not os.path.lexists(path):
        raise StoreError(f"{path} is no file. A server is named with slashes: neo4j://HOST:PORT.")
    look(path)
    store = OfflineStore(path)
    if not create:
        store.facts()
    return store


def is_same(target: str, other: str) -> bool:
    """Whether two targets are one store, by whatever paths and links they are reached."""
    if target == other:
        return True
    try:
        return os.path.samefile(target, other)
    except (OSError, ValueError):
        return False  # One is not there, or on a server.


def is_there(target: str) -> bool:
    """Whether there is a store at a target; a file that is not there, or empty, is none yet."""
    if "://" not in target:
        return file.is_there(target)
    try:
        open_store(target).close()
    except StoreError:
        return False
    return True


def _on_neo4j(scheme: str, target: str, *, create: bool) -> Store:
    if scheme not in SCHEMES:
        raise StoreError(
            f"{scheme}:// is no kind of store that netweave knows. Give --store the path of a "
            "file, or a Neo4j server as neo4j://HOST:PORT."
        )
    from graph.on_neo4j.store import Neo4jStore  # noqa: PLC0415 - most stores are files

    store = Neo4jStore(target)
    try:
        store.check(create=create)
    except BaseException:
        store.close()
        raise
    return store
