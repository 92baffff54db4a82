"""The command `view graph`: a network of pyvis to play with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from netweave.cli.ask.view_file import give_page, ids_of
from netweave.cli.door.names import all_named, completing
from netweave.cli.door.options import examples, global_options
from netweave.cli.door.output import check_ending, force_option
from netweave.cli.door.shared_options import through_option

if TYPE_CHECKING:
    from netweave.cli.door.settings import Settings
    from queries.asking.scope import Through


def _checked(ctx: click.Context, param: click.Parameter, value: str) -> str:
    del ctx, param
    check_ending(value, (".html", ".htm"))
    return value


@click.command(
    "graph",
    epilog=examples(
        "netweave view graph Lindsay -o out/loose.html",
        'netweave view graph "Maine Cohort" Lindsay --physics -o out/moving.html',
    ),
)
@click.argument("names", metavar="[NAME...]", nargs=-1, shell_complete=completing())
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    required=True,
    type=click.Path(dir_okay=False),
    callback=_checked,
    help="The file to write, which ends in .html.",
)
@force_option
@through_option("all")
@click.option("--physics", is_flag=True, help="Let nodes move until they have found a place.")
@global_options(output=False)
@click.pass_obj
def graph(
    settings: Settings, names: tuple[str, ...], output: str, through: Through, *, physics: bool
) -> None:
    """Draw entities with what is tied to them as a loose network of pyvis, to drag and restyle.

    Without a NAME it is everything that is tied to something. The page is pyvis's own, without
    words and tables; `netweave.to_pyvis` gives the same network in Python.
    """
    from netweave.visuals.loose import view_graph  # noqa: PLC0415 - help needs none

    with settings.reading() as store:
        nodes = all_named(store, names)
        terms = {"through": through, "physics": physics}
        page = view_graph(store, *nodes, through=through, physics=physics, as_of=settings.as_of)
        give_page(settings, store, page, {"view": "graph", "names": ids_of(nodes), **terms}, output)
