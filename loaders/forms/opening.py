"""The tables in a file or a folder, whatever their form."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loaders.forms.delimited import Delimited
from loaders.forms.dialect import dialect_of
from loaders.forms.foreign import shielded
from loaders.forms.lines import DamagedFileError
from loaders.forms.records import JsonLines, JsonList

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from loaders.forms.raw import RawRows

TEXT = (".csv", ".tsv", ".txt", ".tab")
BOOKS = (".xlsx", ".xlsm")
JSON = (".json",)
JSON_LINES = (".jsonl", ".ndjson")
ENDINGS = (*TEXT, *BOOKS, *JSON, *JSON_LINES)
_OLD = (".xls", ".xlsb", ".ods", ".numbers")


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
    """

    path: Path
    name: str
    form: str
    open: Callable[[], RawRows]


def bare_name(path: Path) -> str:
    """The name of a file without ``.gz``."""
    return path.name[:-3] if path.name.casefold().endswith(".gz") else path.name


def ending_of(path: Path) -> str:
    """The ending of a file's name that tells its form, in lower case."""
    stem, dot, ending = bare_name(path).rpartition(".")
    return f"{dot}{ending.casefold()}" if stem else ""


def is_table(path: Path) -> bool:
    """Whether a file has a name that one of the forms has, or an older one."""
    return ending_of(path) in (*ENDINGS, *_OLD)


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
    if ending in TEXT:
        dialect = dialect_of(path)
        yield Sheet(
            path,
            name,
            f"text, {dialect.words}",
            lambda: Delimited(path, dialect.encoding, dialect.delimiter),
        )
    elif ending in JSON:
        yield Sheet(path, name, "JSON", lambda: JsonList(path))
    elif ending in JSON_LINES:
        yield Sheet(path, name, "lines of JSON", lambda: JsonLines(path))
    elif ending in BOOKS:
        yield from _book(path, name)
    else:
        raise _unknown(ending)


def _book(path: Path, name: str) -> Iterator[Sheet]:
    from loaders.forms.workbook import sheets_of  # noqa: PLC0415 - tables in text need no zip files

    sheets = sheets_of(path)
    for sheet, rows in sheets.items():
        shown = f"{name} [{sheet}]" if len(sheets) > 1 else name
        yield Sheet(path, shown, f"workbook, sheet {sheet!r}", _always(rows))


def _always(rows: RawRows) -> Callable[[], RawRows]:
    return lambda: rows


def _unknown(ending: str) -> DamagedFileError:
    if ending in _OLD:
        problem = f"Files of the form {ending} are not read."
        fix = "Open it in a spreadsheet and save it as .xlsx or as CSV UTF-8."
    else:
        problem = f"The name does not end in one of {', '.join(ENDINGS)} (or these and .gz)."
        fix = "Rename it if it is such a table; else save it as one."
    return DamagedFileError("not-a-table", problem, fix)
