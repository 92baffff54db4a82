"""The command `dissolve`: what would be lost if a network, or its host, were gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet
from netweave.cli.door.names import completing, named
from netweave.cli.door.options import examples, global_options
from netweave.cli.door.shared_options import top_option
from queries.asking.today import today
from queries.dissolve import KINDS, Loser, dissolve

if TYPE_CHECKING:
    from graph.model import Node
    from graph.store import Reader
    from netweave.cli.answer.pages import AnswerPage
    from netweave.cli.door.settings import Settings
    from queries.dissolve import Dissolved


@click.command(
    "dissolve",
    epilog=examples(
        'netweave dissolve "Maine Cohort"',
        "netweave dissolve network:nessc --hosted",
        'netweave dissolve "Nellie Mae Education Foundation" --format csv',
    ),
)
@click.argument("name", metavar="NAME", shell_complete=completing(KINDS))
@click.option("--hosted", is_flag=True, help="Of a network also what it hosts or convenes.")
@top_option()
@global_options()
@click.pass_obj
def command(settings: Settings, name: str, hosted: bool, top: int | None) -> None:
    """Say what would be lost if a network, or its host, were gone.

    Gone are it and all that is part of it; of an organization or a person also what it hosts or
    convenes. Who would lose their last link, who would be parted from whom, and which other
    networks hold most of those who would be left.

    NAME is a network, a program, an event, an organization or a person.
    """
    with settings.reading() as store:
        node = named(store, name, KINDS)
        found = dissolve(store, node, hosted=hosted, as_of=settings.as_of)
        give(settings, dissolve_answer(store, node, found, settings.as_of, hosted=hosted, top=top))


def dissolve_answer(
    store: Reader,
    node: Node,
    found: Dissolved,
    as_of: str | None,
    *,
    hosted: bool = False,
    top: int | None = None,
) -> Answer:
    """What would be lost as an answer."""
    rows = found.rows[:top]

    def page() -> AnswerPage:
        from netweave.cli.ask.dissolve_page import dissolve_page  # noqa: PLC0415 - as for others

        return dissolve_page(store, node, found, as_of, top)

    said = {"name": node.id, "hosted": hosted, "top": top, "today": today(as_of)}
    fields = {**found._asdict(), "rows": rows}
    return Answer("dissolve", store.facts(), said, fields, CsvSheet(Loser._fields, rows), page)
