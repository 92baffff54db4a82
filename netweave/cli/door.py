"""The door of the command line: it starts a command, and no traceback leaves through it."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING

import click

from netweave.cli.group import netweave

if TYPE_CHECKING:
    from typing import TextIO

INTERRUPTED = 130


def run(args: list[str] | None = None) -> int:
    """Run a command.

    Parameters
    ----------
    args
        The arguments; None for those that the process was started with.

    Returns
    -------
    int
        The exit status.
    """
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    status = _status(args)
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _mute(sys.stdout)
    except OSError as error:
        _mute(sys.stdout)
        if not status:
            click.echo(f"Error: The answer cannot be written ({error.strerror}).", err=True)
            status = 1
    return status


def _status(args: list[str] | None) -> int:
    try:
        status = netweave.main(args, prog_name="netweave", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return INTERRUPTED
    return status if isinstance(status, int) else 0


def _speak_utf8(stream: TextIO) -> None:
    """Write UTF-8 whatever the locale, and what no text can hold as an escape."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _mute(stream: TextIO) -> None:
    """Let Python end without another try to write to where nobody reads."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
