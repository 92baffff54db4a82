"""Which row of a table is its header, or which two: by what its cells say, never by place alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.names.states import state_of
from loaders.columns.dates import date_text
from loaders.identity.network_names import holds_network_word
from loaders.rosters.asides import is_total
from loaders.rosters.guesses import Column, field_named, fields_by_values, is_data
from loaders.rosters.table import JOINT, distinct, joined, letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SEARCHED = 40
"""How many rows may stand above the header."""


class Headed(NamedTuple):
    """A table under its header.

    Attributes
    ----------
    names
        The names of the columns.
    columns
        Those that have a name, with what stands in their filled cells.
    titles
        The filled cells above the header.
    header
        Whether there is a header; else columns are called by letters.
    """

    names: list[str]
    columns: list[Column]
    titles: list[str]
    header: bool = True


def headed(rows: Sequence[Sequence[str]]) -> Headed | None:
    """The table of some rows, None if none of the first rows is a header.

    Parameters
    ----------
    rows
        The first rows of a sheet, blank ones included.
    """
    cells = [[" ".join(cell.split()) for cell in row] for row in rows]
    best, score = None, 0.0
    for at, row in enumerate(cells[:SEARCHED]):
        fit = _fit(row, cells[at + 1 :])
        if fit > score:
            best, score = (at, at + 1, row), fit
    if best is None:
        return None
    at, below, names = best
    if below < len(cells) and _is_second(names, cells[below]):
        names, below = joined(names, cells[below]), below + 1
    elif at and _is_second(cells[at - 1], names) and sum(map(bool, cells[at - 1])) > 1:
        at, names = at - 1, joined(cells[at - 1], names)
    names = distinct(names)
    body = list(_body(rows[below:], cells[below:], names))
    columns = [
        Column(name, [row[n].strip() for row in body if n < len(row) and row[n].strip()])
        for n, name in enumerate(names)
        if name
    ]
    titles = [cell for row in cells[:at] for cell in row if cell]
    return Headed(names, columns, titles)


def headless(rows: Sequence[Sequence[str]]) -> Headed | None:
    """The table of rows that no header stands above, None if nothing in them names members."""
    cells = [[" ".join(cell.split()) for cell in row] for row in rows]
    names = letters(max(map(len, cells), default=0))
    columns = [
        Column(name, [row[at] for row in cells if at < len(row) and row[at] and not is_total(row)])
        for at, name in enumerate(names)
    ]
    table = Headed(names, columns, [], header=False)
    return table if "name" in fields_by_values(columns) else None


def _body(
    rows: Sequence[Sequence[str]], cells: Sequence[Sequence[str]], names: Sequence[str]
) -> Iterator[Sequence[str]]:
    """The rows of a table, as its header orders them: one further down may order them anew."""
    order: list[int] = []
    there = [name.casefold() for name in names]
    for row, said in zip(rows, cells, strict=True):
        again = [cell.casefold() for cell in distinct(said)]
        if sum(map(bool, again)) > 1 and set(again) | {""} == {*there, ""}:
            order = [] if again[: len(there)] == there else [again.index(name) for name in there]
        elif any(said) and not is_total(said):
            yield [row[at] if at < len(row) else "" for at in order] if order else row


def _fit(row: Sequence[str], below: Sequence[Sequence[str]]) -> float:
    """How much a row looks like the header of the rows below; 0 if it does not."""
    filled = [cell for cell in row if cell]
    if not filled or any(map(_is_data, filled)) or not any(any(other) for other in below):
        return 0.0
    fields = [field for cell in filled if (field := field_named(cell)) is not None]
    who = {"name", "members", "school", "nces_id", "id"} & set(fields)
    if not who and not any(field == "network" for field in fields):
        return 0.0
    if any(state_of(cell) and len(cell) == 2 and cell.isupper() for cell in filled if cell != "ST"):
        return 0.0
    widest = max((sum(map(bool, other)) for other in below[:20]), default=1)
    if len(filled) == 1 and widest > 1:
        return 0.0
    return len(fields) + (2.0 if who else 0.0) + min(len(filled) / max(widest, 1), 1.0)


def _is_data(text: str) -> bool:
    """Whether a cell stands in no header; ``Member`` and ``2017`` may."""
    return is_data(text) and not field_named(text) and not _is_year(text)


def _is_second(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether a row is the lower half of a header: fields or years below cells of the upper one."""
    filled = [(at, cell) for at, cell in enumerate(lower) if cell]
    if len(filled) < 2 or any(state_of(cell) for _, cell in filled):
        return False
    if not all(field_named(cell) or _is_year(cell) for _, cell in filled):
        return False
    first = min(at for at, _ in filled)
    named = [cell for cell in upper if cell]
    return bool(named) and (first > 0 or not field_named(named[0]))


def _is_year(text: str) -> bool:
    first = next(iter(date_text(text).readings), None)
    return first is not None and not first.span and len(first.since or "") == 4


def year_of(name: str) -> str:
    """The year or school year that the name of a column says, "" if none."""
    last = name.rpartition(JOINT)[2]
    return last if _is_year(last) else ""


def network_above(name: str) -> str:
    """What stands above a column in a header of two rows, if it names a network."""
    above, mark, _ = name.partition(JOINT)
    named = mark and not field_named(above)
    return above if named and (holds_network_word(above) or not _is_year(above)) else ""
