"""The command `memo`: an answer to hand on."""

from __future__ import annotations

import os.path
from typing import TYPE_CHECKING

import click

from netweave.cli.door.options import examples, global_options
from netweave.cli.door.output import check_ending, check_target, force_option
from queries.asking.questions import QUESTIONS

if TYPE_CHECKING:
    from netweave.cli.answer.pages import Answer
    from netweave.cli.door.settings import Settings
    from netweave.cli.memo.memo import Memo

ENDINGS = (".docx", ".md", ".html")


def _asked(ctx: click.Context, param: click.Parameter, value: str) -> str:
    question = QUESTIONS.get(value)
    if question is None or question.command is None:
        offered = ", ".join(one.name for one in QUESTIONS.values() if one.command)
        message = f"{value!r} is no question. Ask one of: {offered}."
        raise click.BadParameter(message, ctx, param)
    return value


def _checked(ctx: click.Context, param: click.Parameter, value: str) -> str:
    del ctx, param
    check_ending(value, ENDINGS)
    return value


@click.command(
    "memo",
    context_settings={"ignore_unknown_options": True},
    epilog=examples(
        "netweave memo peers Hudson -o out/hudson.html",
        'netweave memo dissolve "Maine Cohort" -o out/maine.md',
        "netweave memo changes 2013 2018 -o out/changes.html",
    ),
)
@click.argument("question", metavar="QUESTION", callback=_asked)
@click.argument("arguments", metavar="[ARGS...]", nargs=-1, type=click.UNPROCESSED)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    required=True,
    type=click.Path(dir_okay=False),
    callback=_checked,
    help=f"The file to write, by its ending: {', '.join(ENDINGS)}.",
)
@force_option
@global_options(output=False)
@click.pass_obj
def command(settings: Settings, question: str, arguments: tuple[str, ...], output: str) -> None:
    """Write an answer as a memo to hand on.

    The question, the answer in three sentences, a picture, the tables, numbered notes with page,
    row and date, what is not known, and three questions to ask by phone.

    QUESTION is a command that asks, and ARGS are what it takes: peers Hudson --years 5.
    """
    check_target(settings, output)
    memos: list[Memo] = []

    def take(answer: Answer) -> None:
        from netweave.cli.memo.memo import memo_of  # noqa: PLC0415 - help writes nothing
        from netweave.cli.memo.pictures import picture_of  # noqa: PLC0415 - the same

        picture = picture_of(store, answer, settings.as_of)
        words = (question, *arguments)
        memos.append(memo_of(store, answer, words, settings.as_of, picture))

    with settings.reading() as store:
        settings.taking = take
        try:
            _ask(question, arguments, settings)
        finally:
            settings.taking = None
    _write(settings, memos[-1], output)
    click.echo(f"Written: {output}")


def _ask(question: str, arguments: tuple[str, ...], settings: Settings) -> None:
    """Ask a question as its own command would."""
    context = click.get_current_context()
    group = context.parent.command if context.parent else None
    asked = group.get_command(context, question) if isinstance(group, click.Group) else None
    if asked is None:
        raise click.UsageError(f"{question!r} cannot be asked from here.")
    with asked.make_context(question, list(arguments), parent=context, obj=settings) as inner:
        asked.invoke(inner)


def _write(settings: Settings, memo: Memo, output: str) -> None:
    from pathlib import Path  # noqa: PLC0415 - help writes nothing

    from netweave.cli.memo.files import write_memo  # noqa: PLC0415 - the same

    def may(target: Path) -> None:
        check_target(settings, os.path.normpath(target))

    write_memo(memo, Path(output), may)
