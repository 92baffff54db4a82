"""The verbs of loading as programs call them: the store first, and as safe as the commands.

Decisions that people have taken count, in the store or in an older ledger beside it; dates and
flags are read as those of questions are; and what a command would tell is a `LoadWarning`.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from graph.errors import QuestionError
from graph.names.states import state_of
from loaders.check import examine
from loaders.checks.origins import remembered
from loaders.identity.kept_ledger import KeptLedger
from loaders.identity.ledger import Ruling, beside, signed
from loaders.load import load as load_sources
from loaders.load import terms_of
from loaders.merging import merge as merge_entities
from loaders.rosters.desks import DeskBeside
from loaders.unload import unload as unload_source
from netweave.python.sources import given_mapping, given_sources
from queries.asking.naming import entities
from queries.asking.terms import DateTerm, FlagTerm

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date

    from graph.changes import Changes
    from graph.errors import Problem
    from graph.store import Store
    from loaders.load import LoadReport
    from loaders.merging import Merged
    from netweave.python.sources import Mapped
    from queries.asking.naming import Asked


class LoadWarning(UserWarning):
    """A load told of something: what is odd and may be right, or rows that wait."""


def check(
    store: Store | None,
    sources: Any,
    *,
    mapping: Mapped | None = None,
    dated: str | int | date | None = None,
    snapshot: bool = False,
) -> list[Problem]:
    """Find every problem of sources, and write nothing.

    Parameters
    ----------
    store
        The store they would be loaded into; None for an empty one.
    sources, mapping, dated, snapshot
        As of `load`.

    Returns
    -------
    list of Problem
        Errors and warnings, in the order of sources, files and lines.

    Raises
    ------
    StoreError
        If the store cannot be read.
    QuestionError, DateError, MappingError
        If it is asked with what makes no sense.
    """
    store, sources = _in_order(store, sources)
    given = given_sources(sources)
    complete = bool(FlagTerm().read("snapshot", snapshot))
    terms = terms_of(given_mapping(mapping), _date(dated), snapshot=complete)
    terms = terms._replace(tables=given.tables)
    if store is None:
        return examine(given.paths, None, terms).problems
    terms = terms._replace(make_desk=DeskBeside(store, store.where, warned))
    with store.reading():
        return examine(given.paths, store, terms).problems


def load(
    store: Store,
    sources: Any,
    *,
    mapping: Mapped | None = None,
    dated: str | int | date | None = None,
    snapshot: bool = False,
    dry_run: bool = False,
    skip_bad: bool = False,
    keep: bool = False,
    replace: bool = False,
    drafting: bool = False,
    within: Collection[str] = (),
    progress: Callable[[int], None] | None = None,
) -> LoadReport:
    """Load sources into a store, all or nothing.

    Parameters
    ----------
    store
        Where they go. What people have decided of names there counts.
    sources
        A path or several: house folders, tables, folders of tables. Or tables in memory by their
        names, ``{"Maine roster 2024": frame}``: data frames of pandas, polars or pyarrow, or rows
        as dicts. A name is to the store what the name of a file is: a table that is loaded again
        under it replaces what it said.
    mapping
        What the columns of tables mean: a file, or the same as a dict.
    dated
        The date at which the rosters were true; of complete lists it is needed.
    snapshot
        Whether each roster is the complete list of its networks at its date.
    dry_run
        Report what would change and write nothing.
    skip_bad
        Leave bad rows out, and the ties that name their entities.
    keep, replace
        Keep what the sources said before and say no more; or take it back even if it is more than
        half.
    drafting
        Read tables that nothing explains by drafts of mappings; what is not sure waits, as with
        the command `add`.
    within
        States in which names without a state are looked for.
    progress
        Called with the number of entities and statements so far, now and then.

    Returns
    -------
    LoadReport
        What changed, every problem, and what became of the rows of each table.

    Warns
    -----
    LoadWarning
        For each warning of the report, and if rows wait for a decision.

    Raises
    ------
    LoadError
        If there is an error that is not skipped. Nothing is written then.
    QuestionError, DateError, MappingError, ReplacementError
        If it is asked with what makes no sense, or would take back more than it says.
    StoreError
        If the store cannot be written.
    """
    store, sources = _in_order(store, sources)
    given = given_sources(sources)
    flags = {"snapshot": snapshot, "dry_run": dry_run, "skip_bad": skip_bad, "keep": keep}
    flags |= {"replace": replace, "drafting": drafting}
    read: dict[str, Any] = {name: FlagTerm().read(name, value) for name, value in flags.items()}
    report = load_sources(
        given.paths,
        store,
        mapping=given_mapping(mapping),
        dated=_date(dated),
        within=_states(within),
        tables=given.tables,
        make_desk=DeskBeside(store, store.where, warned),
        progress=progress,
        **read,
    )
    _tell(report)
    return report


def unload(
    store: Store,
    source: str,
    *,
    dry_run: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Changes:
    """Take out what only one source said, all or nothing.

    Parameters
    ----------
    store
        What it is taken out of.
    source
        The name of the folder, file or table that was loaded, or its path.
    dry_run, progress
        As of `load`.

    Raises
    ------
    NotFoundError
        If the store has nothing of that name; the message gives the names it has.
    StoreError
        If the store cannot be written.
    """
    store, source = _in_order(store, source)
    origin = remembered(str(source), [one.name for one in store.history.origins()])
    dry = bool(FlagTerm().read("dry_run", dry_run))
    return unload_source(origin, store, dry_run=dry, progress=progress)


def merge(
    store: Store, into: Asked, other: Asked, *, dry_run: bool = False, why: str = ""
) -> Merged:
    """Let one entity join another, all or nothing, and note the decision.

    Parameters
    ----------
    store
        Where both are.
    into, other
        The entity that stays, and the one that joins it: entities, or their names.
    dry_run
        Report what would change and write nothing.
    why
        The reason, for those who ask later.

    Raises
    ------
    QuestionError, WrongKindError
        If both are the same entity, or of different kinds.
    NotFoundError, AmbiguousNameError
        If a name fits nothing, or several.
    StoreError
        If both carry an NCES id, and not the same; or if the store cannot be written.
    """
    _judge_store(store)
    dry = bool(FlagTerm().read("dry_run", dry_run))
    stays, joins = entities(store, [into, other])
    ledger = KeptLedger(store, beside(store.where))
    for sentence in ledger.passed_over:
        warned(sentence)
    decided = ledger.records(signed([Ruling("merge", joins.id, "", stays.id, why)]))
    return merge_entities(stays, joins, store, dry_run=dry, decided=decided)


def _in_order(store: Any, other: Any) -> tuple[Any, Any]:
    """The store and what goes with it; in the order of old, too, which is to go."""
    if hasattr(other, "reading") and not hasattr(store, "reading"):
        said = "The store comes first: load(store, sources). The other order is to go."
        warnings.warn(said, DeprecationWarning, stacklevel=3)
        store, other = other, store
    if store is not None:
        _judge_store(store)
    return store, other


def _judge_store(store: object) -> None:
    if not hasattr(store, "write"):
        raise QuestionError(
            f"{type(store).__name__} is no store that can be written to. Give what "
            "netweave.open_store gives, first."
        )


def _date(dated: object) -> str | None:
    return None if dated is None else str(DateTerm().read("dated", dated))


def _states(within: Collection[str]) -> tuple[str, ...]:
    words = within.split(",") if isinstance(within, str) else within
    found = {word: state_of(word.strip()) for word in words}
    if unknown := next((word for word, state in found.items() if state is None), None):
        raise QuestionError(f"within={unknown!r} makes no sense. Give states, such as 'NH,VT'.")
    return tuple(filter(None, found.values()))


def _tell(report: LoadReport) -> None:
    """Warn of what a command would say, each once."""
    said = [str(one) for one in report.problems if one.severity == "warning"]
    for sentence in dict.fromkeys(said):
        warned(sentence)
    waits = sum(table.waiting for table in report.tables)
    if waits:
        rows = "1 row waits" if waits == 1 else f"{waits:,} rows wait"
        warned(f"{rows} for a decision. `netweave review` lists what would decide it.")


def warned(sentence: str) -> None:
    """Tell what a command would tell on stderr."""
    warnings.warn(sentence, LoadWarning, stacklevel=4)
