"""Rows of districts, schools, networks, organizations and people as entities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.dates import days
from graph.model import Node
from graph.schema import COLLECTIVES
from loaders.columns.properties import PropertyColumns
from loaders.columns.values import aliases, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.model import Value
    from loaders.checks.register import Register
    from loaders.checks.wholes import Wholes
    from loaders.columns.table import TableRows
    from loaders.forms.raw import Cells
    from loaders.house.layout import HouseFile

_NAMING = ("id", "kind", "name", "aliases")


class EntityRows:
    """Reads the rows of one file of entities.

    Parameters
    ----------
    file, table
        The file and its table, whose header has been read.
    register
        Takes every entity in, and knows which ids are taken.
    wholes
        Hears how many members a collective is said to have.
    bad_lines
        Takes in the lines of bad rows, those aside that the table refuses.
    """

    def __init__(
        self,
        file: HouseFile,
        table: TableRows,
        register: Register,
        wholes: Wholes,
        bad_lines: set[int],
    ) -> None:
        self._file = file
        self._table = table
        self._register = register
        self._wholes = wholes
        self._bad_lines = bad_lines
        self._reporter = file.reporter
        at = table.columns
        self._id, self._name, self._aliases = at["id"], at["name"], at.get("aliases")
        self._kind = at["kind"] if file.layout.kind is None else None
        used = {name for name in _NAMING if name != "kind" or self._kind is not None}
        if file.layout.tie is not None:
            used.add(file.layout.tie.name)
        self._properties = PropertyColumns(at, used)

    def nodes(self) -> Iterator[Node]:
        """The entities of all sound rows, in row order."""
        reporter = self._reporter
        for line, cells in self._table.rows(self._lose):
            reporter.at(line)
            node = self._node(cells)
            if reporter.faults:
                self._bad_lines.add(line)
            else:
                yield node

    def _node(self, cells: Cells) -> Node:
        """The entity of a row; of no use if the reporter has heard of a fault."""
        node_id, name = cells[self._id], cells[self._name]
        if not (node_id and name):
            self._say_empty(id=node_id, name=name)
        if not node_id.isprintable():
            problem = f"The id {quoted(node_id)} holds a character that cannot be seen."
            self._reporter.error("id", "invisible-character", problem, "Type the id again.")
        kind = self._file.layout.kind or self._kind_of(cells)
        alone = bool(node_id) and self._register.enter(
            node_id, kind, self._file.source, self._reporter
        )
        properties = self._properties.read(cells, self._reporter)
        self._judge(node_id, properties)
        sound = not self._reporter.faults
        self._register.settle(node_id, sound=sound, alone=alone)
        if sound and kind in COLLECTIVES:
            self._note_collective(node_id, properties)
        other = () if self._aliases is None else aliases(cells[self._aliases])
        return Node(node_id, kind, name, other, properties)

    def _say_empty(self, **cells: str) -> None:
        for column, text in cells.items():
            if not text:
                fix = f"Give the entity {'an id' if column == 'id' else 'a name'}."
                self._reporter.error(column, f"empty-{column}", f"The {column} is empty.", fix)

    def _kind_of(self, cells: Cells) -> str:
        """The kind that a row gives, "" if it is none that a collective can have."""
        text = cells[self._kind or 0]
        kind = text.casefold()
        if kind in COLLECTIVES:
            return kind
        problem = f"{quoted(text)} is not a kind of network." if text else "The kind is empty."
        fix = "Write network, consortium, cohort, event or program."
        self._reporter.error("kind", "unknown-kind", problem, fix)
        return ""

    def _judge(self, node_id: str, properties: dict[str, Value]) -> None:
        """Rules that look at more than one cell."""
        nces_id = properties.get("nces_id")
        if isinstance(nces_id, str) and node_id:
            self._register.claim(nces_id, node_id, self._reporter)
        founded, ended = properties.get("founded"), properties.get("ended")
        if (
            isinstance(founded, str)
            and isinstance(ended, str)
            and days(founded).first > days(ended).last
        ):
            problem = f"It was founded ({founded}) after it ended ({ended})."
            self._reporter.error("founded", "founded-after-ended", problem, "Correct one date.")

    def _note_collective(self, node_id: str, properties: dict[str, Value]) -> None:
        founded, ended = properties.get("founded"), properties.get("ended")
        if founded or ended:
            self._register.date(
                node_id, str(founded) if founded else None, str(ended) if ended else None
            )
        stated = properties.get("stated_members")
        if isinstance(stated, int):
            self._wholes.expect(node_id, stated, self._reporter)

    def _lose(self, cells: Cells) -> None:
        """Note whose row the table has refused, so that ties may name it without more ado."""
        if self._id < len(cells):
            kind = self._file.layout.kind or ""
            self._register.lose(cells[self._id], kind, self._file.source, self._reporter)
