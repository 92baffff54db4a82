"""Rows of the offline file as words of the model, and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from graph.dates import Days
from graph.digest import evidence_file, statement_digest
from graph.model import Node, Source, Statement, TieKey
from graph.schema import NODE_KINDS
from graph.spells import lifetime, tie_on

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from graph.model import Confidence, Tie

NODE_COLUMNS = "n.id, n.kind, n.name, n.aliases, n.properties"
STATEMENT_COLUMNS = (
    "st.role, st.since, st.until, st.url, st.file, st.line, st.as_of, st.confidence, st.properties"
)
CHECKED_COLUMNS = f"st.digest, st.evidence_file, {STATEMENT_COLUMNS}"
TIE_COLUMNS = (
    "t.key, a.id, y.name, b.id, a.first_day, a.last_day, b.first_day, b.last_day, "
    + CHECKED_COLUMNS
)
TIE_TABLES = (
    "tie t JOIN node a ON a.key = t.source JOIN node b ON b.key = t.target "
    "JOIN tie_type y ON y.key = t.type JOIN statement st ON st.tie = t.key"
)


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def compact(value: object) -> str:
    """A value as JSON text, in one way only."""
    return _ENCODER.encode(value)


def node_from(row: tuple[str, str, str, str, str]) -> Node:
    """The entity of a row of `NODE_COLUMNS`.

    Raises
    ------
    ValueError
        If the row is not one that we wrote.
    """
    node_id, kind, name, aliases, properties = row
    if kind not in NODE_KINDS:
        raise ValueError(f"{node_id} is of kind {kind!r}")
    called = tuple(json.loads(aliases)) if aliases != "[]" else ()
    return Node(node_id, kind, name, called, json.loads(properties))


def node_row(node: Node) -> tuple[Any, ...]:
    """The columns of an entity that follow from it, `id` first and `last_day` last."""
    life = lifetime(node)
    return (
        node.id,
        node.kind,
        node.name,
        compact(node.aliases) if node.aliases else "[]",
        compact(dict(node.properties)) if node.properties else "{}",
        node.state,
        node.text("nces_id"),
        life.first,
        life.last,
    )


def statement_from(key: TieKey, row: tuple[Any, ...]) -> Statement:
    """The statement of a row of `STATEMENT_COLUMNS` about a tie."""
    role, since, until, url, file, line, as_of, confidence, properties = row
    evidence = Source(url, file, line, as_of, cast("Confidence", confidence))
    extra = json.loads(properties) if properties else {}
    return Statement(*key, role, since, until, evidence, extra)


def checked_statement(key: TieKey, row: tuple[Any, ...]) -> Statement:
    """The statement of a row of `CHECKED_COLUMNS`, if its digest was made of these words.

    Raises
    ------
    ValueError
        If it was made of others.
    """
    digest, file, *columns = row
    said = statement_from(key, tuple(columns))
    if digest != statement_digest(said) or file != evidence_file(said):
        raise ValueError(f"what is said of {' '.join(key)} is not what was loaded")
    return said


def statement_row(statement: Statement) -> tuple[Any, ...]:
    """The columns `STATEMENT_COLUMNS` of a statement."""
    evidence = statement.evidence
    return (
        statement.role,
        statement.since,
        statement.until,
        evidence.url,
        evidence.file,
        evidence.line,
        evidence.as_of,
        evidence.confidence,
        compact(dict(statement.properties)) if statement.properties else None,
    )


def ties_from(rows: Iterable[tuple[Any, ...]], on: Days | None) -> Iterator[Tie]:
    """The ties of rows of `TIE_COLUMNS` that hold on a date; rows of one tie stand together.

    Raises
    ------
    ValueError
        If a statement is not the one that was written.
    """
    key: int | None = None
    about = TieKey("", "", "")
    lives: tuple[Days, Days] | None = None
    statements: list[Statement] = []
    for row in rows:
        if row[0] != key:
            if lives is not None and (tie := tie_on(about, statements, lives, on)):
                yield tie
            key, about, statements = row[0], TieKey(*row[1:4]), []
            lives = (Days(*row[4:6]), Days(*row[6:8]))
        statements.append(checked_statement(about, row[8:]))
    if lives is not None and (tie := tie_on(about, statements, lives, on)):
        yield tie


def load_types(db: sqlite3.Connection) -> dict[str, int]:
    """The keys of the tie types that the file knows."""
    return dict(db.execute("SELECT name, key FROM tie_type"))
