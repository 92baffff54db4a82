"""Names that people have decided, as spellings in the store: questions take them too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import Spelling

if TYPE_CHECKING:
    from loaders.identity.ledger import Ledger

DECIDED = "decisions"
"""The source of what people have decided."""


def decided_names(ledger: Ledger) -> set[Spelling]:
    """The names that stand as decided, each for the entity that it means by now."""
    joined = ledger.merged()
    last = {ruling.key: ruling for ruling in ledger.standing if ruling.decision != "merge"}
    same = [ruling for ruling in last.values() if ruling.decision == "same"]
    return {Spelling(joined.get(r.id, r.id), r.written_name, DECIDED) for r in same}
