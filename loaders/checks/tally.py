"""What became of the rows of each table: accepted, waiting for a person, or rejected."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Self

from loaders.checks.questions import Questions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from graph.names.desk import Match
    from loaders.checks.understood import Understanding
    from loaders.columns.ledger import CellLedger
    from loaders.forms.raw import RawRows


class TakenFor(NamedTuple):
    """A name that was accepted for an entity that is called otherwise.

    Attributes
    ----------
    line, written_name, written_state
        Where it is written first, and how.
    id, name
        The entity.
    reason
        Why, in a sentence.
    """

    line: int
    written_name: str
    written_state: str
    id: str
    name: str
    reason: str

    @classmethod
    def of(cls, line: int, name: str, state: str, match: Match) -> Self:
        """From what the desk said."""
        best = match.candidates[0]
        return cls(line, name, state, best.id, best.name, match.reasons[0])


@dataclass(slots=True)
class TableTally:
    """The rows of one table.

    Attributes
    ----------
    file
        Its name as the user knows it, with the sheet of a workbook.
    form
        How it is kept, in words: delimiter and encoding, or sheet.
    meaning
        What it was read as: a house table, the national file, or by which mapping.
    read
        How many rows there are.
    rejected, in_review
        The lines of rows that are left out, in whole or in part: for a fault, or because a
        person has to decide who is meant.
    faulty
        Those of the lines in review that wait for a fault: where tables are read by drafts.
    spared
        The ids of those who may be meant by rows in review.
    vague
        Whether rows are in review of which it is not known who may be meant.
    notes
        What else is worth knowing: columns without use, repaired numbers.
    taken_for
        Names that were accepted for another name, each once.
    source
        Gives the rows of the table once more, from the beginning.
    header_line
        The line of its header; None if it has none of use.
    path
        The file that it is in.
    ledger
        What became of its cells; None of a house table, whose every column is known.
    understood
        What a roster was understood to say.
    questions
        What its rows ask that wait.
    """

    file: str
    form: str
    meaning: str
    read: int = 0
    rejected: set[int] = field(default_factory=set[int])
    in_review: set[int] = field(default_factory=set[int])
    faulty: set[int] = field(default_factory=set[int])
    spared: set[str] = field(default_factory=set[str])
    vague: bool = False
    notes: list[str] = field(default_factory=list[str])
    taken_for: list[TakenFor] = field(default_factory=list[TakenFor])
    source: Callable[[], RawRows] | None = None
    header_line: int | None = None
    path: Path | None = None
    ledger: CellLedger | None = None
    understood: Understanding | None = None
    questions: Questions = field(default_factory=Questions)

    @property
    def left_out(self) -> set[int]:
        """The lines that are left out for a fault."""
        return self.rejected | self.faulty

    @property
    def waiting(self) -> int:
        """How many rows wait for a person and are not rejected besides."""
        return len(self.in_review - self.rejected)

    @property
    def accepted(self) -> int:
        """How many rows are taken whole."""
        return self.read - len(self.rejected) - self.waiting
