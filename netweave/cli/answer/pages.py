"""The parts of an answer for people, before it becomes text for a terminal or Markdown.

Annotations are no texts here, for the reason that `graph.model` gives.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from graph.facts import StoreFacts


def columns(fields: tuple[str, ...], **nested: tuple[str, ...]) -> tuple[str, ...]:
    """The columns of a record: its fields, and in place of a nested record that one's fields.

    Parameters
    ----------
    nested
        The fields of those records that stand in a field: ``network=Ref._fields``.
    """
    inner = {name: [f"{name}.{one}" for one in others] for name, others in nested.items()}
    return tuple(path for name in fields for path in inner.get(name, [name]))


class CsvSheet(NamedTuple):
    """An answer as lines of CSV.

    Attributes
    ----------
    columns
        What stands in each column: names of attributes of a row, or of their attributes
        (``network.id``).
    rows
        The rows, one line each.
    """

    columns: tuple[str, ...]
    rows: Sequence[object]


class Answer(NamedTuple):
    """What a command has to say.

    Attributes
    ----------
    question
        The name of the command.
    store
        What the store says about itself.
    parameters
        What was asked, names resolved to ids.
    fields
        The answer itself, by the keys of the JSON document: ``rows``, or what stands for them.
    sheet
        The same as lines of CSV.
    page
        The same for people; made when it is wanted.
    """

    question: str
    store: StoreFacts
    parameters: Mapping[str, object]
    fields: Mapping[str, object]
    sheet: CsvSheet
    page: Callable[[], "AnswerPage"]


class Title(NamedTuple):
    """A heading. ``level`` 1 is that of the page."""

    text: str
    level: int = 1


class Text(NamedTuple):
    """A paragraph."""

    text: str


class Items(NamedTuple):
    """A list, each item in one paragraph."""

    items: Sequence[str]


class Code(NamedTuple):
    """Lines to be typed, or copied, as they stand."""

    lines: Sequence[str]


class Grid(NamedTuple):
    """A table: headings, and rows of as many cells."""

    headings: tuple[str, ...]
    rows: Sequence[Sequence[object]]

    def filled(self) -> "Grid":
        """The table without columns that have nothing in any row."""
        kept = [
            number
            for number in range(len(self.headings))
            if any(row[number] not in (None, "") for row in self.rows)
        ]
        headings = tuple(self.headings[number] for number in kept)
        return Grid(headings, [[row[number] for number in kept] for row in self.rows])


class Rung(NamedTuple):
    """A stop of a route, and how one comes from there to the next: a line for each tie."""

    stop: str
    ties: Sequence[str]


class Ladder(NamedTuple):
    """A route, stop by stop."""

    rungs: Sequence[Rung]


AnswerBlock = Title | Text | Items | Code | Grid | Ladder
AnswerPage = list[AnswerBlock]
