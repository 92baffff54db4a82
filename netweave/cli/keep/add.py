"""The command `add`: files into the store, as far as they are understood."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

import click

from graph.errors import LoadError
from graph.opening import is_there, open_store
from loaders.rosters.desks import DeskBeside
from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet
from netweave.cli.door.options import examples, global_options
from netweave.cli.door.progress import progress
from netweave.cli.door.saying import say, warned
from netweave.cli.door.settings import Settings
from netweave.cli.door.shared_options import states_option
from netweave.cli.keep.add_asking import asked, is_terminal
from netweave.cli.keep.add_page import last_page, page
from netweave.cli.keep.check import EMPTY
from netweave.cli.keep.left_over import NOTHING_LEFT, LeftToDecide, left_to_decide
from netweave.cli.keep.load import totals
from netweave.cli.keep.roster_options import judge_replacing, replacing_options, roster_options
from netweave.cli.keep.rows_taken import RowsTaken, TableTaken, rows_taken, table_taken
from netweave.cli.keep.taken import TOTAL_COLUMNS, Total

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.errors import Problem
    from graph.facts import StoreFacts
    from graph.store import Store
    from loaders.load import LoadReport
    from loaders.turnover import Turnover
    from netweave.cli.answer.pages import AnswerPage


class Added(NamedTuple):
    """One file, and what became of it.

    Attributes
    ----------
    report
        What the load did; None if the file could not be loaded.
    error
        Why it could not.
    then
        What went in besides, once somebody at a terminal had answered.
    """

    file: str
    report: LoadReport | None
    error: str | None
    problems: Sequence[Problem]
    then: Sequence[LoadReport] = ()


class Load(NamedTuple):
    """The same as an entry of ``loads[]``, with the fields that `load` gives.

    Attributes
    ----------
    review
        The workbook, if rows of the file wait.
    rejected
        None: what `load` would reject waits.
    """

    file: str
    error: str | None
    rows: list[Total]
    turnover: Sequence[Turnover]
    problems: Sequence[Problem]
    summary: RowsTaken
    tables: list[TableTaken]
    waits: int
    review: str | None
    rejected: None = None


@click.command(
    "add",
    epilog=examples("netweave add out/data/ --store copy.db", "netweave add --help"),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path())
@roster_options
@replacing_options
@states_option
@global_options(dated=False)
@click.pass_context
def command(ctx: click.Context, /, files: tuple[str, ...], **terms: Any) -> None:
    """Take rosters in: load what is sure, and let the rest wait.

    Each FILE is a load of its own. A table that nothing explains is read by a draft of a mapping,
    and what was understood is told: look at it. Rows that are not sure wait in the store, and
    review.xlsx beside it asks what would decide them. `netweave load --undo` takes all files back.
    The exit status is 1 if a file could not be read or loaded; the others are.
    """
    settings = ctx.ensure_object(Settings)
    judge_replacing(keep=terms["keep"], replace=terms["replace"])
    batch, mine = uuid4().hex, [file for file in files if not _is_own(file)]
    with open_store(settings.store, create=True) as store:
        added = [_add(settings, file, store, terms, batch) for file in mine]
        there = is_there(settings.store)
        facts = store.facts() if there else EMPTY
        left = left_to_decide(settings.store, store) if there else NOTHING_LEFT
    mapping = terms["mapping"]
    terms = {**terms, "mapping": None if mapping is None else str(mapping)}
    for one in added if settings.form != "json" else ():
        _say_problems(one)
    give(settings, _answer(settings, added, facts, {"files": list(files), **terms}, left))
    if any(one.report is None for one in added):
        ctx.exit(1)


def _add(
    settings: Settings, file: str, store: Store, terms: Mapping[str, Any], batch: str
) -> Added:
    from loaders.load import load  # noqa: PLC0415 - help needs no loader
    from loaders.replacing import ReplacementError  # noqa: PLC0415 - the same

    with progress("records") as said:
        try:
            report = load(
                [Path(file)],
                store,
                **terms,
                drafting=True,
                batch=batch,
                make_desk=DeskBeside(store, settings.store, warned),
                progress=said,
            )
        except LoadError as error:
            return Added(file, None, str(error), error.problems)
        except ReplacementError as error:
            return Added(file, None, str(error), ())
    return Added(file, report, None, report.problems, _answered(settings, store, file, batch))


def _answered(settings: Settings, store: Store, file: str, batch: str) -> list[LoadReport]:
    """What goes in because somebody at a terminal has answered."""
    if settings.form != "table" or not is_terminal():
        return []
    from loaders.reviewing import decide  # noqa: PLC0415 - as in `_add`

    decisions = asked(store, str(Path(file)))
    if not decisions:
        return []
    done = decide(store, decisions, settings.store, batch=batch, warn=warned)
    return [report for _, report in done.loads]


def _is_own(file: str) -> bool:
    """Whether a file is one that netweave writes for people, which is then told."""
    from loaders.forms.own_files import own_file  # noqa: PLC0415 - help needs no loader

    path = Path(file)
    what = own_file(path) if path.is_file() else None
    if what is not None:
        say(f"Note: {file} is passed over. It holds {what}.")
    return what is not None


def _say_problems(one: Added) -> None:
    """Tell of a file that was not loaded, and of the warnings that are about no row."""
    if one.error is not None:
        say(f"Error: {one.file}: {one.error}")
        return
    for problem in one.problems:
        if problem.line is None:
            say(f"{problem.severity.capitalize()}: {problem}")


def _answer(
    settings: Settings,
    added: list[Added],
    facts: StoreFacts,
    parameters: Mapping[str, object],
    left: LeftToDecide,
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
        "waits": left.waits,
        "questions": left.questions,
        "review": left.place,
        "rejected": None,
        "loads": [_load(one, left.place) for one in added],
    }
    return Answer(
        "add",
        facts,
        parameters,
        fields,
        CsvSheet(TOTAL_COLUMNS, counts),
        lambda: _page(added, left, settings.store),
    )


def _page(added: list[Added], left: LeftToDecide, store: str) -> AnswerPage:
    loads = [(one.file, one.report) for one in added if one.report is not None]
    parts = [part for one in added for report in (one.report, *one.then) for part in page(report)]
    return parts + last_page(loads, left, store)


def _load(one: Added, review: str | None) -> Load:
    report = one.report
    tables = report.tables if report else ()
    waits = sum(table.waiting for table in tables)
    return Load(
        one.file,
        one.error,
        totals(report) if report else [],
        report.turnover if report else (),
        one.problems,
        rows_taken(tables),
        [table_taken(table) for table in tables],
        waits,
        review if waits else None,
    )


def _summed(all_: Sequence[Sequence[Total]]) -> list[Total]:
    return [
        Total(same[0].change, same[0].what, sum(one.count for one in same))
        for same in zip(*all_, strict=True)
    ]
