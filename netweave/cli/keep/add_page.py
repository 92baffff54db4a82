"""What `add` tells people of a file: what was understood, what waits, and what to type next."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from loaders.checks.understood import understood
from netweave.cli.answer.pages import Items, Text
from netweave.cli.answer.words import count
from netweave.cli.door.settings import STORE
from netweave.cli.keep.load import changed
from netweave.cli.keep.rows_taken import table_taken, unused
from netweave.cli.keep.turnover import turned_over
from netweave.cli.keep.understanding import understanding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from loaders.checks.tally import TableTally
    from loaders.load import LoadReport
    from netweave.cli.answer.pages import AnswerPage

SHOWN = 10
"""How many networks and rows that wait are told of a table."""


def page(report: LoadReport | None, places: Mapping[str, str], store: str) -> AnswerPage:
    """One file: nothing, if it was not loaded."""
    if report is None:
        return []
    tables = [part for table in report.tables for part in _table(table, report)]
    last = [*changed(report), *map(turned_over, report.turnover)]
    return [*tables, Items(last), Text(_next(report, places, store))]


def _table(table: TableTally, report: LoadReport) -> AnswerPage:
    said = f"{table.file}: {count(table.read, 'row')} read, {table.accepted:,} taken"
    parts = [f"{table.waiting:,} waiting", f"{len(table.rejected):,} rejected"]
    numbers = (table.waiting, len(table.rejected))
    found = [part for part, number in zip(parts, numbers, strict=True) if number]
    told = [*understanding(table.understood), *unused(table_taken(table)), *table.notes]
    items = [*told, *_waiting(table, report)]
    return [Text(f"{', '.join([said, *found])}."), *([Items(items)] if items else [])]


def _waiting(table: TableTally, report: LoadReport) -> Iterator[str]:
    """Why rows wait or were rejected: each reason once, with the lines where it is said."""
    lines = table.in_review | table.rejected
    reasons: dict[str, list[int]] = {}
    for problem in report.problems:
        if problem.file == table.file and problem.line in lines:
            reasons.setdefault(f"{problem.problem} {problem.fix}", []).append(problem.line)
    for reason, at in list(reasons.items())[:SHOWN]:
        yield f"{_at(at)}: {reason}"
    if len(reasons) > SHOWN:
        yield f"{count(len(reasons) - SHOWN, 'more reason')}: --format json lists all."


def _at(lines: Sequence[int]) -> str:
    if len(lines) == 1:
        return f"Line {lines[0]}"
    more = " …" if len(lines) > SHOWN else ""
    return f"Lines {', '.join(map(str, lines[:SHOWN]))}{more}"


def _next(report: LoadReport, places: Mapping[str, str], store: str) -> str:
    """The next command to type."""
    file = " ".join(shlex.quote(str(source)) for source in report.sources)
    at = "" if store == STORE else f" --store {shlex.quote(store)}"
    if place := places.get("review"):
        return (
            f"Decide in {place} who is meant, then type: netweave identity review "
            f"{shlex.quote(place)}{at}, and again: netweave add {file}{at}"
        )
    if place := places.get("rejected"):
        return (
            f"What is wrong with rows is in {place}. Correct them in {file}, then type: "
            f"netweave add {file}{at}"
        )
    networks = [
        row
        for table in report.tables
        if table.understood is not None
        for row in understood(table.understood).networks
    ]
    if networks:
        return f"Next: netweave members {shlex.quote(networks[0].id)}{at}"
    return f"Next: netweave info{at}"
