"""What is in the offline file, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.store import Tally

if TYPE_CHECKING:
    import sqlite3

    from graph.dates import Days


def on_date(on: Days | None) -> tuple[str, tuple[int, ...]]:
    """SQL that keeps the steps which hold on a date, and its values."""
    if on is None:
        return "", ()
    return " AND s.first_day <= ? AND s.last_day >= ?", (on.last, on.first)


def tally(db: sqlite3.Connection, on: Days | None) -> Tally:
    """Counts of what is in the file, of the ties that hold on a date."""
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
    return Tally(
        dict(db.execute("SELECT kind, count(*) FROM node GROUP BY kind ORDER BY kind")),
        {name: count for name, count, _ in by_type},
        statements,
        pages,
        files,
        first,
        last,
        sum(undated for _, _, undated in by_type),
    )
