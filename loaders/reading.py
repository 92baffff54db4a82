"""Sources as a stream of entities and statements, with everything that is wrong with them.

Entities come first, then the ties that columns stand for, then relationships in row order.
What stays in memory is an entry for each entity; rows of ties pass through.
"""

from __future__ import annotations

from itertools import chain, islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from loaders.entities import EntityRows
from loaders.findings import Findings
from loaders.house import TIE_FILE, open_house
from loaders.register import Register
from loaders.rules import ENDS, TieRules
from loaders.tables import Table
from loaders.ties import ColumnTies, TieRows
from loaders.wholes import Wholes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.errors import Problem
    from graph.model import Node, Statement
    from loaders.house import HouseFile
    from loaders.known import Known

ASKED_AT_ONCE = 5_000
"""How many rows of ties are read before the store is asked about the ids they name."""


def read(
    sources: Sequence[Path], known: Known, problems: list[Problem], *, skip_bad: bool = False
) -> Iterator[Node | Statement]:
    """Read house folders.

    Parameters
    ----------
    sources
        The folders. An id that several of them name is one entity, and the last word counts.
    known
        What the store holds already: ties may name it, and ids and NCES ids are taken.
    problems
        Gets every problem, in order once the last record has been taken.
    skip_bad
        Leave bad rows out, and with the row of an entity the rows that name it.

    Yields
    ------
    Node or Statement
        Entities first. After the first error nothing comes, but all problems are still found.
        With ``skip_bad`` only a source or a file that cannot be read to its end is such an error.
    """
    return Reading(sources, known, problems, skip_bad=skip_bad).records()


class Reading:
    """One reading of sources (see `read`).

    Attributes
    ----------
    findings
        The problems found, and how many.
    rows, left_out
        How many rows were read so far, and how many of them are left out, in whole or (a
        column that stands for a tie) in part.
    """

    def __init__(
        self, sources: Sequence[Path], known: Known, problems: list[Problem], *, skip_bad: bool
    ) -> None:
        self.findings = Findings(problems)
        self.rows = 0
        self.left_out = 0
        self._sources = list(dict.fromkeys(map(Path, sources)))
        self._known = known
        self._skip_bad = skip_bad
        self._unread = False
        self._register = Register(known)
        self._wholes = Wholes()
        self._rules = TieRules(self._register, self._wholes, skip_bad=skip_bad)
        self._bad_lines: dict[Path, set[int]] = {}

    def records(self) -> Iterator[Node | Statement]:
        """The entities and statements."""
        files = self._open()
        _acquaint(self._known, files)
        for record in self._all(files):
            if not self.failed:
                yield record
        self._wholes.warn()
        self.findings.finish()

    @property
    def failed(self) -> bool:
        """Whether there was an error so far that is not skipped."""
        return self._unread or (not self._skip_bad and self.findings.errors > 0)

    def _open(self) -> list[HouseFile]:
        files: list[HouseFile] = []
        for number, source in enumerate(self._sources):
            prefix = f"{source}/" if len(self._sources) > 1 else ""
            house = open_house(source, number, self.findings, prefix)
            self._unread |= house.unread
            files += house.files
        self._register.incomplete = self._unread
        return files

    def _all(self, files: Sequence[HouseFile]) -> Iterator[Node | Statement]:
        tie_files = [file for file in files if file.layout is TIE_FILE]
        entity_files = [file for file in files if file.layout is not TIE_FILE]
        for file in entity_files:
            yield from self._entities(file)
        for file in entity_files:
            yield from self._column_ties(file)
        for file in tie_files:
            yield from self._ties(file)

    def _entities(self, file: HouseFile) -> Iterator[Node]:
        table = Table(file.path, file.reporter)
        bad_lines = self._bad_lines[file.path] = set[int]()
        if table.read_header(file.layout.required, file.layout.usual):
            yield from EntityRows(file, table, self._register, self._wholes, bad_lines).nodes()
        self._count(table)
        self._register.incomplete |= table.unread or (table.lost and not self._skip_bad)
        self.left_out += len(bad_lines)

    def _column_ties(self, file: HouseFile) -> Iterator[Statement]:
        """A second look at a file, since it takes all entities to judge a tie."""
        column = file.layout.tie
        if column is not None and (table := _opened_again(file)) is not None:
            ties = ColumnTies(file, table, column, self._bad_lines[file.path], self._rules)
            yield from ties.statements()
            self.left_out += ties.left_out

    def _ties(self, file: HouseFile) -> Iterator[Statement]:
        table = Table(file.path, file.reporter)
        if table.read_header(file.layout.required, file.layout.usual):
            ties = TieRows(file, table, self._rules)
            yield from ties.statements()
            self.left_out += ties.left_out
        self._count(table)

    def _count(self, table: Table) -> None:
        self._unread |= table.unread
        self.rows += table.read
        self.left_out += table.refused


def _opened_again(file: HouseFile) -> Table | None:
    """A file that is read once more, and of whose form nothing is said again."""
    table = Table(file.path, Findings([]).about(""))
    return table if table.read_header(file.layout.required, file.layout.usual) else None


def _acquaint(known: Known, files: Sequence[HouseFile]) -> None:
    """Let the store be asked about every id and NCES id that the files name."""
    if known.nothing:
        return
    entities: set[str] = set()
    nces_ids: set[str] = set()
    for file in files:
        if file.layout is not TIE_FILE:
            tie = file.layout.tie
            for row in _picked(file, ("id", tie.name if tie else "id", "nces_id")):
                entities.update(row[:2])
                nces_ids.add(row[2])
    known.learn(entities)
    known.learn_owners(nces_ids - {""})
    for file in files:
        if file.layout is TIE_FILE:
            rows = _picked(file, ENDS)
            while ids := set(chain.from_iterable(islice(rows, ASKED_AT_ONCE))):
                known.learn(ids - entities)


def _picked(file: HouseFile, columns: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The cells of some columns; of a column that is not there, empty texts."""
    table = _opened_again(file)
    if table is not None:
        pick = itemgetter(*(table.columns.get(name, -1) for name in columns))
        for _, cells in table.rows():
            yield pick([*cells, ""])
