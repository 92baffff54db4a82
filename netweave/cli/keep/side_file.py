"""What is to be written beside a store, and which of the files there may make room for it."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, NamedTuple

from netweave.exports.cells import guarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

_HALVED = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Halves of characters, which no file can hold; the others stand for bytes that were no text."""


class Wanted(NamedTuple):
    """What is to become of the files of one sort.

    Attributes
    ----------
    place
        Where a person is to look; None if there is nothing to look at.
    files
        The bytes of each file that is to be written.
    outdated
        Files that are to go, those that are written anew among them.
    notes
        What is worth telling about others that stay.
    """

    place: Path | None
    files: Mapping[Path, bytes]
    outdated: Sequence[Path]
    notes: Sequence[str] = ()


def numbered(folder: Path, stem: str, ending: str) -> Iterator[Path]:
    """The names that a file may have: ``review.csv``, ``review-2.csv`` and so on."""
    yield folder / f"{stem}{ending}"
    number = 2
    while True:
        yield folder / f"{stem}-{number}{ending}"
        number += 1


def there(folder: Path, stem: str, ending: str) -> list[Path]:
    """The files (or folders) that have such a name, in the order of their numbers."""
    pattern = re.compile(rf"{re.escape(stem)}(?:-(\d{{1,9}}))?{re.escape(ending)}")
    found: dict[Path, int] = {}
    for path in folder.iterdir():
        if match := pattern.fullmatch(path.name):
            found[path] = int(match[1] or 1)
    return sorted(found, key=lambda path: found[path])


def table(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as CSV that spreadsheets open as UTF-8; bytes that were no text are as they were."""
    text = io.StringIO()
    csv.writer(text).writerows([guarded(written(cell)) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode(errors="surrogateescape")


def rows_of(path: Path) -> list[list[str]] | None:
    """The rows of a file as `table` writes them; None if it cannot be one."""
    try:
        with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
            return list(csv.reader(file, strict=True))
    except (OSError, csv.Error):
        return None


def written(cell: str) -> str:
    """A cell as a file can hold it."""
    return _HALVED.sub(lambda half: f"\\u{ord(half[0]):04x}", cell)
