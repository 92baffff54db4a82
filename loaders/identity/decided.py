"""Names that people have decided, as spellings in the store: questions take them too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import Spelling

if TYPE_CHECKING:
    from graph.store import Store
    from loaders.identity.ledger import Ledger

DECIDED = "decisions"
"""The source of what people have decided."""


def keep_decided(ledger: Ledger, store: Store) -> None:
    """Let the store know the names that stand as decided, and no others.

    Names of entities that are not in the store are left out: the row that brings one brings its
    name.

    Raises
    ------
    StoreError
        If the store cannot be written to.
    """
    last = {ruling.key: ruling for ruling in ledger.standing if ruling.decision != "merge"}
    same = [ruling for ruling in last.values() if ruling.decision == "same"]
    there = store.nodes({ruling.id for ruling in same})
    wanted = {Spelling(r.id, r.written_name, DECIDED) for r in same if r.id in there}
    known = {one for one in store.spellings() if one.origin == DECIDED}
    gone = [one._replace(gone=True) for one in sorted(known - wanted)]
    records = [*gone, *sorted(wanted - known)]
    if records:
        store.write(records, origin=DECIDED)
