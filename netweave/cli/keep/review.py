"""The command `review`: the questions that wait, as a table or a workbook, and what was decided."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

import click

from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet, Grid, Items, Text, Title
from netweave.cli.answer.words import count
from netweave.cli.door.options import examples, global_options
from netweave.cli.door.output import (
    FORMS_OF,
    check_ending,
    check_target,
    force_option,
)
from netweave.cli.door.progress import progress
from netweave.cli.door.saying import say, warned
from netweave.cli.keep.decision_file import BOOK, is_untouched, write_decisions
from netweave.cli.keep.load import changed, totals
from netweave.cli.keep.next_step import next_step, stored_at
from netweave.cli.keep.review_table import ReviewRow, review_rows
from netweave.cli.keep.turnover import turned_over

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.errors import Problem
    from graph.facts import StoreFacts
    from loaders.decisions import ReadBack
    from loaders.load import LoadReport
    from loaders.reviewing import Reviewed
    from netweave.cli.answer.pages import AnswerPage
    from netweave.cli.door.settings import Settings
    from netweave.cli.keep.taken import Total

SHOWN = 20
"""How many questions people are told; the other forms have all."""


class WentIn(NamedTuple):
    """A source of which rows went in."""

    source: str
    rows: list[Total]
    waits: int


@click.command("review", epilog=examples("netweave review", "netweave review -o review.xlsx"))
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "target",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="Write the questions to a workbook to fill in (.xlsx), or as .csv, .json, .md or .html.",
)
@force_option
@global_options(dated=False, output=False)
@click.pass_context
def command(ctx: click.Context, file: Path | None, target: str | None) -> None:
    """Tell the questions that wait, or read the decisions in FILE.

    With -o review.xlsx they are written to a workbook: choose from the lists in it, or write an
    NCES id, an id or a name. With FILE it is read back, or the same as CSV: rows that waited for
    what is decided go in at once, and lines that cannot be followed are named; then the exit
    status is 1. `netweave load --undo` takes a review back as a whole.
    """
    settings: Settings = ctx.obj
    if file is not None and target is not None:
        raise click.UsageError("Give a FILE to read, or -o FILE to write, not both.")
    if file is None:
        _tell(settings, target)
    elif not _decide(settings, file):
        ctx.exit(1)


def _tell(settings: Settings, target: str | None) -> None:
    from loaders.reviewing import open_questions, waiting  # noqa: PLC0415 - help needs no loader

    if target is not None:
        check_ending(target, [BOOK, *FORMS_OF])
        _check(settings, target)
    with settings.reading() as store:
        left = waiting(store)
        rows = review_rows(store, open_questions(left))
        facts = store.facts()
    waits, rejected = (sum(getattr(one, what) for one in left) for what in ("waits", "rejected"))
    counts = {"waits": waits, "rejected": rejected}
    if target is not None and Path(target).suffix.casefold() in (BOOK, ".csv"):
        write_decisions(Path(target), rows)
        click.echo(f"Written: {target}")
        return
    settings.output = target
    page = lambda: _questions(rows, waits, settings.store)  # noqa: E731
    sheet = CsvSheet(("question", "kind", "written", "state", "file", "line", "rows", "why"), rows)
    give(settings, Answer("review", facts, {"file": None}, {"rows": rows, **counts}, sheet, page))


def _check(settings: Settings, target: str) -> None:
    """Refuse to replace a file, unless it is a workbook of decisions that nobody has begun."""
    if not is_untouched(Path(target)):
        check_target(settings, target)


def _questions(rows: Sequence[ReviewRow], waits: int, store: str) -> AnswerPage:
    if not rows:
        return [Text("Nothing waits for a decision.")]
    said = _open(len(rows), waits)
    cells = [
        (row.written or row.column, row.state, row.rows, f"{row.file}, line {row.line}", _may(row))
        for row in rows[:SHOWN]
    ]
    page: AnswerPage = [Text(said)]
    page.append(Grid(("Written", "State", "Rows", "First in", "May be"), cells).filled())
    if len(rows) > SHOWN:
        page.append(Text(f"{len(rows) - SHOWN:,} more: --format json lists all."))
    return [*page, Text(f"Next: netweave review -o review.xlsx{stored_at(store)}")]


def _open(questions: int, waits: int) -> str:
    wait = "1 row waits" if waits == 1 else f"{waits:,} rows wait"
    return f"{count(questions, 'question')} open: {wait} for a decision."


def _may(row: ReviewRow) -> str:
    labels = [candidate.label for candidate in row.candidates]
    return "; ".join(labels) or row.why


# Reading back -------------------------------------------------------------------------------


def _decide(settings: Settings, file: Path) -> bool:
    from graph.opening import open_store  # noqa: PLC0415 - help needs no store
    from loaders.decisions import read_back  # noqa: PLC0415 - the same
    from loaders.reviewing import decide, open_questions, waiting  # noqa: PLC0415 - the same

    if not file.is_file():
        raise click.UsageError(f"There is no file {file}.")
    with open_store(settings.store) as store, progress("records"):
        read = read_back(file, store, open_questions(waiting(store)))
        done = decide(store, read.decisions, settings.store, batch=uuid4().hex, warn=warned)
        facts = store.facts()
        left = waiting(store)
    for problem in read.problems if settings.form != "json" else ():
        say(f"Error: {problem}")
    give(settings, _answer(settings, file, read, done, facts, sum(one.waits for one in left)))
    return not read.problems


def _answer(
    settings: Settings, file: Path, read: ReadBack, done: Reviewed, facts: StoreFacts, waits: int
) -> Answer:
    rows = [
        WentIn(source, totals(report), sum(table.waiting for table in report.tables))
        for source, report in done.loads
    ]
    fields = {
        "rows": rows,
        "decided": len(read.decisions),
        "left_open": len(done.left),
        "waits": waits,
        "problems": read.problems,
        "turnover": [one for _, report in done.loads for one in report.turnover],
    }
    sheet = CsvSheet(("source", "waits"), rows)
    page = lambda: _decided(settings.store, file, read, done, waits)  # noqa: E731
    return Answer("review", facts, {"file": str(file)}, fields, sheet, page)


def _decided(store: str, file: Path, read: ReadBack, done: Reviewed, waits: int) -> AnswerPage:
    said = f"{count(len(read.decisions), 'decision')} kept in {store}."
    page: AnswerPage = [Text(said)]
    for source, report in done.loads:
        page += _went_in(source, report)
    if read.problems:
        page.append(Text(_bad(read.problems, file, store)))
        return page
    page.append(Text(_open(len(done.left), waits) if done.left else "Nothing waits any more."))
    return [*page, Text(next_step(done.loads, store))]


def _went_in(source: str, report: LoadReport) -> AnswerPage:
    items = [*changed(report), *map(turned_over, report.turnover)]
    return [Title(source, 2), Items(items)]


def _bad(problems: Sequence[Problem], file: Path, store: str) -> str:
    return (
        f"{count(len(problems), 'line')} cannot be followed; the others count. Correct them and "
        f"type again: netweave review {file}{stored_at(store)}"
    )
