"""Merges in the identity ledger, beside the other decisions about who is who.

The store itself remembers a merge, so that a later load knows it. The ledger says who merged,
when and why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.identity.ledger import Ledger, LedgerError, Ruling, beside
from netweave.cli.door.saying import warned

if TYPE_CHECKING:
    from graph.history import PastWrite


class MergeLedger:
    """The ledger of a store, as far as merges go.

    Parameters
    ----------
    target
        The store.

    Raises
    ------
    LedgerError
        If there is a ledger that cannot be read.
    """

    def __init__(self, target: str) -> None:
        self._ledger = Ledger.open(beside(target))
        for sentence in self._ledger.passed_over:
            warned(sentence)

    def note(self, into: str, other: str, why: str) -> None:
        """Note that one entity has joined another."""
        self._add(Ruling("merge", other, "", into, why))

    def take_back(self, merge: PastWrite) -> None:
        """Note that a merge, as the history of the store names it, was taken back."""
        standing = self._ledger.standing
        found = [one for one in standing if _names(one) == merge.origin]
        if found and found[-1] is standing[-1]:
            self._ledger.undo("load --undo")
        elif found:
            # Other decisions stand on it, so it is not undone but overruled: each stays itself.
            other = found[-1].written_name
            self._add(Ruling("merge", other, "", other, "taken back by load --undo"))

    def _add(self, ruling: Ruling) -> None:
        try:
            self._ledger.add([ruling])
        except LedgerError as error:
            warned(f"It is done, and the store remembers it; but: {error}")


def _names(ruling: Ruling) -> str:
    """The merge of a decision as the history of a store names it; "" for other decisions."""
    return f"{ruling.written_name} into {ruling.id}" if ruling.decision == "merge" else ""
