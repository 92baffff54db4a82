"""The door of the command line: it starts a command, and no traceback leaves through it."""

from __future__ import annotations

import sys

import click

from netweave.cli.door.group import netweave
from netweave.cli.door.interrupts import INTERRUPTS
from netweave.cli.door.streams import mute, prepare

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
    prepare()
    status = _status(args)
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        mute(sys.stdout)
    except OSError as error:
        mute(sys.stdout)
        status = status or _unwritten(error)
    return status


def _status(args: list[str] | None) -> int:
    try:
        status = netweave.main(args, prog_name="netweave", standalone_mode=False)
    except click.ClickException as error:
        if INTERRUPTS.status is not None:  # Whatever it says, it came of that.
            return INTERRUPTS.status
        error.show()
        return error.exit_code
    except click.Abort:
        return INTERRUPTS.status or INTERRUPTED
    except SystemExit:
        return 0  # Click's answer to a pipe whose reader has seen enough of the help.
    except OSError as error:
        return _unwritten(error)
    return status if isinstance(status, int) else 0


def _unwritten(error: OSError) -> int:
    click.echo(f"Error: The answer cannot be written ({error.strerror}).", err=True)
    return 1
