"""What to type next, once rosters are in."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from loaders.checks.understood import understood
from netweave.cli.door.settings import STORE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loaders.load import LoadReport


def stored_at(store: str) -> str:
    """The option that says where the store is, unless it is where one is looked for."""
    return "" if store == STORE else f" --store {shlex.quote(store)}"


def next_step(loads: Iterable[tuple[str, LoadReport]], store: str) -> str:
    """A question to ask of what was loaded: who belongs to its first network."""
    rows = [
        row
        for _, report in loads
        for table in report.tables
        if table.understood is not None
        for row in understood(table.understood).networks
    ]
    if rows:
        return f"Next: netweave members {shlex.quote(rows[0].id)}{stored_at(store)}"
    return f"Next: netweave info{stored_at(store)}"
