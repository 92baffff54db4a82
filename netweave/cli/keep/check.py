"""The command `check`: what is wrong with sources."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.errors import Problem
from graph.facts import StoreFacts
from loaders.rosters.desks import DeskBeside
from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet, Items, Text
from netweave.cli.answer.words import count, listed
from netweave.cli.door.options import examples, global_options
from netweave.cli.door.saying import warned
from netweave.cli.door.settings import Settings
from netweave.cli.keep.roster_options import roster_options
from netweave.cli.keep.rows_taken import rows_taken, summary, table_taken

if TYPE_CHECKING:
    from loaders.check import CheckReport
    from loaders.checks.terms import ReadingTerms
    from netweave.cli.answer.pages import AnswerPage

EMPTY = StoreFacts("offline", 0, 0, "0" * 32)
"""What a store that is not there yet would say about itself."""


@click.command(
    "check",
    epilog=examples(
        "netweave check out/data/",
        "netweave check out/data/ --format csv",
    ),
)
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True, type=click.Path())
@roster_options
@global_options(dated=False)
@click.pass_context
def command(
    ctx: click.Context,
    sources: tuple[str, ...],
    *,
    mapping: Path | None,
    dated: str | None,
    snapshot: bool,
) -> None:
    """Say what is wrong with sources, and write nothing.

    SOURCE is a house folder (CSV files of districts, schools, networks, organizations, people
    and relationships), the national file of districts, or a table of your own with a mapping:
    CSV, XLSX or JSON. All problems are listed, with the file, the line and what to do. Where the
    store is there, what it has counts as known. The exit status is 1 if there is an error;
    warnings alone leave it at 0.
    """
    settings = ctx.ensure_object(Settings)
    from loaders.load import terms_of  # noqa: PLC0415 - help needs no loader

    terms = terms_of(mapping, dated, snapshot=snapshot)
    report, facts = _report(settings, sources, terms)
    problems = report.problems
    parameters = {
        "sources": list(sources),
        "mapping": None if mapping is None else str(mapping),
        "dated": dated,
        "snapshot": snapshot,
    }
    answer = Answer(
        "check",
        facts,
        parameters,
        {
            "rows": problems,
            "summary": rows_taken(report.tables),
            "tables": [table_taken(table) for table in report.tables],
        },
        CsvSheet(Problem._fields, problems),
        lambda: [*_page(problems), *summary(report.tables, before=True)],
    )
    give(settings, answer)
    if any(problem.severity == "error" for problem in problems):
        ctx.exit(1)


def _report(
    settings: Settings, sources: tuple[str, ...], terms: ReadingTerms
) -> tuple[CheckReport, StoreFacts]:
    from graph.opening import is_there, open_store  # noqa: PLC0415 - help needs no store
    from loaders.check import examine  # noqa: PLC0415 - the same

    paths = [Path(source) for source in sources]
    with open_store(settings.store, create=True) as store:
        terms = terms._replace(make_desk=DeskBeside(store, settings.store, warned))
        if not is_there(settings.store):
            return examine(paths, None, terms), EMPTY
        with store.reading():
            return examine(paths, store, terms), store.facts()


def _page(problems: list[Problem]) -> AnswerPage:
    if not problems:
        return [Text("No problem was found.")]
    items = [f"{problem.severity}, {problem.rule}: {problem}" for problem in problems]
    return [Items(items), Text(f"{counted(problems)}.")]


def counted(problems: list[Problem]) -> str:
    """How many errors and warnings there are, in words."""
    errors = sum(problem.severity == "error" for problem in problems)
    kinds = ((errors, "error"), (len(problems) - errors, "warning"))
    return listed(count(number, kind) for number, kind in kinds if number)
