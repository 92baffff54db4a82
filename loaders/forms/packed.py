"""Whether a workbook can be opened without harm, looked at before anything opens it.

A workbook is a zip archive of XML. Small ones can unpack to more than any memory holds, place a
cell so far out that the sheet in between does, or repeat one long text a million times.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from loaders.forms.lines import HIGH_CONTROL, DamagedFileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
_DIGITS = b"0123456789"
_COLUMN_OR_LONG = re.compile(rb' r="([A-Z]*\d{6,}|[A-Z]+)')
_ROW = re.compile(rb' r="[A-Z]*(\d+)')
_QUOTED = (b" r='",)
_UNUSUAL_ON_ONE_LINE = (b" r ", b" r= ")
_UNUSUAL = (
    *_UNUSUAL_ON_ONE_LINE,
    *(mark for s in _SPACES for mark in (b" r" + s, b" r=" + s, s + b"r")),
)
"""How a place may be written, and no spreadsheet program writes it."""
_ITEM_END = re.compile(rb"</(?:\w+:)?si>")
_DECLARED = (b"<!DOCTYPE", b"<!ENTITY")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
"""How XML in UTF-16 begins. No spreadsheet program writes it, and we could not look into it."""
_NOT_PLAIN = {b"_": b"_x", b"&": b"&#", b"\x7f": b"\x7f", b"'": b">'"}
"""Where a control character may be, or an apostrophe that guards a formula; first its rare byte."""
_TELLING = {
    b"h": (b"hidden=",),
    b"k": (b"strike",),
    b"f": (b"<f>", b"<f ", b":f>", b":f "),
    b"e": (b'="e"', b"='e'"),
}
"""How a part says more than values; first a rare byte of it."""
_TELLING_TEXTS = {b"k": _TELLING[b"k"]}
SAVE_AS_CSV = "Save the table as CSV: it can be of any size."


class Examined(NamedTuple):
    """What was seen of a workbook that may be opened.

    Attributes
    ----------
    plain
        Whether its texts are plain: without control characters, and without apostrophes that
        guard formulas.
    telling
        The parts that may say more than values (`loaders.forms.sheet_xml`).
    """

    plain: bool
    telling: frozenset[str]


def examine(stream: BinaryIO) -> Examined:
    """Make sure that a workbook may be opened.

    Raises
    ------
    DamagedFileError
        If it is damaged, or would take more memory than a table ever needs.
    """
    try:
        with zipfile.ZipFile(stream) as book:
            _judge_sizes(book.infolist())
            parts = [_judged(_blocks(book, part)) for part in book.infolist()]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        problem = "The workbook is damaged, locked with a password, or none at all."
        fix = "Open it in a spreadsheet and save it again as .xlsx, without a password."
        raise DamagedFileError("damaged-workbook", problem, fix) from None
    longest = max((part.longest for part in parts), default=0)
    judge_texts(longest, max((part.shown for part in parts), default=0))
    names = (info.filename for info in book.infolist())
    telling = frozenset(name for name, part in zip(names, parts, strict=True) if part.telling)
    return Examined(all(part.plain for part in parts), telling)


def judge_extent(rows: int, columns: int) -> None:
    """Refuse a sheet that is larger than memory.

    Raises
    ------
    DamagedFileError
        If it is.
    """
    if rows * columns > CELL_LIMIT:
        problem = f"A sheet spans {rows:,} rows and {columns:,} columns."
        fix = f"Delete stray cells. {SAVE_AS_CSV}"
        raise DamagedFileError("workbook-too-large", problem, fix)


def judge_texts(longest: int, shown: int) -> None:
    """Refuse a workbook whose cells may show its longest text too often.

    Raises
    ------
    DamagedFileError
        If they may.
    """
    if longest * shown > TEXT_LIMIT and longest > 1 << 10:
        problem = f"A text of {longest:,} characters may be shown by {shown:,} cells."
        raise DamagedFileError("workbook-too-large", problem, SAVE_AS_CSV)


def _judge_sizes(parts: list[zipfile.ZipInfo]) -> None:
    for part in parts:
        if part.file_size > SMALL and part.file_size > RATIO_LIMIT * part.compress_size:
            problem = f"A part of the workbook unpacks to {part.file_size:,} bytes: a zip bomb."
            raise DamagedFileError("zip-bomb", problem, "Do not open it. Ask for a clean copy.")
    total = sum(part.file_size for part in parts)
    if total > UNPACKED_LIMIT:
        problem = f"The workbook unpacks to {total:,} bytes; {UNPACKED_LIMIT:,} are allowed."
        raise DamagedFileError("workbook-too-large", problem, SAVE_AS_CSV)


def _blocks(book: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The text of a part. More than its stated size is never unpacked."""
    tail = b""
    with book.open(part) as stream:
        while block := stream.read(_BLOCK):
            seen = tail + block
            declared = _any_in(seen, _DECLARED, b"!")
            if declared or (not tail and block.startswith(_WIDE)):
                problem = "The workbook declares a document type of its own, as none does."
                fix = "Do not open it. Ask for a clean copy."
                raise DamagedFileError("xml-declaration", problem, fix)
            yield seen
            tail = block[-_OVERLAP:]


