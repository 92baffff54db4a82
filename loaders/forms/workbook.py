"""Rows of a workbook: values only. A formula counts as what it gave when it was saved."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from functools import cached_property
from typing import TYPE_CHECKING

from loaders.forms.books import looked_into
from loaders.forms.facts import MergedCells, filled_from, with_texts
from loaders.forms.foreign import shielded
from loaders.forms.lines import DamagedFileError
from loaders.forms.packed import SAVE_AS_CSV, UNPACKED_LIMIT
from loaders.forms.start import whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from python_calamine import CalamineSheet

    from loaders.forms.books import BookFacts
    from loaders.forms.facts import CellPlace, SheetFacts
    from loaders.forms.raw import Cells, Lost

EXACT = 1e15
"""Whole numbers below this are exact in a workbook."""
REMEMBERED = 4_096
"""How many numbers are remembered with their text."""


def sheets_of(path: Path) -> dict[str, WorkbookRows]:
    """The sheets of a workbook by name, hidden ones too.

    Raises
    ------
    DamagedFileError
        If the workbook cannot be opened, or not without harm.
    """
    # It takes a moment to import, and tables in text do without.
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415

    stream = io.BytesIO(whole(path, UNPACKED_LIMIT, "workbook-too-large", SAVE_AS_CSV))
    seen = looked_into(stream)
    stream.seek(0)
    try:
        book = CalamineWorkbook.from_filelike(stream)
        return {
            sheet.name: WorkbookRows(
                book.get_sheet_by_name(sheet.name),
                seen,
                hidden=not str(sheet.visible).endswith(".Visible"),
            )
            for sheet in book.sheets_metadata
            if "WorkSheet" in str(sheet.typ)
        }
    except (CalamineError, OSError, ValueError) as error:
        problem = f"The workbook cannot be read ({' '.join(str(error).split())})."
        fix = "Open it in a spreadsheet and save it again as .xlsx, or as CSV UTF-8."
        raise DamagedFileError("damaged-workbook", problem, fix) from None


class WorkbookRows:
    """The rows of a sheet, each cell as text.

    Parameters
    ----------
    sheet
        The sheet as it was read.
    book
        What else is known of the workbook.
    hidden
        Whether the sheet is hidden.

    Attributes
    ----------
    plain
        Whether no cell needs a second look (`loaders.forms.raw.RawRows`).
    """

    def __init__(self, sheet: CalamineSheet, book: BookFacts, *, hidden: bool = False) -> None:
        self.plain = book.plain
        self._sheet = sheet
        self._book = book
        self._hidden = hidden

    @shielded
    def rows(self, lost: Lost) -> Iterator[tuple[int, Cells]]:
        """The rows with their numbers on the sheet."""
        del lost
        facts, texts = self._facts_and_texts
        rows = enumerate(self._values(), start=1)
        yield from with_texts(rows, {**facts.errors, **texts}) if facts.errors or texts else rows

    def facts(self) -> SheetFacts:
        """What the sheet shows beside its values."""
        return self._facts_and_texts[0]

    @cached_property
    def _facts_and_texts(self) -> tuple[SheetFacts, dict[CellPlace, str]]:
        """The facts, and the texts of the cells that are filled in."""
        facts = self._book.facts(self._sheet.name)._replace(hidden=self._hidden)
        ranges = self._sheet.merged_cell_ranges or ()
        merged = (*facts.merged, *(MergedCells(a[0] + 1, b[0] + 1, a[1], b[1]) for a, b in ranges))
        texts = filled_from(self._values(), merged) if merged else {}
        return facts._replace(merged=merged, filled_in=frozenset(texts)), texts

    def _values(self) -> Iterator[Cells]:
        numbers = _NumberTexts()
        for row in self._sheet.iter_rows():
            yield [
                cell
                if isinstance(cell, str)
                else numbers[cell]
                if type(cell) is float
                else _text(cell)
                for cell in row
            ]


class _NumberTexts(dict[float, str]):
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
