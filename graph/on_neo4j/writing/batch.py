"""One batch of a load in one transaction: look at what is there, plan, write what is missing.

Every batch takes the lock of the node about the store first, and holds it to its end. So two
loads take turns, batch by batch, neither can block the other, and the counts and the digest of
the store change in the same breath as the graph.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.cypher import ENTITY, META, lists
from graph.digest import GraphDigest
from graph.errors import StoreError, missing_entity
from graph.model import Node, TieKey
from graph.on_neo4j.rows import by_tie, givers, node_from, node_properties
from graph.on_neo4j.sheets import UNWIND, sheet
from graph.on_neo4j.writing.meta import Meta
from graph.on_neo4j.writing.nodes import write_givers
from graph.on_neo4j.writing.plan import Plan
from graph.on_neo4j.writing.sending import new_nodes, new_ties, send, stale_ties, tie_pattern
from graph.spells import lifetime

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from neo4j import ManagedTransaction, Transaction

    from graph.dates import Days
    from graph.model import Statement
    from graph.on_neo4j.rows import StoredStatement
    from graph.on_neo4j.sheets import Cell
    from graph.on_neo4j.writing.journal import Neo4jJournal
    from graph.on_neo4j.writing.plan import Planner
    from graph.on_neo4j.writing.sending import Query

LOCK = f"""
MATCH (m:{META} {{name: 'graph'}}) SET m.lock = $writer
RETURN m.nodes, m.ties, m.data_hash, m.next_order, m.writer, coalesce(m.part, 0),
       coalesce(m.loading, [])
"""
_SAVE = f"""
MATCH (m:{META} {{name: 'graph'}})
SET m.nodes = $nodes, m.ties = $ties, m.data_hash = $data_hash, m.next_order = $next_order,
    m.writer = $writer, m.part = $part, m.loading = $loading
"""
_THERE = f"MATCH (n:{ENTITY}) WHERE n.id IN $ids RETURN properties(n)"
_UPDATE = f"""
UNWIND $rows AS row MATCH (n:{ENTITY} {{id: row.id}})
WITH n, row, n.`netweave:origin` AS origin, n.`netweave:also` AS also,
     n.`netweave:joined` AS joined
SET n = row
SET n.`netweave:origin` = origin, n.`netweave:also` = also, n.`netweave:joined` = joined
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


class Ready(NamedTuple):
    """A batch that was planned beforehand, for a store that nobody else writes to.

    Attributes
    ----------
    first_order
        The place that its first statement has if it was planned rightly.
    queries
        All that it writes, in order.
    """

    first_order: int
    plan: Plan
    queries: Sequence[Query]


class Batch:
    """A batch of records for one transaction, which may have to be done more than once.

    Parameters
    ----------
    planner
        Knows what the load has done so far.
    ready
        What was planned beforehand; None to plan it when it is written.
    journal
        Keeps how everything was.
    done
        How many records of the load are done with this batch.
    """

    def __init__(
        self,
        planner: Planner,
        nodes: Sequence[Node],
        statements: Sequence[Statement],
        ready: Ready | None,
        journal: Neo4jJournal,
        done: int,
    ) -> None:
        self.nodes = nodes
        self.statements = statements
        self.ready = ready
        self._planner = planner
        self._journal = journal
        self._done = done
        self._attempts = 0

    def write(self, transaction: ManagedTransaction) -> Plan:
        """Write what is missing; gives what that was."""
        self._attempts += 1
        meta = lock(transaction, self._journal.writer)
        if (meta.nodes or meta.ties) and meta.writer != self._journal.writer:
            self._planner.not_alone()
        plan = self._send_ready(transaction, meta) or self._send_planned(transaction, meta)
        close(transaction, meta, plan, self._journal, self._done)
        return plan

    def _send_ready(self, transaction: ManagedTransaction, meta: Meta) -> Plan | None:
        """Write what was planned beforehand, if all is still as it was then."""
        ready = self.ready
        if ready is None or not self._first or ready.first_order != meta.next_order:
            return None
        send(transaction, ready.queries)
        return ready.plan

    def _send_planned(self, transaction: ManagedTransaction, meta: Meta) -> Plan:
        """Look at what is there, and write what is missing."""
        plan = self._plan(transaction, meta)
        self._write_nodes(transaction, plan)
        self._add_moved(transaction, plan)
        write_ties(transaction, plan)
        return plan

    @property
    def _first(self) -> bool:
        """Whether only this load has written, and not this batch.

        An earlier attempt may have been committed without our hearing of it.
        """
        return self._planner.alone and self._attempts == 1

    def _plan(self, transaction: ManagedTransaction, meta: Meta) -> Plan:
        """What is missing."""
        plan = Plan(meta.next_order)
        ids = [node.id for node in self.nodes]
        rows = _all(transaction, _THERE, ids=ids) if ids else []
        there = {row["id"]: row for (row,) in rows}
        self._planner.nodes(plan, self.nodes, {i: node_from(row) for i, row in there.items()})
        self._planner.givers(plan, {i: givers(row) for i, row in there.items()})
        plan.old_nodes = {i: there[i] for i in (*plan.changed_nodes, *plan.givers)}
        keys = {said.key for said in self.statements}
        if self._first:
            keys = self._planner.may_be_there(keys)
        self._planner.statements(plan, self.statements, kept_there(transaction, keys))
        return plan

    def _write_nodes(self, transaction: ManagedTransaction, plan: Plan) -> None:
        send(transaction, new_nodes(plan.new_nodes.values(), self._planner.origin or ""))
        if plan.changed_nodes:
            rows = [
                node_properties(node, "", plan.old_nodes[node.id])
                for node in plan.changed_nodes.values()
            ]
            transaction.run(_UPDATE, rows=rows).consume()
        write_givers(transaction, plan)

    def _add_moved(self, transaction: ManagedTransaction, plan: Plan) -> None:
        """Write the other ties of entities anew whose lifetime has changed."""
        if plan.moved:
            around = by_tie(_all(transaction, _AROUND, ids=list(plan.moved)))
            for key, kept in around.items():
                if key not in plan.ties:
                    plan.ties[key] = plan.old_ties[key] = kept


