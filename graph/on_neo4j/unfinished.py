"""The marks of writes that are not finished, as the node about the store keeps them.

A mark is set and moved on by each transaction of a write, under the lock of the store, and taken
away by the one that completes it. Each has the name of its write, so that two at the same time do
not meddle with each other's.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from graph.unfinished import Unfinished

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


def read_marks(loading: Iterable[str]) -> list[Unfinished]:
    """The writes that marks stand for, in the order of their beginning."""
    found = (_read(mark)[1] for mark in loading)
    return sorted(found, key=lambda one: (one.begun, one.source))


def with_mark(loading: Iterable[str], writer: str, write: Unfinished) -> list[str]:
    """The marks, with this one in the place of an earlier one of the same write."""
    return [*without_mark(loading, writer), json.dumps([writer, *write], ensure_ascii=False)]


def without_mark(loading: Iterable[str], writer: str, also: Collection[str] = ()) -> list[str]:
    """The marks without that of a write, and without some others."""
    return [mark for mark in loading if _read(mark)[0] != writer and mark not in also]


def is_marked(loading: Iterable[str], writer: str) -> bool:
    """Whether a write has a mark."""
    return any(_read(mark)[0] == writer for mark in loading)


def of_source(loading: Iterable[str], source: str) -> frozenset[str]:
    """The marks of all writes of a source."""
    return frozenset(mark for mark in loading if _read(mark)[1].source == source)


def _read(mark: str) -> tuple[str, Unfinished]:
    """The name of a write, and the write."""
    writer, *write = json.loads(mark)
    return writer, Unfinished(*write)
