"""The command `find`: entities that a text names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet, Grid, Text
from netweave.cli.answer.words import count
from netweave.cli.door.options import examples, global_options
from netweave.cli.door.without import without_option
from queries.catalogue import Hit, find

if TYPE_CHECKING:
    from netweave.cli.answer.pages import AnswerPage
    from netweave.cli.door.settings import Settings

FOUND_BY = {"id": "id", "nces_id": "NCES id", "name": "name", "alias": "alias", "part": "part"}


@click.command(
    "find",
    epilog=examples(
        "netweave find sanborn",
        'netweave find "innovative schools"',
        "netweave find 3305880 --format json",
    ),
)
@click.argument("text", metavar="TEXT")
@without_option
@global_options(dated=False)
@click.pass_obj
def command(settings: Settings, text: str) -> None:
    """Find entities by a text.

    The text may be an id, a 7-digit NCES id, a name, an alias or a part of a name, in whatever
    case. The best matches come first.
    """
    with settings.reading() as store:
        rows = find(store, text)
        answer = Answer(
            "find",
            store.facts(),
            {"text": text},
            {"rows": rows},
            CsvSheet(Hit._fields, rows),
            lambda: _page(text, rows),
        )
        give(settings, answer)


def _page(text: str, rows: list[Hit]) -> AnswerPage:
    if not rows:
        return [Text(f"Nothing here is named {text!r}, or has that in its name.")]
    cells = [
        (row.name, row.kind, row.state, FOUND_BY[row.found_by], "; ".join(row.aliases), row.id)
        for row in rows
    ]
    grid = Grid(("Name", "Kind", "State", "Found by", "Aliases", "Id"), cells)
    return [Text(f"{count(len(rows), 'entity', 'entities')}."), grid]
