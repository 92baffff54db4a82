"""Sources into a store: checked while they are read, and written all or nothing."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from graph.errors import LoadError, NoStoreError, QuestionError
from graph.settling import settled
from loaders.checks.answers import ANSWER, Answers
from loaders.checks.known import NOTHING_MERGED, Known
from loaders.checks.list_dates import ListDate, list_date
from loaders.checks.origins import Origins, complete_lists
from loaders.checks.terms import NO_DATE, ReadingTerms
from loaders.identity.kept_notes import notes_of
from loaders.merging import renamed
from loaders.noting import Noting
from loaders.reading import Reading
from loaders.replacing import Replacing
from loaders.rosters.desks import DeskBeside
from loaders.rosters.mapping_file import read_mapping
from loaders.rosters.remembered import MAPPING, remembered
from loaders.turnover import Members

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from graph.changes import Changes
    from graph.errors import Problem
    from graph.records import Record
    from graph.store import Store
    from loaders.checks.tally import TableTally
    from loaders.forms.opening import Sheet
    from loaders.rosters.kept import KeptTable
    from loaders.rosters.mapping import TableMapping
    from loaders.rosters.naming import DeskMaker
    from loaders.rosters.review import OpenName
    from loaders.turnover import Turnover


class LoadReport(NamedTuple):
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
    open_names
        Names that wait for a person, once for each table.
    turnover
        Who has joined and left the networks whose members these sources gave before.
    """

    sources: tuple[Path, ...]
    changes: Changes
    problems: tuple[Problem, ...]
    rows: int
    skipped: int
    tables: tuple[TableTally, ...] = ()
    open_names: tuple[OpenName, ...] = ()
    turnover: tuple[Turnover, ...] = ()


class LeftOut(NamedTuple):
    """What a load leaves to people: known once all is read, and before the store keeps anything.

    Attributes
    ----------
    tables, open_names, problems
        As of `LoadReport`.
    """

    tables: tuple[TableTally, ...]
    open_names: tuple[OpenName, ...]
    problems: tuple[Problem, ...]


def load(
    sources: Sequence[Path],
    store: Store,
    *,
    mapping: Path | TableMapping | None = None,
    dated: str | None = None,
    snapshot: bool = False,
    dry_run: bool = False,
    skip_bad: bool = False,
    keep: bool = False,
    replace: bool = False,
    drafting: bool = False,
    within: Sequence[str] = (),
    make_desk: DeskMaker | None = None,
    merged: Mapping[str, str] | None = None,
    kept: Mapping[Path, Sequence[KeptTable]] | None = None,
    tables: Mapping[Path, Sequence[Sheet]] | None = None,
    batch: str = "",
    set_aside: Callable[[LeftOut], None] | None = None,
    progress: Callable[[int], None] | None = None,
) -> LoadReport:
    """Load sources into a store, all of them or none.

    Parameters
    ----------
    sources
        House folders, tables, and folders of tables. What is in the store already is updated,
        never doubled. What a source of the same name gave when it was last loaded, and gives no
        more, is taken back, as `loaders.unload.unload` would; a complete list is the same source
        only at the same date.
    mapping
        What the columns of tables mean that are of no known layout, or the file that says so.
    dated
        The date at which the rosters were true. It says nothing of when memberships began.
    snapshot
        Whether each roster is the complete list of its networks at its date: memberships that the
        list before it lacks begin with it, and those that it no longer has end just before. It
        takes a date, of its own (a column of years) or given.
    dry_run
        Report what would change and write nothing.
    skip_bad
        Leave bad rows out, and with the row of an entity the rows that name it. A source or a
        file that cannot be read to its end is more than a bad row. Nothing is taken back then.
    keep
        Keep what the sources gave before and give no more.
    replace
        Take it back even if it is more than half of what they gave.
    drafting
        Read tables that nothing explains by drafts of mappings. Rows that are bad wait then,
        instead of failing the load.
    within
        The states in which names without a state are looked for.
    make_desk
        Sets up the desk that names are asked about, over the entities known; None for one that
        knows of no decisions of people.
    merged
        Ids of entities that have joined others, with the ids of those, besides those that the
        store remembers: where a source still names the one, the other is meant.
    kept
        Sources whose tables are not read from files, but as they were kept.
    tables
        Sources that are no files but tables in memory.
    batch
        What the load is a part of (`graph.store.Store.write`).
    set_aside
        Called with what is left to people; if it fails, nothing is written. Not in a dry run.
    progress
        Called with the number of entities and statements so far, now and then.

    Raises
    ------
    LoadError
        If there is an error that is not skipped. Nothing is written then.
    MappingError
        If the mapping cannot be used.
    QuestionError
        If a complete list has no date, or both ``keep`` and ``replace`` are asked for.
    ReplacementError
        If a source gives fewer than half of the statements that it gave before, and neither
        ``keep`` nor ``replace`` says what is meant. Nothing is written then.
    StoreError
        If the store cannot be written.
    """
    if keep and replace:
        raise QuestionError("What a source gave before is kept or replaced: ask for one of them.")
    skip_bad = skip_bad or drafting
    terms = terms_of(
        mapping, dated, snapshot=snapshot, skip_bad=skip_bad, drafting=drafting, kept=kept
    )
    desks = make_desk if make_desk is not None else DeskBeside(store)
    terms = terms._replace(make_desk=desks, within=tuple(within), tables=tables or {})
    origins = Origins.of(sources, dated, complete=snapshot)
    given = {"dated": dated, "snapshot": snapshot, "keep": keep, "within": list(within)}

    def attempt(since: str) -> LoadReport:
        problems: list[Problem] = []
        known = _known(store, merged or NOTHING_MERGED)
        several = len(origins.each) > 1 and not (dry_run and known.nothing)
        now = _as_of_now(terms, store, origins if several else None)
        reading = Reading(sources, known, problems, now)
        name = origins.together
        again = Replacing(origins.each or [""], store, keep=keep, replace=replace, together=name)
        members = Members(again.said)
        records: Iterable[Record] = _sound(reading, None if dry_run else set_aside)
        records = renamed(records, known) if known.merges else records
        if snapshot or not again.nothing:
            records = members.noting(again.records(records, reading.left), store, reading.members)
        noting = Noting(reading, origins, store, given, desks)
        changes = store.write(
            records if dry_run else chain(records, noting.notes()),
            origin=name,
            batch=batch,
            dry_run=dry_run,
            since=since,
            progress=progress,
        )
        found = (*problems, *again.held_back)
        return _report(sources, changes, found, reading, members)

    return settled(store, attempt)


