"""Rows of a workbook (XLSX): values only. A formula counts as what it gave when it was saved."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from loaders.forms.foreign import shielded
from loaders.forms.lines import DamagedFileError
from loaders.forms.packed import UNPACKED_LIMIT, examine
from loaders.forms.start import whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from python_calamine import CalamineSheet

    from loaders.forms.raw import Cells, Lost

EXACT = 1e15
"""Whole numbers below this are exact in a workbook."""
REMEMBERED = 4_096
"""How many numbers are remembered with their text."""


def sheets_of(path: Path) -> dict[str, WorkbookRows]:
    """The sheets of a workbook that can be seen, by name.

    Raises
    ------
    DamagedFileError
        If the workbook cannot be opened, or not without harm.
    """
    # It takes a moment to import, and tables in text do without.
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415

    fix = "Save the table as CSV: it can be of any size."
    stream = io.BytesIO(whole(path, UNPACKED_LIMIT, "workbook-too-large", fix))
    plain = examine(stream)
    stream.seek(0)
    try:
        book = CalamineWorkbook.from_filelike(stream)
        return {
            sheet.name: WorkbookRows(book.get_sheet_by_name(sheet.name), plain=plain)
            for sheet in book.sheets_metadata
            if "WorkSheet" in str(sheet.typ) and str(sheet.visible).endswith(".Visible")
        }
    except (CalamineError, OSError, ValueError) as error:
        problem = f"The workbook cannot be read ({' '.join(str(error).split())})."
        fix = "Open it in a spreadsheet and save it again as .xlsx, or as CSV UTF-8."
        raise DamagedFileError("damaged-workbook", problem, fix) from None


class WorkbookRows:
    """The rows of a sheet, each cell as text.

    Attributes
    ----------
    plain
        Whether no cell needs a second look (`loaders.forms.raw.RawRows`).
    """

    def __init__(self, sheet: CalamineSheet, *, plain: bool) -> None:
        self.plain = plain
        self._sheet = sheet

    @shielded
    def rows(self, lost: Lost) -> Iterator[tuple[int, Cells]]:
        """The rows with their numbers on the sheet."""
        del lost
        numbers = _Numbers()
        for line, row in enumerate(self._sheet.iter_rows(), start=1):
            yield (
                line,
                [
                    cell
                    if isinstance(cell, str)
                    else numbers[cell]
                    if type(cell) is float
                    else _text(cell)
                    for cell in row
                ],
            )


class _Numbers(dict[float, str]):
    """Numbers as text, those remembered that were met before: most are met often."""

    def __missing__(self, value: float) -> str:
        text = str(int(value)) if value.is_integer() and abs(value) < EXACT else repr(value)
        if len(self) < REMEMBERED:
            self[value] = text
        return text


def _text(value: object) -> str:
    """A value as one would type it: a whole number without a point, a date as YYYY-MM-DD."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return (value.date() if value.time() == time() else value).isoformat()
    return value.isoformat() if isinstance(value, date | time) else str(value)
