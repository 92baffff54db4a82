"""Which district a row describes: the one with its LEAID, its id or its name; or a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.checks.answers import NO_ANSWERS, OUT
from loaders.checks.questions import Key
from loaders.checks.tally import TakenFor
from loaders.rosters.asked import asked_name
from loaders.rosters.directory import new_id
from loaders.rosters.entities import RowEntity
from loaders.rosters.review import say_open

if TYPE_CHECKING:
    from graph.model import Node
    from graph.names.desk import Match
    from loaders.checks.answers import Answers
    from loaders.checks.questions import AskedQuestion
    from loaders.forms.findings import Reporter
    from loaders.rosters.directory import Directory
    from loaders.rosters.fields import WrittenEntity
    from loaders.rosters.naming import NameFinder


class DistrictFinder:
    """Finds districts for tables that describe them.

    Parameters
    ----------
    directory
        Those that are known.
    naming
        Finds them by name.
    reporter
        Hears of names that wait.
    answers
        What people have answered: that a name is new, or none.

    Attributes
    ----------
    entered
        By id, those that only the national directory knew until a row named them.
    taken_for
        Names that were accepted for another name.
    """

    def __init__(
        self,
        directory: Directory,
        naming: NameFinder,
        reporter: Reporter,
        answers: Answers = NO_ANSWERS,
    ) -> None:
        self._reporter = reporter
        self._answers = answers
        self.entered: dict[str, Node] = {}
        self.taken_for: list[TakenFor] = []
        self._directory = directory
        self._naming = naming

    def find(self, written: WrittenEntity) -> RowEntity | AskedQuestion | None:
        """The district that a row describes, or the question which; None if it was said none."""
        if written.nces_id:
            owner = self._directory.owner(written.nces_id)
            if owner is not None:
                return _joined(owner, written)
            return RowEntity(written.id or f"district:{written.nces_id}", written.name)
        if written.id or not written.name:
            return RowEntity(written.id, written.name)
        return self._named(written)

    def _named(self, written: WrittenEntity) -> RowEntity | AskedQuestion | None:
        answer = self._answers.to(Key("district", written.name, written.state))
        new = RowEntity(new_id("district", written.name, written.state), written.name)
        if answer is not None:
            return None if answer.said == OUT else new
        match = self._naming.match(written.name, written.state)
        if match.decision == "accepted":
            return self._accepted(written, match)
        if match.decision == "review":
            say_open(written.name, written.state, match, self._reporter)
            return asked_name(written.name, written.state, match)
        return new

    def _accepted(self, written: WrittenEntity, match: Match) -> RowEntity:
        if not match.equal:
            said = TakenFor.of(written.line, written.name, written.state, match)
            self.taken_for.append(said)
        node = self._naming.accepted(match)
        known = self._directory.node(node.id)
        if known is None:
            self._directory.add([node])
            self.entered[node.id] = node
        found = _joined(known or node, written)
        return found if known is not None else found._replace(kept={})


def _joined(node: Node, written: WrittenEntity) -> RowEntity:
    """A district that is there already, with what a row says of it.

    One that came from NCES itself takes over what a newer file says, and keeps its former name.
    Any other keeps its own name and all that is known of it; the row's name is a further one.
    """
    own = node.id == f"district:{written.nces_id}"
    name = written.name if own and written.name else node.name
    spelled = {name.casefold(): name}
    for other in (*node.aliases, node.name, written.name):
        if other:
            spelled.setdefault(other.casefold(), other)
    aliases = "|".join(list(spelled.values())[1:])
    return RowEntity(node.id, name, aliases, {} if own else node.properties)
