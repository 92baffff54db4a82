"""Rejected rows as they stood in their tables, each with what is wrong with it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from loaders.lines import DamagedFileError
from loaders.tables import unguarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.errors import Problem
    from loaders.tally import TableTally

REJECTED = "rejected"
"""The name of a file of rejected rows without its ending, or of a folder of such files."""
PROBLEM = "problem"
"""The column that says what is wrong, beside those of the table."""


def rejected_rows(tally: TableTally, problems: Iterable[Problem]) -> Iterator[list[str]]:
    """The header of a table with one column more, then its rejected rows.

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
    wanted = tally.rejected | {tally.header_line}
    width = 0
    try:
        for line, cells in tally.source().rows(lambda _: None) if tally.source else ():
            if line == tally.header_line:
                width = len(cells)
                yield [*map(unguarded, cells), PROBLEM]
            elif line in wanted:
                row = [*map(unguarded, cells), *[""] * (width - len(cells))]
                yield [*row, " ".join(said[line])]
    except DamagedFileError:
        return  # The rest of the file could not be read before either.
