"""Workbooks in binary records (XLSB): how far sheets reach, what they say beside values."""

from __future__ import annotations

import posixpath
import struct
import zipfile
from typing import TYPE_CHECKING, BinaryIO

from loaders.forms.facts import NO_FACTS, MergedCells, SheetFacts
from loaders.forms.lines import DamagedFileError
from loaders.forms.packed import judge_extent, judge_texts
from loaders.forms.xml_parts import parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.forms.facts import CellPlace

ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
"""The errors of spreadsheets by their numbers in binary workbooks."""
LAST_COLUMN = 16_384

_ROW, _CELL_ERROR, _FORMULA_ERROR = 0, 3, 11
_TEXT, _COLUMNS, _SHEET, _MERGED = 19, 60, 156, 176


class XlsbContent:
    """What the records of a workbook say.

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
        self._sheets: dict[str, SheetFacts] = {}
        try:
            with zipfile.ZipFile(stream) as book:
                names = [name for name in book.namelist() if name.endswith(".bin")]
                texts = next((name for name in names if name.endswith("sharedStrings.bin")), None)
                longest = _longest(book.read(texts)) if texts else 0
                for sheet, part in _parts(book).items():
                    self._sheets[sheet] = _facts_of(book.read(part), longest)
        except (struct.error, IndexError, KeyError, UnicodeDecodeError, ValueError) as error:
            problem = f"The workbook cannot be read ({error})."
            fix = "Open it in a spreadsheet and save it again as .xlsx, or as CSV UTF-8."
            raise DamagedFileError("damaged-workbook", problem, fix) from None

    def facts(self, sheet: str) -> SheetFacts:
        """What is said of the sheet of a name."""
        return self._sheets.get(sheet, NO_FACTS)


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a part: the number of their kind, and what they hold."""
    at = 0
    while at < len(content):
        kind, at = _number(content, at, 2)
        size, at = _number(content, at, 4)
        yield kind, content[at : at + size]
        at += size


def _number(content: bytes, at: int, most: int) -> tuple[int, int]:
    """A number in as many bytes as it takes, seven bits in each, and where it ends."""
    number = 0
    for place in range(most):
        byte = content[at + place]
        number |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            return number, at + place + 1
    return number, at + most


def _longest(content: bytes) -> int:
    return max((len(held) // 2 for kind, held in _records(content) if kind == _TEXT), default=0)


def _parts(book: zipfile.ZipFile) -> dict[str, str]:
    """The part of each sheet."""
    workbook = next(name for name in book.namelist() if name.endswith("workbook.bin"))
    folder, file = posixpath.split(workbook)
    relations = parsed(book.read(posixpath.join(folder, "_rels", f"{file}.rels")))
    targets = {
        relation.get("Id", ""): posixpath.normpath(
            posixpath.join("/", folder, relation.get("Target", ""))
        ).lstrip("/")
        for relation in relations
    }
    found: dict[str, str] = {}
    for kind, held in _records(book.read(workbook)):
        if kind == _SHEET:
            relation, at = _text(held, 8)
            part = targets.get(relation, "")
            if part in book.namelist():
                found[_text(held, at)[0]] = part
    return found


def _text(held: bytes, at: int) -> tuple[str, int]:
    (length,) = struct.unpack_from("<I", held, at)
    end = at + 4 + 2 * (length if length != 0xFFFFFFFF else 0)
    return held[at + 4 : end].decode("utf-16-le"), end


def _facts_of(content: bytes, longest: int) -> SheetFacts:
    """What a sheet says; refused if it is larger than memory."""
    line = width = shown = 0
    hidden_rows, hidden_columns = set[int](), set[int]()
    errors: dict[CellPlace, str] = {}
    merged: list[MergedCells] = []
    for kind, held in _records(content):
        if kind == _ROW:
            line = struct.unpack_from("<I", held)[0] + 1
            if held[11] & 0x10:
                hidden_rows.add(line)
        elif kind <= _FORMULA_ERROR:
            (column,) = struct.unpack_from("<I", held)
            width, shown = max(width, column + 1), shown + 1
            if kind in (_CELL_ERROR, _FORMULA_ERROR):
                errors[line, column] = ERRORS.get(held[8], "#ERROR!")
        elif kind == _COLUMNS and held[16] & 1:
            first, last = struct.unpack_from("<II", held)
            hidden_columns.update(range(first, min(last + 1, LAST_COLUMN)))
        elif kind == _MERGED:
            top, bottom, left, right = struct.unpack_from("<IIII", held)
            merged.append(MergedCells(top + 1, bottom + 1, left, right))
    judge_extent(line, width)
    judge_texts(longest, shown)
    return SheetFacts(
        hidden_rows=frozenset(hidden_rows),
        hidden_columns=frozenset(hidden_columns),
        errors=errors,
        merged=tuple(merged),
    )
