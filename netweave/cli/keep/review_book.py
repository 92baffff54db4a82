"""The workbook of decisions: a sheet a kind of question, with what may be chosen in a list."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from netweave.cli.keep.review_table import COLUMNS
from netweave.exports.workbooks import Book

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from netweave.cli.keep.review_table import ReviewRow

_TITLES = {
    "districts": "Which district is meant?",
    "networks": "Which network is meant?",
    "columns": "What do these columns mean?",
    "dates": "When was it? Write a date such as 2023 or 2023-06.",
    "statuses": "Is it a member? Choose, or write when it left: left 2023.",
    "rows": "Should these rows count?",
}
_LIST = (
    "Choose from the list, or write an NCES id, an id or a name. Leave the cell empty to decide "
    "later."
)
_FREE = "Choose from the list, or write it. Leave the cell empty to decide later."


def write_book(path: Path, rows: Sequence[ReviewRow]) -> None:
    """Write the questions as a workbook.

    Raises
    ------
    ExportError
        If it cannot be written. What was there is then as it was.
    """
    book = Book("netweave: decisions")
    for kind, several in groupby(rows, key=lambda row: row.kind):
        mine = list(several)
        cells = [row.cells for row in mine]
        kept = [at for at, name in enumerate(COLUMNS) if _is_wanted(at, name, cells)]
        sheet = book.sheet(kind, _TITLES[kind], [COLUMNS[at] for at in kept], head=_advice(kind))
        at = sheet.columns.index("decision")
        for row, texts in zip(mine, cells, strict=True):
            line = sheet.add([texts[place] for place in kept])
            sheet.choices(line, at, row.options)
        sheet.mark(at)
    book.save(path)


def _is_wanted(at: int, name: str, cells: Sequence[Sequence[str]]) -> bool:
    """Whether a column of a sheet has anything to say, or is to be filled in."""
    if name == "kind":
        return False
    return name in ("decision", "note") or any(row[at] for row in cells)


def _advice(kind: str) -> str:
    return _LIST if kind in ("districts", "networks") else _FREE
