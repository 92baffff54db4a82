"""The command `cache`: what was computed for graphs on servers and is kept, and how it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet, Text
from netweave.cli.answer.words import count
from netweave.cli.door.options import examples, global_options
from netweave.cli.keep.check import EMPTY

if TYPE_CHECKING:
    from netweave.cli.answer.pages import AnswerPage
    from netweave.cli.door.settings import Settings


class KeptMeasures(NamedTuple):
    """What is kept, or was until it was taken away.

    Attributes
    ----------
    file
        Where; None where nothing is kept.
    results, bytes
        How many results, and their size.
    """

    file: str | None
    results: int
    bytes: int


@click.command("cache", epilog=examples("netweave cache", "netweave cache --clear"))
@click.option("--clear", is_flag=True, help="Take it all away; it is computed again when asked.")
@global_options(dated=False)
@click.pass_obj
def command(settings: Settings, *, clear: bool) -> None:
    """Say what measures are kept for graphs on servers, or take them away.

    They are kept by the digest of the graph they follow from, in one file of your cache folder
    (NETWEAVE_CACHE names another folder, and none if it is empty). An offline store keeps its own
    in its file.
    """
    from graph import user_cache  # noqa: PLC0415 - help needs none

    held = user_cache.clear() if clear else user_cache.held()
    row = KeptMeasures(None if held.path is None else str(held.path), held.values, held.size)

    def page() -> AnswerPage:
        if row.file is None:
            return [Text(f"Nothing is kept: {user_cache.VARIABLE} is empty.")]
        verb = "Taken away" if clear else "Kept"
        size = f"{row.bytes / 1e6:,.1f} MB"
        return [Text(f"{verb}: {count(row.results, 'result')}, {size}, in {row.file}")]

    sheet = CsvSheet(KeptMeasures._fields, [row])
    give(settings, Answer("cache", EMPTY, {"clear": clear}, {"rows": [row]}, sheet, page))
