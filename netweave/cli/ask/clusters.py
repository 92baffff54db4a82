"""The command `clusters`: which communities there are, and how they map to states."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet
from netweave.cli.door.options import examples, global_options
from netweave.cli.door.progress import share_progress
from netweave.cli.door.shared_options import place_option, through_option
from queries.asking.today import today

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store import Reader
    from netweave.cli.answer.pages import AnswerPage
    from netweave.cli.door.settings import Settings
    from queries.asking.scope import Through
    from queries.clusters import Clusters


@click.command(
    "clusters",
    epilog=examples(
        "netweave clusters",
        "netweave clusters --as-of 2016",
        "netweave clusters --format csv",
    ),
)
@through_option()
@place_option
@global_options()
@click.pass_obj
def command(settings: Settings, through: Through, within: str | None) -> None:
    """Say which communities there are, and how they map to states.

    Groups of districts and networks that have more ties among themselves than expected;
    who is in each, and how firm it is; which are of one state, division or region and which are
    national; and who sits between two of them.
    """
    from queries.clusters import clusters  # noqa: PLC0415 - help computes nothing

    with settings.reading() as store:
        with share_progress("Clusters") as progress:
            partition = clusters(
                store, through=through, within=within, as_of=settings.as_of, progress=progress
            )
        asked = {"through": through, "within": within, "today": today(settings.as_of)}
        give(settings, clusters_answer(store, partition, asked, settings.as_of))


def clusters_answer(
    store: Reader, partition: Clusters, asked: Mapping[str, object], as_of: str | None
) -> Answer:
    """Clusters as an answer to what was asked."""
    from queries.clusters import Clustered  # noqa: PLC0415 - help computes nothing

    def page() -> AnswerPage:
        from netweave.cli.ask.clusters_page import clusters_page  # noqa: PLC0415 - JSON needs none

        return clusters_page(store, partition, asked, as_of)

    return Answer(
        "clusters",
        store.facts(),
        asked,
        {
            "rows": partition.rows,
            "clusters": partition.clusters,
            "modularity": partition.modularity,
            "ties": partition.ties,
        },
        CsvSheet(Clustered._fields, partition.rows),
        page,
    )
