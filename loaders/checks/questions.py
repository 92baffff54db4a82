"""What rosters ask of people: each question once, with the lines of the rows that ask it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from graph.names.folding import plain
from graph.names.states import state_of
from loaders.columns.loose import folded
from loaders.identity.network_names import network_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

QuestionAbout = Literal["district", "network", "column", "cell", "row"]


class Key(NamedTuple):
    """What a question is about: each is asked once, however many rows ask it.

    Attributes
    ----------
    about
        The name of a member (then ``place`` is the state beside it) or of a network, a column of a
        table, a text in one, or a whole row (then ``place`` is the table).
    text
        The name, or the text; of a row its cells.
    place, column
        Where it stands, "" where that does not matter.
    """

    about: QuestionAbout
    text: str
    place: str = ""
    column: str = ""

    @property
    def folded(self) -> Key:
        """The same for all ways of writing it that make no difference."""
        if self.about == "district":
            return Key("district", plain(self.text), state_of(self.place) or self.place.upper())
        if self.about == "network":
            return Key("network", network_key(self.text))
        return self._replace(column=folded(self.column))


class AskedQuestion(NamedTuple):
    """A question, as a row asks it.

    Attributes
    ----------
    key
        What it is about.
    rule, why
        The rule by which the row waits, and why, in words.
    candidates
        The ids of those who may be meant, and the names of those that no store knows.
    choices
        What else may be answered.
    """

    key: Key
    rule: str
    why: str
    candidates: tuple[tuple[str, str], ...] = ()
    choices: tuple[str, ...] = ()

    def in_column(self, column: str) -> AskedQuestion:
        """The same, of a column as the table calls it."""
        return self._replace(key=self.key._replace(column=column))


@dataclass(slots=True)
class Questions:
    """The questions of one table.

    Attributes
    ----------
    asked
        Each once, in the order in which they came up.
    of_line
        Which of them the row on a line asks.
    """

    asked: dict[Key, AskedQuestion] = field(default_factory=dict[Key, AskedQuestion])
    of_line: dict[int, list[Key]] = field(default_factory=dict[int, list[Key]])

    def add(self, line: int, questions: Sequence[AskedQuestion]) -> None:
        """Take in what a row asks."""
        for one in questions:
            self.asked.setdefault(one.key.folded, one)
        self.of_line[line] = list(dict.fromkeys(one.key.folded for one in questions))


def row_text(cells: Iterable[str]) -> str:
    """The cells of a row as one text."""
    return " | ".join(filter(None, cells))
