"""Write the tables of questions in the pages anew from the list of questions: `make tables`."""
# ruff: noqa: INP001 - tools are no package

from __future__ import annotations

import inspect
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from queries.asking.questions import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from queries.asking.question import Question

HOUSE = Path(__file__).resolve().parents[1]


def call(function: Callable[..., object]) -> str:
    """A function as the pages write it: its name and parameters, without types."""
    signature = inspect.signature(function)
    plain = [p.replace(annotation=p.empty) for p in signature.parameters.values()]
    bare = signature.replace(parameters=plain, return_annotation=signature.empty)
    return function.__name__ + str(bare).replace("'", '"')


def _typed(question: Question) -> str:
    """What one types to ask it: a command, or a name of `netweave`."""
    if question.command is None:
        return f"`netweave.{question.function}` in Python"
    command: click.Command = import_module(f"netweave.cli.{question.command}").command
    words = [p.metavar or "" for p in command.params if isinstance(p, click.Argument)]
    return f"`{' '.join(['netweave', question.name, *words])}`"


def _of_readme(question: Question) -> str:
    return f"| {question.asks} | {_typed(question)} | {question.terms} |"


def _of_commands(question: Question) -> str | None:
    name = question.name
    return f"| [`{name}`](#{name}) | {question.asks} |" if question.command else None


def _of_python(question: Question) -> str | None:
    if not question.public:
        return None
    function = getattr(import_module(question.module), question.function)
    return f"| `{call(function)}` | {question.gives} |"


TABLES: dict[str, tuple[str, Callable[[Question], str | None]]] = {
    "README.md": ("| Question | Command | In the field's words |\n| --- | --- | --- |", _of_readme),
    "docs/commands.md": ("| command | what it answers |\n| --- | --- |", _of_commands),
    "docs/python.md": ("| name | what it answers |\n| --- | --- |", _of_python),
}
"""For each page how its table of questions begins, and the row of a question in it."""


def with_table(page: str, text: str) -> str:
    """A page with its table of questions as the list has them.

    Raises
    ------
    ValueError
        If the page has no such table.
    """
    heading, row = TABLES[page]
    start = text.index(f"{heading}\n") + len(heading) + 1
    end = text.index("\n\n", start - 1) + 1
    rows = (row(question) for question in QUESTIONS.values())
    return text[:start] + "".join(f"{line}\n" for line in rows if line) + text[end:]


def main() -> None:
    """Write the tables of all pages."""
    for page in TABLES:
        path = HOUSE / page
        path.write_text(with_table(page, path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
