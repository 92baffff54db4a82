"""What the offline file remembers of its loads: who gave what, and the last ones themselves."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

from graph.history import Origin, PastWrite
from graph.model import TieKey
from graph.offline import file
from graph.offline.file import read_only, speaking
from graph.offline.journal import entry_from
from graph.offline.rows import STATEMENT_COLUMNS, statement_from
from graph.offline.undoing import undo

if TYPE_CHECKING:
    from graph.changes import Changes
    from graph.model import Statement

_ORIGINS = """
SELECT origin, sum(entity), sum(statement) FROM (
    SELECT origin, 1 AS entity, 0 AS statement FROM node
    UNION ALL SELECT origin, 1, 0 FROM also_node
    UNION ALL SELECT origin, 0, 1 FROM statement
    UNION ALL SELECT origin, 0, 1 FROM also_statement
) GROUP BY origin ORDER BY origin
"""
_ENTITIES = """
SELECT id FROM node WHERE origin = :origin
UNION SELECT n.id FROM also_node x JOIN node n ON n.key = x.node WHERE x.origin = :origin
ORDER BY 1
"""
_STATEMENTS = (
    f"SELECT a.id, y.name, b.id, {STATEMENT_COLUMNS} FROM statement st "
    "JOIN tie t ON t.key = st.tie JOIN node a ON a.key = t.source "
    "JOIN node b ON b.key = t.target JOIN tie_type y ON y.key = t.type "
    "WHERE st.origin = :origin OR EXISTS (SELECT 1 FROM also_statement x "
    "WHERE x.tie = st.tie AND x.statement = st.key AND x.origin = :origin) ORDER BY st.key"
)


class OfflineHistory:
    """The past of one file (see `graph.history.History`)."""

    def __init__(self, path: str) -> None:
        self._path = path

    def origins(self) -> list[Origin]:
        """The sources that have given something, ordered by name."""
        return [Origin(*row) for row in self._rows(_ORIGINS)]

    def entities_of(self, origin: str) -> list[str]:
        """The ids of the entities that a source has given, be it alone or not, in order."""
        return [row[0] for row in self._rows(_ENTITIES, origin=origin)]

    def statements_of(self, origin: str) -> list[Statement]:
        """The statements that a source has given, be it alone or not, in row order."""
        rows = self._rows(_STATEMENTS, origin=origin)
        return [statement_from(TieKey(*row[:3]), row[3:]) for row in rows]

    def entries(self) -> list[PastWrite]:
        """The writes that can be taken back, the last one first."""
        rows = self._rows("SELECT key, began, act, origin, batch, did FROM load ORDER BY key DESC")
        return [entry_from(row) for row in rows]

    def undo(self, *, dry_run: bool = False) -> tuple[PastWrite, Changes]:
        """Take the last write back, in one transaction (`graph.history.History.undo`)."""
        read_only(self._path).close()
        return undo(self._path, dry_run=dry_run)

    def _rows(self, sql: str, **values: str) -> list[Any]:
        with (
            speaking(self._path),
            closing(read_only(self._path, len(file.MIGRATIONS))) as db,
        ):
            return db.execute(sql, values).fetchall()
