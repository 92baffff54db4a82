"""The command `cache`: what was computed for graphs on servers and is kept, and how it goes."""

from __future__ import annotations

import click

from netweave.cli.answer.words import count
from netweave.cli.door.options import examples


@click.command("cache", epilog=examples("netweave cache", "netweave cache --clear"))
@click.option("--clear", is_flag=True, help="Take it all away; it is computed again when asked.")
def command(*, clear: bool) -> None:
    """Say what measures are kept for graphs on servers, or take them away.

    They are kept by the digest of the graph they follow from, in one file of your cache folder
    (NETWEAVE_CACHE names another folder, and none if it is empty). An offline store keeps its own
    in its file.
    """
    from graph import user_cache  # noqa: PLC0415 - help needs none

    kept = user_cache.clear() if clear else user_cache.held()
    if kept.path is None:
        click.echo(f"Nothing is kept: {user_cache.VARIABLE} is empty.")
        return
    verb = "Taken away" if clear else "Kept"
    size = f"{kept.size / 1e6:,.1f} MB"
    click.echo(f"{verb}: {count(kept.values, 'result')}, {size}, in {kept.path}")
