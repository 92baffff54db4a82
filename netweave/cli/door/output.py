"""The options `-o` and `--force`: an answer into a file, in the form that its ending says."""

from __future__ import annotations

import os.path
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from netweave.cli.door.settings import Form, Settings

F = TypeVar("F", bound="Callable[..., object]")
FORMS_OF: dict[str, Form] = {
    ".csv": "csv",
    ".json": "json",
    ".md": "markdown",
    ".html": "html",
}
"""The endings of files that every answer can be written to."""
PICTURES = (".html", ".htm", ".png", ".svg")


class ToldOnce(click.Option):
    """An option of every command, which the help of `netweave` tells once."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """What the help says of it: nothing but in the help of all commands."""
        return super().get_help_record(ctx) if ctx.parent is None else None


def form_of(target: str) -> Form:
    """The form of a file by its ending, which is one of `FORMS_OF`."""
    return FORMS_OF[os.path.splitext(target)[1].casefold()]


def output_options(function: F) -> F:
    """Give a command the options, and look before it runs whether the file may be written."""

    @wraps(function)
    def checked(*args: Any, **kwargs: Any) -> object:
        _check(click.get_current_context().obj)
        return function(*args, **kwargs)

    output = click.option(
        "-o",
        "--output",
        metavar="FILE",
        cls=ToldOnce,
        type=click.Path(dir_okay=False),
        help=f"Write the answer to a file, by its ending: {', '.join(FORMS_OF)}.",
        expose_value=False,
        callback=_keep_output,
    )
    return cast("F", output(_force(ToldOnce)(checked)))


def _force(cls: type[click.Option]) -> Callable[[F], F]:
    return click.option(
        "--force",
        cls=cls,
        is_flag=True,
        help="Replace a file even if netweave did not make it.",
        expose_value=False,
        callback=_keep_force,
    )


def force_option(function: F) -> F:
    """The option that lets files be replaced which netweave did not make."""
    return _force(click.Option)(function)


def check_ending(target: str, endings: Iterable[str]) -> None:
    """Refuse an ending that cannot be written, as wrong usage."""
    ending = os.path.splitext(target)[1]
    if ending.casefold() not in endings:
        what = f"the ending {ending!r}" if ending else "a name without an ending"
        drawn = ending.casefold() in PICTURES
        raise click.UsageError(
            f"{target}: {what} does not say what to write. Give one of {', '.join(endings)}."
            + (" Pictures are drawn by `netweave view`." if drawn else "")
        )


def check_target(settings: Settings, target: str) -> None:
    """Refuse to replace the open store, or what netweave did not make.

    Raises
    ------
    ExportError
        If the file must stay as it is.
    """
    from pathlib import Path  # noqa: PLC0415 - few answers are kept

    from netweave.exports.replacing import refuse_foreign  # noqa: PLC0415 - the same

    refuse_foreign(Path(target), settings.store, force=settings.force)


def put(target: str, pieces: Iterable[str], form: Form) -> None:
    """Write an answer to a file, whole.

    Raises
    ------
    ExportError
        If it cannot be written. What was there is then as it was.
    """
    from pathlib import Path  # noqa: PLC0415 - few answers are kept

    from netweave.exports.replacing import COMMENT  # noqa: PLC0415 - the same
    from netweave.exports.whole import whole_file  # noqa: PLC0415 - the same

    encoding = "utf-8-sig" if form == "csv" else "utf-8"
    with (
        whole_file(Path(target)) as draft,
        # What no text can hold is an escape, as on stdout.
        draft.open("w", encoding=encoding, errors="backslashreplace", newline="") as file,
    ):
        file.writelines(pieces)
        file.write(f"\n{COMMENT}\n" if form == "markdown" else "")


def _check(settings: Settings) -> None:
    if settings.output is None:
        return
    form = form_of(settings.output)
    if settings.form not in ("table", form):
        raise click.UsageError(
            f"--format {settings.form} and -o {settings.output} contradict each other. Give one."
        )
    check_target(settings, settings.output)


def _keep_output(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    del param
    if value is not None:
        check_ending(value, FORMS_OF)
        ctx.obj.output = value


def _keep_force(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    del param
    if value:
        ctx.obj.force = True
