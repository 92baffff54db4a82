"""The command `gaps`: which districts are in no network, state by state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet
from netweave.cli.door.options import examples, global_options
from netweave.cli.door.shared_options import (
    PLACES,
    pilots_option,
    top_option,
    within_option,
    years_option,
)
from netweave.cli.door.terms import type_of
from queries.asking.terms import SOME
from queries.asking.today import today
from queries.field.experience import YEARS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store import Reader
    from netweave.cli.answer.pages import AnswerPage
    from netweave.cli.door.settings import Settings
    from queries.gaps import Gaps

COHORT = 3
"""What `queries.gaps` takes unless one says otherwise; that module computes."""


@click.command(
    "gaps",
    epilog=examples(
        "netweave gaps", 'netweave gaps --within "New England"', "netweave gaps --format csv"
    ),
)
@within_option(f"Only these states, and of them every district in no network: {PLACES}")
@click.option(
    "--at-least",
    metavar="N",
    type=type_of(SOME),
    default=COHORT,
    show_default=True,
    help="Interested and experienced districts of a state from which on a cohort is suggested.",
)
@years_option(YEARS, str(YEARS))
@pilots_option
@top_option()
@global_options()
@click.pass_obj
def command(settings: Settings, /, top: int | None, **given: Any) -> None:
    """Say which districts are in no network, state by state.

    How many districts each state has, and how many of them are in a network; which of the others
    show interest, with the nearest district that is in one; and where enough of them are to found
    a cohort. Districts that the store does not know are not counted.
    """
    from queries.gaps import gaps  # noqa: PLC0415 - help computes nothing

    with settings.reading() as store:
        found = gaps(store, **given, as_of=settings.as_of)
        give(settings, gaps_answer(store, found, given, settings.as_of, top))


def gaps_answer(
    store: Reader,
    found: Gaps,
    asked: Mapping[str, object],
    as_of: str | None,
    top: int | None = None,
) -> Answer:
    """The gaps as an answer to what was asked."""
    from queries.gaps import StateGap  # noqa: PLC0415 - help computes nothing

    rows = found.rows[:top]

    def page() -> AnswerPage:
        from netweave.cli.ask.gaps_page import gaps_page  # noqa: PLC0415 - JSON needs none

        return gaps_page(store, found, asked, as_of, top)

    said = {**asked, "top": top, "reference_year": found.reference_year, "today": today(as_of)}
    fields = {
        "rows": rows,
        "districts": found.districts,
        "suggested": found.suggested,
        "shares": found.shares,
    }
    return Answer("gaps", store.facts(), said, fields, CsvSheet(StateGap._fields, rows), page)
