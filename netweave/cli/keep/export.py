"""The command `export`: the whole graph as a file or a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet, Grid, Text
from netweave.cli.door.options import examples, global_options
from netweave.cli.door.output import check_target, force_option

if TYPE_CHECKING:
    from netweave.cli.answer.pages import AnswerPage
    from netweave.cli.door.settings import Settings
    from netweave.exports.house import ExportedFile

COLUMNS = ("file", "entities", "ties")


@click.command(
    "export",
    epilog=examples(
        "netweave export out/data/",
        "netweave export out/graph.graphml",
        "netweave export out/graph-2015.gexf --as-of 2015",
    ),
)
@click.argument("path", metavar="PATH", type=click.Path())
@force_option
@global_options(output=False)
@click.pass_obj
def command(settings: Settings, path: str) -> None:
    """Write the whole graph to a file or a folder.

    The ending of PATH says what is written: .graphml and .gexf for Gephi, yEd and the like,
    .json for node-link JSON; without an ending, or with a slash at its end, a folder of CSV files
    that netweave loads back to an equal graph. A file that netweave did not make is
    replaced with --force alone; so are the files of such a folder, since CSV does not tell who
    made it. With --as-of, the ties that held on that date are written.
    """
    from netweave.exports.export import export, own_files  # noqa: PLC0415 - help needs none

    for there in own_files(path):
        check_target(settings, str(there))
    with settings.reading() as store:
        rows = export(store, path, as_of=settings.as_of)
        answer = Answer(
            "export",
            store.facts(),
            {"path": path},
            {"rows": rows},
            CsvSheet(COLUMNS, rows),
            lambda: _page(path, rows),
        )
        give(settings, answer)


def _page(path: str, rows: list[ExportedFile]) -> AnswerPage:
    return [Text(f"Written: {path}"), Grid(("File", "Entities", "Ties"), rows)]
