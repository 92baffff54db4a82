"""Rows that wait or were rejected, as a store keeps them: with their tables, until they go in."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.model import Note
from loaders.checks.questions import AskedQuestion, Key
from loaders.columns.private import private_columns
from loaders.forms.lines import DamagedFileError
from loaders.identity.kept_notes import text_of
from loaders.rosters.kept import KeptTable, packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graph.errors import Problem
    from loaders.checks.tally import TableTally
    from loaders.forms.raw import Cells
    from loaders.rosters.file import RosterFile

WAITING = "waiting"
"""The kind of the notes that hold what a source has left to people, by the source's name."""


class LeftRow(NamedTuple):
    """A row that was not taken.

    Attributes
    ----------
    table, line, cells
        Where it stands, and what stands in it.
    fate
        ``waits`` or ``rejected``.
    problems
        Why.
    asks
        The questions that it waits for.
    """

    table: str
    line: int
    cells: list[str]
    fate: str
    problems: list[str]
    asks: list[Key]


class Waiting(NamedTuple):
    """What a source has left to people.

    Attributes
    ----------
    origin
        The name of the source.
    rows
        The rows that were not taken.
    questions
        What they ask, each once.
    source
        How the source was given: its path, and the terms on which it was loaded.
    tables
        Its tables, to be read again without their files; none if no row waits.
    """

    origin: str
    rows: list[LeftRow]
    questions: list[AskedQuestion]
    source: dict[str, Any]
    tables: list[dict[str, Any]]

    @property
    def waits(self) -> int:
        """How many rows wait."""
        return sum(row.fate == "waits" for row in self.rows)

    @property
    def rejected(self) -> int:
        """How many rows were rejected."""
        return len(self.rows) - self.waits

    @property
    def note(self) -> Note:
        """The note that keeps it; one that takes it away if nothing is left."""
        said = text_of(self[1:]) if self.rows else None
        return Note(WAITING, self.origin, said)

    @classmethod
    def of(cls, note: Note) -> Waiting:
        """What was left, from its note."""
        rows, questions, source, tables = json.loads(note.text or "")
        return cls(
            note.name,
            [_row(*row) for row in rows],
            [_asked(one) for one in questions],
            source,
            tables,
        )

    def kept_tables(self) -> list[KeptTable]:
        """The tables."""
        return list(map(unpacked, self.tables))

    def times(self) -> Counter[Key]:
        """How many rows ask each question."""
        return Counter(key for row in self.rows for key in row.asks)


def left_of(
    origin: str,
    tallies: Sequence[TableTally],
    rosters: Sequence[RosterFile],
    problems: Sequence[Problem],
    source: Mapping[str, Any],
) -> Waiting:
    """What a source leaves to people, once it is read.

    Parameters
    ----------
    tallies, rosters
        Its tables; those that are no house tables.
    problems
        All that is wrong with it.
    source
        How it was given.
    """
    rows = [row for tally in tallies for row in _rows(tally, problems, rosters)]
    told = {key: " ".join(row.problems) for row in reversed(rows) for key in row.asks}
    asked: dict[Key, AskedQuestion] = {}
    for tally in tallies:
        for key, question in tally.questions.asked.items():
            why = question.why or told.get(key, "")
            asked.setdefault(key, question._replace(why=why))
    waits = any(row.fate == "waits" for row in rows)
    tables = [_packed(roster, tallies) for roster in rosters] if waits else []
    whole = len(rosters) == len(tallies)
    return Waiting(origin, rows, list(asked.values()), {**source, "whole": whole}, tables)


def _rows(
    tally: TableTally, problems: Iterable[Problem], rosters: Sequence[RosterFile]
) -> Iterator[LeftRow]:
    wanted = tally.rejected | tally.in_review
    if not wanted:
        return
    said: dict[int | None, list[str]] = {}
    for problem in problems:
        if problem.file == tally.file and problem.line in wanted:
            said.setdefault(problem.line, []).append(f"{problem.problem} {problem.fix}")
    private = _private(tally, rosters)
    for line, cells in _raw(tally):
        if line in wanted:
            fate = "rejected" if line in tally.rejected else "waits"
            kept = ["" if at in private else cell for at, cell in enumerate(cells)]
            asks = tally.questions.of_line.get(line, [])
            yield LeftRow(tally.file, line, kept, fate, said.get(line, []), asks)


def _private(tally: TableTally, rosters: Sequence[RosterFile]) -> set[int]:
    """The columns of a table of which nothing is kept."""
    mapping = next((one.mapping for one in rosters if one.reporter.file == tally.file), None)
    header = next((cells for line, cells in _raw(tally) if line == tally.header_line), [])
    uses = mapping.uses if mapping is not None else {}
    return private_columns(header, uses, mapping.private if mapping is not None else ())


def _raw(tally: TableTally) -> Iterator[tuple[int, Cells]]:
    try:
        yield from tally.source().rows(lambda _: None) if tally.source else ()
    except DamagedFileError:
        return  # The rest of the file could not be read before either.


def _packed(roster: RosterFile, tallies: Sequence[TableTally]) -> dict[str, Any]:
    tally = next(one for one in tallies if one.file == roster.reporter.file)
    table = KeptTable(roster.sheet, roster.mapping)
    return packed(table, _private(tally, [roster]), tally.header_line or 0)


def _row(
    table: str, line: int, cells: list[str], fate: str, problems: list[str], asks: list[Any]
) -> LeftRow:
    return LeftRow(table, line, cells, fate, problems, [Key(*key) for key in asks])


def _asked(said: list[Any]) -> AskedQuestion:
    key, rule, why, candidates, choices = said
    return AskedQuestion(Key(*key), rule, why, tuple(map(tuple, candidates)), tuple(choices))