class _PartShape(NamedTuple):
    """A part: its longest shared text, how many values it shows at most, whether all are plain.

    And whether it may say more than values.
    """

    longest: int
    shown: int
    plain: bool
    telling: bool


def _judged(blocks: Iterator[bytes]) -> _PartShape:
    """What is in a part.

    Raises
    ------
    DamagedFileError
        If it is a sheet that is larger than memory.
    """
    sheet, run, longest, plain = _Extent(), 0, 0, True
    in_sheet = in_texts = telling = False
    for block in blocks:
        in_sheet = in_sheet or b"sheetData" in block
        in_texts = in_texts or b"sst" in block
        telling = telling or _tells(block, in_texts=in_texts)
        if in_sheet or in_texts:
            plain = plain and _is_plain(block)
        if in_sheet:
            sheet.see(_as_usual(block))
        elif in_texts:
            *ends, rest = _ITEM_END.split(block)
            longest = max(
                longest, *(len(end) for end in ends), run + len(ends[0] if ends else rest)
            )
            run = len(rest) if ends else run + len(rest)
    sheet.judge()
    return _PartShape(max(longest, run), sheet.shown, plain, telling)


class _Extent:
    """How far a sheet reaches, seen block by block."""

    def __init__(self) -> None:
        self.shown = 0
        self._rows = 0
        self._letters: set[bytes] = set()

    def see(self, block: bytes) -> None:
        places = set(_COLUMN_OR_LONG.findall(block))
        self._letters.update(place.rstrip(_DIGITS) for place in places)
        # To look at every row number takes long, and matters for very wide sheets only.
        wide = max(map(len, self._letters), default=0) > 2
        numbers = _ROW.findall(block) if wide else filter(None, map(_digits_of, places))
        counted = self._rows + block.count(b"<row")
        self._rows = max(counted, *(int(digits[:12]) for digits in numbers), 0)
        self.shown += block.count(b"<v")

    def judge(self) -> None:
        judge_extent(self._rows, max(map(_number_of, self._letters), default=0))


def _is_plain(block: bytes) -> bool:
    if any(_any_in(block, (mark,), byte) for byte, mark in _NOT_PLAIN.items()):
        return False
    return b"\xc2" not in block or not HIGH_CONTROL.search(block)


def _tells(block: bytes, *, in_texts: bool) -> bool:
    """Whether something may be hidden, struck out, an error, or a formula."""
    told = _TELLING_TEXTS if in_texts else _TELLING
    return any(_any_in(block, marks, byte) for byte, marks in told.items())


def _any_in(block: bytes, marks: Iterable[bytes], byte: bytes) -> bool:
    """Whether marks are in a block that all hold a rare byte, which is looked for first.

    A single byte is found some forty times as quickly as two.
    """
    return byte in block and any(mark in block for mark in marks)


def _as_usual(block: bytes) -> bytes:
    """A block in which places are written as spreadsheet programs write them."""
    spaced = any(space in block for space in _SPACES)
    marks = _UNUSUAL if spaced else _UNUSUAL_ON_ONE_LINE
    if not _any_in(block, _QUOTED, b"'") and not any(mark in block for mark in marks):
        return block
    return re.sub(rb"""\sr\s*=\s*["']""", b' r="', block)


def _digits_of(place: bytes) -> bytes:
    """The number of the row in a place such as ``AB1000000``."""
    return place[len(place.rstrip(_DIGITS)) :]


def _number_of(letters: bytes) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters[:8]:
        number = number * 26 + letter - 64
    return number
