"""Rejected rows as they stood in their tables, each with what is wrong with it."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from hashlib import blake2b
from typing import TYPE_CHECKING

from loaders.columns.table import unguarded
from loaders.forms.lines import DamagedFileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from graph.errors import Problem
    from loaders.checks.tally import TableTally

REJECTED = "rejected"
"""The name of a file of rejected rows without its ending, or of a folder of such files."""
PROBLEM = "problem"
"""The column that says what is wrong, beside those of the table."""


_NAMED = re.compile(rf"{REJECTED}(-\d+)?")


def holds_rejected(path: Path) -> bool:
    """Whether a file has the name of one of rejected rows, or lies in a folder that has."""
    names = (path.parent.name, path.name.partition(".")[0])
    return any(map(_NAMED.fullmatch, names))


def rejected_rows(tally: TableTally, problems: Iterable[Problem]) -> Iterator[list[str]]:
    """The header of a table with one column more, then its rejected rows.

    The problem ends in a mark, by which it is seen later whether somebody has changed the row.
    A row of which not even the cells can be told is not among them.

    Parameters
    ----------
    problems
        All that is wrong, with this table and with others.
    """
    said: defaultdict[int | None, list[str]] = defaultdict(list)
    for problem in problems:
        if problem.file == tally.file and problem.severity == "error":
            column = f"{problem.column}: " if problem.column else ""
            said[problem.line].append(f"{column}{problem.problem} {problem.fix}")
    wanted = tally.left_out | {tally.header_line}
    width = 0
    try:
        for line, cells in tally.source().rows(lambda _: None) if tally.source else ():
            if line == tally.header_line:
                width = len(cells)
                yield [*map(unguarded, cells), PROBLEM]
            elif line in wanted:
                row = [*map(unguarded, cells), *[""] * (width - len(cells))]
                yield [*row, f"{' '.join(said[line])} {_mark(row, tally.path)}".strip()]
    except DamagedFileError:
        return  # The rest of the file could not be read before either.


def is_marked(row: Sequence[str], source: Path) -> bool:
    """Whether a row, its problem at the end, is as it was rejected when a file was read."""
    return bool(row) and row[-1].endswith(_mark(row[:-1], source))


def _mark(cells: Sequence[str], source: Path | None) -> str:
    """A few letters that stand for a row of a file, and for no other."""
    where = str(source.resolve()) if source else ""
    text = json.dumps([where, *(cell.strip() for cell in cells)])
    return f"[{blake2b(text.encode(), digest_size=4).hexdigest()}]"
