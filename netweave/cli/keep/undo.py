"""`load --undo`: the last change of the store is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netweave.cli.answer.giving import give
from netweave.cli.keep.taken import answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.history import PastWrite
    from netweave.cli.door.settings import Settings
    from netweave.cli.keep.merge_ledger import MergeLedger


def undo(settings: Settings, *, dry_run: bool) -> None:
    """Take the last load, unload or merge back, and say what that was."""
    from graph.opening import open_store  # noqa: PLC0415 - help needs no store

    with open_store(settings.store) as store:
        ledger = _ledger(settings, store.history.entries())
        entry, changes = store.history.undo(dry_run=dry_run)
        left = len(store.history.entries()) - dry_run
        facts = store.facts()
    if ledger is not None and not dry_run:
        ledger.take_back(entry)
    verb, state = ("Would take", "would then be") if dry_run else ("Took", "is")
    said = f"{verb} back {described(entry)}; {settings.store} {state} as it was before."
    before = f"{left} more can be taken back" if left else "nothing before it can be taken back"
    parameters = {"undo": True, "dry_run": dry_run}
    further = {"undone": entry}
    give(
        settings,
        answer("load", facts, parameters, changes, said, further=further, notes=[before]),
    )


def _ledger(settings: Settings, entries: Sequence[PastWrite]) -> MergeLedger | None:
    """The ledger, read before anything is done, if a merge is taken back."""
    if not entries or entries[0].act != "merge":
        return None
    from netweave.cli.keep.merge_ledger import MergeLedger  # noqa: PLC0415 - only a merge needs it

    return MergeLedger(settings.store)


def described(entry: PastWrite) -> str:
    """A write in words: what it was, of what, and when."""
    what = {"load": "the load", "unload": "the unloading", "merge": "the merging"}[entry.act]
    of = f" of {entry.origin}" if entry.origin else ""
    return f"{what}{of} ({entry.when})"
