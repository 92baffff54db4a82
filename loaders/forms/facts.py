"""What a sheet shows beside its values: what is hidden, struck out, merged or not worked out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from loaders.forms.raw import Cells

CellPlace = tuple[int, int]
"""A cell: its line, from 1, and its column, from 0."""

_YEAR = re.compile(r"\d\d")


class MergedCells(NamedTuple):
    """Cells shown as one: first and last line, first and last column, counted as in `CellPlace`."""

    top: int
    bottom: int
    left: int
    right: int


class SheetFacts(NamedTuple):
    """What a sheet shows beside its values.

    Attributes
    ----------
    hidden
        Whether the sheet itself is hidden.
    hidden_rows, hidden_columns
        The lines and columns that are.
    struck
        Cells with text that is struck out.
    uncomputed
        Formulas that were saved without a value; their cells read as the formula.
    errors
        Cells whose text the reader of values leaves out: errors, and formulas without a value.
    merged
        Ranges of cells that are shown as one.
    filled_in
        Cells that have their text from the first cell of their range, or from an outer object.
    stray_quotes
        The lines read so far with a quote that was taken for a letter.
    """

    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    struck: frozenset[CellPlace] = frozenset()
    uncomputed: frozenset[CellPlace] = frozenset()
    errors: Mapping[CellPlace, str] = {}
    merged: tuple[MergedCells, ...] = ()
    filled_in: frozenset[CellPlace] = frozenset()
    stray_quotes: frozenset[int] = frozenset()


NO_FACTS = SheetFacts()


def no_facts() -> SheetFacts:
    """The facts of a table that has nothing beside its values."""
    return NO_FACTS


def filled_from(
    rows: Iterable[Sequence[str]], merged: Sequence[MergedCells]
) -> dict[CellPlace, str]:
    """The cells of a table that say what the first cell of their merged range says.

    A range is filled downwards, and to the right only under columns of years, where it is a bar.
    Titles, section lines and the header itself stay as they are: a range counts as part of the
    table where a row of at least two filled cells stands above it, in its column.
    """
    starts: dict[int, list[MergedCells]] = {}
    for area in merged:
        starts.setdefault(area.top, []).append(area)
    heads: dict[int, str] = {}
    found: dict[CellPlace, str] = {}
    for line, row in enumerate(rows, start=1):
        for area in starts.get(line, ()):
            text = row[area.left] if area.left < len(row) else ""
            if text and area.left in heads and not _has_wide_neighbour(area, starts[line], heads):
                found.update((place, text) for place in _filled(area, heads))
        said = [at for at, cell in enumerate(row) if cell]
        if len(said) > 1:
            for at in said:
                heads.setdefault(at, row[at])
    return found


def _filled(area: MergedCells, heads: Mapping[int, str]) -> Iterator[CellPlace]:
    right = area.right if _is_bar(area, heads) else area.left
    for line in range(area.top, area.bottom + 1):
        for column in range(area.left, right + 1):
            if (line, column) != (area.top, area.left):
                yield line, column


def _is_bar(area: MergedCells, heads: Mapping[int, str]) -> bool:
    """Whether a range lies across columns of years."""
    columns = range(area.left, area.right + 1)
    return len(columns) > 1 and all(_YEAR.search(heads.get(at, "")) for at in columns)


def _has_wide_neighbour(
    area: MergedCells, beside: Sequence[MergedCells], heads: Mapping[int, str]
) -> bool:
    """Whether a range begins in the upper row of a header: others there span several columns."""
    return area.bottom > area.top and any(
        other.top == other.bottom and other.right > other.left and not _is_bar(other, heads)
        for other in beside
    )


def with_texts(
    rows: Iterable[tuple[int, Cells]], texts: Mapping[CellPlace, str]
) -> Iterator[tuple[int, Cells]]:
    """Rows in which some cells read otherwise; rows that they lack are added."""
    changed: dict[int, dict[int, str]] = {}
    for (line, column), text in texts.items():
        changed.setdefault(line, {})[column] = text
    last = width = 0
    for last, cells in rows:
        width = len(cells)
        yield last, _changed(cells, changed.pop(last, {}))
    for line in sorted(changed):
        if line > last:
            yield line, _changed([""] * width, changed[line])


def _changed(cells: Cells, texts: Mapping[int, str]) -> Cells:
    if texts:
        cells = [*cells, *[""] * (max(texts) + 1 - len(cells))]
        for column, text in texts.items():
            cells[column] = text
    return cells
