"""What a roster wrote for the entities that its rows were taken to mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.model import Spelling
from graph.names.folding import fold, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.rosters.directory import Directory

_NCES_ID = re.compile(r"\d{7}|\d{12}", re.ASCII)


class Spelled:
    """The texts of one roster, each once for each entity.

    Parameters
    ----------
    directory
        Knows the names that the entities have anyhow.
    """

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._met: set[tuple[str, str]] = set()
        self._found: dict[tuple[str, str], None] = {}

    def note(self, node_id: str | None, text: str) -> None:
        """Note a text for an entity, unless it is one of its names or an id."""
        if not node_id or not text or (node_id, text) in self._met:
            return
        self._met.add((node_id, text))
        if _NCES_ID.fullmatch(text) or fold(text) == fold(node_id):
            return
        node = self._directory.node(node_id)
        own = (node.name, *node.aliases) if node is not None else ()
        if folded(text).key not in {folded(name).key for name in own}:
            self._found[node_id, text] = None

    def records(self) -> Iterator[Spelling]:
        """The texts, for a store."""
        yield from (Spelling(node_id, text) for node_id, text in self._found)
