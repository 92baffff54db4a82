"""Which network a roster names: one that is known by exactly this name, or a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import Node
from loaders.rosters.directory import slug
from loaders.rosters.entities import Found

if TYPE_CHECKING:
    from loaders.rosters.directory import Directory
    from loaders.rosters.entities import Written


class NetworkFinder:
    """Finds collectives by name, and makes those that are not known.

    Parameters
    ----------
    directory
        Those that are known.
    kind
        The kind of those that are made.
    """

    def __init__(self, directory: Directory, kind: str) -> None:
        self._directory = directory
        self._kind = kind

    def candidates(self, name: str) -> list[Node]:
        """The collectives that a name (or an id) may mean; none if it is a new one."""
        node = self._directory.node(name)
        if node is not None and node.is_collective:
            return [node]
        named = self._directory.collectives(name)
        made = self._directory.node(self.new_id(name))
        return named or ([made] if made is not None else [])

    def chosen(self, name: str, candidates: list[Node]) -> Node | None:
        """The one that is meant, None if there is none or a person has to decide.

        Of several with one name none is taken, nor one of another kind, unless its id is given.
        """
        if len(candidates) != 1:
            return None
        (only,) = candidates
        return only if only.kind == self._kind or only.id == name else None

    def new(self, name: str) -> Node:
        """A collective that only a roster knows."""
        return Node(self.new_id(name), self._kind, name)

    def new_id(self, name: str) -> str:
        """The id of a collective that only a roster knows."""
        return f"network:{slug(name)}"

    def find(self, written: Written) -> Found | None:
        """The collective that a row describes; None if a person has to decide which."""
        if written.id or not written.name:
            return Found(written.id, written.name)
        candidates = [n for n in self.candidates(written.name) if n.kind == written.kind]
        if len(candidates) > 1:
            return None
        return Found(candidates[0].id if candidates else self.new_id(written.name), written.name)
