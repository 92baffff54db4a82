"""The command `copy`: a whole graph from one store to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graph.copying import copy
from graph.facts import StoreFacts
from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet, Items, Text
from netweave.cli.answer.words import count
from netweave.cli.door.options import examples, global_options
from netweave.cli.door.progress import progress

if TYPE_CHECKING:
    from graph.copying import Copied
    from netweave.cli.answer.pages import AnswerPage
    from netweave.cli.door.settings import Settings


@click.command(
    "copy",
    epilog=examples(
        "netweave copy out/demo.db copy.db",
        "netweave copy copy.db again.db --format json",
    ),
)
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@global_options(dated=False)
@click.pass_obj
def command(settings: Settings, source: str, target: str) -> None:
    """Move a whole graph from one store to another.

    FROM and TO are files, or Neo4j servers as neo4j://HOST:PORT. What TO has already stays there,
    so a copy that was broken off is completed by the same command. In the end both are compared.
    """
    from graph.opening import is_same, open_store  # noqa: PLC0415 - help needs no store

    if not (source.strip() and target.strip()):
        raise click.UsageError("FROM or TO is empty. Name two stores.")
    if is_same(source, target):
        raise click.UsageError("FROM and TO are one store. Name two.")
    with (
        open_store(source) as one,
        open_store(target, create=True) as other,
        progress("records") as advance,
    ):
        outcome = copy(one, other, progress=advance)
    if not outcome.equal:
        click.echo(f"{target} held more than {source} before, and holds both now.", err=True)
    give(settings, _answer(source, target, outcome))


def _answer(source: str, target: str, outcome: Copied) -> Answer:
    stores = [outcome.source, outcome.target]
    return Answer(
        "copy",
        outcome.target,
        {"from": source, "to": target},
        {"rows": stores, "equal": outcome.equal},
        CsvSheet(StoreFacts._fields, stores),
        lambda: _page(source, target, outcome),
    )


def _page(source: str, target: str, outcome: Copied) -> AnswerPage:
    changes = outcome.changes
    facts = outcome.target
    state = "the same as" if outcome.equal else "more than"
    holds = f"{facts.nodes:,} entities, {facts.ties:,} ties, digest {facts.data_hash}"
    return [
        Text(f"Copied {source} to {target}, which now holds {state} {source}: {holds}."),
        Items(
            [
                f"{count(changes.nodes_added, 'entity', 'entities')} added",
                f"{count(changes.statements_added, 'statement')} added",
                f"{changes.unchanged:,} there already",
            ]
        ),
    ]
