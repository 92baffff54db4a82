"""Writing what depends on what a store holds, although others may write to it too."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from graph.errors import StoreChangedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.store import Store

T = TypeVar("T")

ATTEMPTS = 2
"""How often others may come between before they have to wait."""


def settled(store: Store, work: Callable[[str], T]) -> T:
    """Do work that asks a store something, and then writes to it what follows from that.

    If others have written to it in between, the work is done again from its beginning; in the
    end while they have to wait.

    Parameters
    ----------
    work
        Takes the mark of the store, and hands it to `graph.store.Store.write`.

    Raises
    ------
    StoreChangedError
        If the store cannot make others wait, and they go on writing.
    """
    for _ in range(ATTEMPTS):
        try:
            return work(store.mark())
        except StoreChangedError:
            continue
    with store.alone():
        return work(store.mark())
