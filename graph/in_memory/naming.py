"""How entities in memory are found by what people write: an index, made when it is first asked."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from graph.names.labels import Nameable, labels_of, namings, needles, scans

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from graph.model import Node, Spelling
    from graph.names.labels import LabelWay
    from graph.naming import Namings


class LabelIndex:
    """The names of a graph in memory.

    Parameters
    ----------
    nodes
        The entities by id.
    spellings
        What sources wrote for them.
    is_tied
        Whether one has a tie.
    """

    def __init__(
        self,
        nodes: Mapping[str, Node],
        spellings: Iterable[Spelling],
        is_tied: Callable[[Node], bool],
    ) -> None:
        self.spellings = sorted(one for one in spellings if one.node_id in nodes)
        self._nodes = nodes
        self._is_tied = is_tied
        self._spelled: dict[str, list[str]] = defaultdict(list)
        for one in self.spellings:
            self._spelled[one.node_id].append(one.text)

    def named(self, written: Collection[str]) -> Namings:
        """For each text the entities that it names (`graph.store.Reader.named`)."""
        return {text: namings(self._known(text), [text])[text] for text in written}

    @cached_property
    def _labels(self) -> dict[tuple[LabelWay, str], list[str]]:
        """The ids of the entities that are looked up by each text."""
        found: dict[tuple[LabelWay, str], list[str]] = defaultdict(list)
        for node in self._nodes.values():
            for label in labels_of(node, self._spelled.get(node.id, ())):
                found[label].append(node.id)
        return dict(found)

    def _known(self, text: str) -> list[Nameable]:
        """The entities that a text may name."""
        labels = (self._labels.get(needle, ()) for needle in needles(text))
        ids = self._nodes if scans(text) else dict.fromkeys(chain.from_iterable(labels))
        nodes = (self._nodes[node_id] for node_id in ids)
        return [Nameable(n, self._spelled.get(n.id, ()), self._is_tied(n)) for n in nodes]
