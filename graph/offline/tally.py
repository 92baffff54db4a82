"""What is in the offline file, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.facts import StoreFacts
from graph.store import Tally

if TYPE_CHECKING:
    import sqlite3

    from graph.dates import Days


def facts(db: sqlite3.Connection) -> StoreFacts:
    """What the file says of itself.

    Raises
    ------
    ValueError
        If it says nothing that one can read.
    """
    meta = dict(db.execute("SELECT name, value FROM meta"))
    data_hash = str(meta.get("data_hash", "0" * 32))
    return StoreFacts("offline", int(meta.get("nodes", 0)), int(meta.get("ties", 0)), data_hash)


def must_have(facts: StoreFacts, nodes: int, ties: int | None = None) -> None:
    """Make sure that as many were found as the file says it has.

    Raises
    ------
    ValueError
        If there are more or fewer.
    """
    if nodes != facts.nodes or ties not in (None, facts.ties):
        raise ValueError(f"it should have {facts.nodes:,} entities and {facts.ties:,} ties")


def on_date(on: Days | None) -> tuple[str, tuple[int, ...]]:
    """SQL that keeps the steps which hold on a date, and its values."""
    if on is None:
        return "", ()
    return " AND s.first_day <= ? AND s.last_day >= ?", (on.last, on.first)


def tally(db: sqlite3.Connection, on: Days | None) -> Tally:
    """Counts of what is in the file, of the ties that hold on a date.

    Raises
    ------
    ValueError
        If the file has more or fewer than it says.
    """
    when, days = on_date(on)
    ties = (
        "SELECT y.name, count(DISTINCT s.tie), "
        "count(DISTINCT CASE WHEN s.dated THEN NULL ELSE s.tie END) "
        f"FROM step s JOIN tie_type y ON y.key = s.type WHERE s.outward = 1{when} "
        "GROUP BY y.name ORDER BY y.name"
    )
    by_type: list[Any] = db.execute(ties, days).fetchall()
    totals = (
        "SELECT count(*), count(DISTINCT url), count(DISTINCT file), min(since), max(since) "
        "FROM statement"
    )
    statements, pages, files, first, last = db.execute(totals).fetchone()
    kinds = dict(db.execute("SELECT kind, count(*) FROM node GROUP BY kind ORDER BY kind"))
    types = {name: count for name, count, _ in by_type}
    if on is None:
        must_have(facts(db), sum(kinds.values()), sum(types.values()))
    return Tally(
        kinds=kinds,
        tie_types=types,
        statements=statements,
        pages=pages,
        files=files,
        first_since=first,
        last_since=last,
        undated=sum(undated for _, _, undated in by_type),
    )
