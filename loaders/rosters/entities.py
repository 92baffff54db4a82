"""A table of districts or networks as a house table of them: its rows get ids and kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from graph.schema import PROPERTIES
from loaders.checks.answers import HOLDS, OUT
from loaders.checks.questions import AskedQuestion
from loaders.columns.date_columns import DateColumn, Doubt
from loaders.rosters.cells import CellReader
from loaders.rosters.fields import FieldReader, WrittenEntity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from graph.model import Value
    from loaders.columns.loose import LooseTable
    from loaders.forms.raw import Cells
    from loaders.rosters.mapping import TableMapping
    from loaders.rosters.shown import Shown
    from loaders.rosters.whole_rows import WholeRows

_NAMING = ("id", "kind", "name", "aliases")
_RENAMED = {
    "district": {"url": "source_url"},
    "network": {"url": "source_url", "state": "scope_state"},
}
"""Fields that a house table knows under another name."""
_DATES = frozenset(p.name for p in PROPERTIES.values() if p.type == "date")


class RowEntity(NamedTuple):
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

    def find(self, written: WrittenEntity) -> RowEntity | AskedQuestion | None:
        """The entity, a new one if need be, or a question; None if people said there is none."""
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
    whole
        What people decide on its rows.
    drafting
        Whether rows wait that would be refused.

    Attributes
    ----------
    columns
        The position of each column of the house table.
    cells
        Reads the cells, and counts what it repairs.
    """

    def __init__(
        self,
        table: LooseTable,
        mapping: TableMapping,
        finder: Finder,
        shown: Shown,
        whole: WholeRows,
        *,
        drafting: bool = False,
    ) -> None:
        self._whole = whole
        self._drafting = drafting
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
        self._dates = {
            name: (at, DateColumn(name, mapping.dates))
            for at, name in enumerate(names)
            if name in _DATES
        }

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
        pick, find, nces_at = self._pick, self._finder.find, self._nces_id
        for line, cells in self._table.rows():
            said = self._whole.said(cells)
            if said == OUT:
                self._whole.aside.add(line)
                continue
            if not self._is_shown(line, cells, said):
                continue
            node_id, kind, name, aliases, state, *further = pick(cells)
            row = [node_id, kind.casefold() or self._kind, name, aliases, *further]
            leaid = ""
            if nces_at is not None:
                leaid = row[nces_at] = self.cells.leaid(row[nces_at])
            found = find(WrittenEntity(line, name, state, node_id, leaid, row[1]))
            if found is None:
                self._whole.aside.add(line)
                continue
            if isinstance(found, AskedQuestion):
                self._whole.ask(line, found)
                continue
            row[0], row[2], row[3] = found.id, found.name, found.aliases or aliases
            if not self._read_dates(row):
                self._whole.ask_whole(line, cells)
                continue
            if found.kept:
                self._keep(row, found)
            yield line, row
            if line in self._whole.waiting:  # a fault was found meanwhile
                self._whole.ask_whole(line, cells)

    def _is_shown(self, line: int, cells: Cells, said: str) -> bool:
        """Whether a row says what its sheet shows: all worked out, and nothing struck out."""
        reporter = self._table.reporter
        self._shown.see(line)
        reporter.at(line)
        for fault in self._shown.faults(line, cells):
            reporter.error(fault.column, fault.rule, fault.problem, fault.fix)
        if reporter.faults:
            if self._drafting:
                self._whole.ask_whole(line, cells)
            else:
                self._table.refused_lines.add(line)
            return False
        for question in self._shown.questions(line, cells) if said != HOLDS else ():
            reporter.warning(question.column, question.rule, question.problem, question.fix)
            self._whole.ask_whole(line, cells, (HOLDS,))
        return line not in self._whole.waiting

    def _read_dates(self, row: Cells) -> bool:
        """Write the dates of a row as the store does; False if one may mean several."""
        for name, (at, column) in self._dates.items():
            reading = column.read(row[at]) if row[at] else None
            if isinstance(reading, Doubt):
                self._table.reporter.warning(name, "date-in-doubt", reading.problem, reading.fix)
                return False
            if reading is not None:
                row[at] = (reading.until if name == "ended" else reading.since) or row[at]
        return True

    def _keep(self, row: Cells, found: RowEntity) -> None:
        """Say nothing of what is known already and stays as it is."""
        for name in found.kept:
            if name in self.columns:
                row[self.columns[name]] = ""
