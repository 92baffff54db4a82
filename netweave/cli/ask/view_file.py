"""The file that a picture goes to: the options that say where, and what is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet, Text
from netweave.cli.door.output import PICTURES, check_ending, check_target, force_option

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from graph.model import Node
    from graph.store import Reader
    from netweave.cli.door.settings import Settings
    from netweave.visuals.page.page import Page

F = TypeVar("F", bound="Callable[..., Any]")


class SavedPage(NamedTuple):
    """A page or figure that was written: where, its title, and its size in bytes."""

    file: str
    title: str
    bytes: int


def into(function: F) -> F:
    """The options that say where a page goes."""
    return click.option(
        "-o",
        "--output",
        metavar="FILE",
        required=True,
        type=click.Path(dir_okay=False),
        callback=_checked,
        help="The file to write: .html the page, .png or .svg the picture alone.",
    )(force_option(function))


def _checked(ctx: click.Context, param: click.Parameter, value: str) -> str:
    del ctx, param
    check_ending(value, PICTURES)
    return value


def ids_of(nodes: Sequence[Node]) -> list[str]:
    """The ids of entities, as the answer repeats them."""
    return [node.id for node in nodes]


def give_page(
    settings: Settings, store: Reader, page: Page, asked: Mapping[str, object], output: str
) -> None:
    """Write a page to its file, and say so."""
    check_target(settings, output)
    rows = [SavedPage(output, page.title, page.save(output).stat().st_size)]
    give(
        settings,
        Answer(
            "view",
            store.facts(),
            {**asked, "output": output},
            {"rows": rows},
            CsvSheet(SavedPage._fields, rows),
            lambda: [Text(f"Written: {output} ({page.title})")],
        ),
    )
