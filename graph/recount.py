"""Is a store what it says it is? What a recount finds, and what every engine counts alike.

A recount reads every entity and every statement, makes the digest anew, and compares what a
store has derived from them with what follows from them. It survives anything that it reads.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple, Protocol

from graph.dates import is_date
from graph.digest import GraphDigest, node_digest
from graph.facts import StoreFacts
from graph.schema import COLLECTIVES, NODE_KINDS, TIE_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graph.facts import StoreKind
    from graph.model import Node, Statement

STORE = "store"
"""The id of a deviation of the store as a whole."""
_LONGEST = 200
_TEXT = "a text"
_HALF = re.compile("[\ud800-\udfff]")


class Deviation(NamedTuple):
    """One thing in a store that is not as it should be.

    Attributes
    ----------
    id
        The entity; of a tie its source, type and target; ``store`` for the store as a whole.
    what
        What is not right, in a word or two: ``labels``, ``first_day``, ``digest`` …
    stored, expected
        What stands there and what should; None for nothing.
    shows
        How to see it: a Cypher query, or a sentence.
    repairable
        Whether what should stand there follows from the rest of the store.
    """

    id: str
    what: str
    stored: str | None
    expected: str | None
    shows: str
    repairable: bool


class Recounted(NamedTuple):
    """What a recount has found.

    Attributes
    ----------
    kind
        What kind of store it is.
    nodes, ties, statements
        How many entities, ties and statements could be read.
    data_hash
        The digest of these.
    rows
        What is not as it should be, in the order in which it was met.
    """

    kind: StoreKind
    nodes: int
    ties: int
    statements: int
    data_hash: str
    rows: tuple[Deviation, ...]

    @property
    def facts(self) -> StoreFacts:
        """What the store should say of itself."""
        return StoreFacts(self.kind, self.nodes, self.ties, self.data_hash)


class Auditor(Protocol):
    """Recounts one store, and repairs what follows from its entities and statements."""

    def health(self) -> list[Deviation]:
        """What is wrong with that which holds the store: with the file, say."""
        ...

    def recount(self) -> Recounted:
        """Read everything, and compare.

        Raises
        ------
        StoreError
            If there is no store, or it cannot be reached.
        """
        ...

    def repair(self) -> None:
        """Write anew what follows from the rest, all or nothing.

        Raises
        ------
        StoreError
            If the store cannot be written to, or not be read as a whole.
        """
        ...

    def confirm(self, data_hash: str) -> None:
        """Keep in the store that a recount found this digest right; if it can be written to."""
        ...

    def confirmed(self) -> str | None:
        """When the digest of the store was last found right, in UTC; None if it never was."""
        ...


class RunningCount:
    """Entities and statements, counted, with what is not right about them."""

    def __init__(self) -> None:
        self.nodes = self.ties = self.statements = 0
        self.rows: list[Deviation] = []
        self.readable = True
        """Whether everything so far could be read, so that the digest is that of the whole."""
        self._digest = GraphDigest()

    def node(self, node: Node) -> None:
        """Count an entity that could be read."""
        self.nodes += 1
        self._digest.add([node_digest(node)])

    def statement(self, digest: bytes) -> None:
        """Count a statement that could be read, by its digest."""
        self.statements += 1
        self._digest.add([digest])

    def differs(self, id_: str, what: str, stored: object, expected: object, shows: str) -> bool:
        """Note what can be derived, if something else is stored; gives whether it is."""
        if stored == expected and type(stored) is type(expected):
            return False
        self.rows.append(Deviation(id_, what, told(stored), told(expected), shows, repairable=True))
        return True

    def broken(self, id_: str, fault: Fault, shows: str) -> None:
        """Note what cannot be read, and so not be counted."""
        self.readable = False
        stored = told(fault.stored)
        self.rows.append(
            Deviation(id_, fault.what, stored, fault.expected, shows, repairable=False)
        )

    @property
    def data_hash(self) -> str:
        """The digest of all that was counted."""
        return str(self._digest)

    def says(self, said: Mapping[str, object], shows: str) -> bool:
        """Compare what the store says of itself: nodes, ties, data_hash; gives whether it is wrong.

        Where something cannot be read, the digest and the counts cannot be derived.
        """
        found = {"nodes": self.nodes, "ties": self.ties, "data_hash": self.data_hash}
        wrong = False
        for name, value in found.items():
            stored = said.get(name)
            if stored != value or type(stored) is not type(value):
                wrong = True
                row = Deviation(STORE, name, told(stored), told(value), shows, self.readable)
                self.rows.append(row)
        return wrong

    def result(self, kind: StoreKind) -> Recounted:
        """All that was counted."""
        counted = self.nodes, self.ties, self.statements
        return Recounted(kind, *counted, self.data_hash, tuple(self.rows))


class Fault(NamedTuple):
    """Why an entity or a statement cannot be read."""

    what: str
    stored: object
    expected: str


def node_faults(
    node_id: object, kind: object, name: object, aliases: object, properties: object
) -> Iterator[Fault]:
    """What keeps values from being an entity."""
    for what, value in (("id", node_id), ("name", name)):
        if not _is_text(value):
            yield Fault(what, value, _TEXT)
    if not isinstance(kind, str) or kind not in NODE_KINDS:
        yield Fault("kind", kind, f"one of {', '.join(NODE_KINDS)}")
    if not isinstance(aliases, list | tuple) or not all(map(_is_text, aliases)):
        yield Fault("aliases", aliases, "a list of texts")
    if not isinstance(properties, dict):
        yield Fault("properties", properties, "texts and numbers by name")
        return
    for what, value in properties.items():
        if not _is_value(value):
            yield Fault(str(what), value, "a text or a number")
        elif what in ("founded", "ended") and kind in COLLECTIVES and not is_date(str(value)):
            yield Fault(what, value, "a date")


def statement_faults(statement: Statement) -> Iterator[Fault]:
    """What keeps values from being a statement."""
    evidence = statement.evidence
    for what, value in (
        ("role", statement.role),
        ("url", evidence.url),
        ("file", evidence.file),
        ("as_of", evidence.as_of),
    ):
        if value is not None and not _is_text(value):
            yield Fault(what, value, _TEXT)
    for what, date in (("since", statement.since), ("until", statement.until)):
        if date is not None and not (_is_text(date) and is_date(date)):
            yield Fault(what, date, "a date as text: YYYY, YYYY-MM or YYYY-MM-DD")
    if evidence.line is not None and not _is_number(evidence.line):
        yield Fault("line", evidence.line, "a number")
    if evidence.confidence not in ("stated", "inferred"):
        yield Fault("confidence", evidence.confidence, "stated or inferred")
    extra: object = statement.properties
    if extra and not (isinstance(extra, dict) and all(map(_is_value, extra.values()))):
        yield Fault("properties", extra, "texts and numbers by name")
    if statement.type not in TIE_TYPES:
        yield Fault("type", statement.type, f"one of {', '.join(TIE_TYPES)}")


def told(value: object) -> str | None:
    """A value in short, as text without control characters."""
    if value is None or isinstance(value, str):
        text = value
    elif isinstance(value, bool | int | float):
        text = str(value)
    elif isinstance(value, list | tuple | set | frozenset):
        items: Iterable[object] = sorted(value) if isinstance(value, set | frozenset) else value
        text = json.dumps([told(item) for item in items], ensure_ascii=False)
    else:
        text = f"{type(value).__name__} {value}"
    if text is None:
        return None
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in short)


def _is_text(value: object) -> bool:
    """Whether it is a text, and one that can be kept: of whole characters."""
    return isinstance(value, str) and (value.isascii() or not _HALF.search(value))


def _is_value(value: object) -> bool:
    return isinstance(value, float) or _is_number(value) or _is_text(value)


def _is_number(value: object) -> bool:
    return isinstance(value, int)
