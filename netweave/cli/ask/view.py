"""The command `view`: an answer as a picture, one file that can be mailed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from graph.schema import COLLECTIVES
from netweave.cli.ask.conveners_options import by_id, convener_options, resolved
from netweave.cli.ask.view_field import FIELD_VIEWS
from netweave.cli.ask.view_file import give_page, ids_of, into
from netweave.cli.ask.view_loose import graph
from netweave.cli.ask.view_over_time import timeline
from netweave.cli.door.names import all_named, completing, named
from netweave.cli.door.options import examples, global_options
from netweave.cli.door.shared_options import (
    avoid_option,
    k_option,
    of_option,
    place_option,
    through_option,
    top_option,
)
from netweave.cli.door.terms import type_of
from netweave.visuals.picture.limits import NETWORKS, PATH_ROUTES
from queries.asking.scope import NETWORK_KINDS

if TYPE_CHECKING:
    from netweave.cli.door.settings import Settings
    from queries.asking.scope import Of, Through


@click.group(
    "view",
    epilog=examples(
        "netweave view path Pittsfield Lindsay -o out/path.html",
        'netweave view path "RSU 2" Chugach --through all -o out/rsu-2-chugach.html',
        "netweave view ego Lindsay -o out/lindsay.html",
        "netweave view networks -o out/networks.png",
    ),
)
@global_options(output=False)
def command() -> None:
    """Draw an answer as a page that can be mailed.

    A page is one HTML file. It needs no network and no program but a browser, has search, filter
    and sources, says everything in words and tables too, and can be printed. With an output that
    ends in .png or .svg the picture alone is written.
    """


@command.command(
    "path", epilog=examples("netweave view path Pittsfield Lindsay -o out/pittsfield-lindsay.html")
)
@click.argument("a", metavar="A", shell_complete=completing())
@click.argument("b", metavar="B", shell_complete=completing())
@into
@through_option()
@k_option(
    PATH_ROUTES,
    text=f"How many of the shortest routes to show; at most {PATH_ROUTES} are drawn.",
)
@avoid_option
@global_options(output=False)
@click.pass_obj
def path(
    settings: Settings,
    a: str,
    b: str,
    output: str,
    through: Through,
    k: int,
    avoid: tuple[str, ...],
) -> None:
    """Draw how two entities are connected, one column for each step."""
    from netweave.visuals.routes.view import view_path  # noqa: PLC0415 - help needs none

    with settings.reading() as store:
        one, other, *others = all_named(store, [a, b, *avoid])
        page = view_path(
            store, one, other, through=through, k=k, avoid=others, as_of=settings.as_of
        )
        ends = {"a": one.id, "b": other.id}
        asked = {"view": "path", **ends, "through": through, "k": k, "avoid": ids_of(others)}
        give_page(settings, store, page, asked, output)


@command.command(
    "ego", epilog=examples('netweave view ego "Maine Cohort" -o out/maine-cohort.html')
)
@click.argument("name", metavar="NAME", shell_complete=completing())
@into
@through_option("all")
@click.option(
    "--radius",
    type=type_of("radius"),
    default=1,
    show_default=True,
    help="1: what is tied to it; 2: what is tied to those as well.",
)
@global_options(output=False)
@click.pass_obj
def ego(settings: Settings, name: str, output: str, through: Through, radius: int) -> None:
    """Draw one entity with what surrounds it."""
    from netweave.visuals.ego import view_ego  # noqa: PLC0415 - help needs none

    with settings.reading() as store:
        node = named(store, name)
        page = view_ego(store, node, radius=radius, through=through, as_of=settings.as_of)
        asked = {"view": "ego", "name": node.id, "through": through, "radius": radius}
        give_page(settings, store, page, asked, output)


@command.command(
    "map", epilog=examples('netweave view map --network "Maine Cohort" -o out/cohort-map.html')
)
@into
@click.option(
    "--network",
    metavar="NAME",
    shell_complete=completing(),
    help="A collective to begin with: outlined if it is regional, else tied to its centre.",
)
@through_option()
@place_option
@global_options(output=False)
@click.pass_obj
def map_(
    settings: Settings, network: str | None, output: str, through: Through, within: str | None
) -> None:
    """Draw the districts on the map, by cluster or one network at a time."""
    from netweave.visuals.map.view import view_map  # noqa: PLC0415 - help needs none

    with settings.reading() as store:
        chosen = None if network is None else named(store, network, COLLECTIVES)
        terms: dict[str, Any] = {"through": through, "within": within}
        page = view_map(store, network=chosen, **terms, as_of=settings.as_of)
        asked = {"view": "map", "network": chosen and chosen.id, **terms}
        give_page(settings, store, page, asked, output)


@command.command(
    "conveners",
    epilog=examples("netweave view conveners --size 6 --max-per-state 1 -o out/conveners.html"),
)
@into
@convener_options
@global_options(output=False)
@click.pass_obj
def conveners(settings: Settings, /, output: str, **given: Any) -> None:
    """Draw who could convene: the best group, who brings what, and all candidates."""
    from netweave.visuals.conveners.view import view_conveners  # noqa: PLC0415 - help needs none

    with settings.reading() as store:
        terms = resolved(store, given)
        page = view_conveners(store, as_of=settings.as_of, **terms)
        give_page(settings, store, page, {"view": "conveners", **by_id(terms)}, output)


@command.command(
    "networks",
    epilog=examples(
        "netweave view networks -o out/networks.html",
        'netweave view networks "Maine Cohort" -o out/maine.png',
        "netweave view networks --top 40 -o out/largest.html",
    ),
)
@click.argument("names", metavar="[NAME...]", nargs=-1, shell_complete=completing())
@into
@through_option()
@top_option(
    NETWORKS,
    text=f"Only the N largest; without it more than {NETWORKS} are shown as a heat map.",
)
@place_option
@global_options(output=False)
@click.pass_obj
def networks(settings: Settings, /, names: tuple[str, ...], output: str, **terms: Any) -> None:
    """Draw the networks, consortia and cohorts that share members, by clusters.

    A line is the wider the more members two share. Lines join the pairs that share more than
    expected or, where few do, the two strongest ties of each.

    One NAME: it and those it shares members with; several: these; none: all.
    """
    from netweave.visuals.networks.view import view_networks  # noqa: PLC0415 - help needs none

    with settings.reading() as store:
        nodes = all_named(store, names, NETWORK_KINDS)
        page = view_networks(store, *nodes, **terms, as_of=settings.as_of)
        asked = {"view": "networks", "names": ids_of(nodes), **terms}
        give_page(settings, store, page, asked, output)


@command.command(
    "overlap",
    epilog=examples(
        "netweave view overlap -o out/overlap.html",
        'netweave view overlap "Maine Cohort" -o out/maine-overlap.svg',
        "netweave view overlap --of districts -o out/districts.html",
    ),
)
@click.argument("names", metavar="[NAME...]", nargs=-1, shell_complete=completing())
@into
@of_option
@place_option
@global_options(output=False)
@click.pass_obj
def overlap(
    settings: Settings, names: tuple[str, ...], output: str, of: Of, within: str | None
) -> None:
    """Draw who shares how many members with whom, and whether more than expected, as a heat map.

    One NAME: it and those it shares any with; several: these; none: all that overlap.
    """
    from netweave.visuals.networks.heat_view import view_overlap  # noqa: PLC0415 - help needs none

    kinds = NETWORK_KINDS if of == "networks" else ("district",)
    with settings.reading() as store:
        nodes = all_named(store, names, kinds)
        page = view_overlap(store, *nodes, of=of, within=within, as_of=settings.as_of)
        asked = {"view": "overlap", "names": ids_of(nodes), "of": of, "within": within}
        give_page(settings, store, page, asked, output)


command.add_command(timeline)
command.add_command(graph)
for _page in FIELD_VIEWS:
    command.add_command(_page)
