"""Tables on their way to a server as one text, which Cypher takes apart again.

The driver packs every single value in Python, which takes longer than all the rest of a load. A
text of a megabyte is packed at once, and `split` is quick on the server. What parts rows, fields
and items are characters that occur in none of the values.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Cell = str | list[str]
"""A value: a text, or a list of texts. Neither can be told from its absence if it is empty."""

_FIRST, _END = 0xE000, 0x110000  # from the private use area on: hardly ever in a text


def sheet(rows: Sequence[Sequence[Cell]]) -> dict[str, str]:
    """Rows as the parameters of a query that begins with `graph.on_neo4j.sheets.UNWIND`."""
    every = "".join(
        cell if isinstance(cell, str) else "".join(cell) for row in rows for cell in row
    )
    unused = (chr(code) for code in range(_FIRST, _END) if chr(code) not in every)
    of_row, of_field, of_item = islice(unused, 3)
    lines = (
        of_field.join(cell if isinstance(cell, str) else of_item.join(cell) for cell in row)
        for row in rows
    )
    return {"sheet": of_row.join(lines), "row": of_row, "field": of_field, "item": of_item}


UNWIND = "UNWIND split($sheet, $row) AS line WITH split(line, $field) AS cells "
"""The beginning of a query over a sheet; ``cells`` are then the texts of a row."""
