"""Workbooks of the years before XLSX (XLS): what their records say beside values.

The file is a small file system of its own, and one file in it is a run of records.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from loaders.forms.binary_book import ERRORS
from loaders.forms.facts import NO_FACTS, CellPlace, SheetFacts
from loaders.forms.packed import judge_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_STREAMS = ("Workbook", "Book")
_NO_SECTOR = 0xFFFFFFFA
"""Numbers of sectors from here on mean that there is none."""
_END, _SHEET, _FONT, _FORMAT = 0x0A, 0x85, 0x31, 0xE0
_ROW, _COLUMNS, _FORMULA, _BOOL_OR_ERROR, _SHARED_TEXT = 0x208, 0x7D, 0x06, 0x205, 0xFD
_TEXTS, _CONTINUED = 0xFC, 0x3C
_CELLS = frozenset({_FORMULA, _BOOL_OR_ERROR, _SHARED_TEXT, 0x203, 0x204, 0x27E, 0xD6})


class XlsContent:
    """What the records of a workbook say.

    Parameters
    ----------
    content
        The workbook. What is damaged in it says nothing here; the reader of values tells of it.

    Raises
    ------
    DamagedFileError
        If its texts would fill the memory.
    """

    def __init__(self, content: bytes) -> None:
        self._sheets: dict[str, SheetFacts] = {}
        self._fonts: list[bool] = []
        self._formats: list[bool] = []
        self._texts: list[bytes] = []
        self._shown = 0
        try:
            stream = _stream(content)
            for name, at in self._globals(stream):
                self._sheets[name] = self._facts_of(stream, at)
            judge_texts(_longest(self._texts), self._shown)
        except (struct.error, IndexError, UnicodeDecodeError):
            return

    def facts(self, sheet: str) -> SheetFacts:
        """What is said of the sheet of a name."""
        return self._sheets.get(sheet, NO_FACTS)

    def _globals(self, stream: bytes) -> list[tuple[str, int]]:
        """The sheets and where each begins; fonts and formats are noted."""
        sheets: list[tuple[str, int]] = []
        last = 0
        for kind, held in _records(stream, 0):
            if kind == _TEXTS or (kind == _CONTINUED and last == _TEXTS):
                self._texts.append(held)
                kind = _TEXTS  # noqa: PLW2901 - it goes on
            last = kind
            if kind == _SHEET:
                sheets.append((_name(held), struct.unpack_from("<I", held)[0]))
            elif kind == _FONT:
                self._fonts.append(bool(held[2] & 0x08))
            elif kind == _FORMAT:
                (font,) = struct.unpack_from("<H", held)
                font -= font > 4  # the fifth number is never given to a font
                self._formats.append(font < len(self._fonts) and self._fonts[font])
        return sheets

    def _facts_of(self, stream: bytes, at: int) -> SheetFacts:
        rows, columns, struck = set[int](), set[int](), set[CellPlace]()
        errors: dict[CellPlace, str] = {}
        for kind, held in _records(stream, at):
            if kind == _ROW and held[12] & 0x20:
                rows.add(struct.unpack_from("<H", held)[0] + 1)
            elif kind == _COLUMNS and held[8] & 1:
                first, last = struct.unpack_from("<HH", held)
                columns.update(range(first, min(last, 255) + 1))
            elif kind in _CELLS:
                line, column, form = struct.unpack_from("<HHH", held)
                self._shown += kind == _SHARED_TEXT
                if form < len(self._formats) and self._formats[form]:
                    struck.add((line + 1, column))
                if (error := _error(kind, held)) is not None:
                    errors[line + 1, column] = error
        return SheetFacts(
            hidden_rows=frozenset(rows),
            hidden_columns=frozenset(columns),
            struck=frozenset(struck),
            errors=errors,
        )


def _longest(pieces: Sequence[bytes]) -> int:
    """The length of the longest shared text. Where a piece ends within one, the next goes on."""
    longest, number, at = 0, 0, 8
    while number < len(pieces):
        piece = pieces[number]
        if at + 3 > len(piece):  # texts begin whole
            number, at = number + 1, max(0, at - len(piece))
            continue
        length, flags = struct.unpack_from("<HB", piece, at)
        longest = max(longest, length)
        at += 3
        after = 0
        if flags & 8:
            after, at = 4 * struct.unpack_from("<H", piece, at)[0], at + 2
        if flags & 4:
            after, at = after + struct.unpack_from("<I", piece, at)[0], at + 4
        while length:
            width = 1 + (flags & 1)
            taken = min(length, (len(piece) - at) // width)
            length, at = length - taken, at + taken * width
            if length:
                number += 1
                piece = pieces[number]
                flags, at = piece[0], 1
        at += after
    return longest


def _error(kind: int, held: bytes) -> str | None:
    """The error that a cell holds, None if it holds another value."""
    if kind == _BOOL_OR_ERROR and held[7]:
        return ERRORS.get(held[6], "#ERROR!")
    if kind == _FORMULA and held[12:14] == b"\xff\xff" and held[6] == 2:
        return ERRORS.get(held[8], "#ERROR!")
    return None


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place to the next end: the number of their kind, and what they hold."""
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == _END:
            return
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _name(held: bytes) -> str:
    length, wide = held[6], held[7] & 1
    return held[8 : 8 + length * (1 + wide)].decode("utf-16-le" if wide else "latin-1")


