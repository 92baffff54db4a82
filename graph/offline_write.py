"""Writing to the offline file: one transaction per load, whatever is there already stays.

Records are taken in batches. What is derived from them (labels, spells as steps, counts and
the digest of the whole) is derived here, in the same transaction.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import TYPE_CHECKING, Any

from graph.dates import Days
from graph.digest import GraphDigest, evidence_file, node_digest, statement_digest
from graph.errors import StoreError
from graph.labels import labels_of
from graph.model import Node, Statement, TieKey
from graph.offline_file import migrate, read_write, speaking
from graph.rows import (
    NODE_COLUMNS,
    STATEMENT_COLUMNS,
    compact,
    load_types,
    node_from,
    node_row,
    statement_from,
    statement_row,
)
from graph.spells import ALWAYS, lifetime, spells, window
from graph.store import Change, Changes, in_batches
from graph.updating import updated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

BATCH = 5_000

_Triple = tuple[int, int, int]
"""A tie by the keys of its source, type and target."""
_Derivation = tuple[int, _Triple, Sequence[Statement]]
"""The key of a tie, its ends and its statements: all that its spells follow from."""


def write(
    path: Path,
    records: Iterable[Node | Statement],
    *,
    origin: str,
    dry_run: bool,
    progress: Callable[[int], None] | None,
) -> Changes:
    """Write records to the file at ``path``, all or nothing (see `graph.store.Store.write`)."""
    fresh = not path.is_file() or path.stat().st_size == 0
    db = _scratch() if dry_run and fresh else read_write(path)
    done = False
    try:
        with speaking(path), _unique():
            writer = _Writer(db, origin, explain=dry_run)
            writer.write(records, progress)
            db.execute("ROLLBACK" if dry_run else "COMMIT")
            done = not dry_run
    finally:
        db.close()  # an open transaction is rolled back
        if fresh and not done and not dry_run:
            _remove_if_empty(path)
    if done and not path.exists():
        raise StoreError(f"{path} was removed while it was being written. Load again.")
    return writer.changes


@contextmanager
def _unique() -> Iterator[None]:
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise StoreError(
            "Two entities carry the same NCES id, which must be unique in a store. Correct one."
        ) from error


def _scratch() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.execute("BEGIN")
    migrate(db)
    return db


def _remove_if_empty(path: Path) -> None:
    """Take away the empty file that a load which failed has made."""
    if path.is_file() and path.stat().st_size == 0:
        path.unlink()


class _Writer:
    """One load into an open transaction."""

    def __init__(self, db: sqlite3.Connection, origin: str, *, explain: bool) -> None:
        self.changes = Changes()
        self._db = db
        self._origin = origin
        self._explain = explain
        self._types = load_types(db)
        self._keys: dict[str, int] = {}
        self._lives: dict[int, Days] = {}
        meta = dict(db.execute("SELECT name, value FROM meta"))
        self._digest = GraphDigest(meta.get("data_hash", ""))
        self._ties = int(meta.get("ties", 0))
        self._next_node = self._start = self._next_key("node")
        self._next_tie = self._next_key("tie")
        self._next_statement = self._first_statement = self._next_key("statement")
        db.execute("CREATE TEMP TABLE seen_node (key INTEGER PRIMARY KEY)")
        db.execute("CREATE TEMP TABLE seen_statement (key INTEGER PRIMARY KEY)")

    def write(
        self, records: Iterable[Node | Statement], progress: Callable[[int], None] | None
    ) -> None:
        """Write all records, then what the store says about itself."""
        done = 0
        for batch in in_batches(records, BATCH):
            self._write_nodes([r for r in batch if isinstance(r, Node)])
            self._write_statements([r for r in batch if isinstance(r, Statement)])
            done += len(batch)
            if progress is not None:
                progress(done)
        self._count_vanished()
        nodes = self._db.execute("SELECT count(*) FROM node").fetchone()[0]
        values = {"nodes": nodes, "ties": self._ties, "data_hash": self._digest}
        if not self.changes.nothing or self._start == 1:
            self._db.executemany(
                "INSERT OR REPLACE INTO meta VALUES (?, ?)",
                [(name, str(value)) for name, value in values.items()],
            )

    def _next_key(self, table: str) -> int:
        found = self._db.execute(f"SELECT max(key) FROM {table}").fetchone()[0]
        return 1 if found is None else int(found) + 1

    def _note(self, change: Change) -> None:
        if self._explain:
            self.changes.rows.append(change)

    # Entities -----------------------------------------------------------------------------

    def _write_nodes(self, nodes: Sequence[Node]) -> None:
        there = self._nodes_there([node.id for node in nodes])
        new: dict[str, Node] = {}
        for node in nodes:
            if node.id in new:
                new[node.id] = updated(new[node.id], node)
            elif node.id in there:
                key, old = there[node.id]
                there[node.id] = (key, self._update_node(key, old, node))
            else:
                new[node.id] = node
        if new:
            self._insert_nodes(new.values())

    def _nodes_there(self, ids: Sequence[str]) -> dict[str, tuple[int, Node]]:
        sql = f"SELECT n.key, {NODE_COLUMNS} FROM json_each(?) f JOIN node n ON n.id = f.value"
        return {
            row[1]: (row[0], node_from(row[1:])) for row in self._db.execute(sql, (compact(ids),))
        }

    def _insert_nodes(self, nodes: Iterable[Node]) -> None:
        rows: list[tuple[Any, ...]] = []
        labels: list[tuple[str, str, int]] = []
        for node in nodes:
            key = self._next_node
            self._next_node += 1
            rows.append((key, *node_row(node), self._origin))
            labels += self._label_rows(key, node)
            self._remember(key, node)
            self._note(Change("added", "entity", node.id, f"{node.kind} {node.name}"))
        self._db.executemany(f"INSERT INTO node VALUES ({_marks(11)})", rows)
        self._db.executemany("INSERT OR IGNORE INTO label VALUES (?, ?, ?)", labels)
        self._digest.add(node_digest(node) for node in nodes)
        self.changes.nodes_added += len(rows)

    def _update_node(self, key: int, old: Node, said: Node) -> Node:
        """Take over what a row says of an entity that is there."""
        self._db.execute("INSERT OR IGNORE INTO seen_node VALUES (?)", (key,))
        node = updated(old, said)
        self._remember(key, node)
        if node == old:
            self.changes.unchanged += 1
            return old
        sql = (
            "UPDATE node SET id = ?, kind = ?, name = ?, aliases = ?, properties = ?, state = ?, "
            "nces_id = ?, first_day = ?, last_day = ? WHERE key = ?"
        )
        self._db.execute(sql, (*node_row(node), key))
        self._db.execute("DELETE FROM label WHERE node = ?", (key,))
        self._db.executemany(
            "INSERT OR IGNORE INTO label VALUES (?, ?, ?)", self._label_rows(key, node)
        )
        self._digest.remove([node_digest(old)])
        self._digest.add([node_digest(node)])
        self.changes.nodes_changed += 1
        self._note(Change("changed", "entity", node.id, _difference(old, node)))
        if lifetime(old) != lifetime(node):
            self._derive_around(key)
        return node

    def _label_rows(self, key: int, node: Node) -> list[tuple[str, str, int]]:
        return [(text, tier, key) for tier, text in labels_of(node) if text != node.id]

    def _remember(self, key: int, node: Node) -> None:
        self._keys[node.id] = key
        life = lifetime(node)
        if life != ALWAYS:
            self._lives[key] = life

    # Statements ---------------------------------------------------------------------------

    def _write_statements(self, statements: Sequence[Statement]) -> None:
        if not statements:
            return
        self._find_keys(statements)
        triples = [self._triple(s) for s in statements]
        ties = self._ties_there(triples)
        there = self._statements_there(ties.values())
        fresh: dict[int, list[Statement]] = defaultdict(list)
        grown: set[int] = set()
        tie_rows: list[tuple[int, _Triple]] = []
        rows: list[tuple[Any, ...]] = []
        for triple, statement in zip(triples, statements, strict=True):
            tie = ties.get(triple)
            if tie is None:
                tie = ties[triple] = self._next_tie
                self._next_tie += 1
                tie_rows.append((tie, triple))
                fresh[tie] = []
            digest = statement_digest(statement)
            identity = (tie, digest, evidence_file(statement))
            if identity in there:
                self._meet_again(there[identity], statement)
                continue
            there[identity] = (
                self._next_statement,
                statement.evidence.file,
                statement.evidence.line,
            )
            rows.append((self._next_statement, *identity, *statement_row(statement), self._origin))
            self._next_statement += 1
            if tie in fresh:
                fresh[tie].append(statement)
            else:
                grown.add(tie)
            self._note(Change("added", "statement", statement.source_id, _about(statement)))
        self._db.executemany(
            "INSERT INTO tie VALUES (?, ?, ?, ?)", [(tie, *triple) for tie, triple in tie_rows]
        )
        self._db.executemany(f"INSERT INTO statement VALUES ({_marks(14)})", rows)
        self._digest.add(row[2] for row in rows)
        self._ties += len(tie_rows)
        self.changes.statements_added += len(rows)
        self._insert_steps((tie, triple, fresh[tie]) for tie, triple in tie_rows)
        self._derive_again(grown)

    def _find_keys(self, statements: Sequence[Statement]) -> None:
        """Learn the keys of the entities that statements name; each must be there."""
        wanted = {i for s in statements for i in (s.source_id, s.target_id) if i not in self._keys}
        for node_id, (key, node) in self._nodes_there(sorted(wanted)).items():
            self._remember(key, node)
            wanted.discard(node_id)
        if wanted:
            raise StoreError(
                f"A tie names {min(wanted)!r}, which is not in the store. Add the entity first."
            )

    def _triple(self, statement: Statement) -> _Triple:
        if statement.type not in self._types:
            key = self._types[statement.type] = len(self._types) + 1
            self._db.execute("INSERT INTO tie_type VALUES (?, ?)", (key, statement.type))
        return (
            self._keys[statement.source_id],
            self._types[statement.type],
            self._keys[statement.target_id],
        )

    def _ties_there(self, triples: Sequence[_Triple]) -> dict[_Triple, int]:
        sql = (
            "SELECT t.source, t.type, t.target, t.key FROM json_each(?) f JOIN tie t "
            "ON t.source = json_extract(f.value, '$[0]') "
            "AND t.type = json_extract(f.value, '$[1]') "
            "AND t.target = json_extract(f.value, '$[2]')"
        )
        return {row[:3]: row[3] for row in self._db.execute(sql, (compact(triples),))}

    def _statements_there(
        self, ties: Iterable[int]
    ) -> dict[tuple[int, bytes, str], tuple[int, str | None, int | None]]:
        sql = (
            "SELECT st.tie, st.digest, st.evidence_file, st.key, st.file, st.line "
            "FROM json_each(?) f JOIN statement st ON st.tie = f.value"
        )
        return {row[:3]: row[3:] for row in self._db.execute(sql, (compact(list(ties)),))}

    def _meet_again(self, there: tuple[int, str | None, int | None], statement: Statement) -> None:
        """A statement that is known: only the place where it is shown may be another."""
        key, file, line = there
        self.changes.unchanged += 1
        if key >= self._first_statement:
            return
        self._db.execute("INSERT OR IGNORE INTO seen_statement VALUES (?)", (key,))
        place = (statement.evidence.file, statement.evidence.line)
        if place != (file, line):
            self._db.execute("UPDATE statement SET file = ?, line = ? WHERE key = ?", (*place, key))

    # What is derived ----------------------------------------------------------------------

    def _derive_around(self, node: int) -> None:
        """Derive the spells of all ties of an entity again."""
        sql = "SELECT tie FROM step WHERE node = ?"
        self._derive_again({row[0] for row in self._db.execute(sql, (node,))})

    def _derive_again(self, ties: set[int]) -> None:
        if not ties:
            return
        sql = (
            "SELECT t.key, t.source, t.type, t.target, a.first_day, a.last_day, b.first_day, "
            f"b.last_day, {STATEMENT_COLUMNS} FROM json_each(?) f JOIN tie t ON t.key = f.value "
            "JOIN node a ON a.key = t.source JOIN node b ON b.key = t.target "
            "JOIN statement st ON st.tie = t.key ORDER BY t.key, st.key"
        )
        names = {key: name for name, key in self._types.items()}
        again: list[_Derivation] = []
        for (tie, source, tie_type, target, *lives), rows in groupby(
            self._db.execute(sql, (compact(sorted(ties)),)).fetchall(), key=lambda row: row[:8]
        ):
            self._lives[source], self._lives[target] = Days(*lives[:2]), Days(*lives[2:])
            about = TieKey("", names[tie_type], "")
            statements = [statement_from(about, row[8:]) for row in rows]
            again.append((tie, (source, tie_type, target), statements))
        self._db.executemany(
            "DELETE FROM step WHERE node = ? AND type = ? AND outward = ? AND other = ?",
            [end for _, (a, y, b), _ in again for end in ((a, y, 1, b), (b, y, 0, a))],
        )
        self._insert_steps(again)

    def _insert_steps(self, ties: Iterable[_Derivation]) -> None:
        self._db.executemany(f"INSERT INTO step VALUES ({_marks(10)})", self._step_rows(ties))

    def _step_rows(self, ties: Iterable[_Derivation]) -> Iterator[tuple[int, ...]]:
        for tie, (source, tie_type, target), statements in ties:
            lives = self._lives.get(source, ALWAYS), self._lives.get(target, ALWAYS)
            for number, spell in enumerate(spells(statements)):
                span = window(spell, *lives)
                facts = (number, tie, span.first, span.last, spell.stated, not spell.undated)
                yield source, tie_type, 1, target, *facts
                yield target, tie_type, 0, source, *facts

    def _count_vanished(self) -> None:
        """What an earlier load of this origin gave and this one does not."""
        gone_nodes = (
            "SELECT id, kind || ' ' || name FROM node WHERE origin = ? AND key < ? "
            "AND key NOT IN (SELECT key FROM seen_node) ORDER BY id"
        )
        gone_statements = (
            f"SELECT a.id, y.name, b.id, {STATEMENT_COLUMNS} FROM statement st "
            "JOIN tie t ON t.key = st.tie JOIN node a ON a.key = t.source "
            "JOIN node b ON b.key = t.target JOIN tie_type y ON y.key = t.type "
            "WHERE st.origin = ? AND st.key < ? "
            "AND st.key NOT IN (SELECT key FROM seen_statement) ORDER BY st.key"
        )
        for node_id, detail in self._db.execute(gone_nodes, (self._origin, self._start)):
            self.changes.vanished += 1
            self._note(Change("vanished", "entity", node_id, detail))
        for row in self._db.execute(gone_statements, (self._origin, self._first_statement)):
            self.changes.vanished += 1
            gone = statement_from(TieKey(*row[:3]), row[3:])
            self._note(Change("vanished", "statement", gone.source_id, _about(gone)))


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def _about(statement: Statement) -> str:
    since, until = statement.since, statement.until
    dates = f" {since or '?'}–{until or ''}" if since or until else ""
    return f"{statement.type} {statement.target_id}{dates}"


def _difference(old: Node, new: Node) -> str:
    """What has changed of an entity, in words."""
    parts = [f"name {old.name!r} is now {new.name!r}"] if old.name != new.name else []
    if old.aliases != new.aliases:
        parts.append(f"aliases {'|'.join(old.aliases)!r} are now {'|'.join(new.aliases)!r}")
    for name in sorted({*old.properties, *new.properties}):
        before, after = old.properties.get(name), new.properties.get(name)
        if before != after:
            parts.append(f"{name} {before!r} is now {after!r}")
    return "; ".join(parts)
