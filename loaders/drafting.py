"""A draft of a mapping for a file: the table in it that says most plainly what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.forms.lines import DamagedFileError
from loaders.forms.opening import sheets_in
from loaders.forms.own_files import tables_of
from loaders.rosters.draft import drafted
from loaders.rosters.draft_text import draft_text
from loaders.sources import FirstLook, beside_of

if TYPE_CHECKING:
    from pathlib import Path


def draft(source: Path) -> str:
    """A draft of a mapping for a table, or for the first table of a folder, as a TOML file.

    Raises
    ------
    DamagedFileError
        If there is no table, or it cannot be read.
    """
    if not source.exists():
        raise DamagedFileError("no-such-file", f"There is no {source}.", "Check the path.")
    try:
        return _drafted(source)
    except DamagedFileError as damage:
        if damage.rule == "empty-file":
            raise
        place = f"{source}, line {damage.line}" if damage.line else str(source)
        problem = f"{place}: {damage.problem}"
        raise DamagedFileError(damage.rule, problem, damage.fix, damage.line) from damage


def _drafted(source: Path) -> str:
    for path in tables_of(source)[0] if source.is_dir() else [source]:
        looks = [look for look in map(FirstLook, sheets_in(path)) if look.rows]
        beside = beside_of(looks)
        plain = (look for look in looks if drafted(look.sheet, look.first, beside) is not None)
        look = next(plain, looks[0] if looks else None)
        if look is not None:
            return draft_text(look.sheet, look.first, beside)
    raise DamagedFileError("empty-file", f"{source} holds no table.", "Give a file with rows.")
