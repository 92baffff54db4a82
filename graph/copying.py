"""Moving a whole graph from one store to another."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from graph.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from graph.changes import Changes
    from graph.facts import StoreFacts
    from graph.records import Record
    from graph.store import Store


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


def copy(source: Store, target: Store, *, progress: Callable[[int], None] | None = None) -> Copied:
    """Add everything that one store holds to another.

    What is there already stays, so a copy that was broken off is completed by the same call.

    Parameters
    ----------
    progress
        Called with the number of entities and statements so far, now and then.

    Raises
    ------
    StoreError
        If one of the stores cannot be used, or the source is written to meanwhile; or if the
        source does not hold what it says. The copy is then taken back.
    """
    with source.reading():
        parts: tuple[Iterable[Record], ...] = (
            source.all_nodes(),
            source.all_statements(),
            source.spellings(),
            source.notes(),
        )
        records = chain.from_iterable(parts)
        changes = target.write(records, progress=progress)
        done = Copied(changes, source.facts(), target.facts())
    if not done.equal:
        _must_be_what_it_says(source, target, done)
    return done


def _must_be_what_it_says(source: Store, target: Store, done: Copied) -> None:
    """A target that held more before is fine; a source that is not what it says is not copied."""
    found = source.auditor.recount()
    if found.data_hash == done.source.data_hash and not found.rows:
        return
    if not done.changes.nothing:
        target.history.undo()
    raise StoreError(
        f"{source.where} does not hold what it says: its digest is {done.source.data_hash}, and "
        f"what was read from it gives {found.data_hash}. The copy was taken back. Run `netweave "
        f"doctor --store {source.where}`: it names what is not right, and repairs what it can."
    )
