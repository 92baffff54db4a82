"""The next batch of a first load, made ready while the server still writes the one before.

Where a store was empty when a load began, and nobody else writes to it, what a batch will find
there is known beforehand. It is then planned and put into queries without asking. Whether it was
so is looked at when it is written, under the lock; if not, it is planned anew from what is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.on_neo4j.writing.batch import Batch, Ready
from graph.on_neo4j.writing.plan import Plan
from graph.on_neo4j.writing.sending import new_nodes, new_ties
from graph.spells import ALWAYS, lifetime

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.dates import Days
    from graph.model import Node, Statement
    from graph.on_neo4j.writing.journal import Neo4jJournal
    from graph.on_neo4j.writing.plan import Planner
    from graph.spool import Spool


class BatchQueue:
    """The batches of a load, one after the other, each made ready if it can be.

    Parameters
    ----------
    planner
        Knows what the load has done, and whether it is alone.
    next_order
        The place of the first statement of the load.
    journal
        Keeps how everything was.
    """

    def __init__(
        self, spool: Spool, planner: Planner, next_order: int, journal: Neo4jJournal
    ) -> None:
        self._batches = spool.batches()
        self._planner = planner
        self._next_order = next_order
        self._journal = journal
        self._done = 0
        self._nodes: set[str] = set()
        self._lives: dict[str, Days] = {}

    def take(self) -> Batch | None:
        """The next batch, None after the last one."""
        batch = next(self._batches, None)
        if batch is None:
            return None
        nodes, statements = batch
        self._done += len(nodes) + len(statements)
        ready = self._ready(*batch) if self._planner.alone else None
        return Batch(self._planner, *batch, ready, self._journal, self._done)

    def note(self, plan: Plan) -> None:
        """Reckon from now on with what a batch changes."""
        self._next_order = plan.next_order
        self._planner.expect(plan)
        self._nodes |= plan.new_nodes.keys()
        for node in (*plan.new_nodes.values(), *plan.changed_nodes.values()):
            life = lifetime(node)
            if life != ALWAYS:
                self._lives[node.id] = life

    def _ready(self, nodes: Sequence[Node], statements: Sequence[Statement]) -> Ready | None:
        """A batch as it will be written, None if it adds to what earlier batches have written."""
        known = not self._nodes.isdisjoint(node.id for node in nodes)
        if known or self._planner.may_be_there({said.key for said in statements}):
            return None
        first, plan = self._next_order, Plan(self._next_order)
        self._planner.nodes(plan, nodes, {})
        self._planner.statements(plan, statements, {})
        self.note(plan)
        queries = [*new_nodes(plan.new_nodes.values(), self._planner.origin or "")]
        queries += new_ties(plan.ties, self._lives)
        return Ready(first, plan, queries)
