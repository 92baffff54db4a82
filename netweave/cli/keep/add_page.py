"""What `add` tells people of a file: what was understood, what waits, and what to type next."""

from __future__ import annotations

import shlex
from collections import Counter
from typing import TYPE_CHECKING

from graph.names.states import runs
from loaders.rosters.mapping import DRAFT
from loaders.rosters.remembered import REMEMBERED
from netweave.cli.answer.pages import Items, Text
from netweave.cli.answer.words import count
from netweave.cli.keep.load import changed
from netweave.cli.keep.next_step import next_step, stored_at
from netweave.cli.keep.rows_taken import table_taken, unused
from netweave.cli.keep.turnover import turned_over
from netweave.cli.keep.understanding import understanding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loaders.checks.tally import TableTally
    from loaders.load import LoadReport
    from netweave.cli.answer.pages import AnswerPage
    from netweave.cli.keep.left_over import LeftToDecide

SHOWN = 10
"""How many networks and rows that wait are told of a table."""


def page(report: LoadReport | None) -> AnswerPage:
    """One file: nothing, if it was not loaded."""
    if report is None:
        return []
    tables = [part for table in report.tables for part in _table(table, report)]
    return [*tables, Items([*changed(report), *map(turned_over, report.turnover)])]


def last_page(
    loads: Sequence[tuple[str, LoadReport]], left: LeftToDecide, store: str
) -> AnswerPage:
    """What waits, and the one next command."""
    if left.place is None:
        return [Text(next_step(loads, store))]
    wait = "1 row waits" if left.waits == 1 else f"{left.waits:,} rows wait"
    said = f"{wait} for {count(left.questions, 'decision')}."
    place = shlex.quote(left.place)
    step = f"Decide in {left.place}, then type: netweave review {place}{stored_at(store)}"
    return [Text(said), Text(step)]


def _table(table: TableTally, report: LoadReport) -> AnswerPage:
    said = f"{table.file}: {count(table.read, 'row')} read, {table.accepted:,} taken"
    parts = [f"{table.waiting:,} waiting", f"{len(table.rejected):,} rejected"]
    numbers = (table.waiting, len(table.rejected))
    found = [part for part, number in zip(parts, numbers, strict=True) if number]
    told = [
        *_remembered(table.meaning),
        *understanding(table.understood),
        *unused(table_taken(table)),
        *table.notes,
    ]
    items = [*told, *_waiting(table, report), *_stateless(table, report)]
    return [Text(f"{', '.join([said, *found])}."), *([Items(items)] if items else [])]


def _remembered(meaning: str) -> Iterator[str]:
    """That the columns are read as those of another table, if they are."""
    if meaning.endswith(REMEMBERED):
        name = meaning.removesuffix(REMEMBERED)
        by = "" if name == DRAFT else f", by {name}"
        yield f"The columns are read as those of a table before that has the same{by}."


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


def _stateless(table: TableTally, report: LoadReport) -> Iterator[str]:
    """What helps where several names wait for a state: most rosters are of one."""
    names = [one for one in report.open_names if one.file == table.file and not one.state]
    if len(names) > 1:
        states = Counter(
            state
            for one in names
            for state in {runs(candidate.nces_id) for candidate in one.match.candidates}
            if state is not None
        )
        ((best, times),) = states.most_common(1) or [("ST", len(names))]
        state = best if times * 2 > len(names) else "ST"
        yield (
            f"{len(names):,} names stand without a state. If all are of one, add the file again "
            f"with it, such as --within {state}."
        )


def _at(lines: Sequence[int]) -> str:
    if len(lines) == 1:
        return f"Line {lines[0]}"
    more = " …" if len(lines) > SHOWN else ""
    return f"Lines {', '.join(map(str, lines[:SHOWN]))}{more}"
