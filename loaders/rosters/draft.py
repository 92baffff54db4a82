"""A first draft of a mapping, made by looking at a table. A person is to look at every line."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from loaders.columns.loose import likely_header
from loaders.forms.lines import DamagedFileError
from loaders.forms.opening import sheets_in
from loaders.forms.own_files import tables_of
from loaders.rosters.guesses import NUMBER, Column, guessed_fields, separator_in
from loaders.rosters.mapping import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from loaders.forms.opening import Sheet
    from loaders.rosters.mapping import Rows

LOOKED_AT = 300
"""How many rows a draft rests on."""
_PROPERTIES = {
    "lat": ("lat", "latitude"),
    "lon": ("lon", "long", "lng", "longitude"),
    "city": ("city", "location city"),
    "enrollment": ("enrollment", "enrolment", "students"),
    "county": ("county", "county name"),
}
_COMMENTS = {
    "name": "the member, as the roster writes it",
    "nces_id": "the NCES id (LEAID): sure, where there is one",
    "state": "in two letters; names are looked up within their state",
    "network": "the network, or several in a cell",
    "year": "each year is a list of its own",
}


_CONTROL = re.compile("[\0-\x1f\x7f-\x9f]")
_UNKEPT = re.compile("[\0-\x1f\x7f-\x9f\ud800-\udfff]")
_SAYS_WHERE = ("no-such-file", "empty-file")


def draft(source: Path) -> str:
    """A draft of a mapping for a table, or for the first table of a folder.

    Raises
    ------
    DamagedFileError
        If there is no table, or it cannot be read.
    """
    try:
        sheet, rows = _table_of(source)
    except DamagedFileError as damage:
        if damage.rule in _SAYS_WHERE:
            raise
        place = f"{source}, line {damage.line}" if damage.line else str(source)
        problem = f"{place}: {damage.problem}"
        raise DamagedFileError(damage.rule, problem, damage.fix, damage.line) from damage
    at = likely_header(rows)
    if at is None:
        raise DamagedFileError("empty-file", f"{source} holds no rows.", "Give another file.")
    header = [" ".join(cell.split()) for cell in rows[at]]
    columns = [
        Column(name, [row[n].strip() for row in rows[at + 1 :] if n < len(row) and row[n].strip()])
        for n, name in enumerate(header)
        if name and header.index(name) == n
    ]
    titles = [cell.strip() for row in rows[:at] for cell in row if cell.strip()]
    # What is left of control characters stands in comments, where TOML allows none.
    lines = (_UNKEPT.sub("\ufffd", line) for line in _lines(sheet, columns, titles))
    return "\n".join(lines) + "\n"


def _table_of(source: Path) -> tuple[Sheet, list[list[str]]]:
    if not source.exists():
        raise DamagedFileError("no-such-file", f"There is no {source}.", "Check the path.")
    for path in tables_of(source)[0] if source.is_dir() else [source]:
        for sheet in sheets_in(path):
            rows = [cells for _, cells in islice(sheet.open().rows(lambda _: None), LOOKED_AT)]
            if any(cell.strip() for row in rows for cell in row):
                return sheet, rows
    raise DamagedFileError("empty-file", f"{source} holds no table.", "Give a file with rows.")


def _lines(sheet: Sheet, columns: Sequence[Column], titles: Sequence[str]) -> Iterator[str]:
    fields = guessed_fields(columns)
    wide = "network" not in fields
    marks = [c.name for c in columns if wide and c.is_marks and c.name not in fields.values()]
    properties = _properties(columns, fields)
    rows = _rows(fields, marks, properties)
    if rows == "network":
        fields = {"name" if field == "network" else field: c for field, c in fields.items()}
    fields = {field: fields[field] for field in FIELDS[rows] if field in fields}
    yield f"# A draft, made by looking at {sheet.path.name}. Look at every line, then load with"
    yield f"#   netweave load {sheet.path} --mapping THIS-FILE"
    yield ""
    yield f'rows = "{rows}"  # what a row is: "membership", "district" or "network"'
    if rows == "membership":
        yield from _of_memberships(columns, fields)
    yield ""
    yield "[columns]"
    if not {"name", "nces_id", "id"} & fields.keys():
        yield '# name = "…"  # the column of the member'
    for field, name in fields.items():
        comment = f"  # {_COMMENTS[field]}" if field in _COMMENTS else ""
        values = next(column for column in columns if column.name == name)
        if field == "network" and values.share(NUMBER) == 1:
            name = f"{name.title()} {{{name}}}"  # noqa: PLW2901 - a number alone names nothing
        yield f"{field} = {_quoted(name)}{comment}"
    yield from _constant(rows, fields, marks, titles, sheet)
    if rows == "membership" and marks:
        yield from ("", "[networks]  # a column for each network: its name")
        yield from (f"{_quoted(name)} = {_quoted(name)}" for name in marks)
    if rows == "district" and properties:
        yield from ("", "[properties]")
        yield from (f"{name} = {_quoted(column)}" for name, column in properties.items())
    used = {*fields.values(), *marks, *(properties.values() if rows == "district" else ())}
    unused = [column.name for column in columns if column.name not in used]
    if unused:
        yield from ("", f"# Columns without use: {', '.join(unused)}")


def _of_memberships(columns: Sequence[Column], fields: Mapping[str, str]) -> Iterator[str]:
    yield 'unknown = "review"  # a name that fits nobody waits; "create" makes a district of it'
    named = next((c.values for c in columns if c.name == fields.get("network")), ())
    mark = separator_in(named)
    if mark:
        yield f"separator = {_quoted(mark)}  # between several networks in a cell"


def _constant(
    rows: Rows,
    fields: Mapping[str, str],
    marks: Sequence[str],
    titles: Sequence[str],
    sheet: Sheet,
) -> Iterator[str]:
    yield from ("", "[constant]  # the same for all rows")
    if rows == "membership" and "network" not in fields and not marks:
        guess = titles[0] if titles else sheet.path.name.partition(".")[0].replace("_", " ")
        yield f"network = {_quoted(guess)}  # write the name of the network"
    if "state" not in fields:
        yield '# state = "NH"  # if all are in one state'
    yield '# url = "https://…"  # the page that the roster is from'


def _properties(columns: Sequence[Column], fields: Mapping[str, str]) -> dict[str, str]:
    free = [column.name for column in columns if column.name not in fields.values()]
    found: dict[str, str] = {}
    for name, words in _PROPERTIES.items():
        column = next((c for c in free if c.casefold() in words), None)
        if column is not None:
            found[name] = column
    return found


def _rows(fields: Mapping[str, str], marks: Sequence[str], properties: Mapping[str, str]) -> Rows:
    if marks or ("network" in fields and {"name", "nces_id", "id"} & fields.keys()):
        return "membership"
    if "network" in fields:
        return "network"
    return "district" if {"lat", "enrollment"} & properties.keys() else "membership"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    escaped = _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped)
    return f'"{escaped}"'
