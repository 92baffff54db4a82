"""An answer as CSV: one line per row, nested values flattened."""

from __future__ import annotations

import csv
import io
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from graph.model import Source
from netweave.exports.cells import guarded

if TYPE_CHECKING:
    from netweave.cli.answer.pages import CsvSheet


def csv_text(sheet: CsvSheet) -> str:
    """A header and a line for each row.

    ``network.id`` has the heading ``network_id``, and what is of a tenure its own name.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(path.removeprefix("tenure.").replace(".", "_") for path in sheet.columns)
    pick = [attrgetter(path) for path in sheet.columns]
    writer.writerows([_cell(get(row)) for get in pick] for row in sheet.rows)
    return text.getvalue()


def _cell(value: Any) -> object:
    """A value in one line: text safe in a spreadsheet, lists joined, numbers as they are."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return value
    if isinstance(value, tuple | list):
        value = " | ".join(_item(item) for item in value)
    return guarded(" ".join(str(value).splitlines()))


def _item(item: Any) -> str:
    return _place(item) if isinstance(item, Source) else str(item)


def _place(source: Source) -> str:
    if source.url or source.file is None:
        return source.url or ""
    return source.file if source.line is None else f"{source.file} line {source.line}"
