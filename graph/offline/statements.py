"""Statements on their way into the offline file."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.changes import Change, about
from graph.digest import evidence_file, statement_digest
from graph.errors import StoreError, missing_entity
from graph.offline.rows import compact, statement_row
from graph.offline.session import marks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from graph.model import Statement
    from graph.offline.session import Session
    from graph.offline.steps import StepWriter, Triple

_StatementKey = tuple[int, bytes, str]
"""What makes a statement one: its tie, its digest and its evidence file."""


class _StatementRow(NamedTuple):
    """A statement in the file: its key, who gave it first, and the place that is shown of it."""

    key: int
    origin: str
    file: str | None
    line: int | None


class StatementWriter:
    """Writes ties and their statements."""

    def __init__(self, load: Session, steps: StepWriter) -> None:
        self._load = load
        self._steps = steps

    def write(self, statements: Sequence[Statement], origin: str | None = None) -> None:
        """Add the statements that are not there; derive the spells of their ties.

        Parameters
        ----------
        origin
            Who said them, if they take the place of earlier ones; else the load says them itself.
        """
        if not statements:
            return
        self._find_keys(statements)
        triples = [self._triple(s) for s in statements]
        ties, new = self._tie_keys(triples)
        added = self._add([ties[triple] for triple in triples], statements, new, origin)
        self._steps.insert((ties[triple], triple, added[ties[triple]]) for triple in new)
        self._steps.derive_again(added.keys() - {ties[triple] for triple in new})

    def _add(
        self,
        ties: Sequence[int],
        statements: Sequence[Statement],
        new: Collection[Triple],
        origin: str | None,
    ) -> dict[int, list[Statement]]:
        """Add statements about ties, save those that are there; gives what was added, by tie."""
        load = self._load
        giver = load.giver if origin is None else origin
        there = self._statements_there(set(ties)) if len(new) < len(ties) else {}
        added: dict[int, list[Statement]] = defaultdict(list)
        rows: list[tuple[Any, ...]] = []
        for tie, statement in zip(ties, statements, strict=True):
            identity = (tie, statement_digest(statement), evidence_file(statement))
            if identity in there:
                self._meet_again(tie, there[identity], statement, giver, moved=origin is None)
                continue
            key = load.next_statement
            load.next_statement += 1
            there[identity] = _StatementRow(key, giver or "", *statement.evidence[1:3])
            rows.append((tie, key, *identity[1:], *statement_row(statement), giver or ""))
            added[tie].append(statement)
            if load.explain:
                load.note(Change("added", "statement", statement.source_id, about(statement)))
        load.db.executemany(f"INSERT INTO statement VALUES ({marks(14)})", rows)
        load.digest.add(row[2] for row in rows)
        load.changes.statements_added += len(rows)
        return added

    def _find_keys(self, statements: Sequence[Statement]) -> None:
        """Learn the keys of the entities that statements name; each must be there."""
        wanted = {
            i for s in statements for i in (s.source_id, s.target_id) if i not in self._load.keys
        }
        for node_id, found in self._load.there(sorted(wanted)).items():
            self._load.remember(found.key, found.node)
            wanted.discard(node_id)
        if wanted:
            raise StoreError(missing_entity(wanted))

    def _triple(self, statement: Statement) -> Triple:
        if statement.type not in self._load.types:
            key = self._load.types[statement.type] = len(self._load.types) + 1
            self._load.db.execute("INSERT INTO tie_type VALUES (?, ?)", (key, statement.type))
        return (
            self._load.keys[statement.source_id],
            self._load.types[statement.type],
            self._load.keys[statement.target_id],
        )

    def _tie_keys(self, triples: Sequence[Triple]) -> tuple[dict[Triple, int], list[Triple]]:
        """The keys of ties, and which of them are new and were added."""
        sql = (
            "SELECT t.source, t.type, t.target, t.key FROM json_each(?) f JOIN tie t "
            "ON t.source = json_extract(f.value, '$[0]') "
            "AND t.type = json_extract(f.value, '$[1]') "
            "AND t.target = json_extract(f.value, '$[2]')"
        )
        rows = self._load.db.execute(sql, (compact(triples),))
        ties: dict[Triple, int] = {row[:3]: row[3] for row in rows}
        new = list(dict.fromkeys(triple for triple in triples if triple not in ties))
        ties |= {triple: key for key, triple in enumerate(new, start=self._load.next_tie)}
        self._load.db.executemany(
            "INSERT INTO tie VALUES (?, ?, ?, ?)", [(ties[triple], *triple) for triple in new]
        )
        self._load.next_tie += len(new)
        self._load.ties += len(new)
        return ties, new

    def _statements_there(self, ties: Iterable[int]) -> dict[_StatementKey, _StatementRow]:
        sql = (
            "SELECT st.tie, st.digest, st.evidence_file, st.key, st.origin, st.file, st.line "
            "FROM json_each(?) f JOIN statement st ON st.tie = f.value"
        )
        rows = self._load.db.execute(sql, (compact(list(ties)),))
        return {row[:3]: _StatementRow(*row[3:]) for row in rows}

    def _meet_again(
        self,
        tie: int,
        there: _StatementRow,
        statement: Statement,
        giver: str | None,
        *,
        moved: bool,
    ) -> None:
        """A statement that is known: only its sources and the place where it is shown may change.

        Parameters
        ----------
        moved
            Whether it is shown where it stands now.
        """
        key, origin, *shown = there
        self._load.changes.unchanged += 1
        if giver is not None and giver != origin:
            self._load.give_statement(tie, key, giver)
        if key >= self._load.first_statement or not moved:
            return
        sql = "INSERT OR IGNORE INTO seen_statement VALUES (?)"
        if not self._load.db.execute(sql, (key,)).rowcount:
            return  # Of several rows of a source that say it, the first one is shown.
        place = [statement.evidence.file, statement.evidence.line]
        if place != shown:
            sql = "UPDATE statement SET file = ?, line = ? WHERE tie = ? AND key = ?"
            self._load.db.execute(sql, (*place, tie, key))
