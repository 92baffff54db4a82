"""The terms on which a source is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.records import Given
from loaders.checks.answers import NO_ANSWERS
from loaders.checks.list_dates import ListDate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from loaders.checks.answers import Answers
    from loaders.checks.origins import Origins
    from loaders.forms.opening import Sheet
    from loaders.rosters.kept import KeptTable
    from loaders.rosters.mapping import TableMapping
    from loaders.rosters.naming import DeskMaker

NO_DATE = "A complete list needs its date: give --dated, or a mapping with a column of years."


class ReadingTerms(NamedTuple):
    """How sources are to be read.

    Attributes
    ----------
    skip_bad
        Leave bad rows out, and with the row of an entity the rows that name it.
    mapping
        Explains tables of no known layout.
    dated
        The date of the rosters.
    complete
        Whether each roster is the complete list at its date.
    complete_at
        The dates of which the store holds complete lists.
    school_years
        The lists among them that are of school years: their networks and dates.
    make_desk
        Sets up the desk that names are asked about; None for one without decisions of people.
    drafting
        Whether a table that nothing explains is read by a draft of a mapping, and rows that are
        refused wait instead.
    answers
        What people have answered to questions of rosters.
    within
        The states in which names without a state are looked for.
    remembered
        Mappings that were used before, by the shape of the tables.
    kept
        Sources whose tables are not read from files, but as they were kept, by path.
    tables
        Sources that are no files but tables in memory, by the path that stands for them.
    origins
        The names of the sources, where it matters which of several gives what.
    """

    skip_bad: bool = False
    mapping: TableMapping | None = None
    dated: ListDate = ListDate()
    complete: bool = False
    complete_at: frozenset[str] = frozenset()
    school_years: frozenset[tuple[str, str]] = frozenset()
    make_desk: DeskMaker | None = None
    drafting: bool = False
    answers: Answers = NO_ANSWERS
    within: Sequence[str] = ()
    remembered: Mapping[str, TableMapping] = {}
    kept: Mapping[Path, Sequence[KeptTable]] = {}
    tables: Mapping[Path, Sequence[Sheet]] = {}
    origins: Origins | None = None

    def given(self, path: Path) -> Iterator[Given]:
        """Says which source gives what follows, if it stands in this file."""
        if self.origins is not None:
            yield Given(self.origins.from_file(path))
