"""The command `overlap`: which networks share more members than expected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet, columns
from netweave.cli.door.names import all_named, completing
from netweave.cli.door.options import examples, global_options
from netweave.cli.door.shared_options import of_option, place_option, top_option
from netweave.cli.door.terms import type_of
from queries.asking.scope import NETWORK_KINDS
from queries.asking.today import today

if TYPE_CHECKING:
    from graph.store import Reader
    from netweave.cli.answer.pages import AnswerPage
    from netweave.cli.door.settings import Settings
    from queries.asking.scope import Of
    from queries.overlap import Overlaps


@click.command(
    "overlap",
    epilog=examples(
        "netweave overlap --top 10",
        'netweave overlap "Maine Cohort"',
        "netweave overlap --of districts --at-least 2",
    ),
)
@click.argument("names", metavar="[NAME...]", nargs=-1, shell_complete=completing())
@of_option
@click.option(
    "--among",
    type=type_of("among"),
    default="members",
    show_default=True,
    help="What one would expect: of networks of their size and districts that join as much; or of "
    "members drawn from the districts of their states, or from all.",
)
@click.option(
    "--at-least",
    metavar="N",
    type=type_of("at_least"),
    default=1,
    show_default=True,
    help="Only pairs that share so many; pairs that share too few are listed in any case.",
)
@top_option()
@place_option
@global_options()
@click.pass_obj
def command(settings: Settings, /, names: tuple[str, ...], of: Of, **given: Any) -> None:
    """Say which networks share more members than expected, and which fewer.

    The districts that two networks share, held against what one would expect: of networks of
    their size and of districts that join as much or, with --among, if members were drawn from all
    districts or from those of their states. Pairs that one would expect to share districts and
    that do not are listed too.

    One NAME: pairs with it; several: pairs among them; none: all pairs.
    """
    from queries.overlap import overlap  # noqa: PLC0415 - help computes nothing

    kinds = NETWORK_KINDS if of == "networks" else ("district",)
    with settings.reading() as store:
        nodes = all_named(store, names, kinds)
        overlaps = overlap(store, *nodes, of=of, **given, as_of=settings.as_of)
        names_ = {"names": [node.id for node in nodes], "of": of}
        asked: dict[str, object] = {**names_, **given, "today": today(settings.as_of)}
        give(settings, overlap_answer(store, overlaps, asked, settings.as_of))


def overlap_answer(
    store: Reader, overlaps: Overlaps, asked: dict[str, object], as_of: str | None
) -> Answer:
    """Overlaps as an answer to what was asked."""
    from queries.overlap import Overlap, Party  # noqa: PLC0415 - help computes nothing

    def page() -> AnswerPage:
        from netweave.cli.ask.overlap_page import overlap_page  # noqa: PLC0415 - JSON needs none

        return overlap_page(store, overlaps, asked, as_of)

    return Answer(
        "overlap",
        store.facts(),
        asked,
        {"rows": overlaps.rows, "total_pairs": overlaps.total_pairs, "ties": overlaps.ties},
        CsvSheet(columns(Overlap._fields, a=Party._fields, b=Party._fields), overlaps.rows),
        page,
    )
