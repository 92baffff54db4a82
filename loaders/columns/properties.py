"""The columns of a table that become properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.columns.values import READERS, BadCellError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from graph.model import Value
    from loaders.forms.findings import Reporter


class PropertyColumns:
    """Reads the properties of a row: every column that has no other use.

    Parameters
    ----------
    columns
        The position of each column by name.
    used
        The columns that have another use.
    """

    def __init__(self, columns: Mapping[str, int], used: Collection[str]) -> None:
        self._columns = [
            (name, at, READERS.get(name)) for name, at in columns.items() if name not in used
        ]

    def read(self, cells: list[str], reporter: Reporter) -> dict[str, Value]:
        """The properties of a row. Empty cells are no properties; bad ones are reported."""
        found: dict[str, Value] = {}
        for name, at, reader in self._columns:
            text = cells[at]
            if not text:
                continue
            if reader is None:
                found[name] = text
                continue
            try:
                found[name] = reader(text)
            except BadCellError as bad:
                reporter.error(name, bad.rule, bad.problem, bad.fix)
        return found
