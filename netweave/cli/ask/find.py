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

BY = {"nces_id": "NCES id", "bare": "name", "city": "town"}
"""How a text found an entity, where that is not said by the way's own name."""


@click.command(
    "find",
    epilog=examples(
        "netweave find sanborn",
        'netweave find "innovative schools"',
        "netweave find Meridian --state ID",
        'netweave find "Lindsay, CA"',
        "netweave find 3305880 --format json",
    ),
)
@click.argument("text", metavar="TEXT")
@click.option("--state", metavar="ST", help="Only entities of this state.")
@without_option
@global_options(dated=False)
@click.pass_obj
def command(settings: Settings, text: str, state: str | None) -> None:
    """Find entities by a text.

    The text may be an id, a 7-digit NCES id, a name, an alias, what a source wrote, words of
    these, or a town; a place may follow it, as in "Lindsay, CA". The best matches come first.
    """
    with settings.reading() as store:
        rows = find(store, text, state=state)
        answer = Answer(
            "find",
            store.facts(),
            {"text": text, "state": state},
            {"rows": rows},
            CsvSheet(Hit._fields, rows),
            lambda: _page(text, rows),
        )
        give(settings, answer)


def _page(text: str, rows: list[Hit]) -> AnswerPage:
    if not rows:
        return [Text(f"Nothing here is named {text!r}, or has that in its name.")]
    cells = [
        (
            row.name,
            row.kind,
            row.city,
            row.state,
            BY.get(row.found_by, row.found_by),
            "; ".join(row.aliases),
            row.id,
        )
        for row in rows
    ]
    grid = Grid(("Name", "Kind", "City", "State", "Found by", "Aliases", "Id"), cells)
    return [Text(f"{count(len(rows), 'entity', 'entities')}."), grid]
