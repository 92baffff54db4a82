"""The command `doctor`: whether a store is whole, and the file it is in; and what is beside it."""

from __future__ import annotations

import click

from netweave.cli.door.options import examples, global_options
from netweave.cli.door.settings import Settings


@click.command("doctor", epilog=examples("netweave doctor", "netweave doctor --repair"))
@click.option(
    "--repair",
    is_flag=True,
    help="Write anew what follows from entities and statements, all or nothing.",
)
@global_options(private=False)
@click.pass_context
def command(ctx: click.Context, *, repair: bool) -> None:
    """Say whether a store is whole, and repair it.

    Everything is recounted, as `netweave verify` does it: entities, statements, the digest, and
    all that is derived from them. Of a file, SQLite's own check is made too, and what lies beside
    it is named. The exit status is 1 if something is left that is not right.
    """
    from netweave.cli.keep.beside import beside  # noqa: PLC0415 - help needs none
    from netweave.cli.keep.recounting import give_recount, recounted  # noqa: PLC0415 - the same

    settings = ctx.ensure_object(Settings)
    found = recounted(settings.store, repair=repair, health=True)
    give_recount(settings, "doctor", found, {"repair": repair}, beside(settings.store))
    if not found.whole:
        ctx.exit(1)
