"""What is kept beside the graph in the offline file, written and read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.model import Note

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from graph.offline.session import Session

_SAME = "SELECT text FROM note WHERE kind = ? AND name = ?"
_PUT = (
    "INSERT INTO note VALUES (?, ?, ?, ?) "
    "ON CONFLICT (kind, name) DO UPDATE SET text = excluded.text"
)
_TAKE = "DELETE FROM note WHERE kind = ? AND name = ?"


def write_notes(load: Session, notes: Sequence[Note]) -> None:
    """Put notes in the places of those of their kinds and names, or take these away."""
    for kind, name, text in notes:
        old = load.db.execute(_SAME, (kind, name)).fetchone()
        if (None if old is None else old[0]) == text:
            continue
        load.changes.noted += 1
        if text is None:
            load.db.execute(_TAKE, (kind, name))
        else:
            load.db.execute(_PUT, (kind, name, text, load.number))


def read_notes(ask: Callable[[str, tuple[object, ...]], list[Any]], kind: str | None) -> list[Note]:
    """The notes of a kind, or all; none of a file that is older than notes."""
    if not ask("SELECT 1 FROM sqlite_master WHERE name = 'note'", ()):
        return []
    sql = "SELECT kind, name, text FROM note WHERE ?1 IS NULL OR kind = ?1 ORDER BY kind, name"
    return [Note(*row) for row in ask(sql, (kind,))]
