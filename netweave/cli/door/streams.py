"""stdout and stderr, which may be closed, full, or read by nobody."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

    from _typeshed import ReadableBuffer


class _Patient(io.RawIOBase):
    """A file in which what cannot be written is lost, and nothing else with it."""

    def __init__(self, number: int) -> None:
        self._number = number

    def writable(self) -> bool:
        """It is there to be written to."""
        return True

    def fileno(self) -> int:
        """The number of the file."""
        return self._number

    def isatty(self) -> bool:
        """Whether somebody watches."""
        return os.isatty(self._number)

    def write(self, data: ReadableBuffer, /) -> int:
        """Write what can be written."""
        wanted = memoryview(data).nbytes
        try:
            return os.write(self._number, data)
        except OSError:
            return wanted


def prepare() -> None:
    """Make both streams fit to be written to.

    A stream that was closed leads nowhere from here on, so that no file takes its number.
    Errors that cannot be told do not change what a command does or its exit status.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free: this one
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stderr is None or sys.stderr is sys.__stderr__:
        raw = io.BufferedWriter(_Patient(2))
        sys.stderr = io.TextIOWrapper(raw, line_buffering=True)
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)


def mute(stream: TextIO) -> None:
    """Let Python end without another try to write to where nobody reads."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _speak_utf8(stream: TextIO) -> None:
    """Write UTF-8 whatever the locale, and what no text can hold as an escape."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
