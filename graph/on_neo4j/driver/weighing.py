"""How large an answer may be, in bytes: one row can be as large as any number of rows.

The driver has no limit of its own, and makes a row known only when all of it is in memory. So the
bytes are counted where they come in. That is inside of the driver, in a place that it does not
promise to keep; where a later driver has another, answers are not weighed.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from graph.errors import StoreError
from graph.on_neo4j.driver.faults import TOO_LARGE

if TYPE_CHECKING:
    from collections.abc import Generator

    from neo4j import Transaction

MOST_BYTES = 32 * 2**20
"""As they travel. In memory it may be twenty times as much: an integer is sent as one to nine
bytes, and held as up to 40."""


class _TooMuchError(OSError):
    """What the driver takes for a broken connection, so that it lets go of it."""


@contextmanager
def weighed(transaction: Transaction) -> Generator[None]:
    """Break the connection when more than `MOST_BYTES` come in inside the block.

    Raises
    ------
    StoreError
        If so.
    """
    socket: Any = getattr(getattr(transaction, "_connection", None), "socket", None)
    usual = getattr(socket, "recv_into", None)
    if usual is None:
        yield
        return
    left = MOST_BYTES

    def receive(buffer: Any, count: int) -> int:
        nonlocal left
        if left < 0:
            raise _TooMuchError
        received: int = usual(buffer, count)
        left -= received
        return received

    socket.recv_into = receive
    try:
        yield
    except Exception as error:
        if left < 0:
            raise StoreError(TOO_LARGE.format(most=f"{MOST_BYTES // 2**20} MB")) from error
        raise
    finally:
        del socket.recv_into
