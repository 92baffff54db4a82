"""Who the members are that the rows of a roster name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.model import Node
from graph.national import national
from loaders.checks.answers import NEW, NO_ANSWERS
from loaders.checks.questions import Key
from loaders.columns.values import BadCellError, nces_id, quoted
from loaders.rosters.asides import is_remark
from loaders.rosters.directory import new_id
from loaders.rosters.identifiers import contradiction, of_two, unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.names.desk import Match
    from loaders.checks.answers import Answers
    from loaders.rosters.directory import Directory
    from loaders.rosters.fields import WrittenEntity
    from loaders.rosters.mapping import Unknown
    from loaders.rosters.naming import NameFinder


class RowMember(NamedTuple):
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
    answers
        What people have answered: that a name is new.
    within
        The states in which names without a state are looked for.
    """

    def __init__(
        self,
        directory: Directory,
        naming: NameFinder,
        kind: str,
        unknown: Unknown,
        answers: Answers = NO_ANSWERS,
        within: Sequence[str] = (),
    ) -> None:
        self._answers = answers
        self._within = within
        self._directory = directory
        self._naming = naming
        self._kind = kind
        self._unknown = unknown

    def find(self, written: WrittenEntity) -> RowMember:
        """Who is meant.

        Raises
        ------
        BadCellError
            If the row names nobody, or by an id that is none.
        """
        answer = self._answers.to(Key("district", written.called, written.state))
        if answer is not None and answer.said == NEW:
            return self._made(new_id(self._kind, written.name, written.state), written)
        if written.id or written.nces_id:
            return self._by_id(written)
        if not written.name:
            raise BadCellError("empty-name", "The name is empty.", "Name the member.")
        said = self._directory.node(written.name) or self._directory.owner(written.name)
        if said is not None:
            return RowMember(said.id)  # an id in place of the name
        match = self._matched(written)
        if match.decision == "accepted" and match.id:
            return self._entered(match.id, match)
        if match.decision == "none" and self._unknown == "create" and not is_remark(written.name):
            return self._made(new_id(self._kind, written.name, written.state), written)
        return RowMember(None, None, match)

    def _matched(self, written: WrittenEntity) -> Match:
        """What a name means: in its state, or in the one of several in which it is somebody's."""
        if written.state or not self._within:
            return self._naming.match(written.name, written.state, written.places)
        found = [self._naming.match(written.name, s, written.places) for s in self._within]
        accepted = [one for one in found if one.decision == "accepted"]
        if len(accepted) == 1:
            return accepted[0]
        candidates = tuple(candidate for one in found for candidate in one.candidates)
        return found[0]._replace(decision="review", id=None, nces_id=None, candidates=candidates)

    def _by_id(self, written: WrittenEntity) -> RowMember:
        """The member with the id of a row, if nothing else in the row contradicts it."""
        owner = self._known(written.id) if written.id else self._owner(written)
        if owner is None:
            return self._unknown_owner(written)
        if owner.kind != "district":
            return RowMember(owner.id)
        asked = contradiction(written, owner, self._naming)
        if asked is None and written.id and written.nces_id:
            asked = of_two(written, owner, self._owner(written))
        return self._entered(owner.id) if asked is None else self._decided(written, asked)

    def _known(self, node_id: str) -> Node:
        node = self._directory.node(node_id) or national().node(node_id)
        if node is None:
            problem = f"The id {quoted(node_id)} is not known."
            raise BadCellError("unknown-id", problem, "Load the entity first, or correct the id.")
        return node

    def _owner(self, written: WrittenEntity) -> Node | None:
        leaid = nces_id(written.nces_id)
        return self._directory.owner(leaid) or national().owner(leaid)

    def _unknown_owner(self, written: WrittenEntity) -> RowMember:
        if not written.name:
            problem = f"No district with the NCES id {written.nces_id} is known, and none is named."
            raise BadCellError("unknown-nces-id", problem, "Load the national file, or name it.")
        if self._unknown == "create":
            return self._made(f"district:{written.nces_id}", written)
        return self._decided(written, unknown(written, self._naming))

    def _decided(self, written: WrittenEntity, asked: Match) -> RowMember:
        """Whom a person has said that the name means, in spite of the id; else it waits."""
        ruled = self._naming.ruled(written.called, written.state)
        if ruled is not None and ruled.id:
            return self._entered(ruled.id)
        return RowMember(None, None, asked)

    def _entered(self, node_id: str, match: Match | None = None) -> RowMember:
        """A known member; one that only the national directory knows enters with its facts."""
        new = None if self._directory.node(node_id) else national().node(node_id)
        if new is not None:
            self._directory.add([new])
        return RowMember(node_id, new, match)

    def _made(self, node_id: str, written: WrittenEntity) -> RowMember:
        if self._directory.node(node_id) is not None:
            return RowMember(node_id)
        facts = {"nces_id": written.nces_id, "state": written.state}
        known = {name: text for name, text in facts.items() if text}
        node = Node(node_id, self._kind, written.name, (), known)
        self._directory.add([node])
        return RowMember(node_id, node)
