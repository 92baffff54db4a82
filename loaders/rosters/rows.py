"""The rows of a roster of memberships: who, in which networks, since when, as they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loaders.columns.values import BadCellError
from loaders.rosters.cells import CellReader, date
from loaders.rosters.entities import FieldReader, Written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.columns.loose import LooseTable
    from loaders.columns.table import Cells
    from loaders.forms.findings import Reporter
    from loaders.rosters.mapping import TableMapping


class Seat(NamedTuple):
    """What a row says of one network: its name there, and a date or role if its cell has one."""

    network: str
    since: str = ""
    role: str = ""


class RosterRows:
    """Reads the rows of a roster.

    Parameters
    ----------
    table
        The table, whose header has been read.
    mapping
        What its columns mean.
    dated
        The date of the roster, "" if none was given.

    Attributes
    ----------
    cells
        Reads the cells, and counts what it repairs.
    """

    def __init__(self, table: LooseTable, mapping: TableMapping, dated: str) -> None:
        self.table = table
        self.cells = CellReader(mapping)
        self._mapping = mapping
        self._dated = dated
        self._fields = FieldReader(table, mapping, self.cells)
        self._wide = [(table.columns[c], name) for c, name in mapping.networks.items()]
        self._says_since = "since" in self._fields.there or mapping.cells == "since"

    def written(self, cells: Cells) -> Written:
        """Who a row is about."""
        get = self._fields.get
        leaid = self.cells.leaid(get("nces_id", cells))
        return Written(0, get("name", cells), get("state", cells), get("id", cells), leaid)

    def dated(self, cells: Cells) -> str:
        """The date of the roster that a row belongs to, "" if none is known."""
        return date(self._fields.get("year", cells)) or self._dated

    def seats(self, cells: Cells, reporter: Reporter | None = None) -> list[Seat]:
        """The networks that a row names.

        Parameters
        ----------
        reporter
            Hears what is wrong; None if it has heard before.
        """
        seats = [*self._marked(cells, reporter), *self._named(cells)]
        if not seats and reporter is not None and not self._wide and not self._mapping.separator:
            problem = "The row names no network."
            reporter.error("network", "empty-network", problem, "Name it, or remove the row.")
        return seats

    def tie(self, cells: Cells, member: str, seat: Seat, network: str) -> Cells:
        """A membership as a row of a house table (`loaders.house.ties.TIE_COLUMNS`)."""
        get, dated = self._fields.get, self.dated(cells)
        since = date(seat.since or get("since", cells)) or ("" if self._says_since else dated)
        until = date(get("until", cells), end=True)
        role = seat.role or get("role", cells)
        as_of = date(get("as_of", cells)) or dated
        further = (role, as_of, get("url", cells), get("confidence", cells))
        return [member, "MEMBER_OF", network, since, until, *further]

    def _named(self, cells: Cells) -> Iterator[Seat]:
        text, mark = self._fields.get("network", cells), self._mapping.separator
        for name in text.split(mark) if mark else (text,):
            if name.strip():
                yield Seat(name.strip())

    def _marked(self, cells: Cells, reporter: Reporter | None) -> Iterator[Seat]:
        """The networks in whose column a row has something."""
        for at, name in self._wide:
            text = self.cells.clean(cells[at])
            if self._mapping.cells == "mark":
                try:
                    if self.cells.marked(text):
                        yield Seat(name)
                except BadCellError as bad:
                    if reporter is not None:
                        reporter.error(self.table.names[at], bad.rule, bad.problem, bad.fix)
            elif text:
                yield Seat(name, **{self._mapping.cells: text})
