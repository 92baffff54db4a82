"""What people have answered to the questions of one table, put in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.checks.questions import Key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loaders.checks.answers import Answers


class TableAnswers:
    """The answers to the questions of a table.

    Parameters
    ----------
    answers
        All answers.
    place
        The name of the table.
    """

    def __init__(self, answers: Answers, place: str) -> None:
        self._answers = answers
        self._place = place

    def column(self, column: str) -> str:
        """What was said of a column as a whole, "" if nothing was."""
        answer = self._answers.to(Key("column", "", self._place, column))
        return "" if answer is None else answer.said

    def cells(self, names: Iterable[str], cells: list[str]) -> list[str]:
        """The cells of a row, each as it should read."""
        found = list(cells)
        for at, name in enumerate(names):
            if at < len(found) and found[at] and name:
                answer = self._answers.to(Key("cell", found[at], self._place, name))
                if answer is not None:
                    found[at] = answer.said
        return found

    def of_row(self, text: str) -> str:
        """What was said of a row as a whole, "" if nothing was."""
        answer = self._answers.to(Key("row", text, self._place))
        return "" if answer is None else answer.said

    def is_nobody(self, name: str, state: str) -> bool:
        """Whether a name of a member was said to be none."""
        return Key("district", name, state).folded in self._answers.asides["district"]

    def is_no_network(self, name: str) -> bool:
        """Whether a name of a network was said to be none."""
        return Key("network", name).folded in self._answers.asides["network"]


def answered(answers: Answers, place: str) -> TableAnswers | None:
    """The answers that may concern a table; None if there are none at all."""
    return None if answers.nothing else TableAnswers(answers, place)
