"""The command `list`: all entities of a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graph.schema import NODE_KINDS
from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet, Grid, Text
from netweave.cli.answer.words import count
from netweave.cli.door.options import examples, global_options
from netweave.cli.door.shared_options import place_option
from netweave.cli.door.without import without_option
from queries.catalogue import Entry, catalogue

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from netweave.cli.answer.pages import AnswerPage
    from netweave.cli.door.settings import Settings


def _complete(ctx: click.Context, param: click.Parameter, typed: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem  # noqa: PLC0415 - a shell asks rarely

    del ctx, param
    words = [*(kind.plural for kind in NODE_KINDS.values()), "collectives", "all"]
    return [CompletionItem(word) for word in words if word.startswith(typed)]


@click.command(
    "list",
    epilog=examples(
        "netweave list networks",
        "netweave list districts --state NH",
        "netweave list all --format csv",
    ),
)
@click.argument("kind", metavar="KIND", shell_complete=_complete)
@click.option("--state", metavar="ST", help="Only entities of this state, in two letters.")
@place_option
@without_option
@global_options(dated=False)
@click.pass_obj
def command(settings: Settings, kind: str, state: str | None, within: str | None) -> None:
    """List all entities of a kind.

    KIND is district, school, network, consortium, cohort, event, program, organization or person
    (or the plural); collective for all that one can belong to; or all. The state of a network is
    the one that is its scope.
    """
    with settings.reading() as store:
        rows = catalogue(store, kind, state=state, within=within)
        answer = Answer(
            "list",
            store.facts(),
            {"kind": kind, "state": state, "within": within},
            {"rows": rows},
            CsvSheet(Entry._fields, rows),
            lambda: _page(rows),
        )
        give(settings, answer)


def _page(rows: list[Entry]) -> AnswerPage:
    cells = [(row.name, row.kind, row.state, row.id) for row in rows]
    grid = Grid(("Name", "Kind", "State", "Id"), cells)
    return [Text(f"{count(len(rows), 'entity', 'entities')}."), *([grid] if rows else [])]
