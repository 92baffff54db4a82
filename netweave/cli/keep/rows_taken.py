"""What became of the rows of sources: the end of `check` and `load`, with where to look."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loaders.checks.understood import Understood, understood
from loaders.columns.ledger import added
from netweave.cli.answer.pages import Items, Text
from netweave.cli.answer.words import count
from netweave.cli.keep.understanding import understanding

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from loaders.checks.tally import TableTally, TakenFor
    from loaders.columns.ledger import Aside, CellCounts, ColumnCells
    from netweave.cli.answer.pages import AnswerPage

SHOWN = 20
"""How many lines of each sort are named for a table."""


class RowsTaken(NamedTuple):
    """How many rows were read, and what became of them and of their cells.

    ``accepted``, ``in_review`` and ``rejected`` add up to ``read``.
    """

    read: int
    accepted: int
    in_review: int
    rejected: int
    cells: CellCounts


class TableTaken(NamedTuple):
    """The same for one table.

    Attributes
    ----------
    file, form, meaning
        What it is called, how it is kept, and what it was read as.
    in_review_lines, rejected_lines
        The first lines of such rows.
    notes
        What else is worth knowing of the table.
    taken_for
        Names that were accepted for an entity of another name.
    cells, columns, aside
        What became of its cells, in all and by column, and the lines that are no rows; None and
        empty of a house table, whose every column is known.
    understood
        What a roster was understood to say; None of other tables.
    """

    file: str
    form: str
    meaning: str
    read: int
    accepted: int
    in_review: int
    rejected: int
    in_review_lines: list[int]
    rejected_lines: list[int]
    notes: list[str]
    taken_for: list[TakenFor]
    cells: CellCounts | None
    columns: list[ColumnCells]
    aside: list[Aside]
    understood: Understood | None


def rows_taken(tables: Iterable[TableTally]) -> RowsTaken:
    """The rows of all tables."""
    tables = list(tables)
    counts = [(t.read, t.accepted, t.waiting, len(t.rejected)) for t in tables]
    read, accepted, waiting, rejected = map(sum, zip((0, 0, 0, 0), *counts, strict=True))
    cells = (table.ledger.cells for table in tables if table.ledger is not None)
    return RowsTaken(read, accepted, waiting, rejected, added(cells))


def table_taken(tally: TableTally) -> TableTaken:
    """The rows of one table."""
    return TableTaken(
        tally.file,
        tally.form,
        tally.meaning,
        tally.read,
        tally.accepted,
        tally.waiting,
        len(tally.rejected),
        sorted(tally.in_review)[:SHOWN],
        sorted(tally.rejected)[:SHOWN],
        tally.notes,
        tally.taken_for,
        tally.ledger.cells if tally.ledger else None,
        tally.ledger.columns if tally.ledger else [],
        tally.ledger.asides if tally.ledger else [],
        understood(tally.understood) if tally.understood else None,
    )


def summary(
    tables: Sequence[TableTally], places: Sequence[str] = (), *, before: bool = False
) -> AnswerPage:
    """The same for people: the counts, and of each table what is not plain.

    Parameters
    ----------
    places
        Where rows were put that wait or were rejected.
    before
        Whether nothing is written yet: then it is told what rosters were understood to say.
    """
    taken = rows_taken(tables)
    counts = (
        f"{count(taken.read, 'row')} read: {taken.accepted:,} accepted, "
        f"{taken.in_review:,} in review, {taken.rejected:,} rejected."
    )
    counts += f" {_cells(taken.cells)}"
    taken_of = [table_taken(table) for table in tables]
    items = [line for table in taken_of for line in _lines(table)]
    if before:
        said = ((t.file, line) for t in tables for line in understanding(t.understood))
        items += [f"{file}: {line}" for file, line in said]
    return [Text(counts), *([Items([*items, *places])] if items or places else [])]


def _lines(table: TableTaken) -> list[str]:
    """What is worth saying of a table; nothing of a house table that was taken whole."""
    house = table.meaning.endswith(".csv")
    found = [
        _where(number, what, lines)
        for number, what, lines in (
            (table.in_review, "in review", table.in_review_lines),
            (table.rejected, "rejected", table.rejected_lines),
        )
        if number
    ]
    if house and not found:
        return []
    read_as = "" if house else f" ({table.form}; read as {table.meaning})"
    parts = [f"{table.accepted:,} of {count(table.read, 'row')} accepted", *found]
    whole = f"{table.file}{read_as}: {'; '.join(parts)}. {' '.join(table.notes)}".rstrip()
    return [whole, *(f"{table.file}: {line}" for line in unused(table)), *_taken_for(table)]


def unused(table: TableTaken) -> list[str]:
    """One line a column that has no use, so that nobody need guess what was read."""
    return [
        f"The column {column.name} has no use "
        f"({count(column.unused, 'cell')}: {', '.join(column.examples)} …)."
        for column in table.columns
        if column.use is None and column.unused
    ]


def _cells(cells: CellCounts) -> str:
    """What became of the cells that say something."""
    fates = [
        f"{number:,} {what}"
        for number, what in (
            (cells.became, "became something"),
            (cells.waits, "wait"),
            (cells.refused, "refused"),
            (cells.aside, "aside"),
            (cells.unused, "without use"),
        )
        if number
    ]
    return f"Of {count(cells.filled, 'cell')} {', '.join(fates)}." if fates else ""


def _taken_for(table: TableTaken) -> list[str]:
    """The names that were accepted for another name, for a person to look over."""
    found = [_one_taken_for(one) for one in table.taken_for[:SHOWN]]
    more = len(table.taken_for) - SHOWN
    if more > 0:
        found.append(f"{count(more, 'more name')} taken for another: --format json lists all.")
    return found


def _one_taken_for(one: TakenFor) -> str:
    state = f" ({one.written_state})" if one.written_state else ""
    return f"Line {one.line}: {one.written_name!r}{state} is taken for {one.name} ({one.id})."


def _where(number: int, what: str, lines: Sequence[int]) -> str:
    shown = ", ".join(map(str, lines[:5]))
    more = " …" if number > 5 else ""
    return f"{number:,} {what} (line {shown}{more})"
