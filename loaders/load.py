"""Sources into a store: checked while they are read, and written all or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import LoadError, StoreError
from loaders.known import NOTHING_MERGED, Known
from loaders.merging import renamed
from loaders.reading import Reading, Terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from graph.changes import Changes
    from graph.errors import Problem
    from graph.model import Node, Statement
    from graph.store import Store
    from loaders.tally import TableTally


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did, or would do.

    Attributes
    ----------
    sources
        The sources that were read.
    changes
        What has changed in the store.
    problems
        Warnings; and if bad rows were skipped, the errors for which they were.
    rows
        How many rows were read.
    skipped
        How many rows were left out, in whole or in part: where only the tie is bad that a
        column stands for, the entity of the row is kept.
    tables
        What became of the rows of each table.
    """

    sources: tuple[Path, ...]
    changes: Changes
    problems: tuple[Problem, ...]
    rows: int
    skipped: int
    tables: tuple[TableTally, ...] = ()


def load(
    sources: Sequence[Path],
    store: Store,
    *,
    dry_run: bool = False,
    skip_bad: bool = False,
    merged: Mapping[str, str] = NOTHING_MERGED,
    progress: Callable[[int], None] | None = None,
) -> LoadReport:
    """Load house folders into a store, all of them or none.

    Parameters
    ----------
    sources
        The folders. What is in the store already is updated, never doubled.
    dry_run
        Report what would change and write nothing.
    skip_bad
        Leave bad rows out, and with the row of an entity the rows that name it. A source or a
        file that cannot be read to its end is more than a bad row.
    merged
        Ids of entities that have joined others, with the ids of those: where a source still names
        the one, the other is meant.
    progress
        Called with the number of entities and statements so far, now and then.

    Raises
    ------
    LoadError
        If there is an error that is not skipped. Nothing is written then.
    StoreError
        If the store cannot be written.
    """
    problems: list[Problem] = []
    known = _known(store, merged)
    reading = Reading(sources, known, problems, Terms(skip_bad))
    changes = store.write(
        renamed(_sound(reading), known) if merged else _sound(reading),
        origin=origin_of(sources),
        dry_run=dry_run,
        progress=progress,
    )
    return LoadReport(
        tuple(map(Path, sources)),
        changes,
        tuple(problems),
        reading.rows,
        reading.left_out,
        tuple(reading.tables),
    )


def origin_of(sources: Sequence[Path]) -> str:
    """The name under which a store remembers where things came from.

    The name of the folder, wherever it lies; of several that are loaded together, all names.
    """
    return ", ".join(dict.fromkeys(_name(Path(source)) for source in sources))


def _name(source: Path) -> str:
    return source.resolve().name if source.name in ("", "..") else source.name


def _known(store: Store, merged: Mapping[str, str]) -> Known:
    try:
        return Known(store, merged)
    except StoreError:
        # It is not there before its first write. If it is damaged, writing will say so.
        return Known()


def _sound(reading: Reading) -> Iterator[Node | Statement]:
    """The records of a reading; a bad one ends in an error, so that the store takes nothing."""
    yield from reading.records()
    if reading.failed:
        raise LoadError(reading.findings.problems)
