"""The command `view timeline`: spells as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from netweave.cli.ask.view_file import give_page, into
from netweave.cli.door.names import completing, named
from netweave.cli.door.options import examples, global_options

if TYPE_CHECKING:
    from netweave.cli.door.settings import Settings


@click.command(
    "timeline",
    epilog=examples(
        'netweave view timeline "Digital Promise League" -o out/league.html',
        "netweave view timeline Lindsay -o out/lindsay-timeline.png",
    ),
)
@click.argument("name", metavar="NETWORK|NAME", shell_complete=completing())
@into
@global_options(output=False)
@click.pass_obj
def timeline(settings: Settings, name: str, output: str) -> None:
    """Draw since when, and until when, each member belongs: a bar for each spell.

    Bars are hollow where the beginning is not known. Of an entity that is no network: what it
    belongs to, and its other ties.
    """
    from netweave.visuals.timeline.view import view_timeline  # noqa: PLC0415 - help needs none

    with settings.reading() as store:
        node = named(store, name)
        page = view_timeline(store, node, as_of=settings.as_of)
        give_page(settings, store, page, {"view": "timeline", "name": node.id}, output)
