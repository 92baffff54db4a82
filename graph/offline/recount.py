"""A recount of the offline file: every row read, and what is derived compared with the rest.

Nothing is taken for granted: texts need be no texts, lists no lists, and keys may lead nowhere.
What can be derived comes with the rows that mend it.
"""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.digest import evidence_file, statement_digest
from graph.model import NOTHING, Node, Source, Statement
from graph.offline.labels import INSERT_LABEL, label_rows
from graph.offline.rows import STATEMENT_COLUMNS, node_row
from graph.offline.steps import INSERT_STEP, step_rows
from graph.recount import STORE, Fault, RunningCount, node_faults, statement_faults
from graph.spells import lifetime

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from graph.dates import Days

_NODES = "SELECT key, id, kind, name, aliases, properties, state, nces_id, first_day, last_day"
_DERIVED = ("state", "nces_id", "first_day", "last_day")
_TIES = (
    "SELECT t.key, t.source, t.type, t.target, st.key, st.digest, st.evidence_file, "
    f"{STATEMENT_COLUMNS} FROM tie t LEFT JOIN statement st ON st.tie = t.key "
    "ORDER BY t.key, st.key"
)
_STEPS = (
    "SELECT tie, node, type, outward, other, spell, tie, first_day, last_day, stated, dated "
    "FROM step ORDER BY tie"
)
_SPELLED = "SELECT 1 FROM sqlite_master WHERE name = 'spelling'"
"""Whether the file is as new as the labels; older ones that nobody may write to have others."""
_LOST = "SELECT tie, key FROM statement WHERE tie NOT IN (SELECT key FROM tie) ORDER BY tie, key"
_DELETE_STEP = (
    "DELETE FROM step WHERE node = ? AND type = ? AND outward = ? AND other = ? AND spell = ?"
)
_AGAIN = "Load the source again that says so, or restore a copy."


class Mend(NamedTuple):
    """A row to write, or to delete, so that what is derived is right again."""

    sql: str
    values: tuple[Any, ...]


