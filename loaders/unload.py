"""Taking a source out of a store again: what only it said goes, and all else stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import NotFoundError
from graph.model import Note, Removal, Withdrawal
from graph.settling import settled
from loaders.waiting import WAITING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.changes import Changes
    from graph.history import Origin
    from graph.records import Record
    from graph.store import Store

_SHOWN = 20


def unload(
    origin: str,
    store: Store,
    *,
    dry_run: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Changes:
    """Take out what only one source said, all or nothing.

    A statement that another source gave too stays, and so does an entity that another source gave
    or that a tie is left at. Which source a name, an alias or a property of an entity came from
    is not known: those of an entity that stays are left as they are.

    Parameters
    ----------
    origin
        The name under which the store remembers the source.
    dry_run
        Report what would change and write nothing.
    progress
        Called with the number of entities and statements so far, now and then.

    Raises
    ------
    NotFoundError
        If the store has nothing of that name; the message gives the names it has.
    StoreError
        If the store cannot be written.
    """

    def attempt(since: str) -> Changes:
        return store.write(
            _taking_out(origin, store),
            origin=origin,
            act="unload",
            dry_run=dry_run,
            since=since,
            progress=progress,
        )

    return settled(store, attempt)


def _taking_out(origin: str, store: Store) -> Iterator[Record]:
    history = store.history
    known = history.origins()
    if origin not in {one.name for one in known}:
        raise NotFoundError(_unknown(origin, known))
    yield from (Withdrawal(said, origin=origin) for said in history.statements_of(origin))
    said = [one for one in store.spellings() if one.origin == origin]
    yield from (one._replace(gone=True) for one in said)
    yield from (Removal(node_id, origin=origin) for node_id in history.entities_of(origin))
    # What it has left to people goes with it.
    yield from (Note(*note[:2], None) for note in store.notes(WAITING) if note.name == origin)


def _unknown(origin: str, known: list[Origin]) -> str:
    names = [one.name for one in known if one.name]
    if not names:
        return f"Nothing in the store came from {origin!r}: it remembers no source by name."
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return (
        f"Nothing in the store came from {origin!r}. It has been loaded from: "
        f"{'; '.join(names[:_SHOWN])}{more}."
    )
