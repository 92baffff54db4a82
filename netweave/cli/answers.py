"""An answer, and the one place where it is given: as JSON, CSV, Markdown or a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from graph.store import StoreFacts
    from netweave.cli.options import Settings
    from netweave.cli.pages import Page


class Sheet(NamedTuple):
    """An answer as lines of CSV.

    Attributes
    ----------
    columns
        What stands in each column: names of attributes of a row, or of their attributes
        (``network.id``).
    rows
        The rows, one line each.
    """

    columns: tuple[str, ...]
    rows: Sequence[object]


class Answer(NamedTuple):
    """What a command has to say.

    Attributes
    ----------
    question
        The name of the command.
    store
        What the store says about itself.
    parameters
        What was asked, names resolved to ids.
    fields
        The answer itself, by the keys of the JSON document: ``rows``, or what stands for them.
    sheet
        The same as lines of CSV.
    page
        The same for people; made when it is wanted.
    """

    question: str
    store: StoreFacts
    parameters: Mapping[str, object]
    fields: Mapping[str, object]
    sheet: Sheet
    page: Callable[[], Page]


def give(settings: Settings, answer: Answer) -> None:
    """Write an answer to stdout, whole, in the form that was asked for."""
    for text in _written(settings, answer):
        settings.say(text)


def _written(settings: Settings, answer: Answer) -> Iterable[str]:
    # Each form is imported when it is wanted, since each costs time at every start.
    if settings.form == "json":
        from netweave.cli.as_json import document  # noqa: PLC0415

        return document(answer, settings.as_of)
    if settings.form == "csv":
        from netweave.cli.as_csv import csv_text  # noqa: PLC0415

        return [csv_text(answer.sheet)]
    if settings.form == "markdown":
        from netweave.cli.as_markdown import markdown_text  # noqa: PLC0415

        return [markdown_text(answer.page())]
    from netweave.cli.as_text import page_text  # noqa: PLC0415

    return [page_text(answer.page())]
