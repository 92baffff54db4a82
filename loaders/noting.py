"""What a load notes beside the graph: what is left to people, and what helps the next load."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from loaders.identity.kept_notes import notes_of
from loaders.rosters.desks import DeskBeside
from loaders.rosters.remembered import remembering
from loaders.waiting import WAITING, left_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.model import Note, Spelling
    from graph.store import Store
    from loaders.checks.origins import Origins
    from loaders.reading import Reading
    from loaders.rosters.file import RosterFile
    from loaders.rosters.naming import DeskMaker


class Noting:
    """The notes of one load.

    Parameters
    ----------
    reading
        What is read.
    origins
        The names of its sources.
    store
        Where it is loaded to.
    given
        How it was asked for.
    desks
        Who sets up its desks.
    """

    def __init__(
        self,
        reading: Reading,
        origins: Origins,
        store: Store,
        given: Mapping[str, Any],
        desks: DeskMaker,
    ) -> None:
        self._reading = reading
        self._origins = origins
        self._given = given
        self._desks = desks
        # While it is written, a store is asked for nothing.
        self._held = {note.name for note in notes_of(store, WAITING)}

    def notes(self) -> Iterator[Note | Spelling]:
        """The notes, once all is read, and names that an older ledger decided."""
        if isinstance(self._desks, DeskBeside):
            yield from self._desks.unkept()
        yield from self._left()
        yield from self._remembered()

    def _remembered(self) -> Iterator[Note]:
        given = self._reading.mapping
        for roster in self._reading.rosters:
            mapping = roster.mapping
            mine = given is not None and mapping.title == given.title
            if not (mine or mapping.is_draft) or not mapping.header:
                continue  # a table without names of columns is not known again by them
            if header := self._header(roster):
                # That a sheet is of former members is no part of it, if its name says so.
                former = given is not None and given.former
                yield remembering(header, mapping._replace(former=former))

    def _left(self) -> Iterator[Note]:
        reading = self._reading
        for path, origin in self._origins.names.items():
            mine = [t for t in reading.tables if t.path and self._is_of(t.path, origin)]
            rosters = [one for one in reading.rosters if self._is_of(one.sheet.path, origin)]
            source = {"path": str(path), **self._given}
            left = left_of(origin, mine, rosters, reading.findings.problems, source)
            if left.rows or origin in self._held:
                yield left.note

    def _is_of(self, path: Any, origin: str) -> bool:
        return self._origins.from_file(path) == origin

    def _header(self, roster: RosterFile) -> list[str]:
        tally = next(one for one in self._reading.tables if one.file == roster.reporter.file)
        rows = roster.sheet.open().rows(lambda _: None)
        return next((cells for line, cells in rows if line == tally.header_line), [])
