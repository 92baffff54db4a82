"""Names as a roster writes them, put before the identity desk once each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from graph.model import Node
    from graph.names.desk import Desk, Match
    from graph.national import National
    from loaders.rosters.directory import Directory

    DeskMaker = Callable[[Sequence[Node], National | None], Desk]


class NameFinder:
    """Finds entities of a kind by their names.

    The desk is set up when the first name is asked about, with all entities known then.

    Parameters
    ----------
    directory
        The entities.
    kind
        Their kind.
    make_desk
        Sets up the desk over entities; None for one that knows of no decisions of people.
    """

    def __init__(self, directory: Directory, kind: str, make_desk: DeskMaker | None = None) -> None:
        self._directory = directory
        self._kind = kind
        self._make_desk = make_desk
        self._desk: Desk | None = None
        self._matches: dict[tuple[str, str, tuple[str, ...]], Match] = {}

    def match(self, name: str, state: str, places: tuple[str, ...] = ()) -> Match:
        """Who is meant by a name in a state ("" if not known), beside which some places stand."""
        key = (name, state, places)
        if key not in self._matches:
            self._matches[key] = self._at_desk().resolve(name, state or None, places)
        return self._matches[key]

    def elsewhere(self, owner: Node, places: tuple[str, ...]) -> str:
        """What speaks against a district being in the places of a row, "" if nothing does."""
        return self._at_desk().elsewhere(owner, places) if places else ""

    def ruled(self, name: str, state: str) -> Match | None:
        """What a person has decided of a name in a state, None if nobody has."""
        return self._at_desk().ruled(name, state or None)

    def accepted(self, match: Match) -> Node:
        """The entity that a match of this desk has accepted, be it only in the directory."""
        node = self._at_desk().node(match.id or "")
        if node is None:
            raise LookupError(f"The match is of another desk: {match}")
        return node

    def _at_desk(self) -> Desk:
        if self._desk is None:
            # Rosters that give ids need no desk, and to set it up takes a while.
            from graph.names.desk import Desk  # noqa: PLC0415
            from graph.national import national  # noqa: PLC0415

            reference = national() if self._kind == "district" else None
            known = self._directory.of_kind(self._kind)
            make = self._make_desk
            self._desk = make(known, reference) if make else Desk(known, None, reference)
        return self._desk
