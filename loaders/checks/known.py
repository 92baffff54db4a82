"""What the store holds already, as far as it matters for judging a source."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from graph.model import Node, Tie
    from graph.store import Reader

NOTHING_MERGED: Mapping[str, str] = MappingProxyType({})
"""No entity has joined another."""


class Life(NamedTuple):
    """When a collective began and ended, as far as is known."""

    founded: str | None
    ended: str | None


class Known:
    """What is known of the entities of a store, learnt in bulk before a source is judged.

    The store is asked for nothing afterwards, so that a source can be judged while it is
    being written to that very store.

    Parameters
    ----------
    store
        The store; None if nothing is known yet.
    merged
        Ids of entities that have joined others, with the ids of those, besides those that the
        store remembers. Where the store has the other, a source may go on naming the one: see
        `now`.
    """

    def __init__(
        self, store: Reader | None = None, merged: Mapping[str, str] = NOTHING_MERGED
    ) -> None:
        self._store = store if store is not None and store.facts().nodes else None
        self._kinds: dict[str, str] = {}
        self._lives: dict[str, Life] = {}
        self._owners: dict[str, str] = {}
        self._merged = {**(self._store.merged() if self._store is not None else {}), **merged}
        self._now: dict[str, str] = {}

    @property
    def nothing(self) -> bool:
        """Whether there is no store, or nothing in it."""
        return self._store is None

    def learn(self, ids: Iterable[str]) -> None:
        """Ask the store about entities. Those it has not are unknown from then on."""
        wanted = {node_id for node_id in ids if node_id not in self._kinds}
        if self._store is not None and wanted:
            joined = {i: _last(i, self._merged) for i in wanted if i in self._merged}
            found = self._store.nodes({*wanted, *joined.values()})
            for node in found.values():
                self._keep(node)
            for one, other in joined.items():
                if one not in found and other in found:
                    self._join(one, other)

    def learn_owners(self, nces_ids: Iterable[str]) -> None:
        """Ask the store whose these NCES ids are."""
        wanted = {nces_id for nces_id in nces_ids if nces_id not in self._owners}
        if self._store is not None and wanted:
            for node in self._store.owners(wanted).values():
                self._keep(node)

    def learn_kinds(self, kinds: Collection[str]) -> list[Node]:
        """Ask the store for all entities of some kinds."""
        found = [] if self._store is None else self._store.catalogue(kinds)
        for node in found:
            self._keep(node)
        return found

    def memberships(self, networks: Iterable[str]) -> list[Tie]:
        """Ask the store who has ever been said to belong to networks."""
        return (
            [] if self._store is None else self._store.ties([*networks], ["MEMBER_OF"], None, "in")
        )

    def kind(self, node_id: str) -> str | None:
        """The kind of an entity, None if it is unknown."""
        return self._kinds.get(node_id)

    def life(self, node_id: str) -> Life | None:
        """When a collective began and ended, None if neither is known."""
        return self._lives.get(node_id)

    def owner(self, nces_id: str) -> str | None:
        """The id of the entity with this NCES id, None if there is none."""
        return self._owners.get(nces_id)

    @property
    def merges(self) -> bool:
        """Whether any entity may have joined another."""
        return bool(self._merged)

    def now(self, node_id: str) -> str:
        """The id of the entity that an id means now: another one, if it has joined that."""
        return self._now.get(node_id, node_id)

    def _join(self, one: str, other: str) -> None:
        self._now[one] = other
        self._kinds[one] = self._kinds[other]
        if other in self._lives:
            self._lives[one] = self._lives[other]

    def _keep(self, node: Node) -> None:
        self._kinds[node.id] = node.kind
        if node.founded or node.ended:
            self._lives[node.id] = Life(node.founded, node.ended)
        nces_id = node.text("nces_id")
        if nces_id:
            self._owners[nces_id] = node.id


def _last(node_id: str, merged: Mapping[str, str]) -> str:
    """The end of a chain of entities, each of which has joined the next."""
    met = {node_id}
    while (further := merged.get(node_id)) is not None and further not in met:
        met.add(further)
        node_id = further
    return node_id
