"""Which network a roster names: a known one, a new one, or one that a person has to decide on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.model import Node
from loaders.checks.answers import NEW, NO_ANSWERS, OUT
from loaders.checks.questions import Key
from loaders.identity.near_names import NearNames
from loaders.identity.network_names import network_key
from loaders.rosters.asked import asked_network
from loaders.rosters.directory import slug
from loaders.rosters.entities import RowEntity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from loaders.checks.answers import Answers, GivenAnswer
    from loaders.checks.questions import AskedQuestion
    from loaders.rosters.directory import Directory
    from loaders.rosters.fields import WrittenEntity

MOST_COMPARED = 3_000
"""So many names of one roster are compared with each other; of more the first."""


class Which(NamedTuple):
    """What became of the name of a network.

    Attributes
    ----------
    id
        The network; None if a person has to decide.
    new
        The network, if the roster is the first to know it.
    candidates
        Those that may be meant, by name.
    """

    id: str | None
    new: Node | None = None
    candidates: tuple[Node, ...] = ()


class NetworkFinder:
    """Finds collectives by name, and makes those that are not known.

    Parameters
    ----------
    directory
        Those that are known.
    kind
        The kind of those that are made.
    answers
        What people have answered: which one a name means, or that it is new.
    """

    def __init__(self, directory: Directory, kind: str, answers: Answers = NO_ANSWERS) -> None:
        self._answers = answers
        self._directory = directory
        self._kind = kind

    def which(self, name: str, beside: Mapping[str, Iterable[str]]) -> Which:
        """Which network a name means.

        Parameters
        ----------
        beside
            For names of the same roster that are near others, those others: the more frequent
            ones, for which this one may be a slip of the pen.
        """
        candidates = self.candidates(name)
        answer = self._answers.to(Key("network", name))
        if answer is not None:
            return self._said(name, answer)
        if len(candidates) == 1 and self._is_meant(name, candidates[0]):
            return Which(candidates[0].id)
        if candidates:
            return Which(None, candidates=tuple(candidates))
        near = {node.id: node for node in self._directory.near_collectives(name)}
        for other in map(self.new, beside.get(name, ())):
            near.setdefault(other.id, other)
        if near:
            return Which(None, candidates=tuple(near.values()))
        return Which(self.new_id(name), self.new(name))

    def candidates(self, name: str) -> list[Node]:
        """The collectives that a name (or an id) names; none if it is a new or a near one."""
        node = self._directory.node(name)
        if node is not None and node.is_collective:
            return [node]
        named = self._directory.collectives(name)
        made = self._directory.node(self.new_id(name))
        return named or ([made] if made is not None else [])

    def near(self, name: str) -> list[Node]:
        """The known collectives whose names are near a name, and not equal."""
        key = network_key(name)
        return [
            node
            for node in self._directory.near_collectives(name)
            if key not in map(network_key, (node.name, *node.aliases))
        ]

    def new(self, name: str) -> Node:
        """A collective that only a roster knows."""
        return Node(self.new_id(name), self._kind, name)

    def new_id(self, name: str) -> str:
        """The id of a collective that only a roster knows."""
        return f"network:{slug(name)}"

    def _said(self, name: str, answer: GivenAnswer) -> Which:
        """What a person has said that a name means."""
        node_id = self.new_id(name) if answer.said == NEW else answer.said
        if self._directory.node(node_id) is not None:
            return Which(node_id)
        return Which(node_id, Node(node_id, self._kind, answer.name or name))

    def find(self, written: WrittenEntity) -> RowEntity | AskedQuestion | None:
        """The collective that a row describes, or the question which; None if it was said none."""
        if written.id or not written.name:
            return RowEntity(written.id, written.name)
        answer = self._answers.to(Key("network", written.name))
        if answer is not None:
            named = written.name if answer.said == NEW else answer.name or written.name
            node_id = self.new_id(named) if answer.said == NEW else answer.said
            return None if answer.said == OUT else RowEntity(node_id, named)
        candidates = [n for n in self.candidates(written.name) if n.kind == written.kind]
        if len(candidates) > 1:
            return asked_network(written.name, candidates)
        return RowEntity(
            candidates[0].id if candidates else self.new_id(written.name), written.name
        )

    def _is_meant(self, name: str, node: Node) -> bool:
        """Whether the only one with a name is meant: not one of another kind, unless by its id."""
        return node.kind == self._kind or node.id == name


def near_each_other(names: Mapping[str, int]) -> dict[str, list[str]]:
    """Names that are near more frequent ones, with those.

    Parameters
    ----------
    names
        How often a roster has each name, in the order in which they were met.
    """
    order = sorted(list(names)[:MOST_COMPARED], key=lambda name: -names[name])
    taken = NearNames()
    beside: dict[str, list[str]] = {}
    for name in order:
        key = network_key(name)
        others = [other for other in taken.near(name) if network_key(other) != key]
        if others:
            beside[name] = others
        else:
            taken.add(name)
    return beside
