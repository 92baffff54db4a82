"""Who the members are that the rows of a roster name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.model import Node
from loaders.rosters.districts import new_id
from loaders.values import BadCellError, nces_id, quoted

if TYPE_CHECKING:
    from loaders.identity.desk import Match
    from loaders.rosters.directory import Directory
    from loaders.rosters.entities import Written
    from loaders.rosters.mapping import Unknown
    from loaders.rosters.naming import Naming


class Member(NamedTuple):
    """Who is meant by a row.

    Attributes
    ----------
    id
        The entity; None if a person has to decide.
    new
        The entity, if the roster is the first to know it.
    match
        What the desk said of the name, if it was asked.
    """

    id: str | None
    new: Node | None = None
    match: Match | None = None


class MemberFinder:
    """Finds members by id, by LEAID or by name.

    Parameters
    ----------
    directory
        The entities that are known.
    naming
        Finds them by name.
    kind
        Their kind.
    unknown
        What becomes of a name that fits nobody.
    """

    def __init__(self, directory: Directory, naming: Naming, kind: str, unknown: Unknown) -> None:
        self._directory = directory
        self._naming = naming
        self._kind = kind
        self._unknown = unknown

    def find(self, written: Written) -> Member:
        """Who is meant.

        Raises
        ------
        BadCellError
            If the row names nobody, or by an id that is none.
        """
        if written.id:
            return self._by_id(written.id)
        if written.nces_id:
            return self._by_nces_id(written)
        if not written.name:
            raise BadCellError("empty-name", "The name is empty.", "Name the member.")
        said = self._directory.node(written.name) or self._directory.owner(written.name)
        if said is not None:
            return Member(said.id)  # an id in place of the name
        match = self._naming.match(written.name, written.state)
        if match.decision == "accepted":
            return Member(match.id, None, match)
        if match.decision == "none" and self._unknown == "create":
            return self._made(new_id(self._kind, written.name, written.state), written)
        return Member(None, None, match)

    def _by_id(self, node_id: str) -> Member:
        if self._directory.node(node_id) is None:
            problem = f"The id {quoted(node_id)} is not known."
            raise BadCellError("unknown-id", problem, "Load the entity first, or correct the id.")
        return Member(node_id)

    def _by_nces_id(self, written: Written) -> Member:
        owner = self._directory.owner(nces_id(written.nces_id))
        if owner is not None:
            return Member(owner.id)
        if not written.name:
            problem = f"No district with the NCES id {written.nces_id} is known, and none is named."
            raise BadCellError("unknown-nces-id", problem, "Load the national file, or name it.")
        return self._made(f"district:{written.nces_id}", written)

    def _made(self, node_id: str, written: Written) -> Member:
        if self._directory.node(node_id) is not None:
            return Member(node_id)
        facts = {"nces_id": written.nces_id, "state": written.state}
        known = {name: text for name, text in facts.items() if text}
        node = Node(node_id, self._kind, written.name, (), known)
        self._directory.add([node])
        return Member(node_id, node)
