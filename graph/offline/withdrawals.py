"""Statements and entities on their way out of the offline file."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from graph.changes import Change, about
from graph.digest import evidence_file, node_digest, statement_digest
from graph.errors import StoreError, missing_entity, ties_left
from graph.offline.rows import compact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.model import Removal, Statement, Withdrawal
    from graph.offline.session import Session, StoredNode
    from graph.offline.spellings import SpellingWriter
    from graph.offline.statements import StatementWriter
    from graph.offline.steps import StepWriter

_FIND = (
    "SELECT st.tie, st.key, st.origin FROM node a JOIN tie t ON t.source = a.key "
    "JOIN tie_type y ON y.key = t.type JOIN node b ON b.key = t.target "
    "JOIN statement st ON st.tie = t.key "
    "WHERE a.id = ? AND y.name = ? AND b.id = ? AND st.digest = ? AND st.evidence_file = ?"
)
_OTHERS = "SELECT origin FROM also_statement WHERE tie = ? AND statement = ? ORDER BY load, origin"


class _GivenStatement(NamedTuple):
    """A statement in the file, and the source that gave it first."""

    tie: int
    key: int
    origin: str


class WithdrawalWriter:
    """Takes statements out, and with its last statement a tie."""

    def __init__(self, load: Session, steps: StepWriter, statements: StatementWriter) -> None:
        self._load = load
        self._steps = steps
        self._statements = statements

    def write(self, withdrawals: Sequence[Withdrawal]) -> None:
        """Take out the statements that are there, and write what takes their place."""
        ties: set[int] = set()
        instead: list[tuple[str, list[str], Statement]] = []
        for withdrawal in withdrawals:
            place = self._find(withdrawal.statement)
            if place is None or self._stays(withdrawal, place):
                continue
            others = [row[0] for row in self._load.db.execute(_OTHERS, place[:2])]
            self._take_out(withdrawal.statement, place)
            ties.add(place.tie)
            if withdrawal.instead is not None:
                instead.append((place.origin, others, withdrawal.instead))
        for origin, group in groupby(instead, key=lambda one: one[0]):
            self._put_in_place(origin, [one[1:] for one in group])
        self._settle(ties)

    def _find(self, statement: Statement) -> _GivenStatement | None:
        values = (*statement.key, statement_digest(statement), evidence_file(statement))
        row = self._load.db.execute(_FIND, values).fetchone()
        return None if row is None else _GivenStatement(*row)

    def _stays(self, withdrawal: Withdrawal, place: _GivenStatement) -> bool:
        """Whether another source says it too, or the one that takes it back never said it."""
        db, origin = self._load.db, withdrawal.origin
        if origin is None:
            return False
        others = [row[0] for row in db.execute(_OTHERS, place[:2])]
        if origin not in (place.origin, *others):
            return True
        if not others:
            return False
        if origin == place.origin:
            origin = others[0]
            sql = "UPDATE statement SET origin = ? WHERE tie = ? AND key = ?"
            db.execute(sql, (origin, *place[:2]))
        sql = "DELETE FROM also_statement WHERE tie = ? AND statement = ? AND origin = ?"
        db.execute(sql, (*place[:2], origin))
        self._load.changes.kept += 1
        statement = withdrawal.statement
        self._load.note(Change("kept", "statement", statement.source_id, about(statement)))
        return True

    def _take_out(self, statement: Statement, place: _GivenStatement) -> None:
        load = self._load
        load.db.execute("DELETE FROM statement WHERE tie = ? AND key = ?", place[:2])
        load.db.execute("DELETE FROM also_statement WHERE tie = ? AND statement = ?", place[:2])
        load.digest.remove([statement_digest(statement)])
        load.changes.statements_withdrawn += 1
        load.note(Change("withdrawn", "statement", statement.source_id, about(statement)))

    def _put_in_place(self, origin: str, replacing: Sequence[tuple[list[str], Statement]]) -> None:
        """Write statements for others that were taken out, with the same sources."""
        self._statements.write([statement for _, statement in replacing], origin)
        for others, statement in replacing:
            place = self._find(statement) if others else None
            if place is not None:
                for other in others:
                    if other != place.origin:
                        self._load.give_statement(*place[:2], other)

    def _settle(self, ties: set[int]) -> None:
        """Derive the spells of ties anew; those without statements go."""
        db = self._load.db
        sql = (
            "SELECT t.key, t.source, t.type, t.target FROM json_each(?) f JOIN tie t "
            "ON t.key = f.value WHERE NOT EXISTS (SELECT 1 FROM statement WHERE tie = t.key)"
        )
        empty = db.execute(sql, (compact(sorted(ties)),)).fetchall()
        self._steps.drop(row[1:] for row in empty)
        db.executemany("DELETE FROM tie WHERE key = ?", [row[:1] for row in empty])
        self._load.ties -= len(empty)
        self._steps.derive_again(ties - {row[0] for row in empty})


class RemovalWriter:
    """Takes entities out that no tie is left at."""

    def __init__(self, load: Session, spellings: SpellingWriter) -> None:
        self._load = load
        self._spellings = spellings

    def write(self, removals: Sequence[Removal]) -> None:
        """Take out the entities that are there.

        Raises
        ------
        StoreError
            If a tie is left at one that has to go, or what takes its place is not there.
        """
        for removal in removals:
            stored = self._load.there([removal.node_id]).get(removal.node_id)
            if stored is not None and not self._stays(removal, stored):
                self._take_out(removal, stored)

    def _stays(self, removal: Removal, stored: StoredNode) -> bool:
        """Whether another source speaks of it, or a tie is left where that is no error."""
        origin = removal.origin
        others = self._others(stored.key)
        if origin is not None and origin not in (stored.origin, *others):
            return True
        if origin is not None and others:
            self._release(stored, origin, others)
            self._keep(stored, "another source gives it too")
            return True
        left = self._load.db.execute(
            "SELECT 1 FROM step WHERE node = ? LIMIT 1", (stored.key,)
        ).fetchone()
        if left and origin is None:
            raise StoreError(ties_left(removal.node_id))
        if left:
            self._keep(stored, "other sources give ties to it")
        return bool(left)

    def _others(self, key: int) -> list[str]:
        sql = "SELECT origin FROM also_node WHERE node = ? ORDER BY load, origin"
        return [row[0] for row in self._load.db.execute(sql, (key,))]

    def _release(self, stored: StoredNode, origin: str, others: Sequence[str]) -> None:
        """Note that a source no longer gives an entity which others give."""
        db = self._load.db
        if origin == stored.origin:
            origin = others[0]
            db.execute("UPDATE node SET origin = ? WHERE key = ?", (origin, stored.key))
        db.execute("DELETE FROM also_node WHERE node = ? AND origin = ?", (stored.key, origin))

    def _keep(self, stored: StoredNode, why: str) -> None:
        self._load.changes.kept += 1
        node = stored.node
        self._load.note(Change("kept", "entity", node.id, f"{node.kind} {node.name}: {why}"))

    def _take_out(self, removal: Removal, stored: StoredNode) -> None:
        load, node = self._load, stored.node
        if removal.instead is not None:
            self._hand_over(stored, removal.instead)
        self._spellings.forget(stored.key)
        load.db.execute("DELETE FROM joined WHERE node = ?", (stored.key,))
        load.db.execute("DELETE FROM label WHERE node = ?", (stored.key,))
        load.db.execute("DELETE FROM also_node WHERE node = ?", (stored.key,))
        load.db.execute("DELETE FROM node WHERE key = ?", (stored.key,))
        load.digest.remove([node_digest(node)])
        load.forget(stored.key, node.id)
        load.changes.nodes_removed += 1
        load.note(Change("removed", "entity", node.id, f"{node.kind} {node.name}"))

    def _hand_over(self, stored: StoredNode, instead: str) -> None:
        """Let another entity be known to all who knew this one."""
        heir = self._load.there([instead]).get(instead)
        if heir is None:
            raise StoreError(missing_entity([instead]))
        for origin in (stored.origin, *self._others(stored.key)):
            if origin != heir.origin:
                self._load.give_node(heir.key, origin)
        self._spellings.hand_over(stored.key, heir.key)
        db, number = self._load.db, self._load.number
        db.execute("UPDATE joined SET node = ? WHERE node = ?", (heir.key, stored.key))
        db.execute("DELETE FROM joined WHERE id = ?", (stored.node.id,))
        db.execute("INSERT INTO joined VALUES (?, ?, ?)", (stored.node.id, heir.key, number))
