"""Moving a whole graph from one store to another."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from graph.changes import Changes
    from graph.model import Node, Statement
    from graph.store import Reader, Store, StoreFacts


class Copied(NamedTuple):
    """What a copy did.

    Attributes
    ----------
    changes
        What it added; after an interruption, what was missing.
    source, target
        What the two stores say of themselves after it.
    """

    changes: Changes
    source: StoreFacts
    target: StoreFacts

    @property
    def equal(self) -> bool:
        """Whether both hold the same now; not so if the target held more before."""
        return self.source.data_hash == self.target.data_hash


def copy(source: Reader, target: Store, *, progress: Callable[[int], None] | None = None) -> Copied:
    """Add everything that one store holds to another.

    What is there already stays, so a copy that was broken off is completed by the same call.

    Parameters
    ----------
    progress
        Called with the number of entities and statements so far, now and then.

    Raises
    ------
    StoreError
        If one of the stores cannot be used, or the source is written to meanwhile.
    """
    with source.reading():
        records: Iterable[Node | Statement] = chain(source.all_nodes(), source.all_statements())
        changes = target.write(records, progress=progress)
        return Copied(changes, source.facts(), target.facts())
