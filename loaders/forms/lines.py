"""The lines of a file as text, plain or gzipped, read so that no file can fill the memory.

A file is read in blocks. What would cost time on every cell (does it hold control characters?
can it be decoded?) is asked of whole blocks, and of cells only once a block has said yes.
"""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zlib
from typing import TYPE_CHECKING, BinaryIO

from graph.errors import NetweaveError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BLOCK = 1 << 18
"""Bytes read at a time."""
ROW_LIMIT = 8 << 20
"""Bytes that one row may take, line breaks in quoted cells included."""

_CONTROLS = bytes(sorted({*range(32), 127} - set(b"\t\n\r")))
HIGH_CONTROL = re.compile(rb"\xc2[\x80-\x9f]")
_GUARD = re.compile(rb"'[=+\-@\t\r]")
_FOREIGN = {
    b"\xff\xfe": ("wrong-encoding", "The file is UTF-16, not UTF-8."),
    b"\xfe\xff": ("wrong-encoding", "The file is UTF-16, not UTF-8."),
    b"PK\x03\x04": ("not-csv", "The file is a workbook or a zip archive, not CSV."),
    b"\xd0\xcf\x11\xe0": ("not-csv", "The file is an Excel workbook, not CSV."),
    b"\x1f\x8b": ("not-csv", "The file is gzipped, but its name does not end in .csv.gz."),
}
_PADDING = (b"", b"\0", b"\n", b"\r", b" ", b"\x1a")
"""Half a character of UTF-16 at the end of a file that says nothing."""
SAVE_AS_UTF8 = 'Save it as "CSV UTF-8" and try again.'
UTF_8 = "utf-8"


class DamagedFileError(NetweaveError):
    """A file cannot be read, or not beyond some line.

    Attributes
    ----------
    rule, problem, fix, line
        As of `graph.errors.Problem`.
    """

    def __init__(self, rule: str, problem: str, fix: str, line: int | None = None) -> None:
        super().__init__(f"{problem} {fix}")
        self.rule, self.problem, self.fix, self.line = rule, problem, fix, line


class Lines:
    """The lines of a file, their ends included. Bytes that are no text become surrogates.

    Parameters
    ----------
    path
        The file; gzipped if its name ends in ``.gz``.
    encoding
        How its text is written as bytes. What is not UTF-8 is made UTF-8 on the way in.

    Attributes
    ----------
    plain
        Whether no cell so far needs a second look: none can hold a control character, a byte
        that is not UTF-8, or an apostrophe that guards a formula.
    row_start
        How many lines came before the current row. Whoever makes rows of the lines sets it.
    """

    def __init__(self, path: Path, encoding: str = UTF_8) -> None:
        self.plain = True
        self.row_start = 0
        self._path = path
        self._encoding = encoding
        self._passed = 0

    def __iter__(self) -> Iterator[str]:
        row_start, span = 0, 0
        for block in self._blocks():
            span = len(block) + (span if row_start == self.row_start else 0)
            row_start = self.row_start
            if span > ROW_LIMIT:
                raise _too_long(row_start + 1)
            lines = list(io.StringIO(self._decoded(block), newline=""))
            self._passed += len(lines)
            yield from lines

    def _blocks(self) -> Iterator[bytes]:
        """The bytes of the file, cut at line ends."""
        rest = b""
        for piece in self._pieces():
            rest += piece
            # A carriage return at the very end may be the first half of a line end.
            cut = 1 + max(rest.rfind(b"\n"), rest.rfind(b"\r", 0, len(rest) - 1))
            if cut:
                yield rest[:cut]
                rest = rest[cut:]
            if len(rest) > ROW_LIMIT:
                raise _too_long(self._passed + 1)
        if rest:
            yield rest

    def _pieces(self) -> Iterator[bytes]:
        try:
            with open_bytes(self._path) as stream:
                pieces = iter(lambda: stream.read(BLOCK), b"")
                if self._encoding == UTF_8:
                    yield _checked(next(pieces, b""))
                    yield from pieces
                else:
                    yield from _as_utf8(pieces, self._encoding)
        except (EOFError, zlib.error, gzip.BadGzipFile):
            raise DamagedFileError(
                "corrupt-gzip",
                "The compressed file is damaged or cut off; the rest was not read.",
                "Compress it again, or give the .csv file itself.",
                self._passed + 1,
            ) from None
        except OSError as error:
            raise DamagedFileError(
                "unreadable",
                f"The file cannot be read ({error.strerror or error}).",
                "Make sure that it is a file which you may read.",
            ) from None

    def _decoded(self, block: bytes) -> str:
        self.plain = self.plain and _is_plain(block)
        try:
            return block.decode()
        except UnicodeDecodeError:
            self.plain = False
            return block.decode(errors="surrogateescape")


def open_bytes(path: Path) -> BinaryIO | gzip.GzipFile:
    """The bytes of a file, unpacked if its name ends in ``.gz``."""
    if not path.is_file():  # a pipe would block, a device never end
        raise OSError("it is not a file")
    if path.name.casefold().endswith(".gz"):
        return gzip.open(path, "rb")
    return path.open("rb")


def _checked(start: bytes) -> bytes:
    """The first piece of a file without its byte order mark, if it can be text at all."""
    for mark, (rule, problem) in _FOREIGN.items():
        if start.startswith(mark):
            raise DamagedFileError(rule, problem, SAVE_AS_UTF8, 1)
    # Latin text in UTF-16 is half NUL bytes; a stray one is told with its row.
    if start.count(b"\0") * 4 > len(start):
        problem = "The file is full of NUL bytes: it is UTF-16, or no text at all."
        raise DamagedFileError("wrong-encoding", problem, SAVE_AS_UTF8, 1)
    return _unmarked(start)


def _unmarked(start: bytes) -> bytes:
    """The first piece of a file without its mark; some programs put a second one."""
    while start.startswith(codecs.BOM_UTF8):
        start = start.removeprefix(codecs.BOM_UTF8)
    return start


def _as_utf8(pieces: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    """The pieces of a file in UTF-8. Bytes that stand for no character stay as they are."""
    decoder = codecs.getincrementaldecoder(encoding)(errors_of(encoding))
    yield _unmarked(decoder.decode(next(pieces, b"")).encode(UTF_8, "surrogateescape"))
    for piece in pieces:
        yield decoder.decode(piece).encode(UTF_8, "surrogateescape")
    if decoder.getstate()[0] not in _PADDING:
        yield decoder.decode(b"", final=True).encode(UTF_8, "surrogateescape")


def errors_of(encoding: str) -> str:
    """What becomes of bytes that stand for no character: they are kept where they can be."""
    # In the wide encodings no byte stands alone, so that a stray one cannot be kept.
    wide = codecs.lookup(encoding).name.startswith(("utf-16", "utf-32", "utf-7"))
    return "replace" if wide else "surrogateescape"


def _is_plain(block: bytes) -> bool:
    if len(block.translate(None, _CONTROLS)) < len(block):
        return False
    if b"\xc2" in block and HIGH_CONTROL.search(block):
        return False
    return b"'" not in block or not _GUARD.search(block)


def _too_long(line: int) -> DamagedFileError:
    return DamagedFileError(
        "row-too-long",
        f"The row is longer than {ROW_LIMIT >> 20} MiB; the rest was not read.",
        "Check that its quotes are closed and that the file is a table.",
        line,
    )
