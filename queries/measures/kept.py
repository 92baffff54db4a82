"""Arrays that a store keeps for the next time, if it can."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from graph.dates import Days
    from graph.store import Reader

    Arrays = dict[str, np.ndarray[Any, np.dtype[Any]]]


def kept(store: Reader, name: str, make: Callable[[], Arrays]) -> Arrays:
    """The arrays of this name, made now if the store has none for its present graph."""
    packed = store.cached(name, lambda: _packed(make()))
    with np.load(io.BytesIO(packed), allow_pickle=False) as arrays:
        return dict(arrays)


def name_of(what: str, types: Collection[str], on: Days | None) -> str:
    """A name for something that follows from the ties of some types on a date.

    Parameters
    ----------
    what
        What it is, and a number that rises whenever it is computed in another way.
    """
    when = "always" if on is None else f"{on.first}-{on.last}"
    return f"{what} {'+'.join(sorted(types))} {when}"


def _packed(arrays: Arrays) -> bytes:
    file = io.BytesIO()
    np.savez(file, **arrays)  # type: ignore[arg-type] # a name could be `allow_pickle`, and is not
    return file.getvalue()
