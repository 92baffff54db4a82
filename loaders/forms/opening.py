"""The tables in a file or a folder, whatever their form."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loaders.forms.charset import charset_of
from loaders.forms.dialect import dialect_of
from loaders.forms.facts import SheetFacts, no_facts
from loaders.forms.foreign import shielded
from loaders.forms.lines import DamagedFileError
from loaders.forms.records import JsonLines, JsonList
from loaders.forms.start import OLD, PACKED, start_of
from loaders.forms.stray_quotes import LooseDelimited

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from loaders.forms.raw import RawRows

TEXT = (".csv", ".tsv", ".txt", ".tab")
BOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
PAGES = (".html", ".htm")
JSON = (".json",)
JSON_LINES = (".jsonl", ".ndjson")
ENDINGS = (*TEXT, *BOOKS, *PAGES, *JSON, *JSON_LINES)
_FOREIGN = (".numbers",)


class Sheet(NamedTuple):
    """A table in a file.

    Attributes
    ----------
    path
        The file.
    name
        What evidence and messages call it: the name of the file, without ``.gz``, and of the
        sheet if the file has several.
    form
        How it is kept, in words: ``CSV, semicolons, Windows-1252 (guessed)``.
    open
        Gives its rows from the beginning.
    facts
        Gives what it shows beside its values.
    """

    path: Path
    name: str
    form: str
    open: Callable[[], RawRows]
    facts: Callable[[], SheetFacts] = no_facts


def bare_name(path: Path) -> str:
    """The name of a file without ``.gz``."""
    return path.name[:-3] if path.name.casefold().endswith(".gz") else path.name


def ending_of(path: Path) -> str:
    """The ending of a file's name that tells its form, in lower case."""
    stem, dot, ending = bare_name(path).rpartition(".")
    return f"{dot}{ending.casefold()}" if stem else ""


def is_table(path: Path) -> bool:
    """Whether a file has a name that one of the forms has, or one that we know and cannot read."""
    return ending_of(path) in (*ENDINGS, *_FOREIGN)


def tables_in(folder: Path) -> list[Path]:
    """The files of a folder that may hold tables, by name; hidden and lock files left out."""
    found = (path for path in folder.iterdir() if not path.name.startswith((".", "~$")))
    return sorted(path for path in found if is_table(path) and path.is_file())


@shielded
def sheets_in(path: Path) -> Iterator[Sheet]:
    """The tables of a file.

    Raises
    ------
    DamagedFileError
        If it is of none of the forms, or cannot be opened.
    """
    ending, name = ending_of(path), bare_name(path)
    kind = _kind_of(path, ending) if ending in (*BOOKS, *PAGES) else ending
    if kind in TEXT:
        yield _text(path, name)
    elif kind in JSON:
        objects = JsonList(path)
        yield Sheet(path, name, "JSON", _always(objects), objects.facts)
    elif kind in JSON_LINES:
        lines = JsonLines(path)
        yield Sheet(path, name, "lines of JSON", _always(lines), lines.facts)
    elif kind in BOOKS:
        yield from _book(path, name)
    elif kind in PAGES:
        yield from _page(path, name)
    else:
        raise _unknown(ending)


def _kind_of(path: Path, ending: str) -> str:
    """The ending that a workbook or page should have, by how it begins.

    Many programs save a page or a table in text under the name .xls.
    """
    start = start_of(path, 1 << 12)
    if start.startswith((PACKED, OLD)):
        return BOOKS[0]
    text = start.decode(charset_of(start, whole=False).codec, "replace").lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        return PAGES[0]
    if ending in (".xls", *PAGES) and text and "\0" not in text:
        return TEXT[0]
    return ending


def _text(path: Path, name: str) -> Sheet:
    dialect, stray = dialect_of(path), set[int]()
    return Sheet(
        path,
        name,
        f"text, {dialect.words}",
        lambda: LooseDelimited(path, dialect, stray),
        lambda: SheetFacts(stray_quotes=frozenset(stray)),
    )


def _book(path: Path, name: str) -> Iterator[Sheet]:
    from loaders.forms.workbook import sheets_of  # noqa: PLC0415 - tables in text need no zip files

    sheets = sheets_of(path)
    for sheet, rows in sheets.items():
        shown = f"{name} [{sheet}]" if len(sheets) > 1 else name
        yield Sheet(path, shown, f"workbook, sheet {sheet!r}", _always(rows), rows.facts)


def _page(path: Path, name: str) -> Iterator[Sheet]:
    from loaders.forms.pages import tables_of  # noqa: PLC0415 - few tables are pages

    tables = tables_of(path)
    for title, rows in tables.items():
        shown = f"{name} [{title}]" if len(tables) > 1 else name
        yield Sheet(path, shown, "table of a page", _always(rows), rows.facts)


def _always(rows: RawRows) -> Callable[[], RawRows]:
    return lambda: rows


def _unknown(ending: str) -> DamagedFileError:
    if ending in _FOREIGN:
        problem = f"Files of the form {ending} are not read."
        fix = "Open it in a spreadsheet and save it as .xlsx or as CSV UTF-8."
    else:
        problem = f"The name does not end in one of {', '.join(ENDINGS)} (or these and .gz)."
        fix = "Rename it if it is such a table; else save it as one."
    return DamagedFileError("not-a-table", problem, fix)
