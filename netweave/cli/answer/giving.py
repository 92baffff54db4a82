"""An answer, and the one place where it is given: as JSON, CSV, Markdown, HTML or a table."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from netweave.cli.door.output import form_of, put
from netweave.cli.door.saying import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netweave.cli.answer.pages import Answer
    from netweave.cli.door.settings import Form, Settings


def give(settings: Settings, answer: Answer) -> None:
    """Write an answer, whole, in the form that was asked for: to stdout, or to a file."""
    if settings.taking is not None:
        settings.taking(answer)
        return
    if settings.output is not None:
        form = form_of(settings.output)
        put(settings.output, _written(form, settings, answer, terminal=False), form)
        click.echo(f"Written: {harmless(settings.output)}")
        return
    for text in _written(settings.form, settings, answer, terminal=sys.stdout.isatty()):
        settings.say(text)


def _written(form: Form, settings: Settings, answer: Answer, *, terminal: bool) -> Iterable[str]:
    # Each form is imported when it is wanted, since each costs time at every start.
    if form == "json":
        from netweave.cli.answer.as_json import document  # noqa: PLC0415

        return document(answer, settings.as_of, terminal=terminal)
    if form == "csv":
        from netweave.cli.answer.as_csv import csv_text  # noqa: PLC0415

        text = csv_text(answer.sheet)
        return [harmless(text) if terminal else text]
    if form == "markdown":
        from netweave.cli.answer.as_markdown import markdown_text  # noqa: PLC0415

        return [markdown_text(answer.page())]
    if form == "html":
        from netweave.cli.answer.as_html import html_text  # noqa: PLC0415

        return [html_text(answer.page())]
    from netweave.cli.answer.as_text import page_text  # noqa: PLC0415

    return [page_text(answer.page())]
