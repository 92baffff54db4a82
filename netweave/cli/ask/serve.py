"""The command `serve`: the atlas over the live store, on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from netweave.cli.door.options import examples, global_options

if TYPE_CHECKING:
    from netweave.cli.door.settings import Settings

PORT = 8392


@click.command("serve", epilog=examples("netweave serve --help", "netweave serve --open --help"))
@click.option(
    "--port",
    metavar="N",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help="Where it listens on this machine; 0 for any that is free.",
)
@click.option("--open", "opening", is_flag=True, help="Open the page in the browser.")
@global_options(dated=False, output=False)
@click.pass_obj
def command(settings: Settings, port: int, *, opening: bool) -> None:
    """Serve the atlas of the live store on this machine.

    The page is that of `netweave atlas`; its questions are answered from the store as it is then.
    It listens on this machine alone, answers those who know the token in the address that is
    printed, and changes nothing. Ctrl-C ends it.
    """
    from netweave.cli.ask.serving import atlas_server  # noqa: PLC0415 - help needs no server

    with atlas_server(settings.store, port) as (server, address):
        click.echo(f"Open this address in a browser: {address}")
        if opening:
            click.launch(address)
        server.serve_forever()
