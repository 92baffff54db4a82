"""What a question may ask of any store, and what a loader may write to it.

Each engine fills in these few primitives. Whatever can be derived from them is derived once,
in `queries`, and so is the same on every engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from graph.changes import Changes
    from graph.dates import Days
    from graph.facts import StoreFacts
    from graph.history import History
    from graph.model import Direction, Node, Note, Spelling, Statement, Tie, TieKey
    from graph.naming import LabelOf, Namings
    from graph.question import Pattern
    from graph.records import Act, Record
    from graph.recount import Auditor
    from graph.unfinished import Unfinished

T = TypeVar("T")
Handle = int | str
"""How an engine names a node within one walk: a row number offline, an id elsewhere."""

Step = tuple[Handle, Handle, int]
"""One spell of one tie as a walk sees it: from a node, to a neighbour, with these marks."""
STRONG, STATED, DATED = 1, 2, 4
"""The marks of a step, added up: of a type that is not weak; stated by at least one source;
with a known since."""


class Tally(NamedTuple):
    """What is in a store, counted.

    Attributes
    ----------
    kinds, tie_types
        How many entities of each kind and ties of each type there are.
    statements, pages, files
        How many statements there are, on how many distinct URLs and files they rest.
    first_since, last_since
        The earliest and latest beginning of any tie; None if no tie is dated.
    undated
        How many ties no statement dates.
    """

    kinds: dict[str, int]
    tie_types: dict[str, int]
    statements: int
    pages: int
    files: int
    first_since: str | None
    last_since: str | None
    undated: int


class Walk(Protocol):
    """The graph of some tie types on a date, read a neighbourhood at a time or as a whole."""

    def handles(self, ids: Iterable[str]) -> dict[str, Handle]:
        """The handles of ids; an id that is not in the store is left out."""
        ...

    def ids(self, handles: Iterable[Handle]) -> dict[Handle, str]:
        """The ids of handles."""
        ...

    def around(self, handles: Collection[Handle]) -> Iterable[Step]:
        """A step per spell that holds, from these nodes in either direction."""
        ...

    def steps(self) -> Iterable[Step]:
        """All of them: a step per spell that holds, from either end."""
        ...

    def pairs(self) -> Iterable[tuple[Handle, Handle]]:
        """The source and target of every spell that holds, in no order."""
        ...


class Reader(Protocol):
    """What a question may ask of a store. Dates are `graph.dates.Days`, None for all time."""

    def facts(self) -> StoreFacts:
        """Kind, size and digest of the store."""
        ...

    def unfinished(self) -> list[Unfinished]:
        """The writes that were begun and are not finished, where a store can be left so."""
        ...

    def tally(self, on: Days | None) -> Tally:
        """Counts of what is in the store, of the ties that hold on a date."""
        ...

    def nodes(self, ids: Collection[str]) -> dict[str, Node]:
        """The entities with these ids; an id that is not in the store is left out."""
        ...

    def catalogue(self, kinds: Collection[str], state: str | None = None) -> list[Node]:
        """All entities of these kinds (in a state), ordered by id."""
        ...

    def named(self, written: Collection[str]) -> Namings:
        """For each text the entities that it names, by tier, then id.

        Names are compared as `graph.names.folding` folds them. An entity stands once for each
        way in which the text names it. A blank text names none.
        """
        ...

    def spellings(self) -> Iterator[Spelling]:
        """What sources wrote for entities, ordered by entity, text and source."""
        ...

    def owners(self, nces_ids: Collection[str]) -> dict[str, Node]:
        """The entities with these NCES ids; an id that no entity has is left out."""
        ...

    def labels(self, of: LabelOf = "name") -> Iterator[tuple[str, str]]:
        """Every name and alias, or every town, with the id it belongs to; ordered by id."""
        ...

    def ties(
        self,
        ids: Collection[str],
        types: Collection[str],
        on: Days | None,
        direction: Direction | None = None,
    ) -> list[Tie]:
        """Ties around entities, with the spells that hold.

        ``out``: those that start there; ``in``: those that end there; None: both, each once.
        Ordered by source id, type, target id.
        """
        ...

    def links(
        self,
        ids: Collection[str],
        types: Collection[str],
        on: Days | None,
        direction: Direction,
    ) -> list[TieKey]:
        """Which ties around entities hold, without their evidence; ordered like `ties`."""
        ...

    def between(
        self, pairs: Collection[tuple[str, str]], types: Collection[str], on: Days | None
    ) -> list[Tie]:
        """Ties that join these pairs, in either direction, with the spells that hold."""
        ...

    def sizes(self, ids: Collection[str], on: Days | None) -> dict[str, int]:
        """How many distinct entities have a MEMBER_OF tie to each of these on a date."""
        ...

    def walk(self, types: Collection[str], on: Days | None) -> Walk:
        """A walk over the graph of these tie types on a date."""
        ...

    def reading(self) -> AbstractContextManager[None]:
        """One view of the store inside the block, whatever others write meanwhile.

        A store that cannot keep to one raises `graph.errors.StoreChangedError` at the end of the
        block (`graph.asking.once_more` then asks again).
        """
        ...

    def match(self, pattern: Pattern[T], **given: Any) -> list[T]:
        """The records of a pattern: each store reads its own half."""
        ...

    def cached(self, name: str, make: Callable[[], bytes]) -> bytes:
        """What ``make`` gives, or gave before for the same graph if the store keeps such things.

        The name says what it is, and all that it depends on besides the graph.
        """
        ...

    def merged(self) -> dict[str, str]:
        """Ids of entities that have joined others, with the ids of those.

        An id that an entity has again is not among them.
        """
        ...

    def notes(self, kind: str | None = None) -> list[Note]:
        """What is kept beside the graph, of a kind or all, ordered by kind and name."""
        ...

    def all_nodes(self) -> Iterator[Node]:
        """Every entity, ordered by id."""
        ...

    def all_statements(self) -> Iterator[Statement]:
        """Every statement; those about one tie in row order."""
        ...


class Store(Reader, Protocol):
    """A place where a graph is kept."""

    @property
    def history(self) -> History:
        """What the store remembers of its loads, and how the last one is taken back."""
        ...

    @property
    def auditor(self) -> Auditor:
        """Whether the store is what it says it is, and what of it can be repaired."""
        ...

    @property
    def where(self) -> str:
        """Where the graph is kept, in words."""
        ...

    def write(
        self,
        records: Iterable[Record],
        *,
        origin: str = "",
        act: Act = "load",
        batch: str = "",
        dry_run: bool = False,
        since: str | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> Changes:
        """Add entities and statements, all or nothing; what is there already stays as it is.

        All records are taken before the store is held for writing.

        An entity that is there takes over the new name, aliases and properties that are not
        empty. Both ends of a statement must be in the store or come before it. What a `Withdrawal`
        or `Removal` names is taken out. A note takes the place of that of its kind and name.

        Parameters
        ----------
        records
            Entities and statements, and what is to be taken out, in the order in which they
            count. If the iterable raises, nothing is written.
        origin
            The name of the source they come from, to tell what has vanished from it, and what
            nobody else gave.
        act
            What the history calls this. Only a load makes its origin one that gave the records.
        batch
            What it is a part of: writes of one batch are taken back together.
        dry_run
            Report every difference and write nothing.
        since
            What `mark` gave before the store was asked for what the records depend on; None if
            they depend on nothing.
        progress
            Called with the number of records so far, now and then.

        Raises
        ------
        StoreChangedError
            If others have written since then. `graph.settling.settled` tries again.
        """
        ...

    def mark(self) -> str:
        """What tells the state of the store from all others; "" if there is nothing yet."""
        ...

    def alone(self) -> AbstractContextManager[None]:
        """A block in which nobody else writes, as far as the store can see to that."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...

    def __enter__(self) -> Self:
        """Use the store in a ``with`` block."""
        ...

    def __exit__(self, *exc: object) -> None:
        """Close the store."""
        ...


def in_batches(records: Iterable[Record], size: int) -> Iterator[Sequence[Record]]:
    """Records in lists of at most ``size``, in order."""
    batch: list[Record] = []
    for record in records:
        batch.append(record)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
