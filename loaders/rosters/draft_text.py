"""A draft of a mapping as the text of a TOML file, for a person to look over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.forms.lines import DamagedFileError
from loaders.rosters.mapping import FIELDS, TableMapping

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loaders.forms.opening import Sheet
    from loaders.rosters.above import Beside
    from loaders.rosters.headers import Headed

from loaders.rosters.draft import drafted, table_of

_COMMENTS = {
    "name": "the member, as the roster writes it",
    "members": "several members in a cell",
    "school": "the school; it is part of the district",
    "nces_id": "the NCES id (LEAID): sure, where there is one",
    "state": "names are looked up within their state",
    "network": "the network, or several in a cell",
    "year": "each year is a list of its own",
}


def draft_text(source: Sheet, rows: Sequence[tuple[int, list[str]]], beside: Beside) -> str:
    """A draft of a mapping as the text of a TOML file.

    Raises
    ------
    DamagedFileError
        If no row of the table says what its columns are.
    """
    mapping = drafted(source, rows, beside)
    table = table_of(rows, beside)
    if mapping is None or table is None:
        problem = f"No row of {source.name} looks like a header that names members."
        fix = "Give the table a line of names above its columns: District, State, Network."
        raise DamagedFileError("no-header", problem, fix)
    return "\n".join(_lines(source, mapping, table)) + "\n"


def _lines(sheet: Sheet, mapping: TableMapping, table: Headed) -> Iterator[str]:
    name = _safe(sheet.path.name)
    yield f"# A draft, made by looking at {name}. Look at every line, then load with"
    yield f"#   netweave load {_shell(str(sheet.path))} --mapping THIS-FILE"
    yield ""
    yield f'rows = "{mapping.rows}"  # what a row is: "membership", "district" or "network"'
    if mapping.rows == "membership":
        yield 'unknown = "review"  # a name that fits nobody waits; "create" makes a district of it'
    if not mapping.header:
        yield "header = false  # no row names the columns: they are called A, B, and so on"
    if mapping.section:
        yield f'section = "{mapping.section}"  # what a line between the rows says of those below'
    if mapping.years_name:
        yield "years_name = true  # the cells below the years name networks"
    yield from ("", "[columns]")
    for field in (f for f in FIELDS[mapping.rows] if f in mapping.columns):
        comment = f"  # {_COMMENTS[field]}" if field in _COMMENTS else ""
        yield f"{field} = {_column(mapping, field)}{comment}"
    yield from _constant(mapping)
    yield from _across(mapping)
    unused = [c.name for c in table.columns if c.name not in mapping.uses]
    if unused:
        yield from ("", f"# Columns without use: {', '.join(map(_safe, unused))}")


def _constant(mapping: TableMapping) -> Iterator[str]:
    yield from ("", "[constant]  # the same for all rows")
    if "network" in mapping.constant:
        yield f"network = {_quoted(mapping.constant['network'])}"
    elif mapping.rows == "membership" and not mapping.needs_no_network:
        yield '# network = "…"  # write the name of the network'
    if "state" in mapping.constant:
        yield f"state = {_quoted(mapping.constant['state'])}"
    elif "state" not in mapping.columns:
        yield '# state = "NH"  # if all are in one state'
    yield '# url = "https://…"  # the page that the roster is from'


def _across(mapping: TableMapping) -> Iterator[str]:
    """The lists of columns."""
    for title, listed in (
        ("networks]  # a column for each network: its name", mapping.networks),
        ("network_roles]  # the columns of roles in them", mapping.network_roles),
        (
            "network_ends]  # the columns that say when memberships in them ended",
            mapping.network_ends,
        ),
        ("members]  # a column for each member: its name", mapping.members),
        ("years]  # a column for each year", mapping.years),
    ):
        if listed:
            yield from ("", f"[{title}")
            yield from (f"{_quoted(key)} = {_quoted(value)}" for key, value in listed.items())
    if mapping.properties:
        yield from ("", "[properties]")
        yield from (f"{key} = {_quoted(value)}" for key, value in mapping.properties.items())


def _column(mapping: TableMapping, field: str) -> str:
    first = mapping.columns[field].text
    if field == "network" and mapping.further_networks:
        names = [first, *(template.text for template in mapping.further_networks)]
        return f"[{', '.join(map(_quoted, names))}]"
    return _quoted(first)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in escaped) + '"'


def _safe(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)


def _shell(path: str) -> str:
    return f'"{path}"' if " " in path else path
