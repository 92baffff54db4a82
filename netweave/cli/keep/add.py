"""The command `add`: files into the store, as far as they are understood."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from graph.errors import LoadError
from graph.opening import is_there, open_store
from loaders.rosters.naming import desk_beside
from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet
from netweave.cli.door.options import examples, global_options
from netweave.cli.door.progress import progress
from netweave.cli.door.saying import say, warned
from netweave.cli.door.settings import Settings
from netweave.cli.keep.add_page import page
from netweave.cli.keep.check import EMPTY
from netweave.cli.keep.load import totals
from netweave.cli.keep.roster_options import judge_replacing, replacing_options, roster_options
from netweave.cli.keep.rows_taken import RowsTaken, TableTaken, rows_taken, table_taken
from netweave.cli.keep.set_aside import SetAside, beside
from netweave.cli.keep.taken import TOTAL_COLUMNS, Total

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.errors import Problem
    from graph.facts import StoreFacts
    from graph.store import Store
    from loaders.load import LoadReport
    from loaders.turnover import Turnover


class Added(NamedTuple):
    """One file: what became of it, and where the rows are that wait.

    Attributes
    ----------
    report
        What the load did; None if the file could not be loaded.
    error
        Why it could not.
    """

    file: str
    report: LoadReport | None
    error: str | None
    problems: Sequence[Problem]
    places: Mapping[str, str]


class Load(NamedTuple):
    """The same as an entry of ``loads[]``."""

    file: str
    error: str | None
    rows: list[Total]
    turnover: Sequence[Turnover]
    problems: Sequence[Problem]
    summary: RowsTaken
    tables: list[TableTaken]
    waits: int
    review: str | None
    rejected: str | None


@click.command(
    "add",
    epilog=examples("netweave add out/data/ --store copy.db", "netweave add --help"),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path())
@roster_options
@replacing_options
@global_options(dated=False)
@click.pass_context
def command(ctx: click.Context, /, files: tuple[str, ...], **terms: Any) -> None:
    """Take rosters in: load what is sure, and let the rest wait.

    Each FILE is a load of its own. A table that nothing explains is read by a draft of a mapping,
    and what was understood is told: look at it. Rows that are not sure wait in review.csv and
    rejected.csv beside the store. The exit status is 1 if a file could not be read or loaded; the
    others are.
    """
    settings = ctx.ensure_object(Settings)
    judge_replacing(keep=terms["keep"], replace=terms["replace"])
    with open_store(settings.store, create=True) as store:
        added = [_add(settings, file, store, terms) for file in files]
        facts = store.facts() if is_there(settings.store) else EMPTY
    mapping = terms["mapping"]
    terms = {**terms, "mapping": None if mapping is None else str(mapping)}
    for one in added if settings.form != "json" else ():
        _say_problems(one)
    give(settings, _answer(settings, added, facts, {"files": list(files), **terms}))
    if any(one.report is None for one in added):
        ctx.exit(1)


def _add(settings: Settings, file: str, store: Store, terms: Mapping[str, Any]) -> Added:
    from loaders.load import load  # noqa: PLC0415 - help needs no loader
    from loaders.replacing import ReplacementError  # noqa: PLC0415 - the same

    with SetAside(beside(settings.store)) as aside, progress("records") as said:
        try:
            report = load(
                [Path(file)],
                store,
                **terms,
                drafting=True,
                make_desk=desk_beside(settings.store, warned),
                set_aside=aside.prepare,
                progress=said,
            )
        except LoadError as error:
            return Added(file, None, str(error), error.problems, {})
        except ReplacementError as error:
            return Added(file, None, str(error), (), {})
        aside.put()
    return Added(file, report, None, report.problems, aside.places)


def _say_problems(one: Added) -> None:
    """Tell of a file that was not loaded, and of the warnings that are about no row."""
    if one.error is not None:
        say(f"Error: {one.file}: {one.error}")
        return
    for problem in one.problems:
        if problem.line is None:
            say(f"{problem.severity.capitalize()}: {problem}")


def _answer(
    settings: Settings, added: list[Added], facts: StoreFacts, parameters: Mapping[str, object]
) -> Answer:
    reports = [one.report for one in added if one.report is not None]
    tables = [table for report in reports for table in report.tables]
    counts = _summed([totals(report) for report in reports])
    fields = {
        "rows": counts,
        "turnover": [one for report in reports for one in report.turnover],
        "problems": [problem for one in added for problem in one.problems],
        "summary": rows_taken(tables),
        "tables": [table_taken(table) for table in tables],
        "waits": sum(table.waiting for table in tables),
        "review": next((p for one in added if (p := one.places.get("review"))), None),
        "rejected": next((p for one in added if (p := one.places.get("rejected"))), None),
        "loads": [_load(one) for one in added],
    }
    return Answer(
        "add",
        facts,
        parameters,
        fields,
        CsvSheet(TOTAL_COLUMNS, counts),
        lambda: [part for one in added for part in page(one.report, one.places, settings.store)],
    )


def _load(one: Added) -> Load:
    report = one.report
    tables = report.tables if report else ()
    return Load(
        one.file,
        one.error,
        totals(report) if report else [],
        report.turnover if report else (),
        one.problems,
        rows_taken(tables),
        [table_taken(table) for table in tables],
        sum(table.waiting for table in tables),
        one.places.get("review"),
        one.places.get("rejected"),
    )


def _summed(all_: Sequence[Sequence[Total]]) -> list[Total]:
    return [
        Total(same[0].change, same[0].what, sum(one.count for one in same))
        for same in zip(*all_, strict=True)
    ]