def _report(
    sources: Sequence[Path],
    changes: Changes,
    problems: tuple[Problem, ...],
    reading: Reading,
    members: Members,
) -> LoadReport:
    return LoadReport(
        tuple(map(Path, sources)),
        changes,
        problems,
        reading.rows,
        reading.left_out,
        tuple(reading.tables),
        tuple(reading.open_names),
        members.turnover,
    )


def terms_of(
    mapping: Path | TableMapping | None,
    dated: str | None,
    *,
    snapshot: bool,
    skip_bad: bool = False,
    drafting: bool = False,
    make_desk: DeskMaker | None = None,
    kept: Mapping[Path, Sequence[KeptTable]] | None = None,
) -> ReadingTerms:
    """How sources are to be read, from what was given for a load.

    Raises
    ------
    DateError
        If ``dated`` is no date.
    MappingError
        If the mapping cannot be used.
    QuestionError
        If a complete list has no date.
    """
    table = read_mapping(mapping) if isinstance(mapping, Path) else mapping
    given = ListDate() if dated is None else list_date(dated)
    by_years = drafting or kept or (table is not None and "year" in table.columns)
    if dated is None and snapshot and not by_years:
        raise QuestionError(NO_DATE)  # where tables are drafted, a draft may find years
    return ReadingTerms(
        skip_bad, table, given, snapshot, make_desk=make_desk, drafting=drafting, kept=kept or {}
    )


def _as_of_now(terms: ReadingTerms, store: Store, origins: Origins | None) -> ReadingTerms:
    """Terms with what a store knows by now."""
    terms = terms._replace(
        origins=origins,
        answers=Answers.of(notes_of(store, ANSWER)),
        remembered=remembered(notes_of(store, MAPPING)),
    )
    if not terms.complete:
        return terms
    dates, school_years = complete_lists(store)
    return terms._replace(complete_at=dates, school_years=school_years)


def _known(store: Store, merged: Mapping[str, str]) -> Known:
    try:
        return Known(store, merged)
    except NoStoreError:
        return Known()  # It is not there before its first write.


def _sound(reading: Reading, set_aside: Callable[[LeftOut], None] | None) -> Iterator[Record]:
    """The records of a reading; a bad one ends in an error, so that the store takes nothing."""
    yield from reading.records()
    if reading.failed:
        raise LoadError(reading.findings.problems)
    if set_aside is not None:
        problems = tuple(reading.findings.problems)
        set_aside(LeftOut(tuple(reading.tables), tuple(reading.open_names), problems))
