"""The options that say how rosters are read, and what becomes of what they said before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
            help="When the rosters were true: YYYY, YYYY-MM, YYYY-MM-DD or a school year.",
        ),
        click.option(
            "--snapshot",
            is_flag=True,
            help="Each roster is complete at its date: who is not on it has left.",
        ),
    )
    return _with(function, options)


def replacing_options(function: F) -> F:
    """Give a command ``--keep`` and ``--replace``."""
    options = (
        click.option(
            "--keep", is_flag=True, help="Keep what a source said before and says no more."
        ),
        click.option(
            "--replace",
            is_flag=True,
            help="Take it back even where a source gives less than half of it again.",
        ),
    )
    return _with(function, options)


def judge_replacing(*, keep: bool, replace: bool) -> None:
    """Refuse ``--keep`` and ``--replace`` together.

    Raises
    ------
    click.UsageError
        If both are given.
    """
    if keep and replace:
        raise click.UsageError("--keep and --replace say the opposite: give one of them.")


def _with(function: F, options: Sequence[Callable[[F], F]]) -> F:
    for option in reversed(options):
        function = option(function)
    return function
