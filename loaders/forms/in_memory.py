"""Tables that a program holds: data frames of any library, lists of dicts, as rows of text.

What a cell means is kept, not how a library prints it: a missing value of any kind is blank, a
whole number has no ".0", and of a timestamp at midnight the day is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import QuestionError
from loaders.forms.facts import NO_FACTS, SheetFacts
from loaders.forms.objects import cell_text, cells_of, facts_of, records_of
from loaders.forms.opening import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from loaders.forms.raw import Cells, Lost

FORM = "table in memory"
_LARGEST = 1e15
"""From here on not every whole number is a float."""


class HeldRows:
    """Rows that are there already, as `loaders.forms.raw.RawRows`."""

    plain = False

    def __init__(self, rows: Sequence[tuple[int, Cells]]) -> None:
        self._rows = rows

    def rows(self, lost: Lost) -> Iterator[tuple[int, Cells]]:  # noqa: ARG002 - none is lost
        """The line where each row begins, and its cells."""
        for line, cells in self._rows:
            yield line, list(cells)


def is_frame(value: object) -> bool:
    """Whether something is a data frame, by what it can do."""
    return any(hasattr(value, name) for name in _READERS)


def sheet_of(table: object, name: str) -> Sheet:
    """A table under a name, as if it stood in a file of that name.

    Parameters
    ----------
    table
        A data frame (pandas, polars, pyarrow, or what behaves like one), or rows as dicts.

    Raises
    ------
    QuestionError
        If it is none of these.
    """
    frame = next((read for does, read in _READERS.items() if hasattr(table, does)), None)
    lines, facts = (frame(table), NO_FACTS) if frame is not None else _of_records(table)
    rows = HeldRows(list(enumerate(lines, start=1)))
    return Sheet(Path(name), name, FORM, lambda: rows, lambda: facts)


def _of_pandas(frame: Any) -> list[Cells]:
    """A frame with labelled rows; labels that say something are a column, too."""
    if any(name is not None for name in frame.index.names) or frame.index.dtype.kind not in "iu":
        frame = frame.reset_index()
    header = [" ".join(map(str, n)) if isinstance(n, tuple) else str(n) for n in frame.columns]
    return [header, *map(_cells, frame.itertuples(index=False, name=None))]


def _of_polars(frame: Any) -> list[Cells]:
    frame = frame.collect() if hasattr(frame, "collect") else frame
    return [list(map(str, frame.columns)), *map(_cells, frame.iter_rows())]


def _of_arrow(table: Any) -> list[Cells]:
    columns = [column.to_pylist() for column in table.columns]
    return [list(map(str, table.column_names)), *map(_cells, zip(*columns, strict=True))]


_READERS: dict[str, Callable[[Any], list[Cells]]] = {
    "itertuples": _of_pandas,
    "iter_rows": _of_polars,
    "collect_schema": _of_polars,
    "column_names": _of_arrow,
}
"""By what a frame can do, how its rows are read: no library of frames is imported here."""


def _of_records(table: object) -> tuple[list[Cells], SheetFacts]:
    """Rows as dicts; what lies within is read as in a JSON file."""
    if isinstance(table, str | bytes | Mapping) or not isinstance(table, Iterable):
        raise QuestionError(
            f"{type(table).__name__} is no table. Give a data frame, or rows as dicts: "
            '[{"district": "Lindsay", "network": "League"}].'
        )
    rows = list(table)
    odd = next((row for row in rows if not isinstance(row, Mapping)), None)
    if odd is not None:
        raise QuestionError(f"A row of the table is no dict but {type(odd).__name__}: {odd!r:.60}.")
    found = [record for row in rows for record in records_of(plain(row))]
    names = dict.fromkeys(name for record in found for name in record.values)
    lines = [list(names), *(cells_of(record, names) for record in found)]
    return lines, facts_of(names, [record.repeated for record in found])


def _cells(row: Iterable[object]) -> Cells:
    return [cell_text(plain(value)) for value in row]


def plain(value: Any) -> Any:
    """A value as JSON would have it: text, True or False, None, or these in lists and dicts."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, Mapping):
        return {str(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, set | frozenset):
        return sorted(str(plain(inner)) for inner in value)
    if hasattr(value, "tolist") and type(value).__name__ != "datetime64":
        return plain(value.tolist())  # whatever NumPy has, and series
    return None if _is_missing(value) else _text(value)


def _is_missing(value: Any) -> bool:
    """Whether it is NaN, NA or NaT, of whatever library: none of them is equal to itself."""
    try:
        return bool(value != value)  # noqa: PLR0124 - see above
    except (TypeError, ValueError):
        return True


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < _LARGEST:
        return str(int(value))
    if isinstance(value, datetime):
        return _moment(value.isoformat())
    if type(value).__name__ == "datetime64":
        return _moment(str(value))
    return value.isoformat() if isinstance(value, date) else str(value)


def _moment(text: str) -> str:
    """A moment; the day alone if it is midnight."""
    day, _, time = text.partition("T")
    return day if not time.strip("0:.+-") else f"{day} {time}"
