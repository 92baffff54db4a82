"""The client's own clock: some queries are deaf to the server's, and would be waited for."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from threading import Event, Timer
from typing import TYPE_CHECKING

from graph.errors import StoreError
from graph.on_neo4j.driver.faults import DEAF

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from graph.on_neo4j.driver.target import ServerTarget

GRACE = 5.0
"""Seconds beyond the limit in which the server may end a query by itself."""


@contextmanager
def clock(target: ServerTarget, seconds: float, drop: Callable[[], None]) -> Generator[None]:
    """Drop the connection if the server has not ended what is asked inside the block in time.

    Parameters
    ----------
    seconds
        The limit that the server was given.
    drop
        Closes the connection; called by another thread.

    Raises
    ------
    StoreError
        If it was dropped.
    """
    over = Event()

    def ring() -> None:
        over.set()
        with suppress(Exception):  # It may be broken already.
            drop()

    timer = Timer(seconds + GRACE, ring)
    timer.daemon = True
    timer.start()
    try:
        yield
    except Exception as error:
        if over.is_set():
            raise StoreError(DEAF.format(where=target, limit=f"{seconds:g} s")) from error
        raise
    finally:
        timer.cancel()
