"""One batch of a load in one transaction: look at what is there, plan, write what is missing.

Every batch takes the lock of the node about the store first, and holds it to its end. So two
loads take turns, batch by batch, neither can block the other, and the counts and the digest of
the store change in the same breath as the graph.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.cypher import ENTITY, META, labels_text, lists, types_text
from graph.digest import GraphDigest
from graph.errors import StoreError
from graph.model import Node, TieKey
from graph.on_neo4j.plan import Plan
from graph.on_neo4j.rows import CREATED, by_tie, node_from, node_properties, tie_rows
from graph.on_neo4j.sheets import UNWIND, sheet
from graph.spells import ALWAYS, lifetime

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from neo4j import ManagedTransaction, Transaction

    from graph.dates import Days
    from graph.model import Statement
    from graph.on_neo4j.plan import Planner
    from graph.on_neo4j.rows import Kept
    from graph.on_neo4j.sheets import Cell

ROWS = 5_000
"""Relationships that are sent together."""

LOCK = f"""
MATCH (m:{META} {{name: 'graph'}}) SET m.lock = $writer
RETURN m.nodes, m.ties, m.data_hash, m.next_order, m.writer
"""
_SAVE = f"""
MATCH (m:{META} {{name: 'graph'}})
SET m.nodes = $nodes, m.ties = $ties, m.data_hash = $data_hash, m.next_order = $next_order,
    m.writer = $writer
"""
_THERE = f"MATCH (n:{ENTITY}) WHERE n.id IN $ids RETURN properties(n)"
_UPDATE = f"""
UNWIND $rows AS row MATCH (n:{ENTITY} {{id: row.id}})
WITH n, row, n.`netweave:origin` AS origin SET n = row SET n.`netweave:origin` = origin
"""
_AROUND = (
    f"MATCH (n:{ENTITY})-[r]-(:{ENTITY}) WHERE n.id IN $ids WITH DISTINCT r "
    f"RETURN startNode(r).id, type(r), endNode(r).id, {lists('r')}"
)
_LIVES = f"""
MATCH (n:{ENTITY}) WHERE n.id IN $ids
RETURN count(n), collect(CASE WHEN n:Collective AND coalesce(n.founded, n.ended) IS NOT NULL
                              THEN [n.id, n.kind, n.founded, n.ended] END)
