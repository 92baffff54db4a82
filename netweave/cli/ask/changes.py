"""The command `changes`: what changed between two dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graph.errors import DateError
from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet, columns
from netweave.cli.door.options import examples, global_options
from netweave.cli.door.progress import share_progress
from netweave.cli.door.shared_options import top_option
from netweave.cli.door.without import without_option

if TYPE_CHECKING:
    from graph.store import Reader
    from netweave.cli.answer.pages import AnswerPage
    from netweave.cli.door.settings import Settings
    from queries.changes import DatedChanges


def _date(ctx: click.Context, param: click.Parameter, value: str) -> str:
    from graph.spells import read_as_of  # noqa: PLC0415 - help reads no date

    try:
        read_as_of(value)
    except DateError as error:
        raise click.BadParameter(str(error), ctx, param) from None
    return value


@click.command(
    "changes",
    epilog=examples(
        "netweave changes 2013 2018",
        "netweave changes 2012-06 2020 --format csv",
        "netweave changes 2015 2020 --top 10",
    ),
)
@click.argument("start", metavar="FROM", callback=_date)
@click.argument("end", metavar="TO", callback=_date)
@top_option()
@without_option
@global_options(dated=False)
@click.pass_obj
def command(settings: Settings, start: str, end: str, top: int | None) -> None:
    """Say what changed between two dates.

    Who joined and who left, by network; what began and ended; who stood between the parts then
    and now; and whether parts came together or fell apart. FROM and TO are dates as for --as-of.

    Only what is dated can be told. That nobody is recorded to have left is not: nobody left.
    """
    from queries.changes import changes  # noqa: PLC0415 - help computes nothing

    with settings.reading() as store:
        with share_progress("Betweenness") as progress:
            found = changes(store, start, end, progress=progress)
        give(settings, changes_answer(store, found, start, end, top))


def changes_answer(
    store: Reader, found: DatedChanges, start: str, end: str, top: int | None = None
) -> Answer:
    """The changes as an answer."""
    from queries.changes import DatedChange, Joiner  # noqa: PLC0415 - help computes nothing

    rows = found.rows[:top]

    def page() -> AnswerPage:
        from netweave.cli.ask.changes_page import changes_page  # noqa: PLC0415 - JSON needs none

        return changes_page(found, start, end)

    fields = {"rows": rows, "bridges": found.bridges, "components": found.components}
    paths = columns(DatedChange._fields, member=Joiner._fields, network=("id", "kind", "name"))
    said = {"from": start, "to": end, "top": top}
    return Answer("changes", store.facts(), said, fields, CsvSheet(paths, _lines(found, top)), page)


def _lines(found: DatedChanges, top: int | None) -> list[object]:
    """The rows as lines: an end that is not there is empty."""
    from graph.model import Ref  # noqa: PLC0415 - only CSV needs it
    from queries.changes import Joiner  # noqa: PLC0415 - the same

    nobody, nowhere = Joiner("", "", "", None), Ref("", "", "")
    return [
        row._replace(member=row.member or nobody, network=row.network or nowhere)
        for row in found.rows[:top]
    ]
