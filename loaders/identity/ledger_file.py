"""The file of a ledger: read whatever a spreadsheet made of it, and added to without risk."""

from __future__ import annotations

import csv
import io
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from pathlib import Path

MARK = b"\xef\xbb\xbf"


class LedgerRows(NamedTuple):
    """The rows of a ledger.

    Attributes
    ----------
    rows
        The line where each begins, and its cells; the first is the header.
    broken
        Lines with a quote that is never closed, as they stand.
    """

    rows: list[tuple[int, list[str]]]
    broken: list[tuple[int, str]]


def rows_in(path: Path) -> LedgerRows:
    """All rows, in whatever encoding and with whatever between the cells.

    A line that was cut within quotes would swallow those below it, so that reading goes on with
    the very next one.

    Raises
    ------
    DamagedFileError
        If the file cannot be read, or is no text.
    """
    # Most commands make no decision, and need no reader of tables.
    from loaders.forms.charset import decoded  # noqa: PLC0415
    from loaders.forms.dialect import dialect_of  # noqa: PLC0415
    from loaders.forms.foreign import foreign_bytes  # noqa: PLC0415

    with foreign_bytes():
        dialect = dialect_of(path)
        text = decoded(path.read_bytes(), dialect.encoding).removeprefix("\ufeff")
    lines = list(io.StringIO(text, newline=""))
    found = LedgerRows([], [])
    at = 0
    while at < len(lines):
        reader = csv.reader(
            lines[at:], delimiter=dialect.delimiter, strict=True, skipinitialspace=True
        )
        start = at
        try:
            for cells in reader:
                found.rows.append((start + 1, cells))
                start = at + reader.line_num
            at = len(lines)
        except csv.Error:
            found.broken.append((start + 1, lines[start].rstrip("\r\n")))
            at = start + 1
    return found


def added_to(path: Path, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Add rows at the end of a file: all of them or none, whenever the process or the disk ends.

    The file is written anew beside its place, and moved there. Others who add wait meanwhile.

    Parameters
    ----------
    columns
        What stands in each place of a row: the header of a new file. One that is there keeps its
        own columns, in their order.

    Raises
    ------
    OSError
        If it cannot be written. It is then as it was.
    """
    from loaders.forms.drafts import draft_of  # noqa: PLC0415 - only a decision needs it

    path = path.resolve()  # a link stays one
    with _locked(path):
        there = path.stat()
        try:
            content = _with_rows(path, columns, rows)
            draft_of(path, content, mode=there.st_mode & 0o7777).replace(path)
        except BaseException:
            if not there.st_size:
                path.unlink(missing_ok=True)
            raise


def _with_rows(path: Path, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    old = path.read_bytes()
    head = ",".join(columns).encode()
    if not old:
        return _written([columns, *rows])
    if old.removeprefix(MARK).split(b"\n", 1)[0].rstrip(b"\r") == head and _is_utf8(old):
        return old + (b"" if old.endswith(b"\n") else b"\n") + _written(rows)
    return _converted(path, columns, rows)


def _converted(path: Path, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A file that a spreadsheet has saved its own way, with commas and in UTF-8 again."""
    found = rows_in(path)
    (line, header), *others = found.rows or [(0, [])]
    names = [name.strip().casefold() for name in header]
    header = [*header, *(column for column in columns if column not in names)]
    names += [column for column in columns if column not in names]
    kept = [(line, header), *others, *((at, [text]) for at, text in found.broken)]
    new = [dict(zip(columns, row, strict=True)) for row in rows]
    return _written(
        [
            *(cells for _, cells in sorted(kept, key=lambda one: one[0])),
            *([cells.get(name, "") for name in names] for cells in new),
        ]
    )


def _written(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    # Bytes that were never text go back as they were; half a character has none.
    content = text.getvalue()
    try:
        return content.encode(errors="surrogateescape")
    except UnicodeEncodeError:
        return content.encode(errors="backslashreplace")


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


@contextmanager
def _locked(path: Path) -> Generator[None]:
    """Hold a file, made if it is not there, against others who would add to it."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _lock(handle)
            if _is_at(path, handle):  # else it was moved away while we waited
                yield
                return
        finally:
            os.close(handle)


def _lock(handle: int) -> None:
    try:
        import fcntl  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    fcntl.flock(handle, fcntl.LOCK_EX)


def _is_at(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False
