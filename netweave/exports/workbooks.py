"""Workbooks to fill in: sheets with a title, a header, rows, and lists to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netweave.exports.cells import guarded
from netweave.exports.whole import whole_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

_LISTS = "lists"
"""The hidden sheet that holds what may be chosen."""
_WIDEST = 60
_FREE_LINES = 500
"""How many empty lines of a sheet to fill in have lists."""


class Book:
    """A workbook that is being made.

    Parameters
    ----------
    title
        What it is, for its properties.
    """

    def __init__(self, title: str) -> None:
        from openpyxl import Workbook  # noqa: PLC0415 - few commands write one

        self._book = Workbook()
        self._book.remove(self._book.worksheets[0])
        self._book.properties.title = title
        self._book.properties.creator = "netweave"
        self._lists: Worksheet | None = None
        self._ranges: dict[tuple[str, ...], str] = {}

    def sheet(self, name: str, title: str, columns: Sequence[str], *, head: str = "") -> FormSheet:
        """A new sheet: its title, a line of advice, and the names of its columns."""
        made = self._book.create_sheet(name)
        return FormSheet(self, made, title, columns, head)

    def range_of(self, choices: Sequence[str]) -> str:
        """Where what may be chosen stands, written there once."""
        key = tuple(choices)
        if key not in self._ranges:
            lists = self._lists or self._book.create_sheet(_LISTS)
            lists.sheet_state = "hidden"
            self._lists = lists
            at = len(self._ranges) + 1
            for line, text in enumerate(key, start=1):
                lists.cell(line, at, text).data_type = "s"
            letter = _letter(at)
            self._ranges[key] = f"{_LISTS}!${letter}$1:${letter}${len(key)}"
        return self._ranges[key]

    def save(self, path: Path) -> None:
        """Write the workbook, whole.

        Raises
        ------
        ExportError
            If it cannot be written. What was there is then as it was.
        """
        if not self._book.worksheets:
            self._book.create_sheet("nothing")
        if self._lists is not None:  # a reader opens the first sheet, so lists stand last
            self._book.move_sheet(self._lists, len(self._book.worksheets))
        with whole_file(path) as draft:
            self._book.save(draft)


class FormSheet:
    """A sheet of a workbook to fill in."""

    def __init__(
        self, book: Book, sheet: Worksheet, title: str, columns: Sequence[str], head: str
    ) -> None:
        from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - as the workbook

        self.columns = list(columns)
        self._book = book
        self._sheet = sheet
        self._wrapped = Alignment(wrap_text=True, vertical="top")
        self._write(1, [title])
        sheet.cell(1, 1).font = Font(bold=True, size=14)
        self._write(2, [head])
        self._header = 3
        self._write(self._header, columns)
        for at in range(1, len(columns) + 1):
            sheet.cell(self._header, at).font = Font(bold=True)
        self._widths = [len(name) + 2 for name in columns]
        self._size()
        sheet.freeze_panes = f"A{self._header + 1}"
        self._last = self._header

    def add(self, cells: Sequence[str]) -> int:
        """Add a row; gives its line."""
        self._last += 1
        self._write(self._last, cells)
        for at, text in enumerate(cells):
            self._widths[at] = max(self._widths[at], min(len(text) + 2, _WIDEST))
            self._sheet.cell(self._last, at + 1).alignment = self._wrapped
        self._size()
        return self._last

    def choices(self, line: int, column: int, choices: Sequence[str]) -> None:
        """Offer a list at a cell; other texts may be written there too."""
        self._offer(f"{_letter(column + 1)}{line}", choices)

    def column_choices(self, column: int, choices: Sequence[str]) -> None:
        """Offer a list at all cells of a column that are to be filled in."""
        letter, first = _letter(column + 1), self._header + 1
        self._offer(f"{letter}{first}:{letter}{first + _FREE_LINES}", choices)

    def mark(self, column: int) -> None:
        """Colour the cells of a column that are to be filled in."""
        from openpyxl.styles import PatternFill  # noqa: PLC0415 - as the workbook

        fill = PatternFill("solid", fgColor="FFF2CC")
        for line in range(self._header, self._last + 1):
            self._sheet.cell(line, column + 1).fill = fill
        self._widths[column] = _WIDEST
        self._size()

    def _offer(self, cells: str, choices: Sequence[str]) -> None:
        from openpyxl.worksheet.datavalidation import (  # noqa: PLC0415 - as the workbook
            DataValidation,
        )

        offered = DataValidation(
            type="list",
            formula1=self._book.range_of(choices),
            allow_blank=True,
            showErrorMessage=False,
        )
        offered.add(cells)
        self._sheet.add_data_validation(offered)

    def _write(self, line: int, cells: Sequence[str]) -> None:
        for at, text in enumerate(cells, start=1):
            if text:
                cell = self._sheet.cell(line, at, guarded(text))
                cell.data_type = "s"  # never a formula

    def _size(self) -> None:
        for at, width in enumerate(self._widths):
            self._sheet.column_dimensions[_letter(at + 1)].width = width


def _letter(column: int) -> str:
    """The letters of a column, which are counted from 1."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as the workbook

    return get_column_letter(column)
