"""Entities on their way into the offline file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.changes import Change, difference
from graph.digest import node_digest
from graph.errors import StoreError, same_nces_id
from graph.offline.labels import INSERT_LABEL, label_rows, relabel
from graph.offline.rows import compact, node_row
from graph.offline.session import marks
from graph.spells import lifetime
from graph.updating import updated

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.model import Node
    from graph.offline.session import Session, StoredNode
    from graph.offline.steps import StepWriter


class EntityWriter:
    """Writes entities and their labels."""

    def __init__(self, load: Session, steps: StepWriter) -> None:
        self._load = load
        self._steps = steps

    def write(self, nodes: Sequence[Node]) -> None:
        """Add entities, or update those that are there."""
        self._check_nces_ids(nodes)
        there = self._load.there([node.id for node in nodes])
        new: dict[str, Node] = {}
        for node in nodes:
            if node.id in new:
                new[node.id] = updated(new[node.id], node)
            elif node.id in there:
                found = there[node.id]
                there[node.id] = found._replace(node=self._update_node(found, node))
            else:
                new[node.id] = node
        if new:
            self._insert_nodes(new.values())

    def _insert_nodes(self, nodes: Iterable[Node]) -> None:
        rows: list[tuple[Any, ...]] = []
        labels: list[tuple[str, str, int]] = []
        for node in nodes:
            key = self._load.next_node
            self._load.next_node += 1
            rows.append((key, *node_row(node), self._load.giver or ""))
            labels += label_rows(key, node)
            self._load.remember(key, node)
            if self._load.explain:
                self._load.note(Change("added", "entity", node.id, f"{node.kind} {node.name}"))
        self._load.db.executemany(f"INSERT INTO node VALUES ({marks(11)})", rows)
        self._load.db.executemany(INSERT_LABEL, labels)
        self._load.digest.add(node_digest(node) for node in nodes)
        self._load.changes.nodes_added += len(rows)

    def _update_node(self, found: StoredNode, said: Node) -> Node:
        """Take over what a row says of an entity that is there."""
        key, origin, old = found
        self._load.db.execute("INSERT OR IGNORE INTO seen_node VALUES (?)", (key,))
        giver = self._load.giver
        if giver is not None and giver != origin:
            self._load.give_node(key, giver)
        node = updated(old, said)
        self._load.remember(key, node)
        known = key < self._load.first_node
        if node == old:
            self._load.changes.unchanged += known
            return old
        sql = (
            "UPDATE node SET id = ?, kind = ?, name = ?, aliases = ?, properties = ?, state = ?, "
            "nces_id = ?, first_day = ?, last_day = ? WHERE key = ?"
        )
        self._load.db.execute(sql, (*node_row(node), key))
        relabel(self._load.db, [key])
        self._load.digest.remove([node_digest(old)])
        self._load.digest.add([node_digest(node)])
        if known:
            self._load.changes.nodes_changed += 1
            self._load.note(Change("changed", "entity", node.id, difference(old, node)))
        if lifetime(old) != lifetime(node):
            self._steps.derive_around(key)
        return node

    def _check_nces_ids(self, nodes: Iterable[Node]) -> None:
        """One NCES id is one entity: in the store, and among those that come."""
        said = [(nces_id, node.id) for node in nodes if (nces_id := node.text("nces_id"))]
        sql = "SELECT n.nces_id, n.id FROM json_each(?) f JOIN node n ON n.nces_id = f.value"
        rows = self._load.db.execute(sql, (compact([nces_id for nces_id, _ in said]),))
        owners: dict[str, str] = dict(rows)
        for nces_id, node_id in said:
            if owners.setdefault(nces_id, node_id) != node_id:
                raise StoreError(same_nces_id(nces_id, owners[nces_id], node_id))
