"""The command `conveners`: who could convene a network of networks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet
from netweave.cli.ask.conveners_options import by_id, convener_options, resolved
from netweave.cli.door.options import examples, global_options
from netweave.cli.door.progress import share_progress
from netweave.cli.door.shared_options import top_option
from netweave.cli.door.terms import type_of
from queries.asking.scope import DRAWS
from queries.asking.today import today

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store import Reader
    from netweave.cli.answer.pages import AnswerPage
    from netweave.cli.door.settings import Settings
    from queries.groups.answer import Conveners
    from queries.stability import Stability


@click.command(
    "conveners",
    epilog=examples(
        "netweave conveners",
        "netweave conveners --size 8 --max-per-state 1 --exclude Lindsay",
        "netweave conveners --kind organization --cover districts --size 4",
        "netweave conveners --size 4 --stability --draws 10",
    ),
)
@convener_options
@top_option()
@click.option(
    "--stability",
    "steady",
    is_flag=True,
    help="Say how often each member stays when what is known changes a little.",
)
@click.option(
    "--draws",
    metavar="N",
    type=type_of("draws"),
    default=DRAWS,
    show_default=True,
    help="With --stability: how often rosters known in part are filled up at random.",
)
@click.option(
    "--seed",
    metavar="N",
    type=type_of("seed"),
    default=0,
    show_default=True,
    help="Where chance begins.",
)
@global_options()
@click.pass_obj
def command(settings: Settings, /, **given: Any) -> None:
    """Say who could convene a network of networks.

    A list of candidates, each figure shown, with reasons; and the group that together reaches
    most, which is not the group of the best individuals. How far to trust it is said too.

    Position is not willingness: the figures say whom a call would reach, not who would make it.
    """
    from queries.conveners import conveners  # noqa: PLC0415 - help computes nothing
    from queries.stability import stability  # noqa: PLC0415 - the same

    steady, draws, seed, top = (given.pop(name) for name in ("steady", "draws", "seed", "top"))
    with settings.reading() as store:
        terms = resolved(store, given)
        with share_progress("Betweenness") as progress:
            convening = conveners(store, **terms, as_of=settings.as_of, progress=progress)
        asked: dict[str, Any] = {
            **by_id(terms),
            "top": top,
            "reference_year": convening.reference_year,
        }
        asked["today"] = today(settings.as_of)
        firm = None
        if steady:
            asked |= {"draws": draws, "seed": seed}
            with share_progress("Stability") as progress:
                firm = stability(store, convening, draws=draws, seed=seed, progress=progress)
        give(settings, conveners_answer(store, convening, asked, firm))


def conveners_answer(
    store: Reader,
    convening: Conveners,
    asked: Mapping[str, Any],
    firm: Stability | None = None,
) -> Answer:
    """Conveners as an answer to what was asked; with how steady the group is, if that is known."""
    from queries.groups.answer import Convener  # noqa: PLC0415 - help computes nothing
    from queries.groups.beside import carriers, other_groups  # noqa: PLC0415 - the same

    depends = carriers(store, convening)

    def page() -> AnswerPage:
        from netweave.cli.ask.conveners_page import conveners_page  # noqa: PLC0415 - JSON has none

        return conveners_page(store, convening, depends, firm, asked["top"])

    rows = convening.rows[: asked["top"]]
    fields: dict[str, object] = {
        "rows": rows,
        "group": convening.group,
        "front": sorted(convening.front),
        "ties": convening.ties,
        "beside": {"groups": other_groups(convening), "carriers": depends},
    }
    if convening.sums is not None:
        fields["weighted"] = {row.id: convening.sums[row.id] for row in rows}
    if convening.wish.everything:
        fields |= {"at_least": convening.chosen.at_least, "unreached": convening.unreached}
    if firm is not None:
        fields["stability"] = firm
    sheet = CsvSheet(Convener._fields, rows)
    return Answer("conveners", store.facts(), asked, fields, sheet, page)
