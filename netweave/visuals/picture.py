"""What a view hands to the frame: nodes with their places, ties, and the same in words.

A view decides what is shown, where, and what is said about it. How that becomes a page with
search, panel, tables and themes is the business of the frame, and the same for every view.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from graph.schema import TIE_TYPES
from queries.sentences import dates

if TYPE_CHECKING:
    from collections.abc import Iterator

LABELS_UNTIL = 500
"""Above this many nodes a picture shows labels only as far as there is room for them."""

Side = Literal["below", "above", "left", "right"]


class Goto(NamedTuple):
    """A word that leads to a node of the picture.

    Attributes
    ----------
    node
        Its index in `Picture.nodes`.
    """

    node: int


class Link(NamedTuple):
    """Words that lead to a page outside; ``url`` is None if there is none to go to."""

    text: str
    url: str | None


Part = str | Goto | Link
Sentence = tuple[Part, ...]


class DrawnNode(NamedTuple):
    """An entity in a picture.

    Attributes
    ----------
    x, y
        Its place, x to the right and y downwards; two nodes 100 apart have room for each other.
    side
        Where its label stands.
    facts
        What the side panel says of it: a word and a value each.
    site
        Its own page, if it has one.
    emphasised
        Whether it is what the picture is about.
    """

    id: str
    kind: str
    name: str
    x: float
    y: float
    side: Side = "below"
    facts: tuple[tuple[str, str], ...] = ()
    site: str | None = None
    emphasised: bool = False


class Reference(NamedTuple):
    """Who says so, in a few words; ``url`` only if it is safe to follow."""

    text: str
    url: str | None
    inferred: bool


class DrawnTie(NamedTuple):
    """One spell of a tie in a picture.

    Attributes
    ----------
    source, target
        Indices in `Picture.nodes`.
    emphasised
        Whether it is what the picture is about.
    """

    source: int
    target: int
    type: str
    role: str | None
    since: str | None
    until: str | None
    references: tuple[Reference, ...]
    emphasised: bool = False

    @property
    def when(self) -> str:
        """Its dates in words."""
        return dates(self.since, self.until)

    @property
    def weak(self) -> bool:
        """Whether it is a tie of attention or attendance alone."""
        return TIE_TYPES[self.type].weak

    @property
    def inferred(self) -> bool:
        """Whether no source states it."""
        return all(reference.inferred for reference in self.references)


class Line(NamedTuple):
    """What is drawn between two nodes: all their ties together.

    Attributes
    ----------
    ties
        Indices in `Picture.ties`.
    style
        ``inferred`` if no tie is stated, else ``weak`` if all are weak, else ``plain``.
    """

    source: int
    target: int
    ties: tuple[int, ...]
    style: Literal["plain", "weak", "inferred"]
    emphasised: bool


class Section(NamedTuple):
    """A part of the picture in words: a heading, a paragraph, and a list (numbered if ordered)."""

    heading: str
    lead: Sentence
    items: tuple[Sentence, ...]
    ordered: bool = False


class Table(NamedTuple):
    """A table below the picture, of what the picture has no room for."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Sentence, ...], ...]


class Highlight(NamedTuple):
    """A chain of nodes that the reader can have emphasised, such as one route."""

    label: str
    nodes: tuple[int, ...]


class Emphasis(NamedTuple):
    """What the emphasised ties of a picture are, for the legend, and how wide they are drawn."""

    words: str
    width: float


class Picture(NamedTuple):
    """A view of a graph.

    Attributes
    ----------
    view
        Its name on the command line.
    title
        The heading of the page.
    lead
        What it shows, in sentences.
    settings
        What was asked, for the foot of the page.
    name
        What saved files are called, without an ending.
    subjects
        The indices of the nodes that the question named; their labels are never left out.
    emphasis
        What emphasised ties are, and how wide they are drawn.
    wide
        Whether the picture is much wider than high, and so takes the whole width of the page.
    tables
        What the picture has no room for.
    highlights
        What the reader can have emphasised instead.
    """

    view: str
    title: str
    lead: tuple[Sentence, ...]
    nodes: tuple[DrawnNode, ...]
    ties: tuple[DrawnTie, ...]
    outline: tuple[Section, ...]
    settings: tuple[tuple[str, str], ...]
    name: str
    subjects: tuple[int, ...]
    emphasis: Emphasis
    wide: bool = False
    tables: tuple[Table, ...] = ()
    highlights: tuple[Highlight, ...] = ()

    @property
    def large(self) -> bool:
        """Whether there are too many nodes to label them all."""
        return len(self.nodes) > LABELS_UNTIL

    def lines(self) -> Iterator[Line]:
        """A line for each pair of nodes that is tied, in the order of the ties."""
        pairs: dict[frozenset[int], list[int]] = {}
        for index, tie in enumerate(self.ties):
            pairs.setdefault(frozenset((tie.source, tie.target)), []).append(index)
        for indices in pairs.values():
            yield self._line(indices)

    def _line(self, indices: list[int]) -> Line:
        ties = [self.ties[i] for i in indices]
        style: Literal["plain", "weak", "inferred"] = "plain"
        if all(tie.inferred for tie in ties):
            style = "inferred"
        elif all(tie.weak for tie in ties):
            style = "weak"
        first = ties[0]
        emphasised = any(tie.emphasised for tie in ties)
        return Line(first.source, first.target, tuple(indices), style, emphasised)
