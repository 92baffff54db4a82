"""Whether a workbook can be opened without harm, looked at before anything opens it.

A workbook is a zip archive of XML. Small ones can unpack to more than any memory holds, place a
cell so far out that the sheet in between does, or repeat one long text a million times.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import TYPE_CHECKING, BinaryIO

from loaders.lines import DamagedFileError

if TYPE_CHECKING:
    from collections.abc import Iterator

UNPACKED_LIMIT = 512 << 20
"""Bytes that all parts of a workbook may have together."""
RATIO_LIMIT = 200
"""How many times its packed size a part may have, once it is larger than `SMALL`."""
SMALL = 16 << 20
CELL_LIMIT = 20_000_000
"""Cells of the smallest rectangle that holds everything on a sheet."""
TEXT_LIMIT = 1 << 30
"""Bytes of all shared texts, each counted as often as a cell may show it."""

_BLOCK = 1 << 20
_OVERLAP = 64
_SPACES = (b"\t", b"\r", b"\n")
_COLUMN, _LONG_ROW, _ROW = (
    re.compile(rb' r="' + place) for place in (rb"([A-Z]+)", rb"[A-Z]*(\d{6,})", rb"[A-Z]*(\d+)")
)
_UNUSUAL = (
    b" r='",
    *(mark for s in (b" ", *_SPACES) for mark in (b" r" + s, b" r=" + s)),
    *(s + b"r" for s in _SPACES),
)
"""How a place may be written, and no spreadsheet program writes it."""
_ITEM_END = re.compile(rb"</(?:\w+:)?si>")
_DECLARED = (b"<!DOCTYPE", b"<!ENTITY", b"<\0!\0D\0O\0C", b"\0<\0!\0D\0O\0C")
_SPLIT_UP = "Save the table as CSV: it can be of any size."


def examine(stream: BinaryIO) -> None:
    """Make sure that a workbook may be opened.

    Raises
    ------
    DamagedFileError
        If it is damaged, or would take more memory than a table ever needs.
    """
    try:
        with zipfile.ZipFile(stream) as book:
            _judge_sizes(book.infolist())
            longest = shown = 0
            for part in book.infolist():
                texts, values = _judged(_blocks(book, part))
                longest, shown = max(longest, texts), max(shown, values)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        problem = "The workbook is damaged, locked with a password, or none at all."
        fix = "Open it in a spreadsheet and save it again as .xlsx, without a password."
        raise DamagedFileError("damaged-workbook", problem, fix) from None
    if longest * shown > TEXT_LIMIT and longest > 1 << 10:
        problem = f"A text of {longest:,} characters may be shown by {shown:,} cells."
        raise DamagedFileError("workbook-too-large", problem, _SPLIT_UP)


def _judge_sizes(parts: list[zipfile.ZipInfo]) -> None:
    for part in parts:
        if part.file_size > SMALL and part.file_size > RATIO_LIMIT * part.compress_size:
            problem = f"A part of the workbook unpacks to {part.file_size:,} bytes: a zip bomb."
            raise DamagedFileError("zip-bomb", problem, "Do not open it. Ask for a clean copy.")
    total = sum(part.file_size for part in parts)
    if total > UNPACKED_LIMIT:
        problem = f"The workbook unpacks to {total:,} bytes; {UNPACKED_LIMIT:,} are allowed."
        raise DamagedFileError("workbook-too-large", problem, _SPLIT_UP)


def _blocks(book: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The text of a part. More than its stated size is never unpacked."""
    tail = b""
    with book.open(part) as stream:
        while block := stream.read(_BLOCK):
            seen = tail + block
            if any(mark in seen for mark in _DECLARED):
                problem = "The workbook declares a document type of its own, as none does."
                fix = "Do not open it. Ask for a clean copy."
                raise DamagedFileError("xml-declaration", problem, fix)
            yield seen
            tail = block[-_OVERLAP:]


def _judged(blocks: Iterator[bytes]) -> tuple[int, int]:
    """The longest shared text of a part and the number of values it shows, at most.

    Raises
    ------
    DamagedFileError
        If it is a sheet that is larger than memory.
    """
    sheet, run, longest = _Extent(), 0, 0
    in_sheet = in_texts = False
    for block in blocks:
        in_sheet = in_sheet or b"sheetData" in block
        in_texts = in_texts or b"sst" in block
        if in_sheet:
            sheet.see(_as_usual(block))
        elif in_texts:
            *ends, rest = _ITEM_END.split(block)
            longest = max(
                longest, *(len(end) for end in ends), run + len(ends[0] if ends else rest)
            )
            run = len(rest) if ends else run + len(rest)
    sheet.judge()
    return max(longest, run), sheet.shown


class _Extent:
    """How far a sheet reaches, seen block by block."""

    def __init__(self) -> None:
        self.shown = 0
        self._rows = 0
        self._letters: set[bytes] = set()

    def see(self, block: bytes) -> None:
        self._letters.update(_COLUMN.findall(block))
        # To look at every row number takes long, and matters for very wide sheets only.
        wide = max(map(len, self._letters), default=0) > 2
        numbers = (_ROW if wide else _LONG_ROW).findall(block)
        counted = self._rows + block.count(b"<row")
        self._rows = max(counted, *(int(digits[:12]) for digits in numbers), 0)
        self.shown += block.count(b"<v")

    def judge(self) -> None:
        rows, columns = self._rows, max(map(_number_of, self._letters), default=0)
        if rows * columns > CELL_LIMIT:
            problem = f"A sheet spans {rows:,} rows and {columns:,} columns."
            fix = f"Delete stray cells. {_SPLIT_UP}"
            raise DamagedFileError("workbook-too-large", problem, fix)


def _as_usual(block: bytes) -> bytes:
    """A block in which places are written as spreadsheet programs write them."""
    if not any(mark in block for mark in _UNUSUAL):
        return block
    return re.sub(rb"""\sr\s*=\s*["']""", b' r="', block)


def _number_of(letters: bytes) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters[:8]:
        number = number * 26 + letter - 64
    return number
