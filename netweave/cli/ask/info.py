"""The command `info`: what is in the store."""

from __future__ import annotations

import json
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
    from collections.abc import Iterator, Mapping

    from graph.facts import StoreFacts
    from graph.store import Reader
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
    recount (netweave verify) last found that the store is what it says it is. Rows of sources
    that wait for a decision are counted too.
    """
    with settings.reading() as store:
        facts = store.facts()
        rows = info(store, as_of=settings.as_of)
        unfinished = store.unfinished()
        checked = store.auditor.confirmed()
        left = _left(store)
        directory = next((json.loads(n.text or "") for n in store.notes("directory")), None)
        beside = {**left, "directory": directory}
        notes = [*_waits(left), *_directory(directory)]
        answer = Answer(
            "info",
            facts,
            {"today": today(settings.as_of)},
            {"rows": rows, "checked": checked, "unfinished": unfinished, **beside},
            CsvSheet(Count._fields, rows),
            lambda: _page(settings.store, facts, rows, checked, unfinished, notes),
        )
        give(settings, answer)


def _page(
    target: str,
    facts: StoreFacts,
    rows: list[Count],
    checked: str | None,
    unfinished: list[Unfinished],
    notes: list[str],
) -> AnswerPage:
    said = f"{count(facts.nodes, 'entity', 'entities')}, {count(facts.ties, 'tie')}."
    kinds = [(NODE_KINDS[row.name].plural, row.count) for row in rows if row.what == "kind"]
    types = [(row.name, row.count) for row in rows if row.what == "tie"]
    other = [(row.name, row.count, row.detail) for row in rows if row.what in ("evidence", "dates")]
    partly = [(row.name, row.count, row.of) for row in rows if row.what == "roster"]
    digest = f"Its digest is {facts.data_hash}. {_checked(checked)}"
    page: AnswerPage = [Title(f"The store {target}"), Text(f"{said} {digest}")]
    page += [Text(one.said_of(target)) for one in unfinished]
    page += [Text(said) for said in notes]
    for headings, cells in (
        (("Entities", "Count"), kinds),
        (("Ties", "Count"), types),
        (("Evidence", "Count", "Dates"), other),
        (("Networks known in part", "Members known", "Of about"), partly),
    ):
        if cells:
            page.append(Grid(headings, cells))
    return page


def _left(store: Reader) -> dict[str, int]:
    """How many rows of sources wait, for how many decisions, and how many were rejected."""
    if not store.notes("waiting"):
        return {"waits": 0, "questions": 0, "rejected": 0}
    from loaders.reviewing import open_questions, waiting  # noqa: PLC0415 - most stores have none

    left = waiting(store)
    return {
        "waits": sum(one.waits for one in left),
        "questions": len(open_questions(left)),
        "rejected": sum(one.rejected for one in left),
    }


def _waits(left: dict[str, int]) -> Iterator[str]:
    if left["waits"]:
        wait = "row waits" if left["waits"] == 1 else "rows wait"
        asked = count(left["questions"], "decision")
        yield f"{left['waits']:,} {wait} for {asked}: netweave review -o review.xlsx."
    if left["rejected"]:
        yield f"{count(left['rejected'], 'rejected row')} of sources kept as they stand."


def _directory(said: Mapping[str, str | int] | None) -> Iterator[str]:
    if said is not None:
        yield (
            f"The national directory is in it as a whole: {said['districts']:,} districts of "
            f"{said['school_year']}, enrolments of {said['enrollment_year']}."
        )


def _checked(when: str | None) -> str:
    """Whether the digest was found right, in words."""
    if when is None:
        return "Nobody has recounted it yet: netweave verify does."
    return f"A recount found it right on {when[:10]}."
