"""Rows that ask something as a whole: whether they count, as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.checks.questions import AskedQuestion, Key, row_text
from loaders.columns.private import private_columns
from loaders.rosters.answered import answered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.checks.answers import Answers
    from loaders.checks.questions import Questions
    from loaders.rosters.mapping import TableMapping


class WholeRows:
    """The rows of a table that describes entities, as far as people decide on them.

    Parameters
    ----------
    names, mapping
        The names of its columns, and what they mean.
    place
        What the table is called.
    answers
        What people have answered.
    questions
        Takes in what is asked.

    Attributes
    ----------
    waiting
        The lines of rows that wait.
    aside
        The lines of rows that were said to be none.
    """

    def __init__(
        self,
        names: Sequence[str],
        mapping: TableMapping,
        place: str,
        answers: Answers,
        questions: Questions,
    ) -> None:
        self.waiting: set[int] = set()
        self.aside: set[int] = set()
        self._private = private_columns(names, mapping.uses, mapping.private)
        self._place = place
        self._answers = answered(answers, place)
        self._questions = questions

    def said(self, cells: Sequence[str]) -> str:
        """What people have said of a row, "" if nothing."""
        return "" if self._answers is None else self._answers.of_row(self._text(cells))

    def ask(self, line: int, question: AskedQuestion) -> None:
        """Let a row wait for the answer to a question."""
        self.waiting.add(line)
        self._questions.add(line, [question])

    def ask_whole(self, line: int, cells: Sequence[str], choices: tuple[str, ...] = ()) -> None:
        """Let a row wait until it is corrected, or said to be none; why is among its problems."""
        key = Key("row", self._text(cells), self._place)
        self.ask(line, AskedQuestion(key, "row", "", choices=choices))

    def _text(self, cells: Sequence[str]) -> str:
        return row_text(cell for at, cell in enumerate(cells) if at not in self._private)
