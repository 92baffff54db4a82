"""The command `reconcile`: names against the store, for OpenRefine and its like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from netweave.cli.door.options import examples, global_options

if TYPE_CHECKING:
    from netweave.cli.door.settings import Settings

PORT = 8391


@click.command(
    "reconcile",
    epilog=examples("netweave reconcile --help", "netweave reconcile --port 0 --help"),
)
@click.option(
    "--port",
    metavar="N",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help="Where it listens on this machine; 0 for any that is free.",
)
@global_options(dated=False, output=False)
@click.pass_obj
def command(settings: Settings, port: int) -> None:
    """Serve names of districts and networks to tools that clean tables.

    It speaks the Reconciliation Service API of the W3C community group, which OpenRefine and others
    ask: add the address that is printed as a standard service there. It listens on this machine
    alone and changes nothing. Ctrl-C ends it.
    """
    from netweave.cli.keep.reconciling import service  # noqa: PLC0415 - help needs no server

    with service(settings.store, port) as server:
        click.echo(f"Add this address as a service: http://127.0.0.1:{server.server_port}/")
        server.serve_forever()
