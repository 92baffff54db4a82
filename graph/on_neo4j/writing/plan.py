"""What a batch of records changes, worked out without a server.

The store's own entities and statements are compared with what a source says; what comes out is
what has to be written, and the differences in words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph.changes import Change, Changes, about, difference
from graph.digest import evidence_file, node_digest, statement_digest
from graph.on_neo4j.rows import StoredStatement
from graph.spells import lifetime
from graph.updating import updated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.model import Node, Note, Statement, TieKey

Identity = tuple[bytes, str]
"""What makes a statement one among those about its tie: its digest and its evidence file."""


@dataclass(slots=True)
class Plan:
    """What a batch changes.

    Attributes
    ----------
    new_nodes, changed_nodes
        Entities to add, and to write anew.
    moved
        The ids of changed entities whose lifetime is another: the windows of their ties change.
    ties
        Ties to write anew, with all their statements in row order.
    fresh
        Those of them that the store does not have.
    old_ties
        Those of them that the store has, as they were.
    old_nodes
        Entities to write anew, with their properties on the server before.
    gone_nodes
        Entities to take out, with their properties on the server.
    givers
        Entities whose sources change, with all of them.
    joined
        Entities that others join, with the ids of all that have.
    spelled
        Entities for which sources wrote something else than before, with all of it.
    given
        Ties of whose statements the sources change.
    met
        The places of earlier statements that it says again.
    gained, lost
        Digests to count in and out.
    old_notes
        Notes that change, as they were before; None for a new one.
    next_order
        The place of the next statement.
    changes
        The differences.
    """

    next_order: int
    new_nodes: dict[str, Node] = field(default_factory=dict)
    changed_nodes: dict[str, Node] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)
    ties: dict[TieKey, list[StoredStatement]] = field(default_factory=dict)
    fresh: set[TieKey] = field(default_factory=set)
    old_ties: dict[TieKey, Sequence[StoredStatement]] = field(default_factory=dict)
    old_nodes: dict[str, dict[str, Any]] = field(default_factory=dict)
    gone_nodes: dict[str, dict[str, Any]] = field(default_factory=dict)
    givers: dict[str, list[str]] = field(default_factory=dict)
    joined: dict[str, list[str]] = field(default_factory=dict)
    spelled: dict[str, list[str]] = field(default_factory=dict)
    given: set[TieKey] = field(default_factory=set)
    met: set[int] = field(default_factory=set)
    gained: list[bytes] = field(default_factory=list)
    lost: list[bytes] = field(default_factory=list)
    old_notes: list[Note] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)

    @property
    def nothing(self) -> bool:
        """Whether nothing has to be written."""
        written = self.gained or self.lost or self.ties or self.givers or self.spelled
        return not (written or self.gone_nodes or self.old_notes)

    @property
    def shown_alone(self) -> bool:
        """Whether nothing changes but the file and the line at which statements are shown."""
        given = self.givers or self.given or self.spelled
        return not (self.gained or self.lost or self.gone_nodes or given or self.old_notes)

    def keep_old(self, there: Mapping[TieKey, Sequence[StoredStatement]]) -> None:
        """Keep how the ties were that are written anew."""
        self.old_ties = {key: there[key] for key in self.ties if key not in self.fresh}

    @property
    def gone(self) -> list[TieKey]:
        """Ties of which no statement is left."""
        return [key for key, kept in self.ties.items() if not kept]


class Planner:
    """Plans the batches of one load.

    Parameters
    ----------
    origin
        The name of the source; None if it is none that gives anything.
    first_order
        The place that the first statement of this load has: earlier ones were there before.
    explain
        Whether to note each single difference.
    empty
        Whether the store was empty when the load began.
    """

    def __init__(
        self, origin: str | None, first_order: int, *, explain: bool, empty: bool = False
    ) -> None:
        self.origin = origin
        self._first_order = first_order
        self._explain = explain
        self.added: set[str] = set()
        """The ids of the entities that this load has added."""
        self._met: set[int] = set()
        self._written: set[int] | None = set() if empty else None
        """Hashes of the ties that it has added or will add, if there were none before it."""

    @property
    def alone(self) -> bool:
        """Whether all that is in the store was written by this load."""
        return self._written is not None

    def expect(self, plan: Plan) -> None:
        """Keep in mind which ties a batch adds."""
        written = self._written
        if written is not None:
            written.update(map(hash, plan.fresh))

    def done(self, plan: Plan) -> None:
        """Keep in mind what a batch has added."""
        self.added |= plan.new_nodes.keys()
        self._met |= plan.met

    def not_alone(self) -> None:
        """Somebody else writes to the store too: it may have ties that this load knows not of."""
        self._written = None

    def may_be_there(self, keys: set[TieKey]) -> set[TieKey]:
        """Those of some ties that the store may have, as long as nobody else writes to it."""
        written = self._written
        return keys if written is None else {key for key in keys if hash(key) in written}

    def givers(self, plan: Plan, known: Mapping[str, list[str]]) -> None:
        """Plan that the source gives entities which the store has, with their sources so far."""
        for node_id, origins in known.items():
            if self.origin is not None and self.origin not in origins:
                plan.givers[node_id] = [*origins, self.origin]

    def nodes(self, plan: Plan, given: Iterable[Node], there: Mapping[str, Node]) -> None:
        """Plan entities, of which the store has some."""
        for node in given:
            if node.id in plan.new_nodes:
                plan.new_nodes[node.id] = updated(plan.new_nodes[node.id], node)
            elif node.id in there:
                self._update(plan, plan.changed_nodes.get(node.id, there[node.id]), node)
            else:
                plan.new_nodes[node.id] = node
        for node in plan.new_nodes.values():
            plan.gained.append(node_digest(node))
            plan.changes.nodes_added += 1
            if self._explain:
                words = f"{node.kind} {node.name}"
                plan.changes.rows.append(Change("added", "entity", node.id, words))

    def statements(
        self,
        plan: Plan,
        given: Sequence[Statement],
        there: Mapping[TieKey, Sequence[StoredStatement]],
    ) -> None:
        """Plan statements about ties, of which the store has some."""
        known: dict[TieKey, dict[Identity, StoredStatement]] = {}
        for statement in given:
            key = statement.key
            if key not in known:
                known[key] = {identity(one.statement): one for one in there.get(key, ())}
                if not known[key]:
                    plan.fresh.add(key)
            mine = identity(statement)
            if mine in known[key]:
                self._meet_again(plan, known[key], mine, statement)
            else:
                known[key][mine] = StoredStatement(plan.next_order, self.origin or "", statement)
                self._add(plan, known[key], mine)
        for key in plan.ties:
            plan.ties[key] = list(known[key].values())
        plan.keep_old(there)

    def _update(self, plan: Plan, old: Node, new: Node) -> None:
        """Plan what a row says of an entity that is there."""
        node = updated(old, new)
        known = node.id not in self.added
        if node == old:
            plan.changes.unchanged += known
            return
        plan.changed_nodes[node.id] = node
        plan.lost.append(node_digest(old))
        plan.gained.append(node_digest(node))
        if known:
            plan.changes.nodes_changed += 1
            if self._explain:
                words = difference(old, node)
                plan.changes.rows.append(Change("changed", "entity", node.id, words))
        if lifetime(old) != lifetime(node):
            plan.moved.add(node.id)

    def _add(self, plan: Plan, known: dict[Identity, StoredStatement], mine: Identity) -> None:
        statement = known[mine].statement
        plan.next_order += 1
        plan.ties[statement.key] = []
        plan.gained.append(mine[0])
        plan.changes.statements_added += 1
        if self._explain:
            words = about(statement)
            plan.changes.rows.append(Change("added", "statement", statement.source_id, words))

    def _meet_again(
        self,
        plan: Plan,
        known: dict[Identity, StoredStatement],
        mine: Identity,
        statement: Statement,
    ) -> None:
        """A statement that is known: only the place where it is shown may be another.

        Of several rows of a source that say it, the first one is shown.
        """
        plan.changes.unchanged += 1
        old = known[mine]
        if self.origin is not None and self.origin not in old.origins:
            old = known[mine] = old.given_by([self.origin])
            plan.ties[statement.key] = []
            plan.given.add(statement.key)
        if old.order >= self._first_order or old.order in plan.met or old.order in self._met:
            return
        plan.met.add(old.order)
        evidence, new = old.statement.evidence, statement.evidence
        if (evidence.file, evidence.line) != (new.file, new.line):
            moved = evidence._replace(file=new.file, line=new.line)
            known[mine] = old._replace(statement=old.statement._replace(evidence=moved))
            plan.ties[statement.key] = []


def identity(statement: Statement) -> Identity:
    """What makes a statement one among those about its tie."""
    return statement_digest(statement), evidence_file(statement)
