"""The parts of a picture: what is drawn at a place, what joins two of them, and what is said."""

from __future__ import annotations

from typing import Literal, NamedTuple

from graph.schema import TIE_TYPES
from netweave.visuals.picture.lettering import label_lines
from queries.asking.sentences import dates


class Place(NamedTuple):
    """Where a node stands, and on which side its label."""

    x: float
    y: float
    side: Side


class Derived(NamedTuple):
    """What a line says that is no tie of the graph but worked out from ties.

    Attributes
    ----------
    phrase
        What the line says, read from either end: "shares members with".
    said
        The rest of the sentence, in place of role, dates and sources.
    width
        Of the line, in the units of `DrawnNode.x`.
    dashed
        Whether it is drawn as a broken line, with ``meaning`` in the legend.
    """

    phrase: str
    said: Sentence
    width: float = 1.5
    dashed: bool = False
    meaning: str = ""


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


class Citation(NamedTuple):
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
    maybe
        Whether a date was asked for, and nobody knows whether it held then.
    """

    source: int
    target: int
    type: str
    role: str | None
    since: str | None
    until: str | None
    references: tuple[Citation, ...]
    emphasised: bool = False
    derived: Derived | None = None
    maybe: bool = False

    @property
    def phrases(self) -> tuple[str, str]:
        """How it reads from its source and from its target."""
        if self.derived:
            return self.derived.phrase, self.derived.phrase
        words = TIE_TYPES[self.type]
        return words.out_phrase, words.in_phrase

    @property
    def when(self) -> str:
        """Its dates in words, after a ? if it may not have held; empty for a derived line."""
        said = "" if self.derived else dates(self.since, self.until)
        return f"? {said}" if self.maybe else said

    @property
    def weak(self) -> bool:
        """Whether it is a tie of attention or attendance alone."""
        return self.derived is None and TIE_TYPES[self.type].weak is not None

    @property
    def inferred(self) -> bool:
        """Whether no source states it."""
        return self.derived is None and all(reference.inferred for reference in self.references)
