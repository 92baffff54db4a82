"""How far a long command has come, for those who watch it in a terminal."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

PATIENCE = 1.0
"""Seconds after which an estimate of the time left is worth something."""


@contextmanager
def progress(what: str) -> Generator[Callable[[int], None] | None]:
    """A function to tell the number of things done so far to; None where nobody watches."""
    with _line() as write:
        yield None if write is None else lambda done: write(f"{done:,} {what} …")


@contextmanager
def share_progress(what: str) -> Generator[Callable[[float], None] | None]:
    """A function to tell the share done so far to, 0 to 1; None where nobody watches.

    It also says how much time is left, if the rest goes as quickly.
    """
    began = time.monotonic()
    with _line() as write:
        if write is None:
            yield None
            return

        def tell(share: float) -> None:
            gone = time.monotonic() - began
            left = f", {_left(gone / share - gone)} left" if share and gone > PATIENCE else ""
            write(f"{what}: {share:.0%}{left} …")

        yield tell


def _left(seconds: float) -> str:
    if seconds < 90:
        return f"about {seconds:.0f} seconds"
    return f"about {seconds / 60:.0f} minutes"


@contextmanager
def _line() -> Generator[Callable[[str], None] | None]:
    """One line of stderr that is written again and again, and taken away at the end."""
    if not sys.stderr.isatty():
        yield None
        return
    longest = 0

    def write(line: str) -> None:
        nonlocal longest
        click.echo(f"\r{line.ljust(longest)}", nl=False, err=True)
        longest = max(longest, len(line))

    try:
        yield write
    finally:
        if longest:
            click.echo(f"\r{' ' * longest}\r", nl=False, err=True)
