"""Tables on their way to a server as one text, which Cypher takes apart again.

The driver packs every single value in Python, which takes longer than all the rest of a load. A
text of a megabyte is packed at once, and `split` is quick on the server. What parts rows, fields
and items are characters that occur in none of the values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import LiteralString

Cell = str | list[str]
"""A value: a text, or a list of texts. Neither can be told from its absence if it is empty."""

_FIRST, _END = 0xE000, 0x110000  # from the private use area on: hardly ever in a text


def sheet(rows: Sequence[Sequence[Cell]]) -> dict[str, str]:
    """Rows as the parameters of a query that begins with `graph.on_neo4j.sheets.UNWIND`."""
    tries = (_joined(rows, *map(chr, range(code, code + 3))) for code in range(_FIRST, _END, 3))
    return next(made for made in tries if made is not None)


def _joined(
    rows: Sequence[Sequence[Cell]], of_row: str, of_field: str, of_item: str
) -> dict[str, str] | None:
    """Rows, joined by these three; None if one of them occurs in a value."""
    lines: list[str] = []
    items = 0
    for row in rows:
        try:
            lines.append(of_field.join(cast("Sequence[str]", row)))
        except TypeError:  # seldom: a row with a list among its cells
            items += sum(len(cell) - 1 for cell in row if not isinstance(cell, str))
            cells = (cell if isinstance(cell, str) else of_item.join(cell) for cell in row)
            lines.append(of_field.join(cells))
    text = of_row.join(lines)
    expected = [len(rows) - 1, sum(map(len, rows)) - len(rows), items]
    if list(map(text.count, (of_row, of_field, of_item))) != expected:
        return None
    return {"sheet": text, "row": of_row, "field": of_field, "item": of_item}


UNWIND = "UNWIND split($sheet, $row) AS line WITH split(line, $field) AS cells "
"""The beginning of a query over a sheet; ``cells`` are then the texts of a row."""

_TEXT, _ITEMS = "nullIf({}, '')", "split(nullIf({}, ''), $item)"
READERS = {
    "text": _TEXT,
    "integer": f"toInteger({_TEXT})",
    "number": f"toFloat({_TEXT})",
    "date": f"date({_TEXT})",
    "texts": _ITEMS,
    "integers": f"toIntegerList({_ITEMS})",
}
"""How Cypher reads a cell as a value of this type; an empty one is null."""


def cells_as_map(
    columns: Mapping[str, str], rows: Sequence[Sequence[Cell]], first: int = 0
) -> LiteralString:
    """The cells of a row as a map in Cypher. What no row fills is not even looked at.

    Parameters
    ----------
    columns
        The names of the columns, which become part of a query, and the types of their values.
    rows
        All rows of the sheet.
    first
        The place of the first of these columns.
    """
    text = ", ".join(
        f"`{name}`: {READERS[kind].format(f'cells[{place}]')}"
        for place, (name, kind) in enumerate(columns.items(), start=first)
        if any(row[place] for row in rows)
    )
    return cast("LiteralString", f"{{{text}}}")  # type: ignore[redundant-cast]  # mypy has plain str
