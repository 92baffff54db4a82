"""What a load does to a store, or would do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from graph.model import Node, Statement


class Change(NamedTuple):
    """One difference that a load makes."""

    change: Literal["added", "changed", "vanished", "withdrawn", "removed", "kept"]
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
    statements_withdrawn, nodes_removed
        What was taken out.
    kept
        Entities and statements that a source no longer speaks of, and that stay: another
        source does, or a tie is left at the entity.
    noted
        Notes beside the graph that were put there, changed or taken away.
    rows
        Each difference, if asked for.
    """

    nodes_added: int = 0
    nodes_changed: int = 0
    statements_added: int = 0
    unchanged: int = 0
    vanished: int = 0
    statements_withdrawn: int = 0
    nodes_removed: int = 0
    kept: int = 0
    noted: int = 0
    rows: list[Change] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        """Whether the store is as it was."""
        added = self.nodes_added or self.nodes_changed or self.statements_added
        return not (added or self.statements_withdrawn or self.nodes_removed)

    def add(self, more: Changes) -> None:
        """Count the changes of a further part of the load in."""
        self.nodes_added += more.nodes_added
        self.nodes_changed += more.nodes_changed
        self.statements_added += more.statements_added
        self.unchanged += more.unchanged
        self.vanished += more.vanished
        self.statements_withdrawn += more.statements_withdrawn
        self.nodes_removed += more.nodes_removed
        self.kept += more.kept
        self.noted += more.noted
        self.rows += more.rows


def difference(old: Node, new: Node) -> str:
    """What has changed of an entity, in words."""
    parts = [f"name {old.name!r} is now {new.name!r}"] if old.name != new.name else []
    if old.aliases != new.aliases:
        parts.append(f"aliases {'|'.join(old.aliases)!r} are now {'|'.join(new.aliases)!r}")
    for name in sorted({*old.properties, *new.properties}):
        before, after = old.properties.get(name), new.properties.get(name)
        if before != after:
            parts.append(f"{name} {before!r} is now {after!r}")
    return "; ".join(parts)


def about(statement: Statement) -> str:
    """A statement in short: type, target and dates."""
    since, until = statement.since, statement.until
    dates = f" {since or '?'}–{until or ''}" if since or until else ""
    return f"{statement.type} {statement.target_id}{dates}"