def write_ties(transaction: ManagedTransaction, plan: Plan) -> None:
    """Write the ties of a plan anew."""
    left = {key: kept for key, kept in plan.ties.items() if kept}
    send(transaction, stale_ties(key for key in plan.ties if key not in plan.fresh))
    send(transaction, new_ties(left, lives_of(transaction, left)))


def kept_there(
    transaction: ManagedTransaction | Transaction, keys: Collection[TieKey]
) -> dict[TieKey, list[StoredStatement]]:
    """The statements that the store has about ties, in row order."""
    pairs: dict[str, list[list[Cell]]] = defaultdict(list)
    for source, tie_type, target in keys:
        pairs[tie_type].append([source, target])
    found: dict[TieKey, list[StoredStatement]] = {}
    for tie_type, ends in pairs.items():
        text = f"{UNWIND}{tie_pattern(tie_type)} RETURN cells[0], type(r), cells[1], {lists('r')}"
        found |= by_tie(_all(transaction, text, **sheet(ends)))
    return found


def _all(transaction: ManagedTransaction | Transaction, text: Any, **given: Any) -> list[list[Any]]:
    return transaction.run(text, given).values()


def lives_of(transaction: ManagedTransaction, ties: Iterable[TieKey]) -> dict[str, Days]:
    """The lifetimes of those ends of ties that have one; each of the ends must be there."""
    ids = {i for a, _, b in ties for i in (a, b)}
    if not ids:
        return {}
    (count, found), *_ = _all(transaction, _LIVES, ids=list(ids))
    if count < len(ids):
        missing = ids.difference(_all(transaction, _THERE_OF, ids=list(ids))[0][0])
        raise StoreError(missing_entity(missing))
    lives: dict[str, Days] = {}
    for node_id, kind, founded, ended in found:
        said = {name: v for name, v in (("founded", founded), ("ended", ended)) if v is not None}
        lives[node_id] = lifetime(Node(node_id, kind, "", (), said))
    return lives


def lock(transaction: ManagedTransaction, writer: str) -> Meta:
    """Take the lock of the store, to the end of the transaction."""
    return Meta(*_all(transaction, LOCK, writer=writer)[0])


def close(
    transaction: ManagedTransaction, meta: Meta, plan: Plan, journal: Neo4jJournal, done: int
) -> None:
    """Keep how everything was before a plan, and write what the store says of itself after it.

    Parameters
    ----------
    done
        How many records of the write are done with this plan.
    """
    loading = journal.marks(meta.loading, done, wrote=not plan.nothing)
    if plan.nothing:
        if loading != meta.loading:
            save(transaction, meta._replace(loading=loading))
        return
    digest = GraphDigest(meta.data_hash)
    digest.add(plan.gained)
    digest.remove(plan.lost)
    after = Meta(
        meta.nodes + len(plan.new_nodes) - len(plan.gone_nodes),
        meta.ties + len(plan.fresh) - len(plan.gone),
        str(digest),
        plan.next_order,
        journal.writer,
        journal.keep(transaction, plan, meta),
        loading,
    )
    save(transaction, after)


def save(transaction: ManagedTransaction, meta: Meta) -> None:
    """Write what the store says of itself."""
    transaction.run(_SAVE, meta._asdict()).consume()
