"""Pieces of Cypher that several questions share. Values are parameters, always.

In Neo4j an entity has the label ``Entity`` and that of its kind, a collective ``Collective``
too. A relationship is one spell of one tie: ``since``, ``until`` and ``role`` as texts, its
window as the dates ``first_day`` and ``last_day`` (null where open), and its statements as
parallel lists. The parameter ``$on`` is null, or the first and last day that is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import LiteralString

STATEMENT_LISTS = (
    "roles",
    "sinces",
    "untils",
    "urls",
    "files",
    "lines",
    "as_ofs",
    "confidences",
    "extras",
)
"""The parallel lists of a relationship: one item per statement, in row order."""


def holds(tie: LiteralString) -> LiteralString:
    """The condition that a relationship holds on ``$on``."""
    return (
        f"($on IS NULL OR (coalesce({tie}.first_day <= $on.last, true) "
        f"AND coalesce({tie}.last_day >= $on.first, true)))"
    )


def spell(tie: LiteralString) -> LiteralString:
    """A relationship as the map that a store reads a spell from."""
    return (
        f"{tie} {{.*, source_id: startNode({tie}).id, type: type({tie}), "
        f"target_id: endNode({tie}).id}}"
    )
