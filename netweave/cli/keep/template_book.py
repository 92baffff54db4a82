"""The workbook that people fill in: a sheet a network, with lists in its columns."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from graph.names.states import NAMES
from netweave.exports.workbooks import Book

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

COLUMNS = ("District", "State", "Network", "Joined (school year)", "Left", "Role", "NCES id")
_TITLE = "Members"
_ADVICE = (
    "A row for each district and network. District and Network are enough; leave the rest empty "
    "where it is not known."
)
_FIRST_YEAR = 1990


def write_template(path: Path, networks: int, state: str | None, names: Sequence[str]) -> None:
    """Write the workbook.

    Parameters
    ----------
    networks
        How many sheets it has.
    state
        The state in the title, which is that of all districts beside which none stands; None if
        that is left open.
    names
        The networks to choose from.

    Raises
    ------
    ExportError
        If it cannot be written.
    """
    book = Book("netweave: members of networks")
    title = f"{_TITLE} in {NAMES[state].title()}" if state else _TITLE
    states = [state] if state else sorted(NAMES)
    years = school_years(datetime.now(UTC).year)
    for number in range(1, networks + 1):
        sheet = book.sheet(f"Network {number}", title, COLUMNS, head=_ADVICE)
        at = {name: COLUMNS.index(name) for name in COLUMNS}
        sheet.column_choices(at["State"], states)
        if names:
            sheet.column_choices(at["Network"], names)
        sheet.column_choices(at["Joined (school year)"], years)
        sheet.column_choices(at["Left"], years)
    book.save(path)


def school_years(now: int) -> list[str]:
    """School years as people write them, the present one first."""
    return [f"{year}-{(year + 1) % 100:02}" for year in range(now, _FIRST_YEAR - 1, -1)]
