"""What sources hold: house folders, tables of known layout, and tables that a mapping explains."""

from __future__ import annotations

from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from loaders.columns.loose import SEARCHED, folded
from loaders.forms.lines import DamagedFileError
from loaders.forms.opening import bare_name, is_table, sheets_in
from loaders.forms.own_files import tables_of
from loaders.house.layout import LAYOUTS, HouseFile, Layout, holds_house, open_house, say_unusable
from loaders.not_read import say_own, say_passed_over, say_unexplained
from loaders.rosters.above import Beside, sheet_name
from loaders.rosters.draft import LOOKED_AT, drafted
from loaders.rosters.edge import edge_mapping
from loaders.rosters.file import RosterFile
from loaders.rosters.headers import headed
from loaders.rosters.remembered import as_before, shape_of
from loaders.rosters.table import distinct, letters
from loaders.rosters.titles import bare_title, speaks_of_former

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from loaders.forms.findings import Findings
    from loaders.forms.opening import Sheet
    from loaders.forms.raw import Cells
    from loaders.rosters.kept import KeptTable
    from loaders.rosters.mapping import TableMapping


class Opened(NamedTuple):
    """What sources hold, and whether some of it cannot be read."""

    files: list[HouseFile]
    rosters: list[RosterFile]
    unread: bool


class Opener:
    """Looks what sources hold.

    Parameters
    ----------
    findings
        Takes in what is wrong.
    mapping
        Explains tables that are of no known layout; None if nothing does.
    known_networks
        Gives the keys of the names of known networks, for drafts of mappings; None if tables
        that nothing explains are to be an error.
    remembered
        Mappings that were used before, by the shape of tables.
    kept
        Sources whose tables are not read from files.
    tables
        Sources that are no files but tables in memory.
    """

    def __init__(
        self,
        findings: Findings,
        mapping: TableMapping | None,
        known_networks: Callable[[], Collection[str]] | None = None,
        remembered: Mapping[str, TableMapping] = MappingProxyType({}),
        kept: Mapping[Path, Sequence[KeptTable]] = MappingProxyType({}),
        tables: Mapping[Path, Sequence[Sheet]] = MappingProxyType({}),
    ) -> None:
        self._remembered = remembered
        self._kept = kept
        self._tables = tables
        self._findings = findings
        self._mapping = mapping
        self._known_networks = known_networks
        self._files: list[HouseFile] = []
        self._rosters: list[RosterFile] = []
        self._unread = False
        self._number = -1

    def open(self, sources: Sequence[Path]) -> Opened:
        """Open sources, of which a table counts as one where it is no house table."""
        for source in sources:
            self._number += 1
            prefix = f"{source}/" if len(sources) > 1 else ""
            if source in self._kept:
                self._open_kept(self._kept[source])
                continue
            if source in self._tables:
                self._open_tables(source, self._tables[source])
                continue
            try:
                self._open(source, prefix)
            except OSError as error:
                say_unusable(self._findings.about(str(source)), source, error)
                self._unread = True
        return Opened(self._files, self._rosters, self._unread)

    def _open(self, source: Path, prefix: str) -> None:
        if source.is_file() and is_table(source):
            self._open_file(source, f"{source.parent}/" if prefix else "")
            return
        names = [path.name for path in source.iterdir()]  # says why, if it is no folder
        tables, own = ([], {}) if holds_house(names) else tables_of(source)
        for path, what in own.items():
            say_own(self._findings.about(f"{prefix}{path.name}"), what)
        reads = self._mapping is not None or self._known_networks is not None
        if tables and (reads or any(map(_is_known, tables))):
            for path in tables:
                self._open_file(path, prefix)
        else:
            house = open_house(source, self._number, self._findings, prefix)
            self._unread |= house.unread
            self._files += house.files

    def _open_kept(self, tables: Sequence[KeptTable]) -> None:
        for sheet, mapping in tables:
            self._number += 1
            reporter = self._findings.about(sheet.name)
            self._rosters.append(RosterFile(sheet, mapping, self._number, reporter))

    def _open_file(self, path: Path, prefix: str) -> None:
        try:
            self._open_tables(path, sheets_in(path), prefix)
        except DamagedFileError as damage:
            self._say_damaged(path, damage, prefix)

    def _open_tables(self, path: Path, sheets: Iterable[Sheet], prefix: str = "") -> None:
        looks = [look for look in map(FirstLook, sheets) if look.rows]
        if looks:
            self._place(path, looks, prefix)
        else:
            empty = DamagedFileError("empty-file", "The file is empty.", "Give another file.")
            self._say_damaged(path, empty, prefix)

    def _say_damaged(self, path: Path, damage: DamagedFileError, prefix: str) -> None:
        reporter = self._findings.about(f"{prefix}{path.name}")
        reporter.at(damage.line)
        reporter.error(None, damage.rule, damage.problem, damage.fix)
        self._unread = True

    def _place(self, path: Path, looks: Sequence[FirstLook], prefix: str) -> None:
        """Decide for each table of a file what explains it."""
        meanings = [look.meaning(self._mapping) for look in looks]
        if self._known_networks is not None and self._mapping is None:
            beside = beside_of(looks, self._known_networks())
            meanings = [
                meaning or self._drafted(look, beside)
                for look, meaning in zip(looks, meanings, strict=True)
            ]
        if self._mapping is not None and not any(meanings):
            meanings = [self._mapping] * len(looks)  # to be told which column is missing
        for look, meaning in zip(looks, meanings, strict=True):
            sheet = look.sheet
            name = sheet.name if len(looks) > 1 else path.name
            reporter = self._findings.about(f"{prefix}{name}")
            if isinstance(meaning, Layout):
                self._files.append(HouseFile(path, meaning, self._number, reporter, sheet))
            elif meaning is not None:
                self._number += 1  # an id may be in each of several tables
                bound = _bound(meaning, sheet)
                self._rosters.append(RosterFile(sheet, bound, self._number, reporter))
            elif any(meanings):
                if not _is_lists(sheet):
                    say_passed_over(reporter)
            else:
                self._unread = True
                say_unexplained(sheet, reporter)

    def _drafted(self, look: FirstLook, beside: Beside) -> TableMapping | None:
        """A draft for a table; as one of its shape was read before, if one was."""
        draft = drafted(look.sheet, look.first, beside)
        shapes = map(shape_of, look.rows)
        before = next((self._remembered[s] for s in shapes if s in self._remembered), None)
        if before is None or (before.sheet is not None and not look.is_meant(before)):
            return draft
        return as_before(before, draft)


