"""The ledger of cells: what became of every cell of a table that says something.

Each filled cell ends in exactly one of five ways, and the ways add up to what was filled. Counts
are kept, no cells: three examples of a column are all that is remembered of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Fate = Literal["became", "waits", "refused", "aside", "unused"]
FATES: tuple[Fate, ...] = ("became", "waits", "refused", "aside", "unused")
EXAMPLES = 3
"""How many different cells of a column are shown."""
BATCH = 256
"""How many rows are counted at once."""


class CellCounts(NamedTuple):
    """How many cells say something, and what became of them; the five add up to ``filled``.

    Attributes
    ----------
    became
        Part of an entity, a tie, a property or a date in the store.
    waits
        For the decision of a person.
    refused
        With a row among the problems.
    aside
        Titles, headers, section lines, footers, notes, and cells that say that nothing is known.
    unused
        In a column that has no use.
    """

    filled: int = 0
    became: int = 0
    waits: int = 0
    refused: int = 0
    aside: int = 0
    unused: int = 0


class ColumnCells(NamedTuple):
    """The cells of a column, and what they were used for.

    Attributes
    ----------
    use
        The field that it gives, such as ``since``, or ``membership in X``; None if it has no use.
    examples
        The first different texts in it, three at most.
    """

    name: str
    use: str | None
    filled: int
    became: int
    waits: int
    refused: int
    unused: int
    examples: tuple[str, ...]


class Aside(NamedTuple):
    """A line that is no row of the table: where it stands, and what it says."""

    line: int
    text: str


def added(counts: Iterable[CellCounts]) -> CellCounts:
    """The counts of several tables together."""
    return CellCounts(*(sum(column) for column in zip(CellCounts(), *counts, strict=True)))


class _ColumnCounts:
    """The counts of one column."""

    __slots__ = ("aside", "counts", "examples", "name", "use")

    def __init__(self, name: str, use: str | None) -> None:
        self.name = name
        self.use = use
        self.counts = dict.fromkeys(FATES, 0)
        self.examples: dict[str, None] = {}


class CellLedger:
    """The ledger of one table.

    Attributes
    ----------
    asides
        The lines that are no rows, in order.
    """

    def __init__(self) -> None:
        self.asides: list[Aside] = []
        self._columns: dict[str, _ColumnCounts] = {}
        self._beside = dict.fromkeys(FATES, 0)  # cells of no column
        self._batch: list[Sequence[str]] = []
        self._batch_keys: Sequence[str] = ()

    def open(self, names: Sequence[str], uses: Sequence[str | None]) -> list[str]:
        """Begin a table with these columns; the keys under which `row` counts their cells.

        A column of the same name and use in a table further down is the same column.
        """
        keys: list[str] = []
        for at, (name, use) in enumerate(zip(names, uses, strict=True)):
            key = name or f"column {at + 1}"
            while key in keys:
                key += "'"
            self._columns.setdefault(key, _ColumnCounts(name or key, use))
            keys.append(key)
        return keys

    def unused(self) -> Iterator[ColumnCells]:
        """The columns without use that hold anything."""
        return (column for column in self.columns if column.use is None and column.filled)

    def row(self, keys: Sequence[str], cells: Sequence[str], fate: Fate) -> None:
        """Count the cells of a row that ends in one way; those without use are unused."""
        columns = self._columns
        for key, cell in zip(keys, cells, strict=False):
            if cell:
                column = columns[key]
                column.counts["unused" if column.use is None else fate] += 1
                if len(column.examples) < EXAMPLES:
                    column.examples.setdefault(cell)
        self._beside["unused"] += sum(map(bool, cells[len(keys) :]))

    def became(self, keys: Sequence[str], cells: Sequence[str]) -> None:
        """Count the cells of a row that is taken: as `row` does, many at a time."""
        if keys is not self._batch_keys or len(self._batch) >= BATCH:
            self._settle()
            self._batch_keys = keys
        self._batch.append(cells)

    def _settle(self) -> None:
        """Count the rows that were put by."""
        batch, self._batch = self._batch, []
        for key, cells in zip(self._batch_keys, zip(*batch, strict=False), strict=False):
            column = self._columns[key]
            fate: Fate = "unused" if column.use is None else "became"
            column.counts[fate] += len(cells) - cells.count("")
            if len(column.examples) < EXAMPLES:
                column.examples |= dict.fromkeys(
                    list(filter(None, dict.fromkeys(cells)))[:EXAMPLES]
                )

    def aside(self, line: int, cells: Iterable[str]) -> None:
        """Count a line that is no row."""
        said = [cell for cell in cells if cell]
        self._beside["aside"] += len(said)
        if said:
            self.asides.append(Aside(line, " | ".join(said)))

    @property
    def cells(self) -> CellCounts:
        """What became of all cells so far."""
        self._settle()
        sums = dict(self._beside)
        for column in self._columns.values():
            for fate in FATES:
                sums[fate] += column.counts[fate]
        return CellCounts(sum(sums.values()), **sums)

    @property
    def columns(self) -> list[ColumnCells]:
        """What became of the cells of each column, in the order of the table."""
        self._settle()
        return [
            ColumnCells(
                name=column.name,
                use=column.use,
                filled=sum(column.counts.values()),
                became=column.counts["became"],
                waits=column.counts["waits"],
                refused=column.counts["refused"],
                unused=column.counts["unused"],
                examples=tuple(column.examples)[:EXAMPLES],
            )
            for column in self._columns.values()
        ]
