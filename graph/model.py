"""The words of the graph: Node, Source, Statement, Spell, Tie; Withdrawal, Removal, Spelling.

A statement is what one source says. Statements about the same (source, type, target) are one
tie. The dates of a tie's statements make its spells; `graph.spells` has the rules.

These are NamedTuples: as frozen and slotted as data classes, made several times faster, and
declared without the cost that a data class has at every start of the command. Their annotations
are no texts (`from __future__ import annotations`), which would double what that costs.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from graph.schema import COLLECTIVES

Value = str | int | float
Confidence = Literal["stated", "inferred"]
Direction = Literal["out", "in"]
NOTHING: Mapping[str, Value] = MappingProxyType({})
"""The properties of what has none."""


class Ref(NamedTuple):
    """An entity named in an answer."""

    id: str
    kind: str
    name: str


class Node(NamedTuple):
    """An entity: a district, a school, a collective, an organization or a person.

    Attributes
    ----------
    id
        Stable, kept as the source writes it.
    kind
        A name of `graph.schema.NODE_KINDS`.
    aliases
        Other names, in the order of the source.
    properties
        Everything else that is known; never an empty value.
    """

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    properties: Mapping[str, Value] = NOTHING

    @property
    def is_collective(self) -> bool:
        """Whether one can belong to it or meet in it."""
        return self.kind in COLLECTIVES

    @property
    def ref(self) -> Ref:
        """Its id, kind and name."""
        return Ref(self.id, self.kind, self.name)

    @property
    def state(self) -> str | None:
        """Its state; for a collective the state that is its scope, None if it has none."""
        return self.text("scope_state" if self.is_collective else "state")

    @property
    def founded(self) -> str | None:
        """When a collective began, None if unknown (and for every other kind)."""
        return self.text("founded") if self.is_collective else None

    @property
    def ended(self) -> str | None:
        """When a collective ended, None if unknown (and for every other kind)."""
        return self.text("ended") if self.is_collective else None

    @property
    def stated_members(self) -> int | None:
        """The size that a source gives for the whole roster, None if none does."""
        value = self.properties.get("stated_members")
        return value if isinstance(value, int) else None

    def text(self, name: str) -> str | None:
        """A property as text, None if it is absent."""
        value = self.properties.get(name)
        return None if value is None else str(value)


class Source(NamedTuple):
    """Who says so: a page, or a row of a file.

    Attributes
    ----------
    url
        The page. Where there is one, it is the evidence, and file and line are for display.
    file, line
        The name of the file and the 1-based line the statement was read from.
    as_of
        The date of the page or roster.
    confidence
        ``stated`` by the source, or ``inferred`` from it.
    """

    url: str | None = None
    file: str | None = None
    line: int | None = None
    as_of: str | None = None
    confidence: Confidence = "stated"


class Statement(NamedTuple):
    """What one source says about a tie.

    Attributes
    ----------
    since, until
        Dates of year, month or day precision, None where the source gives none.
    evidence
        Who says so.
    properties
        Further columns of the row.
    """

    source_id: str
    type: str
    target_id: str
    role: str | None = None
    since: str | None = None
    until: str | None = None
    evidence: Source = Source()
    properties: Mapping[str, Value] = NOTHING

    @property
    def key(self) -> "TieKey":
        """The tie that the statement is about."""
        return TieKey(self.source_id, self.type, self.target_id)


class Withdrawal(NamedTuple):
    """That a statement is no longer said, among the records of a write.

    It is about the statement that is equal in its words and its evidence, wherever its row
    stood; if there is none, nothing happens.

    Attributes
    ----------
    instead
        What takes its place, and is said by whoever said it.
    origin
        Only this source says it no longer: it stays as long as another one does. None: nobody
        says it any more.
    """

    statement: Statement
    instead: Statement | None = None
    origin: str | None = None


class Removal(NamedTuple):
    """That an entity is no longer there, among the records of a write.

    Attributes
    ----------
    instead
        The id of the entity that takes its place, and is known to whoever knew it.
    origin
        Only this source no longer speaks of it: it stays as long as another one does, or a tie
        is left at it. None: it goes, and that a tie is left is an error.
    """

    node_id: str
    instead: str | None = None
    origin: str | None = None


class Note(NamedTuple):
    """What a store keeps beside its graph, among the records of a write.

    It is no part of what the graph says (its digest leaves it out), but it travels with the
    store and is under the same undo.

    Attributes
    ----------
    kind, name
        What it is, and which of that kind.
    text
        What it says; None: it is no longer there.
    """

    kind: str
    name: str
    text: str | None


class Spelling(NamedTuple):
    """A text that a source wrote for an entity, among the records of a write or in a store.

    It is no part of what is known of the entity: it only helps to find it, and the digest of the
    graph does not depend on it. Where the entity is not in the store, nothing happens.

    Attributes
    ----------
    origin
        The source that wrote it; "" among the records of a write: the one that gives them.
    gone
        Among the records of a write: that this source writes it no longer.
    """

    node_id: str
    text: str
    origin: str = ""
    gone: bool = False


class TieKey(NamedTuple):
    """What makes a tie one tie."""

    source_id: str
    type: str
    target_id: str


class Spell(NamedTuple):
    """An unbroken time in which a tie held.

    Attributes
    ----------
    since, until
        The earliest beginning and the latest end its statements give; None if unknown.
    statements
        The statements that it rests on, in row order.
    """

    since: str | None
    until: str | None
    statements: tuple[Statement, ...]

    @property
    def undated(self) -> bool:
        """Whether no source says when it began."""
        return self.since is None

    @property
    def role(self) -> str | None:
        """The distinct roles in row order, joined by "; "; None if there are none."""
        return joined_roles(self.statements)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The evidence of its statements, in row order."""
        return tuple(statement.evidence for statement in self.statements)

    @property
    def stated(self) -> bool:
        """Whether at least one source states it, rather than its being inferred."""
        return any(s.evidence.confidence == "stated" for s in self.statements)


def joined_roles(statements: tuple[Statement, ...]) -> str | None:
    """The distinct non-empty roles of statements, in their order, joined by "; "."""
    return "; ".join(dict.fromkeys(s.role for s in statements if s.role)) or None


class Tie(NamedTuple):
    """All statements about one (source, type, target), in row order.

    ``spells`` are those that hold: all of them, or on the date that was asked for.
    """

    source_id: str
    type: str
    target_id: str
    spells: tuple[Spell, ...]

    @property
    def key(self) -> TieKey:
        """What makes it one tie."""
        return TieKey(self.source_id, self.type, self.target_id)

    def direction_from(self, node_id: str) -> Direction:
        """``out`` if it starts at this entity, ``in`` if it ends there."""
        return "out" if node_id == self.source_id else "in"

    def other_than(self, node_id: str) -> str:
        """The id at its other end."""
        return self.target_id if node_id == self.source_id else self.source_id
