"""The decisions of people as a store keeps them; an older ledger beside it is read in once."""

from __future__ import annotations

import json
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from graph.model import Note
from loaders.identity.decided import decided_names
from loaders.identity.kept_notes import notes_of, text_of
from loaders.identity.ledger import Ledger, LedgerError, Ruling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from graph.model import Spelling
    from graph.store import Store

DECISION, READ_IN = "decision", "ledger"
"""The kinds of the notes that hold decisions, and that say which older ledger was read in."""
_DIGITS = 8


class KeptLedger(Ledger):
    """The ledger of a store.

    Parameters
    ----------
    store
        Where decisions are kept.
    older
        A ledger beside it, which counts until it has been read in; None if there cannot be one.
    batch
        What further decisions are a part of.

    Attributes
    ----------
    unread
        Whether there is an older ledger that the store has not read in.

    Raises
    ------
    LedgerError
        If there is such a ledger, and it cannot be read.
    """

    def __init__(self, store: Store, older: Path | None, batch: str = "") -> None:
        self._store = store
        self._batch = batch
        notes = notes_of(store, DECISION)
        kept = [Ruling(*json.loads(note.text or "")) for note in notes]
        self._next = 1 + (int(notes[-1].name[:_DIGITS]) if notes else 0)
        self._mark = None if older is None else _mark_of(older)
        beside: Ledger | None = None
        if self._mark is not None and self._mark not in notes_of(store, READ_IN) and older:
            beside = Ledger.open(older)
        known = set(kept)
        self._further = [one for one in (beside.lines if beside else ()) if one not in known]
        passed_over = beside.passed_over if beside else ()
        super().__init__(older or Path(), [*kept, *self._further], passed_over)
        self.where = store.where
        self.unread = beside is not None

    def unkept(self) -> list[Note | Spelling]:
        """What reads an older ledger into the store, to be written with whatever is next."""
        return self.records(()) if self._older() else []

    def records(self, rulings: Sequence[Ruling]) -> list[Note | Spelling]:
        """Decisions as notes, an older ledger before them, and the names that they decide.

        All names are given that stand, so that those of entities are known that came later.
        """
        before = self._older()
        further = len(self._further) if before else 0
        stand = decided_names(Ledger(self.path, [*self.lines, *rulings]))
        gone = [one._replace(gone=True) for one in sorted(decided_names(self) - stand)]
        return [*before, *self._noted(rulings, further), *gone, *sorted(stand)]

    def _older(self) -> list[Note]:
        if not self.unread or self._mark is None:
            return []
        return [*self._noted(self._further), self._mark]

    def _put(self, rulings: Sequence[Ruling]) -> None:
        try:
            self._store.write(self.records(rulings), act="decide", origin="", batch=self._batch)
        except OSError as error:
            raise LedgerError(
                f"The decisions cannot be kept in {self._store.where} ({error.strerror or error})."
            ) from error
        self._next += len(rulings) + (len(self._further) if self.unread else 0)
        self.unread = False

    def _noted(self, rulings: Iterable[Ruling], further: int = 0) -> Iterator[Note]:
        for number, ruling in enumerate(rulings, start=self._next + further):
            # Two who decide at one time each keep what they decide.
            name = f"{number:0{_DIGITS}}-{uuid4().hex[:8]}"
            yield Note(DECISION, name, text_of(ruling))


def _mark_of(path: Path) -> Note | None:
    """The note that says that a ledger was read in as it is now; None if there is none."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise LedgerError(f"The identity ledger {path} cannot be read. {error}") from error
    if not content:
        return None
    return Note(READ_IN, path.name, blake2b(content, digest_size=16).hexdigest())
