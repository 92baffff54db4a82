"""Ctrl-C and the request to end: both stop a command quietly, and what it had begun is undone.

Every start passes here before anything else, so this imports the standard library alone.
"""

from __future__ import annotations

import signal
import sys
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

_STATUS = {signal.SIGINT: 130, signal.SIGTERM: 143}
_ONE_WISH = 1.0
"""Seconds in which a second signal says the same as the first: what is undone is not cut short."""


class Interrupts:
    """The signals that this process has met.

    Attributes
    ----------
    status
        The exit status that the first of them asks for, None before there was one.
    """

    def __init__(self) -> None:
        self.status: int | None = None
        self._last = -_ONE_WISH

    def listen(self) -> None:
        """Turn both signals into KeyboardInterrupt; what a parent has us ignore stays ignored."""
        for number in _STATUS:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._stop)

    def deafen(self) -> None:
        """Let the interpreter end undisturbed."""
        for number in _STATUS:
            signal.signal(number, signal.SIG_IGN)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        del frame
        now = monotonic()
        again, self._last = now - self._last < _ONE_WISH, now
        if again:
            return
        self.status = self.status or _STATUS[signal.Signals(number)]
        # What is left half done is thrown away now, and nobody wants to read of each piece.
        sys.unraisablehook = lambda _: None
        raise KeyboardInterrupt


INTERRUPTS = Interrupts()
