"""The command `view`: an answer as a picture, one HTML file that can be mailed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, get_args

import click

from netweave.cli.answers import Answer, Sheet, give
from netweave.cli.names import completing, named
from netweave.cli.options import Settings, examples, global_options
from netweave.cli.pages import Text
from netweave.visuals.limits import PATH_ROUTES
from queries.connect import Through

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from graph.store import Reader
    from netweave.visuals.page import Page

F = TypeVar("F", bound="Callable[..., Any]")


class Written(NamedTuple):
    """A page that was written: where, its title, and its size in bytes."""

    file: str
    title: str
    bytes: int


@click.group(
    "view",
    epilog=examples(
        "netweave view path Pittsfield Lindsay -o out/path.html",
        'netweave view path "RSU 2" Chugach --through all -o out/rsu-2-chugach.html',
        "netweave view ego Lindsay -o out/lindsay.html",
    ),
)
@global_options()
def command() -> None:
    """Draw an answer as a page that can be mailed.

    A page is one HTML file. It needs no network and no program but a browser, has search, filter
    and sources, says everything in words and tables too, and can be printed.
    """


def _into(function: F) -> F:
    """The option that says where a page goes."""
    return click.option(
        "-o",
        "--output",
        metavar="FILE",
        required=True,
        type=click.Path(dir_okay=False),
        help="The HTML file to write; what is there is replaced.",
    )(function)


def _through(default: Through) -> Callable[[F], F]:
    return click.option(
        "--through",
        type=click.Choice(get_args(Through)),
        default=default,
        show_default=True,
        help="Which ties count: memberships and parts of a whole, or ties of every type.",
    )


@command.command(
    "path", epilog=examples("netweave view path Pittsfield Lindsay -o out/pittsfield-lindsay.html")
)
@click.argument("a", metavar="A", shell_complete=completing())
@click.argument("b", metavar="B", shell_complete=completing())
@_into
@_through("memberships")
@click.option(
    "-k",
    type=click.IntRange(min=1),
    default=PATH_ROUTES,
    show_default=True,
    help=f"How many of the shortest routes to show; at most {PATH_ROUTES} are drawn.",
)
@click.option(
    "--avoid",
    metavar="NAME",
    multiple=True,
    shell_complete=completing(),
    help="An entity that no route may pass; may be given several times.",
)
@global_options()
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
    from netweave.visuals.path import view_path  # noqa: PLC0415 - help needs none

    with settings.reading() as store:
        ends = {name: named(store, text).id for name, text in (("a", a), ("b", b))}
        avoided = [named(store, name).id for name in avoid]
        page = view_path(store, a, b, through=through, k=k, avoid=avoided, as_of=settings.as_of)
        asked = {"view": "path", **ends, "through": through, "k": k, "avoid": avoided}
        _give(settings, store, page, asked, output)


@command.command(
    "ego", epilog=examples('netweave view ego "Maine Cohort" -o out/maine-cohort.html')
)
@click.argument("name", metavar="NAME", shell_complete=completing())
@_into
@_through("all")
@click.option(
    "--radius",
    type=click.IntRange(1, 2),
    default=1,
    show_default=True,
    help="1: what is tied to it; 2: what is tied to those as well.",
)
@global_options()
@click.pass_obj
def ego(settings: Settings, name: str, output: str, through: Through, radius: int) -> None:
    """Draw one entity with what surrounds it."""
    from netweave.visuals.ego import view_ego  # noqa: PLC0415 - help needs none

    with settings.reading() as store:
        node = named(store, name)
        page = view_ego(store, node.id, radius=radius, through=through, as_of=settings.as_of)
        asked = {"view": "ego", "name": node.id, "through": through, "radius": radius}
        _give(settings, store, page, asked, output)


def _give(
    settings: Settings, store: Reader, page: Page, asked: Mapping[str, object], output: str
) -> None:
    page.save(output)
    rows = [Written(output, page.title, len(page.html.encode()))]
    give(
        settings,
        Answer(
            "view",
            store.facts(),
            {**asked, "output": output},
            {"rows": rows},
            Sheet(Written._fields, rows),
            lambda: [Text(f"Written: {output} ({page.title})")],
        ),
    )