class FileCount:
    """A recount of one file.

    Parameters
    ----------
    db
        A connection whose texts may hold anything (`graph.offline.audit.lenient`).

    Attributes
    ----------
    count
        What was counted, and what is not right.
    mends
        What makes it right, in the order in which it is to be done.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self.count = RunningCount()
        self.mends: list[Mend] = []
        self._db = db
        self._ids: dict[int, str] = {}
        self._lives: dict[int, Days] = {}
        self._types: dict[int, str] = {}
        self._last = 0
        self._labelled = True

    def run(self) -> None:
        """Read everything."""
        self._types = dict(self._db.execute("SELECT key, name FROM tie_type"))
        labels = _Groups(self._db.execute("SELECT node, folded, tier FROM label ORDER BY node"))
        self._labelled = bool(self._db.execute(_SPELLED).fetchall())
        texts = "SELECT node, text FROM spelling ORDER BY node"
        spelled = _Groups(self._db.execute(texts) if self._labelled else ())
        for row in self._db.execute(f"{_NODES} FROM node ORDER BY key"):
            self._node(row, labels, spelled)
        self._strays("spelling", spelled.rest(), "DELETE FROM spelling WHERE node = ?")
        self._strays("label", labels.rest(), "DELETE FROM label WHERE node = ?")
        steps = _Groups(self._db.execute(_STEPS))
        for (key, *ends), rows in groupby(self._db.execute(_TIES), key=lambda row: row[:4]):
            self._tie(key, ends, [row[4:] for row in rows], steps)
        self._strays("step", steps.rest(), "DELETE FROM step WHERE tie = ?")
        for tie, key in self._db.execute(_LOST):
            shows = f"Statement {key} of the file belongs to tie {tie}, which is not there. "
            self.count.broken(f"tie {tie}", Fault("statement", key, "a tie"), shows + _AGAIN)
        self._meta()

    # Entities -----------------------------------------------------------------------------

    def _node(self, row: Sequence[Any], labels: _Groups, spelled: _Groups) -> None:
        key, node_id, kind, name, *texts = row
        aliases, properties = (_parsed(text) for text in texts[:2])
        id_ = node_id if isinstance(node_id, str) else f"entity {key}"
        faults = list(node_faults(node_id, kind, name, aliases, properties))
        self._ids[key] = id_
        stored, spellings = labels.of(key), [str(text) for _, text in spelled.of(key)]
        for fault in faults:
            self.count.broken(id_, fault, f"Entity {key} of the file cannot be read. {_AGAIN}")
        if faults:
            return
        node = Node(node_id, kind, name, tuple(aliases), properties)
        self.count.node(node)
        self._lives[key] = lifetime(node)
        self._columns(key, node, texts[2:])
        if self._labelled:
            self._labels(key, label_rows(key, node, spellings), node, stored)

    def _columns(self, key: int, node: Node, stored: Sequence[Any]) -> None:
        expected = node_row(node)[5:]
        shows = f"Questions look it up in the row of {node.id}, beside its properties."
        wrong = [
            self.count.differs(node.id, what, there, right, shows)
            for what, there, right in zip(_DERIVED, stored, expected, strict=True)
        ]
        if any(wrong):
            sql = f"UPDATE node SET {', '.join(f'{name} = ?' for name in _DERIVED)} WHERE key = ?"
            self.mends.append(Mend(sql, (*expected, key)))

    def _labels(self, key: int, derived: Iterable[Any], node: Node, stored: Sequence[Any]) -> None:
        there = {(folded, tier, key) for _, folded, tier in stored}
        expected = set(derived)
        texts, right = ([f"{tier}: {text}" for text, tier, _ in rows] for rows in (there, expected))
        shows = f"`netweave find` looks the names of {node.id} up in these texts."
        if self.count.differs(node.id, "search text", sorted(texts), sorted(right), shows):
            self.mends.append(Mend("DELETE FROM label WHERE node = ?", (key,)))
            self.mends += (Mend(INSERT_LABEL, row) for row in sorted(expected))

    # Ties ---------------------------------------------------------------------------------

    def _tie(self, key: int, ends: Sequence[Any], rows: Sequence[Any], steps: _Groups) -> None:
        stored = steps.of(key)
        source, tie_type, target = ends
        id_ = f"{self._end(source)} {self._types.get(tie_type, tie_type)} {self._end(target)}"
        if rows[0][0] is None:
            shows = f"No statement is left of tie {key} of the file."
            self.count.differs(id_, "tie", "a tie", None, shows)
            self.mends.append(Mend("DELETE FROM tie WHERE key = ?", (key,)))
            self.mends += (Mend(_DELETE_STEP, row[1:6]) for row in stored)
            return
        known = self._ends_known(id_, key, ends)
        readable = [self._statement(id_, key, ends, row) for row in rows]
        statements = [statement for statement in readable if statement is not None]
        if not known or len(statements) < len(readable):
            return
        self.count.ties += 1
        expected = step_rows([(key, (source, tie_type, target), statements)], self._lives)
        self._steps(id_, stored, list(expected))

    def _end(self, key: object) -> object:
        return self._ids.get(key, f"entity {key}") if isinstance(key, int) else key

    def _ends_known(self, id_: str, key: int, ends: Sequence[Any]) -> bool:
        """Whether a tie has a type, and its ends are in the file."""
        source, tie_type, target = ends
        known = (("source", source, self._ids), ("type", tie_type, self._types))
        shows = f"Tie {key} of the file leads nowhere. {_AGAIN}"
        lost = [
            Fault(what, value, "what is in the file")
            for what, value, place in (*known, ("target", target, self._ids))
            if value not in place
        ]
        for fault in lost:
            self.count.broken(id_, fault, shows)
        return not lost

    def _statement(
        self, id_: str, tie: int, ends: Sequence[Any], row: Sequence[Any]
    ) -> Statement | None:
        key, digest, file, role, since, until, *place, properties = row
        evidence = Source._make(place)
        extra = NOTHING if properties is None else _parsed(properties)
        source, target = (str(self._end(end)) for end in (ends[0], ends[2]))
        about = source, str(self._types.get(ends[1], "")), target
        statement = Statement(*about, role, since, until, evidence, extra)
        self._last = max(self._last, _number(key) or 0)
        faults = list(statement_faults(statement))
        for fault in faults:
            self.count.broken(id_, fault, f"Statement {key} of the file cannot be read. {_AGAIN}")
        if faults:
            return None
        right = statement_digest(statement)
        self.count.statement(right)
        shows = (
            f"Statement {key} of the file is not the one that was loaded: `netweave show` has it. "
            "Repairing takes it as it is now; loading its source again brings the true one."
        )
        wrong = _hex(digest) != right.hex() or file != evidence_file(statement)
        if wrong:
            self.count.differs(id_, "statement", f"{_hex(digest)} {file}", right.hex(), shows)
            sql = "UPDATE statement SET digest = ?, evidence_file = ? WHERE tie = ? AND key = ?"
            self.mends.append(Mend(sql, (right, evidence_file(statement), tie, key)))
        return statement

    def _steps(
        self, id_: str, stored: Sequence[tuple[Any, ...]], expected: Sequence[tuple[Any, ...]]
    ) -> None:
        shows = f"Routes and dates of {id_} are read from its spells, not from its statements."
        # A step stands in the table as (node, type, outward, other, spell, tie, …).
        there, right = {tuple(row[1:]) for row in stored}, set(expected)
        if there == right:
            return
        one, other = (sorted(map(str, rows)) for rows in (there - right, right - there))
        self.count.differs(id_, "spells", one, other, shows)
        self.mends += (Mend(_DELETE_STEP, row[1:6]) for row in stored)
        self.mends += (Mend(INSERT_STEP, row) for row in expected)

    # The store ----------------------------------------------------------------------------

    def _strays(self, what: str, keys: Iterable[Any], sql: str) -> None:
        """What was derived from something that is no longer there."""
        for key in keys:
            shows = f"A {what} in the file belongs to nothing that is there."
            self.count.differs(STORE, what, f"{what} of {key}", None, shows)
            self.mends.append(Mend(sql, (key,)))

    def _meta(self) -> None:
        meta = dict(self._db.execute("SELECT name, value FROM meta"))
        if not meta and not self.count.nodes:
            return  # Nothing was ever written to it.
        counts = {name: _number(meta.get(name)) for name in ("nodes", "ties")}
        shows = "`netweave info` shows it; every answer carries it."
        wrong = self.count.says({**counts, "data_hash": meta.get("data_hash")}, shows)
        stated = _number(meta.get("next_statement"))
        following = max(self._last + 1, stated or 0)
        wrong |= self.count.differs(STORE, "next_statement", stated, following, shows)
        if wrong and self.count.readable:
            values = {
                "nodes": self.count.nodes,
                "ties": self.count.ties,
                "data_hash": self.count.data_hash,
                "next_statement": following,
            }
            sql = "INSERT OR REPLACE INTO meta VALUES (?, ?)"
            self.mends += (Mend(sql, (name, str(value))) for name, value in values.items())


class _Groups:
    """Rows that stand together by their first column, asked for in the order of that."""

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        self._groups: Iterator[tuple[Any, list[Any]]] = (
            (key, list(mine)) for key, mine in groupby(rows, key=lambda row: row[0])
        )
        self._next = next(self._groups, None)
        self._skipped: list[Any] = []

    def of(self, key: int) -> list[Any]:
        """The rows of a key; none if there are none."""
        while self._next is not None and _before(self._next[0], key):
            self._skipped.append(self._next[0])
            self._next = next(self._groups, None)
        if self._next is None or self._next[0] != key:
            return []
        found = self._next[1]
        self._next = next(self._groups, None)
        return found

    def rest(self) -> list[Any]:
        """The keys that nobody asked for."""
        left = [] if self._next is None else [self._next[0]]
        return [*self._skipped, *left, *(key for key, _ in self._groups)]


def _before(one: object, key: int) -> bool:
    return one is None or (isinstance(one, int | float) and one < key)


def _parsed(text: Any) -> Any:
    """What a JSON text holds; the text itself if it is none, which is then a fault."""
    try:
        return json.loads(text)
    except (ValueError, TypeError, RecursionError):
        return text


def _number(text: Any) -> int | None:
    try:
        return int(text)
    except (ValueError, TypeError):
        return None


def _hex(digest: object) -> str:
    return digest.hex() if isinstance(digest, bytes) else str(digest)
