"""Which ties go into a column of entity rows: ``district_id`` of schools, ``host_id`` of networks.

Such a column says no more than that there is a tie, and who says so by the row's own source. A
statement that says anything else stays a row of relationships.csv.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import Source, Statement
from loaders.house.layout import ENTITY_FILES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.dates import Days
    from graph.model import Node, TieKey
    from graph.store import Reader
    from loaders.house.layout import Layout

_FILES = {layout.tie.type: layout.file for layout in ENTITY_FILES if layout.tie}


class TieColumns:
    """The ties that have been put into columns."""

    def __init__(self) -> None:
        self._urls: dict[TieKey, str | None] = {}

    def choose(
        self, store: Reader, layout: Layout, nodes: Sequence[Node], on: Days | None
    ) -> dict[str, str]:
        """The id for the column of each entity that has a tie which fits there.

        Where several fit, the first by id is chosen, since a column holds one.

        Parameters
        ----------
        nodes
            Entities of the layout.
        """
        column = layout.tie
        if column is None:
            return {}
        urls = {node.id: node.text("source_url") for node in nodes}
        chosen: dict[str, str] = {}
        for tie in store.ties(urls, [column.type], on, "out" if column.outward else "in"):
            own, other = (
                (tie.source_id, tie.target_id) if column.outward else (tie.target_id, tie.source_id)
            )
            statements = (s for spell in tie.spells for s in spell.statements)
            if own not in chosen and any(_fits(s, urls[own]) for s in statements):
                chosen[own] = other
                self._urls[tie.key] = urls[own]
        return chosen

    def holds(self, statement: Statement) -> bool:
        """Whether a column says it already."""
        if statement.type not in _FILES or statement.key not in self._urls:
            return False
        return _fits(statement, self._urls[statement.key])


def _fits(statement: Statement, url: str | None) -> bool:
    """Whether a column says all that a statement does, where the row's own source is ``url``.

    Without a source the file is the evidence, so it has to be the column's own.
    """
    evidence = Source(
        url=url,
        file=_FILES[statement.type] if url is None else statement.evidence.file,
        line=statement.evidence.line,
    )
    bare = Statement(*statement.key, evidence=evidence)
    return statement == bare
