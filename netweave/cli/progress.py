"""How far a long command has come, for those who watch it in a terminal."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Generator


@contextmanager
def progress(what: str) -> Generator[Callable[[int], None] | None]:
    """A function to tell the number of things done so far to; None where nobody watches.

    It writes one line to stderr again and again, and takes it away at the end.
    """
    if not sys.stderr.isatty():
        yield None
        return
    longest = 0

    def tell(done: int) -> None:
        nonlocal longest
        line = f"{done:,} {what} …"
        longest = max(longest, len(line))
        click.echo(f"\r{line}", nl=False, err=True)

    try:
        yield tell
    finally:
        if longest:
            click.echo(f"\r{' ' * longest}\r", nl=False, err=True)
