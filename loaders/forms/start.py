"""The bytes that a file begins with, or all of them, unpacked and never more than is allowed."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING

from loaders.forms.lines import BLOCK, DamagedFileError, open_bytes

if TYPE_CHECKING:
    from pathlib import Path

OLD = b"\xd0\xcf\x11\xe0"
"""How workbooks of the years before XLSX begin."""
PACKED = b"PK\x03\x04"
"""How a zip archive begins."""


def start_of(path: Path, limit: int) -> bytes:
    """At most so many bytes of a file, and one more if there are more.

    Raises
    ------
    DamagedFileError
        If it cannot be read.
    """
    pieces: list[bytes] = []
    size = 0
    try:
        with open_bytes(path) as stream:
            # To ask for all at once would claim the memory for all, however small the file is.
            while size <= limit and (piece := stream.read(min(BLOCK, limit + 1 - size))):
                pieces.append(piece)
                size += len(piece)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        problem = "The compressed file is damaged or cut off."
        raise DamagedFileError("corrupt-gzip", problem, "Compress it again.") from None
    except OSError as error:
        problem = f"The file cannot be read ({error.strerror or error})."
        fix = "Make sure that it is a file which you may read."
        raise DamagedFileError("unreadable", problem, fix) from None
    return b"".join(pieces)


def whole(path: Path, limit: int, rule: str, fix: str) -> bytes:
    """All bytes of a file that has at most so many.

    Raises
    ------
    DamagedFileError
        If it cannot be read, or has more: by this rule, with this advice.
    """
    content = start_of(path, limit)
    if len(content) > limit:
        raise DamagedFileError(rule, f"The file has more than {limit:,} bytes.", fix)
    return content
