"""How long one thread of ours works before another one has its turn."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator

SHORT = 0.000_5
"""Seconds, a tenth of what Python gives."""


@contextmanager
def short_turns() -> Generator[None]:
    """Let a thread that has its answer go on at once, and not after 5 ms of the other's work.

    An answer of the server is read in several steps, and each would wait its turn: in all, a
    tenth of the time of a load. Of several loads at the same time only the first one changes
    anything, and it puts it back.
    """
    usual = sys.getswitchinterval()
    if usual <= 2 * SHORT:
        yield
        return
    sys.setswitchinterval(SHORT)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)
