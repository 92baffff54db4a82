"""Files that netweave itself puts beside a store, told from tables that are to be read.

A store often lies in the folder of its sources, and so do the names that wait for a person, the
rejected rows and the ledger. They are known by their names and columns together.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from loaders.checks.rejects import PROBLEM, REJECTED
from loaders.forms.lines import DamagedFileError
from loaders.forms.opening import sheets_in, tables_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

REVIEW = "review"
"""The name of the file of names that wait for a person, without its ending."""
_HEADER = 3
"""The row by which the header of such a file stands."""
_NUMBERED = r"(-\d+)?\.(csv|xlsx)"
_KNOWN: dict[str, tuple[str, Callable[[Sequence[str]], bool]]] = {
    REVIEW + _NUMBERED: (
        "names that wait for a decision: `netweave identity review` reads them",
        lambda names: {"written_name", "decision", "chosen_id"} <= set(names),
    ),
    r".+\.(csv|xlsx)": (
        "decisions: `netweave review` reads them",
        lambda names: {"question", "written", "why", "decision", "note"} <= set(names),
    ),
    REJECTED + _NUMBERED: (
        "rejected rows: correct them there, and load that file by its name",
        lambda names: [name for name in names if name][-1:] == [PROBLEM],
    ),
    r".+\.identity\.csv": (
        "the identity ledger, which is beside its store",
        lambda names: {"decision", "written_name", "id"} <= set(names),
    ),
}


def tables_of(folder: Path) -> tuple[list[Path], dict[Path, str]]:
    """The files of a folder that may hold tables, and ours among them with what they are."""
    tables = tables_in(folder)
    own = {path: what for path in tables if (what := own_file(path))}
    return [path for path in tables if path not in own], own


def own_file(path: Path) -> str | None:
    """What netweave keeps in a file, if the file is one that it puts beside a store."""
    fitting = [known for name, known in _KNOWN.items() if _is_called(name, path)]
    rows = _first_rows(path) if fitting else []
    return next((what for what, has in fitting if any(map(has, rows))), None)


def _is_called(name: str, path: Path) -> bool:
    return re.fullmatch(name, path.name, re.IGNORECASE) is not None


def _first_rows(path: Path) -> list[list[str]]:
    """The first rows in lower case: the header, or titles and it; none if it cannot be read."""
    try:
        sheet = next(sheets_in(path), None)
        rows = islice(sheet.open().rows(lambda _: None), _HEADER) if sheet else iter(())
        return [[cell.strip().casefold() for cell in cells] for _, cells in rows]
    except (DamagedFileError, OSError):
        return []