def _stream(content: bytes) -> bytes:
    """The file with the records, out of the file system; empty if there is none."""
    shift, small_shift = struct.unpack_from("<HH", content, 30)
    sector = 1 << min(shift, 16)
    (first_directory,) = struct.unpack_from("<I", content, 48)
    cutoff, first_small = struct.unpack_from("<II", content, 56)
    chains = _chains(content, sector)
    directory = _joined(content, sector, chains, first_directory)
    entries = [directory[at : at + 128] for at in range(0, len(directory) - 127, 128)]
    for entry in entries:
        (length,) = struct.unpack_from("<H", entry, 64)
        if entry[: max(length - 2, 0)].decode("utf-16-le", "replace") in _STREAMS:
            start, size = struct.unpack_from("<II", entry, 116)
            if size >= cutoff:
                return _joined(content, sector, chains, start)[:size]
            (root,) = struct.unpack_from("<I", entries[0], 116)
            small = _joined(content, sector, chains, root)
            table = _joined(content, sector, chains, first_small)
            small_chains = struct.unpack(f"<{len(table) // 4}I", table)
            return _joined(small, 1 << min(small_shift, 16), small_chains, start, 0)[:size]
    return b""


def _chains(content: bytes, sector: int) -> tuple[int, ...]:
    """For each sector the next one of its file."""
    (further,) = struct.unpack_from("<I", content, 68)
    tables = list(struct.unpack_from("<109I", content, 76))
    for _ in range(len(content) // sector):
        if further >= _NO_SECTOR:
            break
        held = struct.unpack_from(f"<{sector // 4}I", content, sector * (further + 1))
        tables += held[:-1]
        further = held[-1]
    pieces = (content[sector * (n + 1) : sector * (n + 2)] for n in tables if n < _NO_SECTOR)
    table = b"".join(pieces)[: len(content)]
    return struct.unpack(f"<{len(table) // 4}I", table[: len(table) & ~3])


def _joined(
    content: bytes, sector: int, chains: tuple[int, ...], start: int, header: int = 1
) -> bytes:
    """The sectors of a file, in order; a chain that runs in a circle is cut."""
    pieces: list[bytes] = []
    while start < len(chains) and len(pieces) <= len(chains):
        pieces.append(content[sector * (start + header) : sector * (start + header + 1)])
        start = chains[start]
    return b"".join(pieces)
