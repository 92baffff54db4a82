"""What lies beside the file of a store, each in one sentence: journals, drafts, ledgers, tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import NetweaveError

if TYPE_CHECKING:
    from collections.abc import Iterator

_SQLITE = {
    "-journal": "a write was broken off, or is going on; whoever opens the store next rolls it "
    "back. Never delete it, and copy it with the store",
    "-wal": "another program has put the store into another mode; it holds part of the graph. "
    "Never delete it, and copy it with the store",
    "-shm": "it belongs to the -wal file beside it",
}
_TABLES = {
    "review*.csv": "names that wait for a decision: netweave identity review",
    "rejected*.csv": "rows that a load did not take: correct them and load them",
}
_DRAFT = ".netweave-*"


def beside(target: str) -> list[str]:
    """Sentences about the files beside a store; none for a server."""
    if "://" in target:
        return []
    store = Path(target)
    return [*_of_sqlite(store), *_drafts(store.parent), *_ledger(target), *_tables(store.parent)]


def _of_sqlite(store: Path) -> Iterator[str]:
    for ending, meaning in _SQLITE.items():
        path = store.with_name(store.name + ending)
        if path.exists():
            yield f"{path} lies beside the store: {meaning}."


def _drafts(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob(_DRAFT)):
        yield f"{path} was left by a command that was broken off. It may be deleted."


def _ledger(target: str) -> Iterator[str]:
    from loaders.identity import ledger  # noqa: PLC0415 - only where it is looked for

    path = ledger.beside(target)
    if not path.exists():
        return
    try:
        known = ledger.Ledger.open(path)
    except (NetweaveError, OSError, ValueError) as error:
        yield f"{path} is an identity ledger that cannot be read as a whole: {error}"
        return
    yield f"{path} is the identity ledger, with {len(known.lines):,} lines. Copy it with the store."
    yield from dict.fromkeys(known.passed_over)


def _tables(folder: Path) -> Iterator[str]:
    for pattern, meaning in _TABLES.items():
        for path in sorted(folder.glob(pattern)):
            yield f"{path} has {meaning}."
