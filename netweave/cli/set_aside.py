"""Rows that were not taken, put where a person can look at them: review.csv and rejected.csv."""

from __future__ import annotations

import csv
import os
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

from graph.errors import LoadError
from loaders.rejects import REJECTED, rejected_rows
from netweave.exports.cells import guarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from loaders.load import LoadReport
    from loaders.rosters.review import OpenName
    from loaders.tally import TableTally

REVIEW = "review.csv"
CANDIDATES = 5
"""How many candidates a row of review.csv has room for."""


def beside(target: str) -> Path:
    """The folder of a store; of one on a server, the working folder."""
    return Path() if "://" in target else Path(target).parent


def write_review(names: Sequence[OpenName], folder: Path) -> Path:
    """Write the names that wait for a person, one row each, with who they may be.

    The columns ``decision`` (same, not the same, unsure), ``chosen_id`` and ``why`` are to be
    filled in. A file in which somebody has begun to do so is never written over: the next free
    name is taken, ``review-2.csv``.
    """
    each = [f"candidate_{n}{part}" for n in range(1, CANDIDATES + 1) for part in _PARTS]
    header = ["written_name", "written_state", "file", "line", *each]
    once = {(name.name, name.state): name for name in reversed(names)}
    rows = [_review_row(name) for name in reversed(once.values())]
    header += ["reasons", "decision", "chosen_id", "why"]
    names_of_files = (REVIEW, *(f"review-{number}.csv" for number in range(2, 1_000)))
    path = next(p for name in names_of_files if not _is_begun(p := folder / name))
    return _written(path, [header, *rows])


def _is_begun(path: Path) -> bool:
    """Whether somebody has written a decision into a file, or it is none of ours."""
    from loaders.identity.tables import rows_of  # noqa: PLC0415 - few loads need it

    if not path.exists():
        return False
    try:
        return any(row.text("decision") for row in rows_of(path, ("written_name", "decision")))
    except LoadError:
        return True


_PARTS = ("", "_name", "_score")


def _review_row(name: OpenName) -> list[str]:
    cells = [name.name, name.state, name.file, str(name.line)]
    for candidate in name.match.candidates[:CANDIDATES]:
        cells += [candidate.id, candidate.name, f"{candidate.score:.3f}"]
    cells += [""] * (4 + CANDIDATES * len(_PARTS) - len(cells))
    return [*cells, " ".join(name.match.reasons), "", "", ""]


def write_rejected(report: LoadReport, folder: Path) -> Path | None:
    """Write rejected rows with what is wrong with them; None if there are none.

    Those of one table become ``rejected.csv``, those of several a folder ``rejected`` with a file
    for each, named as a house folder has them.
    """
    tables = [table for table in report.tables if table.rejected and table.header_line]
    if not tables:
        return None
    if len(tables) == 1 and not _is_house(tables[0]):
        return _written(folder / f"{REJECTED}.csv", rejected_rows(tables[0], report.problems))
    home = folder / REJECTED
    home.mkdir(exist_ok=True)
    for table in tables:
        name = table.meaning if _is_house(table) else f"{Path(table.file).name}.csv"
        _written(home / name, rejected_rows(table, report.problems))
    return home


def _is_house(table: TableTally) -> bool:
    return table.meaning.endswith(".csv")


def _written(path: Path, rows: Iterable[Sequence[str]]) -> Path:
    """Write a table whole: a reader sees the old file or the new one, never a part."""
    with NamedTemporaryFile(
        "w", encoding="utf-8-sig", newline="", dir=path.parent, delete=False
    ) as file:
        writer = csv.writer(file)
        writer.writerows([guarded(cell) for cell in row] for row in rows)
    temporary = Path(file.name)
    temporary.chmod(0o666 & ~_umask())
    temporary.replace(path)
    return path


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
