"""The option `--without`: what is left out of an answer before it leaves the house."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, get_args

import click

from netweave.cli.door.settings import Private, Settings

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., object]")


def without_option(function: F) -> F:
    """Give a command ``--without``."""
    return click.option(
        "--without",
        metavar="WHAT",
        help="Leave out people, notes (e-mail, phone, remarks) or roles, joined by commas.",
        expose_value=False,
        callback=_keep,
    )(function)


def _keep(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is None:
        return
    words = [word.strip().casefold() for word in value.split(",")]
    if wrong := next((word for word in words if word not in get_args(Private)), None):
        known = ", ".join(get_args(Private))
        raise click.BadParameter(f"{wrong!r} is none of: {known}.", ctx, param)
    ctx.ensure_object(Settings).without = frozenset(words)
