"""Taking out of the server what a bundle says has to go, in an open transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.on_neo4j.writing.batch import kept_there, write_ties
from graph.on_neo4j.writing.nodes import delete_nodes, present, write_givers, write_joined
from graph.on_neo4j.writing.plan import Plan
from graph.on_neo4j.writing.spellings import write_spellings
from graph.on_neo4j.writing.takings import keys_of

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    from graph.on_neo4j.writing.meta import Meta
    from graph.on_neo4j.writing.takings import Takings
    from graph.records import Bundle


def take_out(transaction: ManagedTransaction, takings: Takings, bundle: Bundle, meta: Meta) -> Plan:
    """Take statements and entities out, and write what takes the place of statements."""
    plan = Plan(meta.next_order)
    keys = keys_of(bundle.withdrawals)
    takings.withdrawals(plan, bundle.withdrawals, kept_there(transaction, keys))
    write_ties(transaction, plan)
    ids = {i for one in bundle.removals for i in (one.node_id, one.instead) if i is not None}
    there = present(transaction, ids)
    takings.removals(plan, bundle.removals, there)
    changed = plan.givers.keys() | plan.joined.keys() | plan.spelled.keys()
    changed -= plan.gone_nodes.keys()
    plan.old_nodes = {i: there[i].properties for i in sorted(changed)}
    write_givers(transaction, plan)
    write_joined(transaction, plan)
    left = {i: said for i, said in plan.spelled.items() if i not in plan.gone_nodes}
    write_spellings(transaction, left, plan.old_nodes)
    delete_nodes(transaction, plan.gone_nodes.keys())
    return plan
