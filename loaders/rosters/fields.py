"""The fields of a row: from their columns, or what is constant; and who is written there."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from loaders.columns.loose import LooseTable
    from loaders.forms.raw import Cells
    from loaders.rosters.cells import CellReader
    from loaders.rosters.mapping import TableMapping


class WrittenEntity(NamedTuple):
    """Who a row is about, as it is written there."""

    line: int
    name: str
    state: str
    id: str = ""
    nces_id: str = ""
    kind: str = ""
    city: str = ""
    county: str = ""
    school: str = ""

    @property
    def places(self) -> tuple[str, ...]:
        """The town and the county beside the name, as far as they are given."""
        return tuple(filter(None, (self.city, self.county)))

    @property
    def called(self) -> str:
        """The name, or what stands in its place."""
        return self.name or self.nces_id or self.id


class FieldReader:
    """Reads the fields of rows: from their columns, or what is constant.

    Parameters
    ----------
    table
        The table, whose header has been read.
    mapping, cells
        What its columns mean, and what its cells do.

    Attributes
    ----------
    there
        The fields that the mapping gives.
    """

    def __init__(self, table: LooseTable, mapping: TableMapping, cells: CellReader) -> None:
        self.there = list(dict.fromkeys([*mapping.columns, *mapping.constant]))
        self._cells = cells
        self._columns = table.columns
        self._templates = mapping.columns
        self._readers = {
            name: template.reader(table.columns, cells.clean)
            for name, template in mapping.columns.items()
        }
        self._constant = mapping.constant
        self._further = {
            "network": [t.reader(table.columns, cells.clean) for t in mapping.further_networks]
        }

    def get(self, field: str, cells: Cells) -> str:
        """A field of a row, "" if nothing is known."""
        read = self._readers.get(field)
        return (read(cells) if read is not None else "") or self._constant.get(field, "")

    def says(self, field: str, cells: Cells) -> bool:
        """Whether a cell of a field holds anything, be it a word for nothing."""
        named = self._templates.get(field)
        return named is not None and any(cells[self._columns[name]] for name in named.names)

    def every(self, field: str, cells: Cells) -> Iterator[str]:
        """A field of a row from each of its columns, those without anything left out."""
        first = self.get(field, cells)
        if first:
            yield first
        for read in self._further.get(field, ()):
            if text := read(cells):
                yield text

    def picker(self, fields: Sequence[str], places: Sequence[int]) -> Callable[[Cells], Cells]:
        """A function that gives some fields of a row, then its cells at some places.

        It is the quick way to what `get` gives one at a time.
        """
        plain = [self._plain(field) for field in fields]
        pick = itemgetter(*(-1 if at is None else at for at in plain), *places)
        slow = [
            (number, field)
            for number, (field, at) in enumerate(zip(fields, plain, strict=True))
            if at is None and field in self.there
        ]

        def picked(cells: Cells) -> Cells:
            cells.append("")
            found = self._cells.clean_all(pick(cells))
            for number, field in slow:
                found[number] = self.get(field, cells)
            return found

        return picked

    def _plain(self, field: str) -> int | None:
        """Where a field stands, if it is just a cell."""
        template = self._templates.get(field)
        if template is None or field in self._constant:
            return None
        return self._columns.get(template.text)
