"""The options that say how rosters are read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., object]")


def roster_options(function: F) -> F:
    """Give a command ``--mapping``, ``--dated`` and ``--snapshot``."""
    options = (
        click.option(
            "--mapping",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="What the columns of tables mean; `netweave mapping` drafts it.",
        ),
        click.option(
            "--dated",
            metavar="DATE",
            help="The date of the rosters: YYYY, YYYY-MM or YYYY-MM-DD.",
        ),
        click.option(
            "--snapshot",
            is_flag=True,
            help="Each roster is complete at its date: who is not on it has left.",
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function
