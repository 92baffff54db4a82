"""The content of an ODS workbook: how far its sheets reach, and what they say beside values."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, BinaryIO
from xml.etree.ElementTree import ParseError

from loaders.forms.facts import NO_FACTS, MergedCells, SheetFacts
from loaders.forms.lines import DamagedFileError
from loaders.forms.packed import CELL_LIMIT, SAVE_AS_CSV, TEXT_LIMIT
from loaders.forms.xml_parts import attribute, finished, local

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from loaders.forms.facts import CellPlace

LAST_COLUMN = 16_384
_HIDDEN = ("collapse", "filter")
_CELLS = ("table-cell", "covered-table-cell")
_SEEN = ("style", "table-column", "table-row", "table")


class OdsContent:
    """What the content says, of which a row or cell may stand for very many.

    Parameters
    ----------
    stream
        The workbook, whose parts are no larger than allowed.

    Raises
    ------
    DamagedFileError
        If it cannot be read, or its sheets are larger than memory.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._struck: set[str] = set()
        self._sheets: dict[str, SheetFacts] = {}
        try:
            with zipfile.ZipFile(stream) as book:
                for part in ("styles.xml", "content.xml"):
                    if part in book.namelist():
                        with book.open(part) as content:
                            self._read(finished(content, _SEEN))
        except (ParseError, ValueError, zipfile.BadZipFile) as error:
            problem = f"The workbook cannot be read, or is locked with a password ({error})."
            fix = "Open it in a spreadsheet and save it again as .xlsx, or as CSV UTF-8."
            raise DamagedFileError("damaged-workbook", problem, fix) from None

    def facts(self, sheet: str) -> SheetFacts:
        """What is said of the sheet of a name."""
        return self._sheets.get(sheet, NO_FACTS)

    def _read(self, elements: Iterator[Element]) -> None:
        scan = _OdsScan(self._struck)
        for element in elements:
            match local(element):
                case "style":
                    if _strikes(element):
                        self._struck.add(attribute(element, "name"))
                case "table-column":
                    scan.see_columns(element)
                case "table-row":
                    scan.see_row(element)
                case _:
                    self._sheets[attribute(element, "name")] = scan.facts()
                    scan = _OdsScan(self._struck)


class _OdsScan:
    """One pass over a sheet."""

    def __init__(self, struck: set[str]) -> None:
        self._styles = struck
        self._line = self._width = self._next_column = self._shown = 0
        self._rows: set[int] = set()
        self._columns: set[int] = set()
        self._struck: set[CellPlace] = set()
        self._uncomputed: set[CellPlace] = set()
        self._errors: dict[CellPlace, str] = {}
        self._merged: list[MergedCells] = []

    def see_columns(self, element: Element) -> None:
        """Take in how columns are shown."""
        first, self._next_column = self._next_column, self._next_column + _times(element, "columns")
        if attribute(element, "visibility") in _HIDDEN:
            self._columns.update(range(first, min(self._next_column, LAST_COLUMN)))

    def see_row(self, row: Element) -> None:
        """Take in a row, which may stand for many."""
        times, column, filled = _times(row, "rows"), 0, False
        cells = [cell for cell in row if local(cell) in _CELLS]
        for cell in cells:
            repeated = _times(cell, "columns")
            text = "\n".join("".join(p.itertext()) for p in cell if local(p) == "p")
            if text or attribute(cell, "value-type") or attribute(cell, "formula"):
                filled, self._width = True, max(self._width, column + repeated)
                self._shown += times * repeated * len(text)
            self._judge(self._line + times if filled else 0)
            self._see_cell((self._line + 1, column), cell, text)
            column += repeated
        if filled and attribute(row, "visibility") in _HIDDEN:
            self._rows.update(range(self._line + 1, self._line + times + 1))
        self._line += times

    def facts(self) -> SheetFacts:
        """What the rows and columns said."""
        return SheetFacts(
            hidden_rows=frozenset(self._rows),
            hidden_columns=frozenset(self._columns),
            struck=frozenset(self._struck),
            uncomputed=frozenset(self._uncomputed),
            errors=self._errors,
            merged=tuple(self._merged),
        )

    def _judge(self, rows: int) -> None:
        if rows * self._width > CELL_LIMIT or self._shown > TEXT_LIMIT:
            problem = f"A sheet spans {rows:,} rows and {self._width:,} columns."
            fix = f"Delete stray cells. {SAVE_AS_CSV}"
            raise DamagedFileError("workbook-too-large", problem, fix)

    def _see_cell(self, place: CellPlace, cell: Element, text: str) -> None:
        line, column = place
        down, right = (_times(cell, side, "spanned") for side in ("rows", "columns"))
        if down > 1 or right > 1:
            self._merged.append(MergedCells(line, line + down - 1, column, column + right - 1))
        kinds = [v for key, v in cell.items() if key.endswith("}value-type")]
        if "error" in kinds:
            self._errors[place] = text
        elif not kinds and (formula := attribute(cell, "formula")):
            self._uncomputed.add(place)
            self._errors[place] = f"={formula.partition('=')[2]}"
        names = (attribute(part, "style-name") for part in cell.iter())
        if text and any(name in self._styles for name in names):
            self._struck.add(place)


def _times(element: Element, what: str, how: str = "repeated") -> int:
    return max(1, int(attribute(element, f"number-{what}-{how}") or 1))


def _strikes(style: Element) -> bool:
    return any(
        attribute(part, f"text-line-through-{how}") not in ("", "none")
        for part in style
        for how in ("style", "type")
    )
