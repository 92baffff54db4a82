"""The command `history`: what was loaded, decided, joined and taken out, and what each did."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet, Grid, Text
from netweave.cli.answer.words import count
from netweave.cli.door.options import examples, global_options

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.history import PastWrite
    from netweave.cli.answer.pages import AnswerPage
    from netweave.cli.door.settings import Settings

SHOWN = 20
"""How many writes people are told; the other forms have all."""


class HistoryRow(NamedTuple):
    """A write that can be taken back.

    Attributes
    ----------
    number, when, act, source
        As of `graph.history.Entry`.
    together
        The number of the first write that is taken back together with it.
    entities_added, entities_changed, statements_added, statements_withdrawn, entities_removed
        What it did.
    noted
        Rows that wait, decisions and mappings that it put beside the graph, or took from there.
    """

    number: int
    when: str
    act: str
    source: str | None
    together: int
    entities_added: int
    entities_changed: int
    statements_added: int
    statements_withdrawn: int
    entities_removed: int
    noted: int


@click.command("history", epilog=examples("netweave history", "netweave history --format json"))
@global_options(dated=False)
@click.pass_obj
def command(settings: Settings) -> None:
    """List the writes that can be taken back, the last one first.

    `netweave load --undo` takes back the first of the list, with all that belong to the same
    command; `--dry-run` beside it says first what that will be.
    """
    with settings.reading() as store:
        rows = list(_rows(store.history.entries()))
        facts = store.facts()
    page = lambda: _page(rows)  # noqa: E731 - made when it is wanted
    give(
        settings,
        Answer("history", facts, {}, {"rows": rows}, CsvSheet(HistoryRow._fields, rows), page),
    )


def _rows(entries: Sequence[PastWrite]) -> Iterator[HistoryRow]:
    first: dict[str, int] = {}
    for entry in entries:
        if entry.batch:
            first[entry.batch] = entry.number  # the last one first, so that the first stays
    for entry in entries:
        together = first.get(entry.batch, entry.number)
        yield HistoryRow(
            entry.number, entry.when, entry.act, entry.origin or None, together, *entry.did
        )


def _page(rows: Sequence[HistoryRow]) -> AnswerPage:
    if not rows:
        return [Text("Nothing that could be taken back.")]
    cells = [(row.number, row.when, row.act, row.source, _did(row)) for row in rows[:SHOWN]]
    page: AnswerPage = [Grid(("No.", "When", "What", "Of", "Did"), cells)]
    if len(rows) > SHOWN:
        page.append(Text(f"{len(rows) - SHOWN:,} more: --format json lists all."))
    mine = [row for row in rows if row.together == rows[0].together]
    those = f"number {rows[0].number}"
    if len(mine) > 1:
        those = f"numbers {mine[-1].number} to {mine[0].number}, which belong together"
    return [*page, Text(f"netweave load --undo takes back {those}.")]


def _did(row: HistoryRow) -> str:
    counts = (
        (row.entities_added, "entity", "entities", "added"),
        (row.entities_changed, "entity", "entities", "changed"),
        (row.statements_added, "statement", "statements", "added"),
        (row.statements_withdrawn, "statement", "statements", "taken back"),
        (row.entities_removed, "entity", "entities", "taken out"),
        (row.noted, "note", "notes", "of what waits, was decided or learned"),
    )
    return ", ".join(f"{count(n, one, many)} {what}" for n, one, many, what in counts if n)
