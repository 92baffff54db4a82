"""review.csv: the names that wait for a person, a row for each, with who they may be."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from loaders.columns.table import unguarded
from loaders.forms.opening import bare_name
from loaders.forms.own_files import REVIEW
from netweave.cli.keep.side_file import Wanted, numbered, rows_of, table, there

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from loaders.load import LeftOut
    from loaders.rosters.review import OpenName

CANDIDATES = 5
"""How many candidates a row has room for."""
_PARTS = ("", "_name", "_score")
_FILLED_IN = ("decision", "chosen_id", "why")
HEADER = [
    *("written_name", "written_state", "file", "line"),
    *(f"candidate_{n}{part}" for n in range(1, CANDIDATES + 1) for part in _PARTS),
    *("reasons", *_FILLED_IN),
]
_FILE = HEADER.index("file")


class Reviews:
    """The review files of a folder.

    One in which somebody has begun to fill in ``decision``, ``chosen_id`` or ``why``, or that is
    none of ours, is never written over. The rows of the others are kept, each question once, save
    those of files that are loaded anew and have no such question any more.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def with_names(self, left: LeftOut) -> Wanted:
        """The questions that are open once a load is done."""
        untouched = {path: rows for path in self._there() if (rows := _untouched(path)) is not None}
        loaded = {self._shown(table.path) for table in left.tables if table.path is not None}
        new = {(name.name, name.state): name for name in reversed(left.open_names)}
        kept = {
            (row[0], row[1]): row
            for rows in untouched.values()
            for row in rows
            if row[_FILE].partition(" [")[0] not in loaded
        }
        rows = [row for asked, row in kept.items() if asked not in new]
        rows += [self._row(name) for name in reversed(new.values())]
        outdated = list(untouched)
        if not rows or (not new and rows == [row for old in untouched.values() for row in old]):
            return Wanted(None, {}, [] if rows else outdated)
        names = numbered(self._folder, REVIEW, ".csv")
        place = next(p for p in names if p in untouched or not os.path.lexists(p))
        notes = [
            f"{path} is kept: somebody has begun to fill it in, or it is none of netweave's."
            for path in self._there()
            if path not in untouched
        ]
        return Wanted(place if new else None, {place: table([HEADER, *rows])}, outdated, notes)

    def _there(self) -> Iterable[Path]:
        return there(self._folder, REVIEW, ".csv")

    def _row(self, name: OpenName) -> list[str]:
        place = self._shown(name.path)
        sheet = name.file.removeprefix(bare_name(name.path))
        cells = [name.name, name.state, f"{place}{sheet}", str(name.line)]
        for candidate in name.match.candidates[:CANDIDATES]:
            cells += [candidate.id, candidate.name, f"{candidate.score:.3f}"]
        cells += [""] * (4 + CANDIDATES * len(_PARTS) - len(cells))
        return [*cells, " ".join(name.match.reasons), "", "", ""]

    def _shown(self, path: Path) -> str:
        """A file as it is seen from the folder, without ``.gz``."""
        try:
            parent = os.path.relpath(path.parent.resolve(), self._folder.resolve())
        except ValueError:  # on another drive
            parent = str(path.parent.resolve())
        name = bare_name(path)
        return name if parent == os.curdir else f"{parent.replace(os.sep, '/')}/{name}"


def _untouched(path: Path) -> list[list[str]] | None:
    """The rows of a review file as we wrote it, None if it is none or somebody has begun."""
    found = rows_of(path) if path.is_file() and not path.is_symlink() else None
    if not found or found[0] != HEADER or any(len(row) != len(HEADER) for row in found):
        return None
    rows = [[unguarded(cell) for cell in row] for row in found[1:]]
    return None if any(any(row[-len(_FILLED_IN) :]) for row in rows) else rows
