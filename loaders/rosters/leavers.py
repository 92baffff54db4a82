"""What columns without use say of leaving: a reader of the report should look there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.columns.status import speaks_of_leaving
from loaders.columns.values import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.forms.findings import Reporter
    from loaders.rosters.table import RosterLine


class Leavers:
    """What columns without use say of leaving: of each the first line, and its text."""

    def __init__(self, uses: Sequence[str | None]) -> None:
        self.found: dict[int, tuple[int, str]] = {}
        self._unused = [at for at, use in enumerate(uses) if use is None]

    def look(self, line: RosterLine) -> None:
        """Look at a row."""
        for at in self._unused:
            text = line.cells[at]
            if text and at not in self.found and speaks_of_leaving(text):
                self.found[at] = line.line, text

    def warn(self, names: Sequence[str], reporter: Reporter) -> None:
        """Warn of each such column, once."""
        for at, (number, text) in self.found.items():
            reporter.at(number)
            problem = f"{quoted(text)} speaks of leaving, and its column has no use."
            fix = f"If it says who left, name it in the mapping: status = {quoted(names[at])}."
            reporter.warning(names[at] or None, "speaks-of-leaving", problem, fix)
