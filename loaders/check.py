"""What is wrong with sources: everything is read and judged, and nothing is written."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from loaders.checks.answers import ANSWER, Answers
from loaders.checks.known import Known
from loaders.checks.terms import ReadingTerms
from loaders.reading import Reading
from loaders.rosters.remembered import MAPPING, remembered

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from graph.errors import Problem
    from graph.store import Reader
    from loaders.checks.tally import TableTally


class CheckReport(NamedTuple):
    """What was found in sources.

    Attributes
    ----------
    problems
        Errors and warnings, in the order of sources, files and lines.
    tables
        What would become of the rows of each table.
    """

    problems: list[Problem]
    tables: tuple[TableTally, ...]


def check(sources: Sequence[Path], store: Reader | None = None) -> list[Problem]:
    """Check house folders and tables of known layout.

    Parameters
    ----------
    sources
        They are read as they would be loaded together.
    store
        The store they would be loaded into; None for an empty one.

    Returns
    -------
    list of Problem
        Errors and warnings, in the order of sources, files and lines.

    Raises
    ------
    StoreError
        If the store cannot be read.
    """
    return examine(sources, store, ReadingTerms()).problems


def examine(sources: Sequence[Path], store: Reader | None, terms: ReadingTerms) -> CheckReport:
    """Check sources, and count what would become of their rows.

    Parameters
    ----------
    sources, store
        As of `check`.
    terms
        How the sources are to be read.

    Raises
    ------
    StoreError
        If the store cannot be read.
    """
    problems: list[Problem] = []
    if store is not None:
        terms = terms._replace(answers=Answers.of(store.notes(ANSWER)))
        terms = terms._replace(remembered=remembered(store.notes(MAPPING)))
    reading = Reading(sources, Known(store), problems, terms)
    deque(reading.records(), maxlen=0)
    return CheckReport(problems, tuple(reading.tables))
