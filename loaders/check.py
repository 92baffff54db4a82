"""What is wrong with sources: everything is read and judged, and nothing is written."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from loaders.known import Known
from loaders.reading import read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from graph.errors import Problem
    from graph.store import Reader


def check(sources: Sequence[Path], store: Reader | None = None) -> list[Problem]:
    """Check house folders.

    Parameters
    ----------
    sources
        The folders, as they would be loaded together.
    store
        The store they would be loaded into; None for an empty one.

    Returns
    -------
    list of Problem
        Errors and warnings, in the order of sources, files and lines.

    Raises
    ------
    StoreError
        If the store cannot be read.
    """
    problems: list[Problem] = []
    deque(read(sources, Known(store), problems), maxlen=0)
    return problems
