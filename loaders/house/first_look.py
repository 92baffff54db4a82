"""House tables, looked over before they are judged: whom they name is then asked of the store."""

from __future__ import annotations

from itertools import chain, islice
from operator import itemgetter
from typing import TYPE_CHECKING

from loaders.checks.rules import ENDS
from loaders.forms.findings import Findings
from loaders.house.layout import TIE_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loaders.checks.known import Known
    from loaders.columns.table import Table
    from loaders.house.layout import HouseFile

ASKED_AT_ONCE = 5_000
"""How many rows of ties are read before the store is asked about the ids they name."""


def acquaint(known: Known, files: Sequence[HouseFile]) -> None:
    """Let the store be asked about every id and NCES id that the files name."""
    if known.nothing:
        return
    entities: set[str] = set()
    nces_ids: set[str] = set()
    for file in files:
        if file.layout is not TIE_FILE:
            tie = file.layout.tie
            for row in picked(file, ("id", tie.name if tie else "id", "nces_id")):
                entities.update(row[:2])
                nces_ids.add(row[2])
    known.learn(entities)
    known.learn_owners(nces_ids - {""})
    for file in files:
        if file.layout is TIE_FILE:
            rows = picked(file, ENDS)
            while ids := set(chain.from_iterable(islice(rows, ASKED_AT_ONCE))):
                known.learn(ids - entities)


def picked(file: HouseFile, columns: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The cells of some columns; of a column that is not there, empty texts."""
    table = opened_again(file)
    if table is not None:
        pick = itemgetter(*(table.columns.get(name, -1) for name in columns))
        for _, cells in table.rows():
            yield pick([*cells, ""])


def opened_again(file: HouseFile) -> Table | None:
    """A file that is read once more, and of whose form nothing is said again."""
    table = file.table(Findings([]).about(""))
    return table if table.read_header(file.layout.required, file.layout.usual) else None
