"""Tables that have been in a spreadsheet: rows by the names of their columns, in whatever form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from graph.errors import LoadError, Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path


class TableRow(NamedTuple):
    """A row of a table with names: the line, and the cells by the name of their column."""

    line: int
    cells: dict[str, str]

    def text(self, column: str) -> str:
        """A cell, "" if there is no such column."""
        return self.cells.get(column, "")


def rows_of(path: Path, required: Collection[str]) -> Iterator[TableRow]:
    """The rows of a table in whatever form and encoding a spreadsheet saves it.

    Of a workbook with several sheets, those of every sheet that has the columns.

    Raises
    ------
    LoadError
        If it is no table, or a column is missing.
    """
    # Readers of workbooks are heavy, and the desk alone needs none.
    from loaders.forms.lines import DamagedFileError  # noqa: PLC0415
    from loaders.forms.opening import sheets_in  # noqa: PLC0415

    first: list[str] | None = None
    found = False
    lost: list[DamagedFileError] = []
    try:
        for sheet in sheets_in(path):
            rows = iter(sheet.open().rows(lost.append))
            _, header = next(rows, (1, []))
            names = [name.strip().casefold() for name in header]
            first = names if first is None else first
            if set(required) <= set(names):
                found = True
                yield from filled(names, rows)
    except DamagedFileError as damage:
        raise _refused(path, damage.line, None, damage.rule, damage.problem, damage.fix) from damage
    if not found:
        _demand(path, first or [], required)
    if lost:
        one = lost[0]
        raise _refused(path, one.line, None, one.rule, one.problem, one.fix)


def filled(names: list[str], rows: Iterable[tuple[int, list[str]]]) -> Iterator[TableRow]:
    """The rows that are not empty, with cells as they were before they were guarded."""
    for line, cells in rows:
        texts = [_unguarded(cell.strip()) for cell in cells]
        if any(texts):
            yield TableRow(line, dict(zip(names, texts, strict=False)))


def _demand(path: Path, names: list[str], required: Collection[str]) -> None:
    for name in required:
        if name not in names:
            what = f"The column {name} is missing."
            raise _refused(path, 1, name, "missing-column", what, "Add it to the header.")


def _refused(
    path: Path, line: int | None, column: str | None, rule: str, what: str, fix: str
) -> LoadError:
    return LoadError([Problem(path.name, line, column, rule, what, fix)])


def _unguarded(text: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it."""
    return text[1:] if re.match("'+[=+\\-@]", text) else text
