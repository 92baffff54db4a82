"""The command `load`: sources into the store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph.opening import is_there, open_store
from loaders.rosters.desks import DeskBeside
from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet, Grid, Items, Text
from netweave.cli.answer.words import count
from netweave.cli.door.options import examples, global_options
from netweave.cli.door.progress import progress
from netweave.cli.door.saying import say, warned
from netweave.cli.door.shared_options import dry_run_option
from netweave.cli.keep.check import EMPTY, counted
from netweave.cli.keep.dated_copy import copied_before
from netweave.cli.keep.national import load_directory
from netweave.cli.keep.roster_options import judge_replacing, replacing_options, roster_options
from netweave.cli.keep.rows_taken import rows_taken, summary, table_taken
from netweave.cli.keep.set_aside import SetAside, beside
from netweave.cli.keep.taken import CHANGE_COLUMNS, TOTAL_COLUMNS, Total
from netweave.cli.keep.turnover import turned_over
from netweave.cli.keep.undo import undo

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.errors import Problem
    from graph.facts import StoreFacts
    from loaders.load import LoadReport
    from netweave.cli.answer.pages import AnswerPage
    from netweave.cli.door.settings import Settings


@click.command(
    "load",
    epilog=examples(
        "netweave load out/data/ --dry-run",
        "netweave load out/data/ --store copy.db",
    ),
)
@click.argument("sources", metavar="SOURCE...", nargs=-1, type=click.Path())
@dry_run_option
@click.option(
    "--skip-bad", is_flag=True, help="Leave bad rows out, and the ties that name their entities."
)
@roster_options
@replacing_options
@click.option(
    "--undo", "undoing", is_flag=True, help="Take the last load, unload or merge back instead."
)
@global_options(dated=False)
@click.pass_obj
def command(
    settings: Settings,
    sources: tuple[str, ...],
    *,
    dry_run: bool,
    skip_bad: bool,
    mapping: Path | None,
    dated: str | None,
    snapshot: bool,
    keep: bool,
    replace: bool,
    undoing: bool,
) -> None:
    """Load sources into the store, all or nothing.

    SOURCE is a house folder (CSV files of districts, schools, networks, organizations, people
    and relationships), the national file of districts, or a table of your own with a mapping:
    CSV, XLSX or JSON. It is checked first, and if anything is wrong nothing is written. To load
    a source again, a folder or file of the same name, replaces what it said: what it says no more
    is taken back, unless another source says it too. A complete list replaces that of its date.
    `netweave load national` puts in all districts of the national directory that comes along.
    """
    from loaders.load import load  # noqa: PLC0415 - help needs no loader

    if undoing:
        loading = {"--skip-bad": skip_bad, "--snapshot": snapshot}
        loading |= {"--keep": keep, "--replace": replace}
        _alone({"SOURCE": sources or None, "--mapping": mapping, "--dated": dated, **loading})
        undo(settings, dry_run=dry_run)
        return
    if not sources:
        raise click.UsageError("Missing argument 'SOURCE...'.")
    if sources == ("national",) and not Path(sources[0]).exists():
        load_directory(settings, dry_run=dry_run)
        return
    judge_replacing(keep=keep, replace=replace)
    terms: dict[str, Any] = {"dry_run": dry_run, "skip_bad": skip_bad, "mapping": mapping}
    terms |= {"dated": dated, "snapshot": snapshot, "keep": keep, "replace": replace}
    with (
        SetAside(beside(settings.store)) as aside,
        open_store(settings.store, create=True) as store,
        copied_before("load", settings.store, wanted=(snapshot or replace) and not dry_run),
        progress("records") as said,
    ):
        report = load(
            [Path(source) for source in sources],
            store,
            **terms,
            make_desk=DeskBeside(store, settings.store, warned),
            set_aside=aside.prepare,
            progress=said,
        )
        aside.put()
        facts = store.facts() if is_there(settings.store) else EMPTY
    said_of = {**terms, "mapping": None if mapping is None else str(mapping)}
    parameters = {"sources": list(sources), **said_of}
    _say_problems(settings, report.problems)
    give(settings, _answer(settings.store, report, facts, parameters, aside.places))


def _alone(further: Mapping[str, object]) -> None:
    """Refuse to take a load back with what only a load has a use for."""
    given = [name for name, value in further.items() if value not in (None, False)]
    if given:
        raise click.UsageError(f"--undo takes the last load back; give no {given[0]} with it.")


def _answer(
    target: str,
    report: LoadReport,
    facts: StoreFacts,
    parameters: Mapping[str, object],
    places: Mapping[str, str],
) -> Answer:
    dry = bool(parameters["dry_run"])
    counts = totals(report)
    fields = {
        "rows": report.changes.rows if dry else counts,
        "turnover": report.turnover,
        "problems": report.problems,
        "summary": rows_taken(report.tables),
        "tables": [table_taken(table) for table in report.tables],
        "waits": sum(table.waiting for table in report.tables),
        "review": places.get("review"),
        "rejected": places.get("rejected"),
    }
    return Answer(
        "load",
        facts,
        parameters,
        fields,
        CsvSheet(CHANGE_COLUMNS, report.changes.rows) if dry else CsvSheet(TOTAL_COLUMNS, counts),
        lambda: _page(target, report, places, dry_run=dry),
    )


_TOLD = {
    "review": "Names to decide on",
    "rejected": "Rejected rows, to correct and load again",
}


def totals(report: LoadReport) -> list[Total]:
    """The counts of what a load changed, in a fixed order."""
    changes = report.changes
    return [
        Total("added", "entity", changes.nodes_added),
        Total("changed", "entity", changes.nodes_changed),
        Total("added", "statement", changes.statements_added),
        Total("withdrawn", "statement", changes.statements_withdrawn),
        Total("removed", "entity", changes.nodes_removed),
        Total("unchanged", None, changes.unchanged),
        Total("vanished", None, changes.vanished),
        Total("skipped", "row", report.skipped),
    ]


def _say_problems(settings: Settings, problems: tuple[Problem, ...]) -> None:
    for problem in problems if settings.form != "json" else ():
        say(f"{problem.severity.capitalize()}: {problem}")


def _page(
    target: str, report: LoadReport, places: Mapping[str, str], *, dry_run: bool
) -> AnswerPage:
    verb = "Would load" if dry_run else "Loaded"
    sources = ", ".join(str(source) for source in report.sources)
    told = [f"{_TOLD[what]}: {place}" for what, place in places.items()]
    page: AnswerPage = [
        Text(f"{verb} {sources} into {target}: {count(report.rows, 'row')} read."),
        Items([*changed(report), *map(turned_over, report.turnover)]),
        *summary(report.tables, told, before=dry_run),
    ]
    if dry_run and report.changes.rows:
        page.append(Grid(("Change", "What", "Id", "Detail"), report.changes.rows))
    return page


def changed(report: LoadReport) -> list[str]:
    """What a load changed, in words."""
    changes = report.changes
    lines = [
        f"{count(changes.nodes_added, 'entity', 'entities')} added",
        f"{count(changes.nodes_changed, 'entity', 'entities')} changed",
        f"{count(changes.statements_added, 'statement')} added",
        f"{changes.unchanged:,} unchanged",
    ]
    if changes.statements_withdrawn:
        lines.append(f"{count(changes.statements_withdrawn, 'statement')} taken back or changed")
    if changes.nodes_removed:
        lines.append(f"{count(changes.nodes_removed, 'entity', 'entities')} taken out")
    if changes.vanished:
        lines.append(f"{changes.vanished:,} no longer in the source, and kept")
    if report.skipped:
        lines.append(f"{count(report.skipped, 'row')} left out")
    if report.problems:
        lines.append(counted(list(report.problems)))
    return lines
