"""The global options, which may stand before a command or after it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar, cast

import click

from graph.asking import once_more
from graph.errors import DateError
from netweave.cli.door.output import ToldOnce, output_options
from netweave.cli.door.settings import FORMS, STORE, STORE_VARIABLE, Form, Settings
from netweave.cli.door.without import without_option
from netweave.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

FURTHER = "Options of every command: netweave --help"
F = TypeVar("F", bound="Callable[..., object]")


def examples(*lines: str, further: bool = True) -> str:
    """Commands as the end of a help text. They work on the store that `netweave demo` makes.

    Parameters
    ----------
    further
        Say where the options of every command are told.
    """
    # Click keeps the line breaks of a paragraph that begins with this character.
    shown = "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)
    return f"{shown}\n\n{FURTHER}" if further else shown


def global_options(
    *, first: bool = False, dated: bool = True, output: bool = True, private: bool = True
) -> Callable[[F], F]:
    """Give a command the global options. What stands after the command wins.

    A command whose store is written to while it is asked begins again, once.

    Parameters
    ----------
    first
        For the options before the command: they alone look into the environment, since a value
        from there must not win over one that was typed.
    dated
        Whether a date plays a part in what the command does; else it is refused, in either place.
    output
        Whether the answer can be written to a file by the common option.
    private
        Whether a dated command answers from what is in the store, of which something may be left
        out.
    """
    option = partial(click.option, cls=ToldOnce, expose_value=False)
    options = (
        option(
            "--store",
            metavar="TARGET",
            envvar=STORE_VARIABLE if first else None,
            help=f"A file, or neo4j://HOST:PORT.  [{STORE_VARIABLE}; default: {STORE}]",
            callback=_keep_store,
        ),
        option(
            "--format",
            "form",
            type=click.Choice(FORMS, case_sensitive=False),
            help="How the answer is written.  [default: table]",
            callback=_keep_form,
        ),
        option(
            "--as-of",
            metavar="DATE",
            help="Only ties that held then: YYYY, YYYY-MM or YYYY-MM-DD.",
            hidden=not dated,
            callback=_keep_date if dated else _refuse_date,
        ),
        click.version_option(
            __version__, prog_name="netweave", message="%(prog)s %(version)s", cls=ToldOnce
        ),
    )

    def decorate(function: F) -> F:
        if not first:
            function = cast("F", once_more(function))
            if dated and private:
                function = without_option(function)
            if output:
                function = output_options(function)
        for one in reversed(options):
            function = one(function)
        return function

    return decorate


def _keep_store(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is None:
        return
    if not value.strip():
        raise click.BadParameter("It is empty. Give the path of a file, or a server.", ctx, param)
    from graph.opening import MEMORY  # noqa: PLC0415 - help needs no store

    if value == MEMORY:
        message = "A store in memory is gone when the command ends. Give the path of a file."
        raise click.BadParameter(message, ctx, param)
    ctx.ensure_object(Settings).store = value


def _keep_form(ctx: click.Context, param: click.Parameter, value: Form | None) -> None:
    del param
    if value is not None:
        ctx.ensure_object(Settings).form = value


def _keep_date(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is None:
        return
    from graph.spells import read_as_of  # noqa: PLC0415 - only a date needs it

    try:
        read_as_of(value)
    except DateError as error:
        raise click.BadParameter(str(error), ctx, param) from None
    ctx.ensure_object(Settings).as_of = value


def _refuse_date(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    del param
    if value is not None or ctx.ensure_object(Settings).as_of is not None:
        name = ctx.command_path.partition(" ")[2]
        raise click.UsageError(f"No date plays a part in {name!r}: leave --as-of out.", ctx)
