"""What a bundle takes out, worked out without a server: statements and entities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from graph.changes import Change, about
from graph.digest import node_digest
from graph.errors import StoreError, missing_entity, ties_left
from graph.on_neo4j.labels import SPELLINGS
from graph.on_neo4j.rows import JOINED, StoredStatement, givers, node_from
from graph.on_neo4j.writing.plan import identity

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from graph.model import Node, Removal, Statement, TieKey, Withdrawal
    from graph.on_neo4j.writing.plan import Identity, Plan

    KnownStatements = dict[TieKey, dict[Identity, StoredStatement]]


class Present(NamedTuple):
    """An entity on the server: its properties there, and whether a tie is left at it."""

    properties: dict[str, Any]
    tied: bool

    @property
    def node(self) -> Node:
        """The entity itself."""
        return node_from(self.properties)


class Takings:
    """Plans what is taken out.

    Parameters
    ----------
    explain
        Whether to note each single difference.
    """

    def __init__(self, *, explain: bool) -> None:
        self._explain = explain

    def withdrawals(
        self,
        plan: Plan,
        withdrawals: Sequence[Withdrawal],
        there: Mapping[TieKey, Sequence[StoredStatement]],
    ) -> None:
        """Plan which statements go, and what takes their place; ``there`` has all their ties."""
        known: KnownStatements = {
            key: {identity(one.statement): one for one in stored} for key, stored in there.items()
        }
        touched: dict[TieKey, None] = {}
        instead: list[tuple[StoredStatement, Statement]] = []
        for withdrawal in withdrawals:
            statement = withdrawal.statement
            mine = known.get(statement.key, {})
            stored = mine.get(identity(statement))
            if stored is None or self._stays(plan, withdrawal, stored, mine, touched):
                continue
            del mine[identity(statement)]
            touched[statement.key] = None
            plan.lost.append(identity(statement)[0])
            plan.changes.statements_withdrawn += 1
            self._note(
                plan, Change("withdrawn", "statement", statement.source_id, about(statement))
            )
            if withdrawal.instead is not None:
                instead.append((stored, withdrawal.instead))
        for stored, statement in instead:
            self._put_in_place(plan, stored, statement, known, touched)
        for key in touched:
            plan.ties[key] = list(known[key].values())
            if not there.get(key):
                plan.fresh.add(key)
        plan.keep_old(there)

    def _stays(
        self,
        plan: Plan,
        withdrawal: Withdrawal,
        stored: StoredStatement,
        mine: dict[Identity, StoredStatement],
        touched: dict[TieKey, None],
    ) -> bool:
        """Whether another source says it too, or the one that takes it back never said it."""
        origin, statement = withdrawal.origin, withdrawal.statement
        if origin is None:
            return False
        if origin not in stored.origins:
            return True
        others = [one for one in stored.origins if one != origin]
        if not others:
            return False
        mine[identity(statement)] = stored._replace(origin="\n".join(others))
        touched[statement.key] = None
        plan.given.add(statement.key)
        plan.changes.kept += 1
        self._note(plan, Change("kept", "statement", statement.source_id, about(statement)))
        return True

    def _put_in_place(
        self,
        plan: Plan,
        stored: StoredStatement,
        statement: Statement,
        known: KnownStatements,
        touched: dict[TieKey, None],
    ) -> None:
        """Plan a statement for one that is taken out, with the same sources."""
        mine = known.setdefault(statement.key, {})
        same = mine.get(identity(statement))
        touched[statement.key] = None
        if same is not None:
            mine[identity(statement)] = same.given_by(stored.origins)
            plan.changes.unchanged += 1
            return
        mine[identity(statement)] = StoredStatement(plan.next_order, stored.origin, statement)
        plan.next_order += 1
        plan.gained.append(identity(statement)[0])
        plan.changes.statements_added += 1
        self._note(plan, Change("added", "statement", statement.source_id, about(statement)))

    def removals(
        self, plan: Plan, removals: Sequence[Removal], there: Mapping[str, Present]
    ) -> None:
        """Plan which entities go; ``there`` has them, and those that take their place.

        Raises
        ------
        StoreError
            If a tie is left at one that has to go, or what takes its place is not there.
        """
        origins = {node_id: givers(one.properties) for node_id, one in there.items()}
        joined = {node_id: one.properties.get(JOINED, []) for node_id, one in there.items()}
        said = {node_id: one.properties.get(SPELLINGS, []) for node_id, one in there.items()}
        for removal in removals:
            node_id = removal.node_id
            if node_id not in there or node_id in plan.gone_nodes:
                continue
            if self._is_kept(plan, removal, there[node_id], origins):
                continue
            if removal.instead is not None:
                self._hand_over(plan, removal, origins)
                theirs = [*joined[removal.instead], *joined[node_id], node_id]
                plan.joined[removal.instead] = joined[removal.instead] = theirs
                if written := set(said[node_id]) - set(said[removal.instead]):
                    both = sorted({*said[removal.instead], *written})
                    plan.spelled[removal.instead] = said[removal.instead] = both
            node = there[node_id].node
            plan.gone_nodes[node_id] = there[node_id].properties
            plan.lost.append(node_digest(node))
            plan.changes.nodes_removed += 1
            self._note(plan, Change("removed", "entity", node_id, f"{node.kind} {node.name}"))

    def _is_kept(
        self, plan: Plan, removal: Removal, one: Present, origins: dict[str, list[str]]
    ) -> bool:
        """Whether another source speaks of it, or a tie is left where that is no error."""
        node_id, origin = removal.node_id, removal.origin
        if origin is not None and origin not in origins[node_id]:
            return True
        others = [other for other in origins[node_id] if other != origin]
        if origin is not None and others:
            plan.givers[node_id] = origins[node_id] = others
            self._keep(plan, one.node, "another source gives it too")
            return True
        if one.tied and origin is None:
            raise StoreError(ties_left(node_id))
        if one.tied:
            self._keep(plan, one.node, "other sources give ties to it")
        return one.tied

    def _keep(self, plan: Plan, node: Node, why: str) -> None:
        plan.changes.kept += 1
        self._note(plan, Change("kept", "entity", node.id, f"{node.kind} {node.name}: {why}"))

    def _hand_over(self, plan: Plan, removal: Removal, origins: dict[str, list[str]]) -> None:
        """Let another entity be known to all who knew this one."""
        heir = removal.instead or ""
        if heir not in origins or heir in plan.gone_nodes:
            raise StoreError(missing_entity([heir]))
        union = list(dict.fromkeys([*origins[heir], *origins[removal.node_id]]))
        if union != origins[heir]:
            plan.givers[heir] = origins[heir] = union

    def _note(self, plan: Plan, change: Change) -> None:
        if self._explain:
            plan.changes.rows.append(change)


def keys_of(withdrawals: Collection[Withdrawal]) -> set[TieKey]:
    """The ties that withdrawals are about."""
    keys = {one.statement.key for one in withdrawals}
    return keys | {one.instead.key for one in withdrawals if one.instead is not None}
