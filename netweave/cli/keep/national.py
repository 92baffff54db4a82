"""`load national`: all districts of the directory that comes with netweave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet, Items, Text
from netweave.cli.answer.words import count
from netweave.cli.door.progress import progress
from netweave.cli.keep.check import EMPTY
from netweave.cli.keep.taken import CHANGE_COLUMNS, TOTAL_COLUMNS, totals

if TYPE_CHECKING:
    from netweave.cli.answer.pages import AnswerPage
    from netweave.cli.door.settings import Settings


def load_directory(settings: Settings, *, dry_run: bool) -> None:
    """Put the national directory into the store, and say of which year it is."""
    from graph.national import ENROLLMENT_YEAR, SCHOOL_YEAR, national  # noqa: PLC0415 - large
    from graph.opening import is_there, open_store  # noqa: PLC0415 - help needs no store
    from loaders.national import NATIONAL, load_national  # noqa: PLC0415 - nor a loader

    with open_store(settings.store, create=True) as store, progress("districts") as said:
        changes = load_national(store, dry_run=dry_run, progress=said)
        facts = store.facts() if is_there(settings.store) else EMPTY
    verb = "Would put" if dry_run else "Put"
    told = (
        f"{verb} the national directory into {settings.store}: "
        f"{count(len(national()), 'district')} of {SCHOOL_YEAR}, enrolments of {ENROLLMENT_YEAR}."
    )
    years = {"school_year": SCHOOL_YEAR, "enrollment_year": ENROLLMENT_YEAR}
    asked = {"sources": [NATIONAL], "dry_run": dry_run}
    rows = changes.rows if dry_run else totals(changes)
    columns = CHANGE_COLUMNS if dry_run else TOTAL_COLUMNS
    items = [
        f"{count(changes.nodes_added, 'entity', 'entities')} added",
        f"{count(changes.nodes_changed, 'entity', 'entities')} changed",
        f"{changes.unchanged:,} unchanged",
    ]
    page: AnswerPage = [Text(told), Items(items)]
    fields = {"rows": rows, "directory": years}
    give(settings, Answer("load", facts, asked, fields, CsvSheet(columns, rows), lambda: page))
