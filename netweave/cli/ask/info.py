"""The command `info`: what is in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graph.schema import NODE_KINDS
from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet, Grid, Text, Title
from netweave.cli.answer.words import count
from netweave.cli.door.options import examples, global_options
from queries.asking.today import today
from queries.info import Count, info

if TYPE_CHECKING:
    from graph.facts import StoreFacts
    from graph.unfinished import Unfinished
    from netweave.cli.answer.pages import AnswerPage
    from netweave.cli.door.settings import Settings


@click.command(
    "info",
    epilog=examples(
        "netweave info",
        "netweave info --as-of 2015",
        "netweave info --format json",
    ),
)
@global_options()
@click.pass_obj
def command(settings: Settings) -> None:
    """Say what is in the store.

    How many entities there are of each kind and ties of each type, on how many sources they
    rest, how many ties nobody dates, and which networks are known in part alone; and when a
    recount (netweave verify) last found that the store is what it says it is.
    """
    with settings.reading() as store:
        facts = store.facts()
        rows = info(store, as_of=settings.as_of)
        unfinished = store.unfinished()
        checked = store.auditor.confirmed()
        answer = Answer(
            "info",
            facts,
            {"today": today(settings.as_of)},
            {"rows": rows, "checked": checked, "unfinished": unfinished},
            CsvSheet(Count._fields, rows),
            lambda: _page(settings.store, facts, rows, checked, unfinished),
        )
        give(settings, answer)


def _page(
    target: str,
    facts: StoreFacts,
    rows: list[Count],
    checked: str | None,
    unfinished: list[Unfinished],
) -> AnswerPage:
    said = f"{count(facts.nodes, 'entity', 'entities')}, {count(facts.ties, 'tie')}."
    kinds = [(NODE_KINDS[row.name].plural, row.count) for row in rows if row.what == "kind"]
    types = [(row.name, row.count) for row in rows if row.what == "tie"]
    other = [(row.name, row.count, row.detail) for row in rows if row.what in ("evidence", "dates")]
    partly = [(row.name, row.count, row.of) for row in rows if row.what == "roster"]
    digest = f"Its digest is {facts.data_hash}. {_checked(checked)}"
    page: AnswerPage = [Title(f"The store {target}"), Text(f"{said} {digest}")]
    page += [Text(one.said_of(target)) for one in unfinished]
    for headings, cells in (
        (("Entities", "Count"), kinds),
        (("Ties", "Count"), types),
        (("Evidence", "Count", "Dates"), other),
        (("Networks known in part", "Members known", "Of about"), partly),
    ):
        if cells:
            page.append(Grid(headings, cells))
    return page


def _checked(when: str | None) -> str:
    """Whether the digest was found right, in words."""
    if when is None:
        return "Nobody has recounted it yet: netweave verify does."
    return f"A recount found it right on {when[:10]}."
