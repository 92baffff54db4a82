"""Errors and warnings as what a user is told: one clear message each.

An error has the exit status that belongs to it.
"""

from __future__ import annotations

import os
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from graph.errors import DateError, NetweaveError, QuestionError
from graph.unfinished import UnfinishedWarning
from netweave.cli.door.saying import harmless
from queries.asking.scope import InexactWarning

if TYPE_CHECKING:
    from collections.abc import Generator

_TOLD = (UnfinishedWarning, InexactWarning)
"""Warnings of questions, which are told in plain words."""
DEBUG = "NETWEAVE_DEBUG"
"""The variable of the environment that lets a traceback through."""


def refused(error: Exception) -> click.ClickException:
    """What to tell about an error that a command ended in: wrong usage (exit status 2) or not (1).

    A traceback is printed for those who have asked for it, by setting `DEBUG`.
    """
    if isinstance(error, QuestionError | DateError):
        return click.UsageError(harmless(str(error)))
    if isinstance(error, NetweaveError):
        return click.ClickException(harmless(str(error)))
    if os.environ.get(DEBUG):
        import traceback  # noqa: PLC0415 - few ask for it

        click.echo("".join(traceback.format_exception(error)), err=True, nl=False)
    if isinstance(error, MemoryError):
        return click.ClickException(
            "The memory is full. Close other programs, or ask for less at a time."
        )
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        return click.ClickException(harmless(f"{where}{error.strerror or error}."))
    what = harmless(" ".join(f"{type(error).__name__}: {error}".split()))
    return click.ClickException(
        f"This is a mistake in netweave itself ({what}). Please report it with what you typed and "
        f"what {DEBUG}=1 netweave … prints."
    )


@contextmanager
def warnings_said() -> Generator[None]:
    """Say warnings of ours on stderr in plain words, each once however often it is given."""
    usual = warnings.showwarning
    said: set[str] = set()

    def show(message: Warning | str, category: type[Warning], *where: Any, **more: Any) -> None:
        if not issubclass(category, _TOLD):
            usual(message, category, *where, **more)
        elif str(message) not in said:
            said.add(str(message))
            click.echo(f"Warning: {message}", err=True)

    with warnings.catch_warnings():
        for told in _TOLD:
            warnings.simplefilter("always", told)
        warnings.showwarning = show
        yield
