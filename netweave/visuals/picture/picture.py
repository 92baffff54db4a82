"""What a view hands to the frame: nodes with their places, ties, and the same in words.

A view decides what is shown, where, and what is said about it. How that becomes a page with
search, panel, tables and themes is the business of the frame, and the same for every view.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from graph.schema import TIE_TYPES
from netweave.visuals.picture.lettering import label_lines
from netweave.visuals.picture.lines import Line, lines_between
from netweave.visuals.picture.palette import LOOKS
from queries.asking.sentences import dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netweave.visuals.picture.layers import Area, Derived, Group, Years

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
    group
        The key of one of `Picture.groups`, which then gives it its colour.
    size
        Its radius in the units of ``x``; None for the usual one.
    badge
        A last line of its label, such as how much of a roster is known.
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
    group: str | None = None
    size: float | None = None
    badge: str | None = None

    @property
    def label(self) -> tuple[str, ...]:
        """Its name, and its badge, in lines."""
        lines = label_lines(self.name, beside=self.side in ("left", "right"))
        return (*lines, self.badge) if self.badge else lines


class Reference(NamedTuple):
    """Who says so, in a few words; ``url`` only if it is safe to follow."""

    text: str
    url: str | None
    inferred: bool


class DrawnTie(NamedTuple):
    """One spell of a tie in a picture, or a line that is worked out from ties.

    Attributes
    ----------
    source, target
        Indices in `Picture.nodes`.
    type
        A tie type of the schema; of a derived line, any word that is none.
    emphasised
        Whether it is what the picture is about.
    derived
        What a line says that is no tie of the graph.
    """

    source: int
    target: int
    type: str
    role: str | None
    since: str | None
    until: str | None
    references: tuple[Reference, ...]
    emphasised: bool = False
    derived: Derived | None = None

    @property
    def phrases(self) -> tuple[str, str]:
        """How it reads from its source and from its target."""
        if self.derived:
            return self.derived.phrase, self.derived.phrase
        words = TIE_TYPES[self.type]
        return words.out_phrase, words.in_phrase

    @property
    def when(self) -> str:
        """Its dates in words; empty for a derived line."""
        return "" if self.derived else dates(self.since, self.until)

    @property
    def weak(self) -> bool:
        """Whether it is a tie of attention or attendance alone."""
        return self.derived is None and TIE_TYPES[self.type].weak

    @property
    def inferred(self) -> bool:
        """Whether no source states it."""
        return self.derived is None and all(reference.inferred for reference in self.references)


class Section(NamedTuple):
    """A part of the picture in words: a heading, a paragraph, and a list (numbered if ordered)."""

    heading: str
    lead: Sentence
    items: tuple[Sentence, ...]
    ordered: bool = False


class Table(NamedTuple):
    """A table below the picture.

    Attributes
    ----------
    about
        What its rows are about, if they come and go with it: nodes or ties of the picture.
    items
        The index of that node or tie, for each row.
    sortable
        Whether the reader can put its rows in the order of a column.
    """

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Sentence, ...], ...]
    about: Literal["node", "tie"] | None = None
    items: tuple[int, ...] = ()
    sortable: bool = False


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
        What the picture has no room for, and the twins of derived lines.
    highlights
        What the reader can have emphasised instead.
    groups, grouped_by
        What nodes are coloured by, instead of by kind, and the heading of these in the legend.
    areas
        What lies behind the ties.
    years
        The years that the reader can go to.
    still
        An SVG element drawn by the view. It then takes the place of the moving picture: what bears
        ``data-node`` or ``data-tie`` with an index can be pressed and is faded and filtered; the
        arrow keys go by the places of the nodes. Its colours are attributes such as
        ``fill="var(--ink, #1b1f24)"``: the theme's on the page, the literal one elsewhere.
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
    groups: tuple[Group, ...] = ()
    grouped_by: str = "Clusters"
    areas: tuple[Area, ...] = ()
    years: Years | None = None
    still: str | None = None

    def name_of(self, index: int) -> str:
        """The name of a node."""
        return self.nodes[index].name

    def fill(self, node: DrawnNode) -> str:
        """The colour of a node: that of its group if it is in one, else that of its kind."""
        return next((g.fill for g in self.groups if g.key == node.group), LOOKS[node.kind].fill)

    @property
    def large(self) -> bool:
        """Whether there are too many nodes to label them all."""
        return len(self.nodes) > LABELS_UNTIL

    def lines(self) -> Iterator[Line]:
        """A line for each pair of nodes that is tied, in the order of the ties."""
        return lines_between(self.ties, self.emphasis.width)
