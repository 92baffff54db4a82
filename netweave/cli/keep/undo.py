"""`load --undo`: the last change of the store is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.changes import Changes
from netweave.cli.answer.giving import give
from netweave.cli.answer.words import count, listed
from netweave.cli.keep.taken import answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.history import PastWrite
    from graph.store import Store
    from netweave.cli.door.settings import Settings

_ACTS = {
    "load": "the load",
    "unload": "the unloading",
    "merge": "the merging",
    "decide": "what was decided",
}


def undo(settings: Settings, *, dry_run: bool) -> None:
    """Take the last load, unload, merge or decision back, or the whole command it was part of."""
    from graph.opening import open_store  # noqa: PLC0415 - help needs no store

    with open_store(settings.store) as store:
        batch = last_batch(store.history.entries())
        changes = _taken_back(store, max(len(batch), 1), dry_run=dry_run)
        left = len(store.history.entries()) - dry_run * len(batch)
        facts = store.facts()
    verb, state = ("Would take", "would then be") if dry_run else ("Took", "is")
    said = f"{verb} back {together(batch)}; {settings.store} {state} as it was before."
    before = f"{left} more can be taken back" if left else "nothing before it can be taken back"
    notes = [_noted(changes), before] if changes.noted else [before]
    if dry_run and len(batch) > 1:
        notes.insert(0, f"the differences listed are those of {described(batch[0])} alone")
    parameters = {"undo": True, "dry_run": dry_run}
    further = {"undone": batch[0], "batch": batch}
    give(settings, answer("load", facts, parameters, changes, said, further=further, notes=notes))


def _taken_back(store: Store, writes: int, *, dry_run: bool) -> Changes:
    """Take writes back, the last one first; only the last can be rehearsed."""
    total = Changes()
    for _ in range(1 if dry_run else writes):
        total.add(store.history.undo(dry_run=dry_run)[1])
    return total


def last_batch(entries: Sequence[PastWrite]) -> list[PastWrite]:
    """The writes of the last command, the last one first."""
    if not entries or not entries[0].batch:
        return list(entries[:1])
    return [entry for entry in entries if entry.batch == entries[0].batch]


def together(batch: Sequence[PastWrite]) -> str:
    """What a command has written, in words."""
    if len(batch) == 1:
        return described(batch[0])
    first = min(batch)
    loads = [entry.origin for entry in sorted(batch) if entry.act == "load"]
    decided = ["what was decided"] if any(entry.act == "decide" for entry in batch) else []
    whole = [*decided, *([f"the load of {listed(loads)}"] if loads else [])]
    return f"{listed(whole)} ({first.when})"


def described(entry: PastWrite) -> str:
    """A write in words: what it was, of what, and when."""
    of = f" of {entry.origin}" if entry.origin else ""
    return f"{_ACTS[entry.act]}{of} ({entry.when})"


def _noted(changes: Changes) -> str:
    verb = "is" if changes.noted == 1 else "are"
    return f"{count(changes.noted, 'note')} of what waits, was decided or learned {verb} as before"
