"""Waiting for others who use the offline file: as long as they get on with what they do."""

from __future__ import annotations

import os
import sqlite3
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from graph.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

PATIENCE = 60.0
"""How many seconds others may hold the file without a sign of life."""
JOURNAL = "-journal"
"""What SQLite adds to the name of a file for that of its journal."""


def patiently(path: str, work: Callable[[], T], hint: str | None = None) -> T:
    """Do what needs a lock on a file, as soon as others let go of it.

    Parameters
    ----------
    work
        Raises SQLite's error if the file is locked, and may be called again then.
    hint
        Said once on stderr, if there is something to wait for.

    Raises
    ------
    StoreError
        If the file is held for `PATIENCE` seconds, and neither it nor its journal changes.
    """
    seen: _FileState | None = None
    while True:
        try:
            return work()
        except sqlite3.OperationalError as error:
            if not is_busy(error):
                raise
            if seen is None and hint is not None:
                _say(hint)
            now = monotonic()
            marks = (_mark(path), _mark(path + JOURNAL))
            if seen is None or seen.marks != marks:
                seen = _FileState(marks, now)
            if now - seen.since > PATIENCE:
                raise StoreError(in_use(path)) from error


def is_busy(error: sqlite3.OperationalError) -> bool:
    """Whether SQLite says that others hold the file."""
    said = str(error)
    return "locked" in said or "busy" in said


def in_use(path: str) -> str:
    """The sentence for a file that others do not let go of."""
    return (
        f"{path} is in use by another process, which has not got on with it for {PATIENCE:.0f} "
        "seconds. Try again when that has finished."
    )


class _FileState(NamedTuple):
    """What the file and its journal looked like, and since when."""

    marks: tuple[tuple[int, int], ...]
    since: float


def _mark(path: str) -> tuple[int, int]:
    try:
        found = os.stat(path)
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns


def _say(hint: str) -> None:
    import logging  # noqa: PLC0415 - few have to wait

    # Without a handler of the program's own, a warning is a plain line on stderr.
    logging.getLogger("netweave").warning(hint)
