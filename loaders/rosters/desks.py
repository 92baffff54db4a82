"""Desks that know what people have decided: in the store, or in an older ledger beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from graph.model import Node, Note, Spelling
    from graph.names.desk import Desk
    from graph.national import National
    from graph.store import Store
    from loaders.identity.kept_ledger import KeptLedger


class DeskBeside:
    """Sets up desks for a load.

    Parameters
    ----------
    store
        Where decisions are kept.
    target
        Where the store is, to look beside it for an older ledger; None not to look.
    warn
        Called once with each sentence about a line of it that is no decision.
    """

    def __init__(
        self,
        store: Store,
        target: str | None = None,
        warn: Callable[[str], None] | None = None,
    ) -> None:
        self._store = store
        self._target = target
        self._warn = warn
        self._told: set[str] = set()
        self._ledger: KeptLedger | None = None

    def __call__(self, nodes: Sequence[Node], national: National | None) -> Desk:
        """A desk over entities."""
        # Most loads need no desk, and it takes a moment to import.
        from graph.names.desk import Desk  # noqa: PLC0415
        from loaders.identity.kept_ledger import KeptLedger  # noqa: PLC0415 - the same
        from loaders.identity.ledger import beside  # noqa: PLC0415 - the same

        older = None if self._target is None else beside(self._target)
        self._ledger = KeptLedger(self._store, older)
        for sentence in dict.fromkeys(self._ledger.passed_over):
            if self._warn is not None and sentence not in self._told:
                self._warn(sentence)
        self._told.update(self._ledger.passed_over)
        return Desk(nodes, self._ledger, national)

    def unkept(self) -> list[Note | Spelling]:
        """What reads an older ledger into the store, if a desk has looked into it."""
        return [] if self._ledger is None else self._ledger.unkept()
