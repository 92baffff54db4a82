"""The one place that chooses where a graph is kept."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from graph.errors import StoreError
from graph.offline.store import OfflineStore

if TYPE_CHECKING:
    from os import PathLike

_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


def open_store(target: str | PathLike[str], *, create: bool = False) -> OfflineStore:
    """Open the store at a target.

    Parameters
    ----------
    target
        The path of an offline file.
    create
        Allow that there is no store yet; the first write makes it.

    Raises
    ------
    StoreError
        If there is no store there, or it cannot be read.
    """
    path = os.fspath(target)
    scheme, found, _ = path.partition("://")
    if found:
        raise StoreError(_no_engine(scheme, path))
    if os.path.isdir(path):
        raise StoreError(f"{path} is a folder. --store takes the path of a file.")
    store = OfflineStore(path)
    if not create:
        store.facts()
    return store


def _no_engine(scheme: str, target: str) -> str:
    if scheme in _SCHEMES:
        return (
            f"{target}: this version of netweave keeps graphs in offline files; the Neo4j engine "
            "comes with a later one. Give --store the path of a file."
        )
    return f"{target}: unknown kind of store. Give --store the path of a file."
