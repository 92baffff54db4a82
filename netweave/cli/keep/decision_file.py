"""Files of decisions: the questions that wait, as a workbook or as CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netweave.cli.door.output import form_of, put
from netweave.cli.keep.review_table import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from netweave.cli.keep.review_table import ReviewRow

BOOK = ".xlsx"


def is_untouched(path: Path) -> bool:
    """Whether a file is one of decisions in which nothing is decided."""
    from graph.errors import NetweaveError  # noqa: PLC0415 - few files are replaced
    from loaders.decisions import lines_of  # noqa: PLC0415 - the same

    try:
        return path.is_file() and not any(line.decision for line in lines_of(path))
    except (NetweaveError, OSError):
        return False


def write_decisions(path: Path, rows: Sequence[ReviewRow]) -> None:
    """Write questions as a table or a workbook of decisions.

    Raises
    ------
    ExportError
        If it cannot be written.
    """
    from netweave.cli.keep.review_book import write_book  # noqa: PLC0415 - brings a library
    from netweave.cli.keep.side_file import table  # noqa: PLC0415 - few need it

    if path.suffix.casefold() == BOOK:
        write_book(path, rows)
        return
    text = table([COLUMNS, *(row.cells for row in rows)]).decode("utf-8-sig")
    put(str(path), [text], form_of(str(path)))
