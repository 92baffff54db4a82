"""Where a question breaks down because its store is damaged, that is what is said."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from graph.errors import DateError, NetweaveError, StoreError, damage

if TYPE_CHECKING:
    from collections.abc import Generator

    from graph.store import Store


@contextmanager
def explained(store: Store) -> Generator[None]:
    """Ask inside the block. If that breaks down, the store is looked through to find out why.

    What holds it comes first: an index that lacks a row answers otherwise than a recount, which
    reads every row.

    It is not where the error is one of ours: that is a sentence already. A date is an exception,
    since one that nobody can read may come from the store.

    Raises
    ------
    StoreError
        If something is found; else the error is raised as it is.
    """
    try:
        yield
    except Exception as error:
        if isinstance(error, NetweaveError) and not isinstance(error, DateError):
            raise
        found = store.auditor.health() or store.auditor.recount().rows
        if not found:
            raise
        raise StoreError(damage(store.where, f"{found[0].what} of {found[0].id}")) from error
