"""What a view hands to the frame: nodes with their places, ties, and the same in words.

A view decides what is shown, where, and what is said about it. How that becomes a page with
search, panel, tables and themes is the business of the frame, and the same for every view.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from netweave.visuals.picture.lines import Line, lines_between
from netweave.visuals.picture.palette import LOOKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netweave.visuals.picture.layers import Area, NodeGroup, Years
    from netweave.visuals.picture.parts import DrawnNode, DrawnTie, Sentence

LABELS_UNTIL = 500
"""Above this many nodes a picture shows labels only as far as there is room for them."""


class Section(NamedTuple):
    """A part of the picture in words: a heading, a paragraph, and a list (numbered if ordered)."""

    heading: str
    lead: Sentence
    items: tuple[Sentence, ...]
    ordered: bool = False


class PictureTable(NamedTuple):
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
    tables: tuple[PictureTable, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    groups: tuple[NodeGroup, ...] = ()
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
    def at_rest(self) -> tuple[DrawnTie, ...]:
        """The ties that are there over all dates, not in some years alone."""
        then = self.years.only_then if self.years else frozenset()
        return tuple(tie for index, tie in enumerate(self.ties) if index not in then)

    @property
    def large(self) -> bool:
        """Whether there are too many nodes to label them all."""
        return len(self.nodes) > LABELS_UNTIL

    def lines(self) -> Iterator[Line]:
        """A line for each pair of nodes that is tied, in the order of the ties."""
        return lines_between(self.ties, self.emphasis.width)
