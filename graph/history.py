"""What a store remembers of its loads: who gave what, and what the last ones changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.changes import Changes
    from graph.model import Statement
    from graph.records import Act

KEPT = 50
"""How many loads can be taken back, the last one first."""


class Origin(NamedTuple):
    """A source that has given something, and how much.

    Attributes
    ----------
    name
        As a load gave it: "" for what was written or copied without one.
    """

    name: str
    entities: int
    statements: int


class Did(NamedTuple):
    """What a write did, counted; of one that is older than such counts, nothing but zeros."""

    entities_added: int = 0
    entities_changed: int = 0
    statements_added: int = 0
    statements_withdrawn: int = 0
    entities_removed: int = 0
    noted: int = 0

    @classmethod
    def of(cls, changes: Changes) -> Did:
        """From what a write has changed."""
        return cls(
            changes.nodes_added,
            changes.nodes_changed,
            changes.statements_added,
            changes.statements_withdrawn,
            changes.nodes_removed,
            changes.noted,
        )

    def and_(self, other: Did) -> Did:
        """Both together."""
        return Did(*map(sum, zip(self, other, strict=True)))


class PastWrite(NamedTuple):
    """A write that has changed the store.

    Attributes
    ----------
    number
        Writes are numbered from 1.
    when
        The time it began, in UTC, as ``YYYY-MM-DDTHH:MM:SSZ``.
    act, origin
        What it was, and of what: the name of the source; of a merge, the two ids.
    batch
        What it is a part of; "" if it stands alone.
    did
        What it did.
    """

    number: int
    when: str
    act: Act
    origin: str
    batch: str = ""
    did: Did = Did()


class History(Protocol):
    """What can be asked of the past of a store, and taken back."""

    def origins(self) -> list[Origin]:
        """The sources that have given something, ordered by name."""
        ...

    def entities_of(self, origin: str) -> list[str]:
        """The ids of the entities that a source has given, be it alone or not, in order."""
        ...

    def statements_of(self, origin: str) -> Sequence[Statement]:
        """The statements that a source has given, be it alone or not, in row order."""
        ...

    def entries(self) -> list[PastWrite]:
        """The writes that can be taken back, the last one first."""
        ...

    def undo(self, *, dry_run: bool = False) -> tuple[PastWrite, Changes]:
        """Take the last write back, all or nothing; the store is then as it was before it.

        Returns
        -------
        tuple
            The write, and what taking it back changed (with every difference, for a dry run).

        Raises
        ------
        StoreError
            If there is nothing that can be taken back.
        """
        ...
