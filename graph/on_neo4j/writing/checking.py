"""What would break off a load in the middle is found before anything is written.

A load of several transactions cannot be taken back, so kinds, NCES ids and the ends of ties are
looked at first, over all its records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.cypher import ENTITY
from graph.errors import StoreError, missing_entity, same_nces_id
from graph.updating import another_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.model import Node, Statement
    from graph.on_neo4j.driver.connection import Neo4jServer

_KINDS = f"MATCH (n:{ENTITY}) WHERE n.id IN $ids RETURN collect([n.id, n.kind])"
_OWNERS = f"MATCH (n:{ENTITY}) WHERE n.nces_id IN $values RETURN toString(n.nces_id), n.id"


class ServerChecker:
    """What was seen so far: the kind of each entity, and the owner of each NCES id.

    Parameters
    ----------
    server
        Where the store is. It is asked for what the load has not given itself. None if it is
        empty.
    """

    def __init__(self, server: Neo4jServer | None) -> None:
        self._server = server
        self._kinds: dict[str, str] = {}
        self._owners: dict[str, str] = {}
        self._gone: set[str] = set()

    def look_at_nodes(self, nodes: Sequence[Node]) -> None:
        """Kinds and NCES ids.

        Raises
        ------
        StoreError
            If an entity is of another kind than before, or two have one NCES id.
        """
        self._learn(node.id for node in nodes)
        self._learn_owners(nodes)
        for node in nodes:
            self._gone.discard(node.id)
            kind = self._kinds.setdefault(node.id, node.kind)
            if kind != node.kind:
                raise another_kind(node.id, kind, node.kind)
            nces_id = node.text("nces_id")
            if nces_id and self._owners.setdefault(nces_id, node.id) != node.id:
                raise StoreError(same_nces_id(nces_id, self._owners[nces_id], node.id))

    def look_at_statements(self, statements: Iterable[Statement]) -> None:
        """The ends of ties.

        Raises
        ------
        StoreError
            If one is neither in the store nor has come before.
        """
        ends = {i for said in statements for i in (said.source_id, said.target_id)}
        self._learn(ends)
        missing = ends - self._kinds.keys()
        if missing:
            raise StoreError(missing_entity(missing))

    def look_at_removals(self, ids: Iterable[str]) -> None:
        """Entities that go: what comes later may not name them, and their NCES ids are free."""
        self._gone.update(ids)
        self._kinds = {i: kind for i, kind in self._kinds.items() if i not in self._gone}
        self._owners = {n: owner for n, owner in self._owners.items() if owner not in self._gone}

    def _learn(self, ids: Iterable[str]) -> None:
        if self._server is None:
            return
        new = [i for i in set(ids) if i not in self._kinds and i not in self._gone]
        if new:
            self._kinds |= dict(self._server.rows(_KINDS, ids=new)[0][0])

    def _learn_owners(self, nodes: Iterable[Node]) -> None:
        values = {value for node in nodes if (value := node.properties.get("nces_id"))}
        if self._server is None or not values:
            return
        both = {*values, *map(str, values), *(int(v) for v in map(str, values) if v.isdecimal())}
        owners = self._server.rows(_OWNERS, values=[v for v in both if _fits(v)])
        self._owners = {n: one for n, one in owners if one not in self._gone} | self._owners


def _fits(value: object) -> bool:
    return not isinstance(value, int) or -(1 << 63) <= value < 1 << 63
