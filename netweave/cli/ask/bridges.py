"""The command `bridges`: who stands between the parts of the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet
from netweave.cli.door.options import examples, global_options
from netweave.cli.door.progress import share_progress
from netweave.cli.door.shared_options import place_option, through_option, top_option
from queries.asking.today import today

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store import Reader
    from netweave.cli.answer.pages import AnswerPage
    from netweave.cli.door.settings import Settings
    from queries.asking.scope import Through
    from queries.bridges import Bridges, Normaliser


@click.command(
    "bridges",
    epilog=examples(
        "netweave bridges --top 10 --explain",
        "netweave bridges --kind district --top 5",
        "netweave bridges --through all --format csv",
    ),
)
@click.option(
    "--kind",
    metavar="KIND",
    default="all",
    show_default=True,
    help="Only entities of this kind, collective for all that one can belong to.",
)
@top_option()
@through_option()
@place_option
@click.option("--explain", is_flag=True, help="Say what each column means.")
@global_options()
@click.pass_obj
def command(
    settings: Settings,
    kind: str,
    top: int | None,
    through: Through,
    within: str | None,
    explain: bool,
) -> None:
    """Say who stands between the parts of the graph.

    On how many shortest routes between others an entity lies, whether its contacts could reach
    each other without it, over how many states the districts spread that it reaches, and who is
    cut off when it leaves.
    """
    from queries.bridges import bridges  # noqa: PLC0415 - help computes nothing

    with settings.reading() as store:
        with share_progress("Betweenness") as progress:
            ranking = bridges(
                store,
                kind=kind,
                through=through,
                top=top,
                within=within,
                as_of=settings.as_of,
                progress=progress,
            )
        asked = {"kind": kind, "through": through, "top": top, "within": within}
        asked["today"] = today(settings.as_of)
        give(settings, bridges_answer(store, ranking, asked, settings.as_of, explain=explain))


def bridges_answer(
    store: Reader,
    ranking: Bridges,
    asked: Mapping[str, object],
    as_of: str | None,
    *,
    explain: bool = False,
) -> Answer:
    """Bridges as an answer to what was asked."""
    from queries.bridges import Bridge  # noqa: PLC0415 - help computes nothing

    def page() -> AnswerPage:
        from netweave.cli.ask.bridges_page import bridges_page  # noqa: PLC0415 - JSON needs none

        return bridges_page(store, ranking, asked, as_of, explain=explain)

    return Answer(
        "bridges",
        store.facts(),
        asked,
        {"rows": ranking.rows, "normaliser": _fields(ranking.normaliser), "ties": ranking.ties},
        CsvSheet(Bridge._fields, ranking.rows),
        page,
    )


def _fields(normaliser: Normaliser) -> dict[str, object]:
    """The fields of the rule that applies."""
    return {name: value for name, value in normaliser._asdict().items() if value is not None}
