"""A table of districts or networks as a house table of them: its rows get ids and kinds."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, Protocol

from graph.schema import PROPERTIES
from loaders.rosters.cells import CellReader, date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from graph.model import Value
    from loaders.columns.loose import LooseTable
    from loaders.columns.table import Cells
    from loaders.rosters.mapping import TableMapping
    from loaders.rosters.shown import Shown

_NAMING = ("id", "kind", "name", "aliases")
_RENAMED = {
    "district": {"url": "source_url"},
    "network": {"url": "source_url", "state": "scope_state"},
}
"""Fields that a house table knows under another name."""
_DATES = frozenset(p.name for p in PROPERTIES.values() if p.type == "date")


class Written(NamedTuple):
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
    def called(self) -> str:
        """The name, or what stands in its place."""
        return self.name or self.nces_id or self.id


class Found(NamedTuple):
    """Who a row is about.

    Attributes
    ----------
    id, name, aliases
        As a house table has them.
    kept
        Properties that stay as they are, whatever the row says of them.
    """

    id: str
    name: str
    aliases: str = ""
    kept: Mapping[str, Value] = {}


class Finder(Protocol):
    """Finds the entity that a row is about."""

    def find(self, written: Written) -> Found | None:
        """The entity, a new one if need be; None if a person has to decide."""
        ...


class EntityTable:
    """The rows of a table of districts or networks, as those of a house table.

    Parameters
    ----------
    table
        The table, whose header has been read.
    mapping
        What its columns mean.
    finder
        Says who a row is about.
    shown
        What the sheet shows beside its values.

    Attributes
    ----------
    columns
        The position of each column of the house table.
    in_review
        The lines of rows that wait for a person.
    cells
        Reads the cells, and counts what it repairs.
    """

    def __init__(
        self, table: LooseTable, mapping: TableMapping, finder: Finder, shown: Shown
    ) -> None:
        self.in_review: set[int] = set()
        self.cells = CellReader(mapping)
        self._table = table
        self._finder = finder
        self._shown = shown
        self._kind = mapping.kind if mapping.rows == "network" else mapping.rows
        fields = FieldReader(table, mapping, self.cells)
        renamed = _RENAMED[mapping.rows]
        further = [name for name in fields.there if name not in _NAMING]
        names = [*_NAMING, *(renamed.get(name, name) for name in further), *mapping.properties]
        places = [table.columns[column] for column in mapping.properties.values()]
        self.columns = {name: at for at, name in enumerate(names)}
        if mapping.rows == "district":
            del self.columns["kind"]  # all rows are of one
        self._pick = fields.picker([*_NAMING, "state", *further], places)
        self._nces_id = self.columns.get("nces_id")
        self._dates = [at for at, name in enumerate(names) if name in _DATES]

    @property
    def read(self) -> int:
        """How many rows were read so far."""
        return self._table.read

    @property
    def refused(self) -> int:
        """How many of them were no proper rows."""
        return self._table.refused

    def rows(self, refused: Callable[[Cells], None] | None = None) -> Iterator[tuple[int, Cells]]:
        """The line of each row, and its cells as in a house table."""
        del refused  # A row that is no row names nobody.
        pick, find, dates, nces_at = self._pick, self._finder.find, self._dates, self._nces_id
        for line, cells in self._table.rows():
            if not self._is_shown(line, cells):
                continue
            node_id, kind, name, aliases, state, *further = pick(cells)
            row = [node_id, kind.casefold() or self._kind, name, aliases, *further]
            leaid = ""
            if nces_at is not None:
                leaid = row[nces_at] = self.cells.leaid(row[nces_at])
            found = find(Written(line, name, state, node_id, leaid, row[1]))
            if found is None:
                self.in_review.add(line)
                continue
            row[0], row[2], row[3] = found.id, found.name, found.aliases or aliases
            for at in dates:
                row[at] = date(row[at])
            if found.kept:
                self._keep(row, found)
            yield line, row

    def _is_shown(self, line: int, cells: Cells) -> bool:
        """Whether a row says what its sheet shows: all worked out, and nothing struck out."""
        reporter = self._table.reporter
        self._shown.see(line)
        reporter.at(line)
        for fault in self._shown.faults(line, cells):
            reporter.error(fault.column, fault.rule, fault.problem, fault.fix)
            self._table.refused_lines.add(line)
        if reporter.faults:
            return False
        for question in self._shown.questions(line, cells):
            reporter.warning(question.column, question.rule, question.problem, question.fix)
            self.in_review.add(line)
        return line not in self.in_review

    def _keep(self, row: Cells, found: Found) -> None:
        """Say nothing of what is known already and stays as it is."""
        for name in found.kept:
            if name in self.columns:
                row[self.columns[name]] = ""


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
