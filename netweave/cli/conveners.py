"""The command `conveners`: who could convene a network of networks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import click

from netweave.cli.answers import Answer, Sheet, give
from netweave.cli.names import completing, named
from netweave.cli.options import Settings, examples, global_options
from netweave.cli.progress import share_progress
from queries.catalogue import kinds_asked
from queries.connect import Through
from queries.conveners import Convener, conveners
from queries.covering import Cover
from queries.group import TIME_LIMIT
from queries.group_beside import carriers, other_groups
from queries.stability import DRAWS, stability

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store import Reader
    from netweave.cli.pages import Page
    from queries.conveners import Conveners
    from queries.stability import Stability

SIZE = 6


def _read_weights(
    ctx: click.Context, param: click.Parameter, value: str | None
) -> dict[str, float] | None:
    """Weights as one types them, ``reach_2=2,years=1``, by the names of figures."""
    if value is None:
        return None
    found: dict[str, float] = {}
    for part in value.split(","):
        name, _, number = part.partition("=")
        try:
            found[name.strip()] = float(number)
        except ValueError:
            message = f"{part!r} is no weight. Write, say, reach_2=2,years=1."
            raise click.BadParameter(message, ctx, param) from None
    return found


@click.command(
    "conveners",
    epilog=examples(
        "netweave conveners",
        "netweave conveners --size 8 --max-per-state 1 --exclude Lindsay",
        "netweave conveners --kind organization --cover districts --size 4",
        "netweave conveners --cover-all --stability",
    ),
)
@click.option(
    "--size",
    metavar="K",
    type=click.IntRange(min=1),
    default=SIZE,
    show_default=True,
    help="How many members the group has; all candidates, if there are fewer.",
)
@click.option(
    "--kind",
    metavar="KIND",
    default="district",
    show_default=True,
    help="Who is a candidate: a kind, collective for all that one can belong to, or all.",
)
@click.option(
    "--cover",
    type=click.Choice(get_args(Cover)),
    default="networks",
    show_default=True,
    help="What is to be reached.",
)
@click.option(
    "--reach",
    type=click.IntRange(1, 2),
    default=1,
    show_default=True,
    help="Within how many steps the group is to reach it.",
)
@click.option(
    "--include",
    metavar="NAME",
    multiple=True,
    shell_complete=completing(),
    help="Who must be in the group; may be given several times.",
)
@click.option(
    "--exclude",
    metavar="NAME",
    multiple=True,
    shell_complete=completing(),
    help="Who must not be in the group; may be given several times.",
)
@click.option(
    "--max-per-state",
    metavar="N",
    type=click.IntRange(min=1),
    help="How many members may be of one state; those without a state are not limited.",
)
@click.option("--each-cluster", is_flag=True, help="At least one member of each cluster.")
@click.option(
    "--cover-all",
    is_flag=True,
    help="The smallest group that reaches all that anyone reaches, and what nobody reaches.",
)
@click.option(
    "--through",
    type=click.Choice(get_args(Through)),
    default="memberships",
    show_default=True,
    help="The ties of betweenness and clusters; reach does not depend on it.",
)
@click.option(
    "--weights",
    callback=_read_weights,
    metavar="FIGURE=W,...",
    help="Order the list by a weighted sum of reach_1, reach_2, betweenness, participation, years.",
)
@click.option("--top", metavar="N", type=click.IntRange(min=1), help="Only so many rows.")
@click.option(
    "--stability",
    "steady",
    is_flag=True,
    help="Say how often each member stays when what is known changes a little.",
)
@click.option(
    "--draws",
    metavar="N",
    type=click.IntRange(min=0),
    default=DRAWS,
    show_default=True,
    help="With --stability: how often rosters known in part are filled up at random.",
)
@click.option(
    "--seed", metavar="N", type=int, default=0, show_default=True, help="Where chance begins."
)
@click.option(
    "--time-limit",
    metavar="SECONDS",
    type=click.FloatRange(min=0),
    default=TIME_LIMIT,
    show_default=True,
    help="How long to look for a proof, and for further groups as good.",
)
@global_options()
@click.pass_obj
def command(settings: Settings, /, **given: Any) -> None:
    """Say who could convene a network of networks.

    A list of candidates, each figure shown, with reasons; and the group that together reaches
    most, which is not the group of the best individuals. How far to trust it is said too.

    Position is not willingness: the figures say whom a call would reach, not who would make it.
    """
    steady, draws, seed, top = (given.pop(name) for name in ("steady", "draws", "seed", "top"))
    with settings.reading() as store:
        kinds = kinds_asked(given["kind"])
        for side in ("include", "exclude"):
            given[side] = [named(store, name, kinds).id for name in given[side]]
        with share_progress("Betweenness") as progress:
            found = conveners(store, **given, as_of=settings.as_of, progress=progress)
        asked = {**given, "top": top, "reference_year": found.reference_year}
        firm = None
        if steady:
            asked |= {"draws": draws, "seed": seed}
            with share_progress("Stability") as progress:
                firm = stability(store, found, draws=draws, seed=seed, progress=progress)
        give(settings, conveners_answer(store, found, asked, firm))


def conveners_answer(
    store: Reader,
    found: Conveners,
    asked: Mapping[str, Any],
    firm: Stability | None = None,
) -> Answer:
    """Conveners as an answer to what was asked; with how steady the group is, if that is known."""
    others, depends = other_groups(found), carriers(store, found)

    def page() -> Page:
        from netweave.cli.conveners_page import Asked, conveners_page  # noqa: PLC0415 - JSON has none

        return conveners_page(store, found, Asked(asked, found.scope.as_of), others, depends, firm)

    rows = found.rows[: asked["top"]]
    fields: dict[str, object] = {
        "rows": rows,
        "group": found.group,
        "front": sorted(found.front),
        "beside": {"groups": others, "carriers": depends},
    }
    if found.sums is not None:
        fields["weighted"] = {row.id: found.sums[row.id] for row in rows}
    if asked["cover_all"]:
        fields |= {"at_least": found.chosen.at_least, "unreached": found.unreached}
    if firm is not None:
        fields["stability"] = firm
    sheet = Sheet(Convener._fields, rows)
    return Answer("conveners", store.facts(), asked, fields, sheet, page)
