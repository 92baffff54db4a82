"""The header of a table: which column stands where."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from loaders.columns.values import quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from loaders.forms.findings import Reporter

COLUMN_LIMIT = 1_000
"""How many columns a table may have."""


class Header:
    """The names of the columns.

    Parameters
    ----------
    cells
        The first row of the table.
    usual
        Columns that are known in whatever case they are written.

    Attributes
    ----------
    names
        The names in their order, "" for a column without one.
    columns
        The position of each named column.
    nameless
        The positions of the others.
    """

    def __init__(self, cells: Sequence[str] = (), usual: Collection[str] = ()) -> None:
        known = {name.casefold(): name for name in usual}
        self.names = [known.get(cell.casefold(), cell) for cell in cells]
        self.columns = {name: at for at, name in enumerate(self.names) if name}
        self.nameless = [at for at, name in enumerate(self.names) if not name]
        self._usual = usual

    def judge(self, required: Sequence[str], reporter: Reporter) -> bool:
        """Whether the table can be read with this header; if not, the reporter hears why."""
        if len(self.names) == 1 and (mark := next((m for m in ";\t" if m in self.names[0]), None)):
            problem = f"The columns are separated by {quoted(mark)}, not by commas."
            reporter.error(None, "wrong-separator", problem, "Save the file as CSV.")
        elif len(self.names) > COLUMN_LIMIT:
            problem = (
                f"The header has {len(self.names):,} columns; at most {COLUMN_LIMIT:,} may be."
            )
            reporter.error(None, "too-many-columns", problem, "Remove those without use.")
        else:
            self._say_doubled(reporter)
            for name in required:
                if name not in self.columns:
                    self._say_missing(name, reporter)
        return not reporter.faults

    def _say_doubled(self, reporter: Reporter) -> None:
        seen: set[str] = set()
        for name in filter(None, self.names):
            if name.casefold() in seen:
                problem = f"The column {quoted(name)} is there twice."
                fix = "Remove or rename one of them."
                reporter.error(name, "duplicate-column", problem, fix)
            seen.add(name.casefold())

    def _say_missing(self, name: str, reporter: Reporter) -> None:
        others = [other for other in self.columns if other not in self._usual]
        near = get_close_matches(name, others, 1)
        fix = f"Rename {quoted(near[0])}, if that is it." if near else "Add it to the header."
        reporter.error(name, "missing-column", f"The column {name} is missing.", fix)