def _is_lists(sheet: Sheet) -> bool:
    """Whether a sheet is the hidden one that holds what may be chosen in a workbook of ours."""
    return sheet.name.endswith("[lists]") and sheet.facts().hidden


def _is_known(path: Path) -> bool:
    try:
        return any(FirstLook(sheet).meaning(None) for sheet in sheets_in(path))
    except DamagedFileError:
        return False


class FirstLook:
    """A first look at a table.

    Attributes
    ----------
    sheet
        The table.
    rows
        Its first rows that hold something; fewer if it is damaged there.
    """

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.first = _first_rows(sheet)
        self.rows = [cells for _, cells in self.first[:SEARCHED]]

    def meaning(self, given: TableMapping | None) -> TableMapping | Layout | None:
        """What explains the table: the given mapping if it fits, or its columns and name."""
        if given is not None and self.is_meant(given):
            widest = max(map(len, self.rows), default=0)
            if self._has(given.needed) if given.header else {*given.needed} <= {*letters(widest)}:
                return given
        edge = next(filter(None, map(edge_mapping, self.rows)), None)
        return edge or next(filter(self._has_layout, LAYOUTS), None)

    def is_meant(self, given: TableMapping) -> bool:
        """Whether a mapping is for the sheet that this is."""
        return given.sheet is None or self.sheet.name.endswith(f"[{given.sheet}]")

    def _has(self, needed: Sequence[str]) -> bool:
        wanted = set(map(folded, needed))
        return any(wanted <= set(map(folded, distinct(cells))) for cells in self.rows)

    def _has_layout(self, layout: Layout) -> bool:
        stem = layout.file.removesuffix(".csv")
        return stem in _stems(self.sheet) and self._has(layout.required)


def _first_rows(sheet: Sheet) -> list[tuple[int, Cells]]:
    """The first rows that hold something; fewer if the table is damaged there."""
    rows: list[tuple[int, Cells]] = []
    lost: list[DamagedFileError] = []
    try:
        for line, cells in islice(sheet.open().rows(lost.append), LOOKED_AT):
            if any(map(str.strip, cells)):
                rows.append((line, cells))
    except DamagedFileError:
        if not rows:
            raise
    if lost and not rows:  # the file is not empty: all that it holds is damaged
        raise lost[0]
    return rows


def beside_of(looks: Sequence[FirstLook], known: Collection[str] = ()) -> Beside:
    """What a file says of each of its tables.

    The lines above its tables count as titles, those of sheets without a table with them.
    """
    tables = [headed([cells for _, cells in look.first]) for look in looks]
    titles = [
        text
        for look, table in zip(looks, tables, strict=True)
        for text in (table.titles if table else _notes(look) if any(tables) else [])
        if text
    ]
    return Beside(titles, known, any(tables))


def _notes(look: FirstLook) -> list[str]:
    return [cell.strip() for _, cells in look.first for cell in cells]


def _bound(mapping: TableMapping, sheet: Sheet) -> TableMapping:
    """A mapping for one table: ``{sheet}`` and ``{file}`` in what is constant are its names."""
    if mapping.rows == "membership" and not mapping.former:
        former = map(speaks_of_former, (sheet_name(sheet), bare_name(sheet.path)))
        mapping = mapping._replace(former=any(former))
    if not any("{" in text for text in mapping.constant.values()):
        return mapping
    names = {"{sheet}": bare_title(sheet_name(sheet)), "{file}": bare_title(bare_name(sheet.path))}
    constant = dict(mapping.constant)
    for mark, name in names.items():
        constant = {field: text.replace(mark, name) for field, text in constant.items()}
    return mapping._replace(constant=constant)


def _stems(sheet: Sheet) -> Iterator[str]:
    yield sheet.path.name.partition(".")[0].casefold()
    if sheet.name.endswith("]"):
        yield sheet.name.rpartition("[")[2].removesuffix("]").casefold()
