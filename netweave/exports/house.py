"""A graph as a house folder: CSV files that load back to an equal graph.

Entities and ties are read and written a batch at a time, so that memory does not grow with them.
"""

from __future__ import annotations

import csv
from contextlib import ExitStack
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from graph.schema import COLLECTIVES, TIE_TYPES
from loaders.house.layout import ENTITY_FILES, LAYOUTS, TIE_FILE
from netweave.exports.columns import EntityColumns, StatementColumns
from netweave.exports.tie_columns import TieColumns
from netweave.exports.whole import whole_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from graph.dates import Days
    from graph.model import Node, Statement
    from graph.store import Reader
    from loaders.house.layout import Layout

BATCH = 500
"""How many entities are written before the store is asked for more."""


class ExportedFile(NamedTuple):
    """A file of an export.

    Attributes
    ----------
    entities, ties
        How many entities it holds, and how many statements or (in one file for other programs)
        spells.
    """

    file: str
    entities: int
    ties: int


class _Counts:
    """What was written to one file so far."""

    def __init__(self) -> None:
        self.entities = 0
        self.ties = 0


def write_house(store: Reader, folder: Path, on: Days | None) -> list[ExportedFile]:
    """Write a house folder, all of it or nothing.

    Parameters
    ----------
    folder
        A new folder, an empty one, or a house folder whose files are replaced.
    on
        Only ties that hold on this date; None for all.

    Raises
    ------
    ExportError
        If the folder cannot be written, or holds other things; or if the graph, made by a
        program, holds what no house folder can.
    """
    with whole_folder(folder, is_house_file) as draft, store.reading():
        ties = TieColumns()
        return [*_write_entities(store, draft, on, ties), _write_ties(store, draft, on, ties)]


def is_house_file(name: str) -> bool:
    """Whether the house layout has a file of this name, gzipped or not."""
    return name.casefold().removesuffix(".gz") in {layout.file for layout in LAYOUTS}


def layout_of(kind: str) -> Layout:
    """The file that entities of a kind belong in."""
    own = None if kind in COLLECTIVES else kind
    return next(layout for layout in ENTITY_FILES if layout.kind == own)


def _write_entities(
    store: Reader, draft: Path, on: Days | None, ties: TieColumns
) -> list[ExportedFile]:
    columns = {layout.file: EntityColumns(layout) for layout in ENTITY_FILES}
    for node in store.all_nodes():
        columns[layout_of(node.kind).file].meet(node)
    counts = {file: _Counts() for file in columns}
    with ExitStack() as stack:
        tables = {file: _CsvFile(stack, draft / file, columns[file].header()) for file in columns}
        for batch in _batches(store.all_nodes()):
            for file, nodes in _by_file(batch).items():
                ends = ties.choose(store, columns[file].layout, nodes, on)
                tables[file].write(columns[file].row(node, ends.get(node.id)) for node in nodes)
                counts[file].entities += len(nodes)
                counts[file].ties += len(ends)
    return [ExportedFile(file, count.entities, count.ties) for file, count in counts.items()]


def _write_ties(store: Reader, draft: Path, on: Days | None, ties: TieColumns) -> ExportedFile:
    columns = StatementColumns()
    for statement in store.all_statements():
        columns.meet(statement)
    written = 0
    with ExitStack() as stack:
        table = _CsvFile(stack, draft / TIE_FILE.file, columns.header())
        for statement in _statements(store, on):
            if not ties.holds(statement):
                table.write([columns.row(statement)])
                written += 1
    return ExportedFile(TIE_FILE.file, 0, written)


def _statements(store: Reader, on: Days | None) -> Iterator[Statement]:
    """The statements of all ties that hold, those about one tie in the order of its spells."""
    for batch in _batches(store.all_nodes()):
        for tie in store.ties([node.id for node in batch], TIE_TYPES, on, "out"):
            for spell in tie.spells:
                yield from spell.statements


def _batches(nodes: Iterator[Node]) -> Iterator[list[Node]]:
    while batch := list(islice(nodes, BATCH)):
        yield batch


def _by_file(nodes: Iterable[Node]) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for node in nodes:
        found.setdefault(layout_of(node.kind).file, []).append(node)
    return found


class _CsvFile:
    """A CSV file that is being written."""

    def __init__(self, stack: ExitStack, path: Path, header: list[str]) -> None:
        file = stack.enter_context(path.open("w", encoding="utf-8", newline=""))
        self._sparing = csv.writer(file, lineterminator="\n")
        self._quoting = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL)
        self.write([header])

    def write(self, rows: Iterable[list[str]]) -> None:
        """Add rows."""
        for row in rows:
            # The csv module puts a line feed in quotes, but not a lone carriage return.
            writer = self._quoting if "\r" in "".join(row) else self._sparing
            writer.writerow(row)
