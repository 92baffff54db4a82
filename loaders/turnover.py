"""Who has joined a network and who has left it, between what a source said before and says now."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from graph.errors import NoStoreError
from graph.model import Node, Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from graph.records import Record
    from graph.store import Store


class Who(NamedTuple):
    """An entity, as people know it."""

    id: str
    name: str
    state: str | None


class Turnover(NamedTuple):
    """What has become of the members of a network, by one load.

    Attributes
    ----------
    network
        The network.
    joined, left
        Who belongs to it now and did not before, and the other way round; by name.
    same
        How many belong to it as before.
    """

    network: Who
    joined: tuple[Who, ...]
    left: tuple[Who, ...]
    same: int


class Further(NamedTuple):
    """What sources as a whole say of members.

    Attributes
    ----------
    lists
        Who was on the last complete list of each network before those in the sources.
    spared
        Who is in rows that wait, and so has not left.
    """

    lists: Mapping[str, AbstractSet[str]]
    spared: AbstractSet[str]


class Members:
    """The members of networks, as the sources of a load give them.

    Parameters
    ----------
    before
        What their last load said.

    Attributes
    ----------
    turnover
        What has become of each network of which the members were known before.
    """

    def __init__(self, before: Iterable[Statement]) -> None:
        self._before: dict[str, set[str]] = defaultdict(set)
        self._now: dict[str, set[str]] = defaultdict(set)
        self._nodes: dict[str, Node] = {}
        self.turnover: tuple[Turnover, ...] = ()
        for said in before:
            _put(self._before, said)

    def noting(
        self, records: Iterable[Record], store: Store, further: Callable[[], Further]
    ) -> Iterator[Record]:
        """Records as they are, noted; and once all are, what has become of the members.

        Parameters
        ----------
        store
            Knows the names.
        further
            Gives what the sources as a whole say; asked once all are read.
        """
        for record in records:
            if isinstance(record, Statement):
                _put(self._now, record)
            elif isinstance(record, Node) and record.name:
                self._nodes[record.id] = record
            yield record
        self.turnover = tuple(self._turnover(store, further()))

    def _turnover(self, store: Store, further: Further) -> Iterator[Turnover]:
        before = {**further.lists, **self._before}
        networks = sorted(before.keys() & self._now.keys())
        joined = {n: self._now[n] - before[n] for n in networks}
        left = {n: before[n] - self._now[n] - further.spared for n in networks}
        ids = {i for n in networks for i in (n, *joined[n], *left[n])}
        nodes = {**self._nodes, **(_there(store, ids) if ids else {})}
        for n in networks:
            same = len(before[n] & self._now[n])
            yield Turnover(_who(n, nodes), _all(joined[n], nodes), _all(left[n], nodes), same)


def _there(store: Store, ids: set[str]) -> dict[str, Node]:
    try:
        return store.nodes(ids)
    except NoStoreError:
        return {}


def _put(members: dict[str, set[str]], said: Statement) -> None:
    if said.type == "MEMBER_OF" and said.until is None:
        members[said.target_id].add(said.source_id)


def _all(ids: Iterable[str], nodes: Mapping[str, Node]) -> tuple[Who, ...]:
    return tuple(sorted((_who(i, nodes) for i in ids), key=lambda who: (who.name, who.id)))


def _who(node_id: str, nodes: Mapping[str, Node]) -> Who:
    node = nodes.get(node_id)
    return Who(node_id, node.name, node.state) if node else Who(node_id, node_id, None)