"""
_THERE_OF = f"MATCH (n:{ENTITY}) WHERE n.id IN $ids RETURN collect(n.id)"


class Meta(NamedTuple):
    """What the store says about itself.

    Attributes
    ----------
    next_order
        The place of the next statement.
    writer
        The load that has written last, None if none has.
    """

    nodes: int
    ties: int
    data_hash: str
    next_order: int
    writer: str | None


class Batch:
    """A batch of records for one transaction, which may have to be done more than once.

    Parameters
    ----------
    planner
        Knows what the load has done so far.
    origin, writer
        The name of the source, and that of this load alone.
    """

    def __init__(
        self,
        planner: Planner,
        nodes: Sequence[Node],
        statements: Sequence[Statement],
        *,
        origin: str,
        writer: str,
    ) -> None:
        self._planner = planner
        self._nodes = nodes
        self._statements = statements
        self._origin = origin
        self._writer = writer
        self._attempts = 0

    def write(self, transaction: ManagedTransaction) -> Plan:
        """Write what is missing; gives what that was."""
        self._attempts += 1
        meta = Meta(*_all(transaction, LOCK, writer=self._writer)[0])
        plan = self._plan(transaction, meta)
        self._write_nodes(transaction, plan)
        self._add_moved(transaction, plan)
        self._write_ties(transaction, plan)
        if plan.gained or plan.ties:
            _save(transaction, meta._replace(writer=self._writer), plan)
        return plan

    def _plan(self, transaction: ManagedTransaction, meta: Meta) -> Plan:
        """What is missing."""
        plan = Plan(meta.next_order)
        ids = [node.id for node in self._nodes]
        there = (node_from(row) for (row,) in _all(transaction, _THERE, ids=ids))
        self._planner.nodes(plan, self._nodes, {node.id: node for node in there})
        keys = {said.key for said in self._statements}
        if meta.ties and meta.writer != self._writer:
            self._planner.not_alone()
        if self._attempts == 1:
            # An earlier attempt may have been committed without our hearing of it.
            keys = self._planner.may_be_there(keys)
        self._planner.statements(plan, self._statements, kept_there(transaction, keys))
        return plan

    def _write_nodes(self, transaction: ManagedTransaction, plan: Plan) -> None:
        new: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for node in plan.new_nodes.values():
            new[node.kind].append(node_properties(node, self._origin))
        for kind, rows in new.items():
            text = f"UNWIND $rows AS row CREATE (n:{labels_text(kind)}) SET n = row"
            transaction.run(text, rows=rows).consume()
        if plan.changed_nodes:
            rows = [node_properties(node, "") for node in plan.changed_nodes.values()]
            transaction.run(_UPDATE, rows=rows).consume()

    def _add_moved(self, transaction: ManagedTransaction, plan: Plan) -> None:
        """Write the other ties of entities anew whose lifetime has changed."""
        if plan.moved:
            around = by_tie(_all(transaction, _AROUND, ids=list(plan.moved)))
            for key, kept in around.items():
                plan.ties.setdefault(key, kept)

    def _write_ties(self, transaction: ManagedTransaction, plan: Plan) -> None:
        lives = _lives(transaction, {i for a, _, b in plan.ties for i in (a, b)})
        stale: dict[str, list[list[Cell]]] = defaultdict(list)
        rows: dict[str, list[list[Cell]]] = defaultdict(list)
        for key, kept in plan.ties.items():
            if key not in plan.fresh:
                stale[key.type].append([key.source_id, key.target_id])
            ours = lives.get(key.source_id, ALWAYS), lives.get(key.target_id, ALWAYS)
            rows[key.type] += tie_rows(key, kept, ours)
        for tie_type, old in stale.items():
            _run_in_parts(transaction, _delete(tie_type), old)
        for tie_type, new in rows.items():
            made = _run_in_parts(transaction, _create(tie_type), new)
            if made != len(new):
                raise StoreError("An entity was taken out of the graph by hand. Load again.")


def kept_there(
    transaction: ManagedTransaction | Transaction, keys: Collection[TieKey]
) -> dict[TieKey, list[Kept]]:
    """The statements that the store has about ties, in row order."""
    pairs: dict[str, list[list[Cell]]] = defaultdict(list)
    for source, tie_type, target in keys:
        pairs[tie_type].append([source, target])
    found: dict[TieKey, list[Kept]] = {}
    for tie_type, ends in pairs.items():
        text = f"{UNWIND}{_tie(tie_type)} RETURN cells[0], type(r), cells[1], {lists('r')}"
        found |= by_tie(_all(transaction, text, **sheet(ends)))
    return found


def _all(transaction: ManagedTransaction | Transaction, text: Any, **given: Any) -> list[list[Any]]:
    return transaction.run(text, given).values()


def _lives(transaction: ManagedTransaction, ids: Collection[str]) -> dict[str, Days]:
    """The lifetimes of entities that have one; each of the ids must be there."""
    (count, found), *_ = _all(transaction, _LIVES, ids=list(ids))
    if count < len(ids):
        raise missing_entity(set(ids).difference(_all(transaction, _THERE_OF, ids=list(ids))[0][0]))
    lives: dict[str, Days] = {}
    for node_id, kind, founded, ended in found:
        said = {name: v for name, v in (("founded", founded), ("ended", ended)) if v is not None}
        lives[node_id] = lifetime(Node(node_id, kind, "", (), said))
    return lives


def missing_entity(ids: Iterable[str]) -> StoreError:
    """The error for ties that name entities which are not there."""
    return StoreError(f"A tie names {min(ids)!r}, which is not in the store. Add the entity first.")


def _tie(tie_type: str) -> str:
    return (
        f"MATCH (:{ENTITY} {{id: cells[0]}})-[r:{types_text([tie_type])}]->"
        f"(:{ENTITY} {{id: cells[1]}})"
    )


def _delete(tie_type: str) -> str:
    return f"{UNWIND}{_tie(tie_type)} DELETE r RETURN count(*)"


def _create(tie_type: str) -> str:
    return (
        f"{UNWIND}MATCH (a:{ENTITY} {{id: cells[0]}}) MATCH (b:{ENTITY} {{id: cells[1]}}) "
        f"CREATE (a)-[r:{types_text([tie_type])}]->(b) SET r = {CREATED} RETURN count(*)"
    )


def _run_in_parts(
    transaction: ManagedTransaction, text: str, rows: Sequence[Sequence[Cell]]
) -> int:
    """Run a query over rows, some thousands at a time; the sum of what it counts."""
    parts = (sheet(rows[i : i + ROWS]) for i in range(0, len(rows), ROWS))
    return sum(int(_all(transaction, text, **part)[0][0]) for part in parts)


def _save(transaction: ManagedTransaction, meta: Meta, plan: Plan) -> None:
    digest = GraphDigest(meta.data_hash)
    digest.add(plan.gained)
    digest.remove(plan.lost)
    transaction.run(
        _SAVE,
        nodes=meta.nodes + len(plan.new_nodes),
        ties=meta.ties + len(plan.fresh),
        data_hash=str(digest),
        next_order=plan.next_order,
        writer=meta.writer,
    ).consume()
