"""The pages about the field: `view peers`, `gaps`, `changes`, `handshake` and `dissolve`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from netweave.cli.ask.view_file import give_page, into
from netweave.cli.door.names import completing, named
from netweave.cli.door.options import examples, global_options
from netweave.cli.door.progress import share_progress
from netweave.cli.door.shared_options import PLACES, within_option
from queries.field.subject import KINDS as BEGINNERS

if TYPE_CHECKING:
    from netweave.cli.door.settings import Settings


@click.command("peers", epilog=examples("netweave view peers Hudson -o out/peers.html"))
@click.argument("name", metavar="NAME", shell_complete=completing(BEGINNERS))
@into
@global_options(output=False)
@click.pass_obj
def peers(settings: Settings, name: str, output: str) -> None:
    """Draw whom a district that begins can learn from, and where it can join in.

    A map of who is near, and cards with whom to ask, the most alike first.
    """
    from netweave.cli.ask.peers import asked  # noqa: PLC0415 - help needs none
    from netweave.visuals.field.peers_view import view_peers  # noqa: PLC0415 - the same

    with settings.reading() as store:
        node = asked(store, name)
        page = view_peers(store, node.id, as_of=settings.as_of)
        give_page(settings, store, page, {"view": "peers", "name": node.id}, output)


@click.command(
    "gaps", epilog=examples('netweave view gaps --within "New England" -o out/gaps.html')
)
@into
@within_option(f"Only these states, and of them every district in no network: {PLACES}")
@global_options(output=False)
@click.pass_obj
def gaps(settings: Settings, output: str, within: str | None) -> None:
    """Draw how many districts are in a network, where, and who else shows interest."""
    from netweave.visuals.field.gaps_view import view_gaps  # noqa: PLC0415 - help needs none

    with settings.reading() as store:
        page = view_gaps(store, within=within, as_of=settings.as_of)
        give_page(settings, store, page, {"view": "gaps", "within": within}, output)


@click.command("changes", epilog=examples("netweave view changes 2013 2018 -o out/changes.html"))
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO")
@into
@global_options(output=False, dated=False)
@click.pass_obj
def changes(settings: Settings, start: str, end: str, output: str) -> None:
    """Draw who joined and left between two dates, and who stood between the parts."""
    from netweave.visuals.field.changes_view import view_changes  # noqa: PLC0415 - help needs none

    with settings.reading() as store:
        with share_progress("Betweenness") as progress:
            page = view_changes(store, start, end, progress=progress)
        give_page(settings, store, page, {"view": "changes", "from": start, "to": end}, output)


@click.command(
    "handshake", epilog=examples("netweave view handshake Hudson Pittsfield -o out/meet.html")
)
@click.argument("a", metavar="A", shell_complete=completing())
@click.argument("b", metavar="B", shell_complete=completing())
@into
@global_options(output=False)
@click.pass_obj
def handshake(settings: Settings, a: str, b: str, output: str) -> None:
    """Draw whom to introduce to whom, so that two sides come closest.

    A and B are a district, a network (its member districts), or state:ST (the districts there).
    """
    from netweave.cli.ask.handshake import side  # noqa: PLC0415 - help needs none
    from netweave.visuals.field.handshake_view import view_handshake  # noqa: PLC0415 - the same

    with settings.reading() as store:
        one, other = side(store, a), side(store, b)
        page = view_handshake(store, one, other, as_of=settings.as_of)
        ends = [end if isinstance(end, str) else end.id for end in (one, other)]
        give_page(settings, store, page, {"view": "handshake", "a": ends[0], "b": ends[1]}, output)


@click.command(
    "dissolve", epilog=examples('netweave view dissolve "Maine Cohort" -o out/without.html')
)
@click.argument("name", metavar="NAME", shell_complete=completing())
@into
@click.option("--hosted", is_flag=True, help="Of a network also what it hosts or convenes.")
@global_options(output=False)
@click.pass_obj
def dissolve(settings: Settings, name: str, output: str, *, hosted: bool) -> None:
    """Draw who would stand alone if a network, or its host, were gone."""
    from netweave.visuals.field.dissolve_view import view_dissolve  # noqa: PLC0415 - help needs none
    from queries.dissolve import KINDS  # noqa: PLC0415 - the same

    with settings.reading() as store:
        node = named(store, name, KINDS)
        page = view_dissolve(store, node, hosted=hosted, as_of=settings.as_of)
        asked = {"view": "dissolve", "name": node.id, "hosted": hosted}
        give_page(settings, store, page, asked, output)


FIELD_VIEWS = (peers, gaps, changes, handshake, dissolve)
"""The pages about the field."""
