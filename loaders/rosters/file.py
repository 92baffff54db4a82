"""A table with a mapping that explains it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loaders.columns.loose import LooseTable

if TYPE_CHECKING:
    from loaders.forms.findings import Reporter
    from loaders.forms.opening import Sheet
    from loaders.rosters.mapping import TableMapping


class RosterFile(NamedTuple):
    """A table that is no house table.

    Attributes
    ----------
    sheet
        Where and how it is kept.
    mapping
        What its columns mean.
    source
        The number of its source.
    reporter
        Who reports on it.
    """

    sheet: Sheet
    mapping: TableMapping
    source: int
    reporter: Reporter

    def table(self, reporter: Reporter) -> LooseTable:
        """Its rows, from the beginning."""
        return LooseTable(self.sheet.open(), reporter)
