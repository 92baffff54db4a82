"""rejected.csv: rows that were not taken, as they stood, each with what is wrong with it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from loaders.checks.rejects import PROBLEM, REJECTED, is_marked, rejected_rows
from loaders.columns.table import unguarded
from netweave.cli.keep.side_file import Wanted, numbered, rows_of, table, there, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.checks.tally import TableTally
    from loaders.load import LeftOut


class Rejected:
    """The files of rejected rows in a folder.

    Those of one table become ``rejected.csv``, those of several a folder ``rejected`` with a file
    for each, named as a house folder has them. What somebody has corrected, what came from other
    sources, and what is none of ours is never written over: another number is taken.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def with_rows(self, left: LeftOut) -> Wanted:
        """The rows that a load rejects, in place of what it rejected before."""
        sources = [table.path for table in left.tables if table.path is not None]
        old = [*there(self._folder, REJECTED, ".csv"), *there(self._folder, REJECTED, "")]
        free = {path: files for path in old if (files := _outdated(path, sources)) is not None}
        outdated = [file for files in free.values() for file in files]
        tables = [table for table in left.tables if table.left_out and table.header_line]
        if not tables:
            return Wanted(None, {}, outdated)
        alone = len(tables) == 1 and not _is_house(tables[0])
        names = numbered(self._folder, REJECTED, ".csv" if alone else "")
        place = next(path for path in names if path in free or not os.path.lexists(path))
        contents = {
            place if alone else place / _name(one): table(
                [[written(cell) for cell in row] for row in rejected_rows(one, left.problems)]
            )
            for one in tables
        }
        notes = [
            f"{path} is kept: its rows are not those of an earlier load of the same, unchanged."
            for path in old
            if path not in free
        ]
        return Wanted(place, contents, outdated, notes)


def _name(one: TableTally) -> str:
    return one.meaning if _is_house(one) else f"{Path(one.file).name}.csv"


def _is_house(one: TableTally) -> bool:
    return one.meaning.endswith(".csv")


def _outdated(path: Path, sources: Sequence[Path]) -> list[Path] | None:
    """The files that a load outdates at a place of rejected rows; None if not all there is."""
    if path.is_symlink():
        return None
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return files if all(_is_unchanged(file, sources) for file in files) else None


def _is_unchanged(file: Path, sources: Sequence[Path]) -> bool:
    """Whether all rows of a file are as we wrote them when one of these sources was loaded."""
    rows = rows_of(file) if file.is_file() and not file.is_symlink() else None
    if not rows or rows[0][-1:] != [PROBLEM]:
        return False
    return all(
        any(is_marked([unguarded(cell) for cell in row], source) for source in sources)
        for row in rows[1:]
    )
