"""Objects of JSON as rows: one row each, or one for each object in a list within."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from loaders.forms.facts import SheetFacts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from loaders.forms.raw import Cells

DEEPEST = 4
"""How deep objects may lie in each other."""
JOINT = " / "
"""What stands between the name of a list and the names of the objects in it."""


class ObjectRow(NamedTuple):
    """A row.

    Attributes
    ----------
    values
        Its cells by name.
    repeated
        The names of those that an earlier row of the same object has said.
    """

    values: Mapping[str, str]
    repeated: frozenset[str] = frozenset()


def records_of(value: Any, prefix: str = "", depth: int = DEEPEST) -> Iterator[ObjectRow]:
    """The rows of an object: one, or one for each object in the lists within it.

    ``{"Name": "One", "Members": [{"Name": "Alpha"}, {"Name": "Beta"}]}`` gives two rows with the
    columns ``Name`` and ``Members / Name``. A list of texts is one cell, semicolons between.

    Raises
    ------
    ValueError
        If it is no object.
    """
    if not isinstance(value, dict):
        raise ValueError("It is not between braces")  # noqa: TRY004 - caught beside bad JSON
    outer: dict[str, str] = {}
    lists: list[tuple[str, list[Any]]] = []
    for name, inner in _flat(prefix, value, depth):
        if depth and isinstance(inner, list) and any(isinstance(part, dict) for part in inner):
            lists.append((name, inner))
        else:
            outer[name] = cell_text(inner)
    said: frozenset[str] = frozenset()
    for name, parts in lists:
        for row in _rows_within(name, parts, depth - 1):
            yield ObjectRow({**outer, **row.values}, row.repeated | said)
            said = frozenset(outer)
    if not lists:
        yield ObjectRow(outer)


def _rows_within(name: str, parts: Sequence[Any], depth: int) -> Iterator[ObjectRow]:
    for part in parts:
        if isinstance(part, dict):
            yield from records_of(part, f"{name}{JOINT}", depth)
        else:
            yield ObjectRow({name: cell_text(part)})


def cells_of(record: ObjectRow, names: Iterable[str]) -> Cells:
    """The cells of a row, in the order of the names."""
    return [record.values.get(name, "") for name in names]


def facts_of(names: Iterable[str], repeated: Sequence[frozenset[str]]) -> SheetFacts:
    """The facts of a table whose rows, below the header, say something again."""
    columns = {name: at for at, name in enumerate(names)}
    again = ((line, columns[name]) for line, row in enumerate(repeated, start=2) for name in row)
    return SheetFacts(filled_in=frozenset(again))


def _flat(prefix: str, value: Mapping[str, Any], depth: int) -> Iterator[tuple[str, Any]]:
    """The values of an object; those of an object within it have names such as ``place.city``."""
    for name, inner in value.items():
        if isinstance(inner, dict) and depth:
            yield from _flat(f"{prefix}{name}.", inner, depth - 1)
        else:
            yield f"{prefix}{name}", inner


def cell_text(value: Any) -> str:
    """A value as the text of a cell; a list as its values with semicolons between."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "; ".join(map(cell_text, value))
    return json.dumps(value, ensure_ascii=False)
