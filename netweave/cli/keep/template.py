"""The command `template`: a workbook to fill in, which `add` reads without a mapping."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from netweave.cli.door.options import examples, global_options
from netweave.cli.door.output import check_ending, check_target, force_option
from netweave.cli.keep.next_step import stored_at

if TYPE_CHECKING:
    from netweave.cli.door.settings import Settings

BOOK = ".xlsx"


@click.command(
    "template",
    epilog=examples(
        "netweave template -o roster.xlsx",
        "netweave template -o roster-nh.xlsx --networks 3 --state NH",
    ),
)
@click.option(
    "-o",
    "--output",
    "target",
    metavar="FILE",
    required=True,
    type=click.Path(dir_okay=False),
    help="The workbook to write (.xlsx).",
)
@click.option(
    "--networks",
    metavar="N",
    type=click.IntRange(1, 50),
    default=1,
    show_default=True,
    help="How many sheets it has: one for each network.",
)
@click.option("--state", metavar="ST", default="", help="The state of districts without one.")
@force_option
@global_options(dated=False, output=False)
@click.pass_obj
def command(settings: Settings, target: str, networks: int, state: str) -> None:
    """Write a workbook to fill in, which `add` reads as it is.

    It has a sheet for each network, with lists to choose from: the states, the networks of the
    store and school years. Fill in what is known: a district and a network are enough, and with
    --state no state need be written.
    """
    from graph.names.states import state_of  # noqa: PLC0415 - nor a loader
    from graph.opening import is_there, open_store  # noqa: PLC0415 - help needs no store
    from netweave.cli.keep.template_book import write_template  # noqa: PLC0415 - nor a workbook

    check_ending(target, [BOOK])
    check_target(settings, target)
    code = state_of(state) if state else None
    if state and code is None:
        raise click.BadParameter(f"{state} is no state.", param_hint="--state")
    names: list[str] = []
    if is_there(settings.store):
        with open_store(settings.store) as store:
            found = store.catalogue(("network", "consortium", "cohort"))
            names = sorted({node.name for node in found})
    write_template(Path(target), networks, code, names)
    click.echo(f"Written: {target}")
    add = f"netweave add {shlex.quote(target)}{stored_at(settings.store)}"
    click.echo(f"Fill it in, then type: {add}")
