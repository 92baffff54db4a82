"""What a load does to a store, or would do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple


class Change(NamedTuple):
    """One difference that a load makes."""

    change: Literal["added", "changed", "vanished"]
    what: Literal["entity", "statement"]
    id: str
    detail: str


@dataclass(slots=True)
class Changes:
    """What a load did, or would do.

    Attributes
    ----------
    nodes_added, nodes_changed, statements_added, unchanged
        Counts; ``unchanged`` are the entities and statements that were there already.
    vanished
        Statements that an earlier load of this source gave and this one does not. They stay:
        absence from a roster means nothing by itself.
    rows
        Each difference, if asked for.
    """

    nodes_added: int = 0
    nodes_changed: int = 0
    statements_added: int = 0
    unchanged: int = 0
    vanished: int = 0
    rows: list[Change] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        """Whether the store is as it was."""
        return not (self.nodes_added or self.nodes_changed or self.statements_added)
