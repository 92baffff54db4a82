"""A first draft of a mapping, made by looking at a table: what `add` reads a table with."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from graph.names.states import state_of
from loaders.columns.dates import date_text
from loaders.identity.network_names import holds_network_word
from loaders.rosters.above import named_above, network_of, state_above
from loaders.rosters.guesses import (
    NUMBER,
    Column,
    field_named,
    fields_by_values,
    is_district,
    network_columns,
    plain_name,
)
from loaders.rosters.headers import Headed, headed, headless, network_above, year_of
from loaders.rosters.mapping import DRAFT, FIELDS, TableMapping
from loaders.rosters.members_in_cells import members_of
from loaders.rosters.nested import fields_of
from loaders.rosters.table import JOINT
from loaders.rosters.template import Template

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.forms.opening import Sheet
    from loaders.rosters.above import Beside
    from loaders.rosters.mapping import RowMeaning

LOOKED_AT = 300
"""How many rows a draft rests on."""
PROPERTIES = {
    "lat": ("lat", "latitude"),
    "lon": ("lon", "long", "lng", "longitude"),
    "city": ("city", "location city"),
    "enrollment": ("enrollment", "enrolment", "students"),
    "county": ("county", "county name"),
}


_WHO = {"name", "nces_id", "id", "members", "school"}
_YEAR = re.compile(
    r"((school|academic|fiscal|list|roster|membership|report(ing)?) )?(years?|yr)|sy|ay|fy"
)


def drafted(
    sheet: Sheet, rows: Sequence[tuple[int, list[str]]], beside: Beside
) -> TableMapping | None:
    """What a table seems to mean, None if it has no header that says so.

    Parameters
    ----------
    sheet
        The table.
    rows
        Its first rows.
    beside
        What the rest of the file says.
    """
    table = table_of(rows, beside)
    if table is None:
        return None
    columns = _with_headings(table.columns)
    headings = {name for name in map(network_above, table.names) if name}
    below = {c.name for c in columns if len(headings) > 1 and network_above(c.name)}
    named = [column for column in columns if column.name not in below]
    fields = fields_of(named) if table.header else fields_by_values(named)
    years = _years(columns)
    free = [c for c in columns if c.name not in {*fields.values(), *years}]
    wide = _wide(free) if "network" not in fields and not years else {}
    across = _members_across(free) if "network" in fields and not _WHO & fields.keys() else {}
    if field_named(fields.get("network", "network")) is None and named_above(sheet, table, beside):
        del fields["network"]  # a region, say, of the members of the network in the title
    kind = _rows(fields, wide or across, years, columns)
    if kind != "membership":
        return _of_entities(kind, fields, columns)
    _tell_members(fields, columns)
    networks = network_columns(columns, fields)
    constant, section = network_of(sheet, table, rows, beside, {*networks, *wide, *years})
    if not {"name", "members", "nces_id", "id"} & fields.keys() and not across:
        return None
    _tell_year(fields, table, rows)
    if section != "state" and _has_gaps(fields.get("state"), fields.get("name"), columns):
        constant |= state_above(sheet, table)
    return TableMapping(
        "membership",
        {f: Template(_named(f, c, columns)) for f, c in fields.items() if c not in years},
        constant,
        networks=wide,
        network_roles=_below(below, wide, "role"),
        network_ends=_below(below, wide, "until"),
        members=across,
        further_networks=tuple(Template(name) for name in networks[1:]),
        years=years,
        years_name=any(_names_networks(column) for column in columns if column.name in years),
        section=section,
        header=table.header,
        title=DRAFT,
    )


def _years(columns: Sequence[Column]) -> dict[str, str]:
    """The columns that stand for a year each, if there are several."""
    years = {column.name: year for column in columns if (year := year_of(column.name))}
    return years if len(years) > 1 else {}


def _names_networks(column: Column) -> bool:
    """Whether the cells of a year are names, and no marks."""
    return bool(column.values) and not column.is_marks and not column.is_one_mark


def table_of(rows: Sequence[tuple[int, list[str]]], beside: Beside) -> Headed | None:
    """The table of some rows: under its header; or without one, if it stands alone."""
    cells = [cells for _, cells in rows]
    return headed(cells) or (None if beside.headed else headless(cells))


def _has_gaps(name: str | None, beside: str | None, columns: Sequence[Column]) -> bool:
    """Whether a column is not there, or has fewer filled cells than the one beside it."""
    filled = {column.name: len(column.values) for column in columns}
    return name is None or (beside is not None and filled[name] < filled[beside])


def _tell_members(fields: dict[str, str], columns: Sequence[Column]) -> None:
    """Settle which column names the member of a row, and whether its cells list several."""
    if "network" in fields and "name" in fields and _are_lists(columns, fields["name"]):
        fields["members"] = fields.pop("name")
    if "members" in fields and ("network" not in fields or {"name", "school"} & fields.keys()):
        listed = fields.pop("members")
        if "name" not in fields and "school" not in fields:
            fields["name"] = listed
    if "school" in fields and not {"name", "members", "nces_id", "id"} & fields.keys():
        fields["name"] = fields.pop("school")  # a district's name may stand under "School"


def _are_lists(columns: Sequence[Column], name: str) -> bool:
    """Whether the cells of a column list several members each."""
    values = next(column.values for column in columns if column.name == name)
    several = [value for value in values if len(members_of(value)) > 1]
    return len(several) * 2 >= len(values)


def _with_headings(columns: Sequence[Column]) -> list[Column]:
    return [column for column in columns if plain_name(column.name)]


def _named(field: str, name: str, columns: Sequence[Column]) -> str:
    """A column as a mapping names it; a network that is a number alone gets the column's name."""
    values = next((column.values for column in columns if column.name == name), ())
    numbers = values and all(NUMBER.fullmatch(value) for value in values)
    return f"{name.title()} {{{name}}}" if field == "network" and numbers else name


def _wide(free: Sequence[Column]) -> dict[str, str]:
    """The columns that stand for a network each, with its name."""
    own = Counter(filter(None, map(_own_mark, free)))
    shared = {text for text, number in own.items() if number > 1}
    wide: dict[str, str] = {}
    marked = any(column.is_marks for column in free)
    for column in free:
        if date_text(column.name).readings:  # "Joined 2019" is no name of a network
            continue
        above = network_above(column.name)
        if above and field_named(column.name.partition(JOINT)[2]) == "since":
            wide[column.name] = above
        elif not above and (
            column.is_marks
            or (marked and column.may_be_marks)
            or (holds_network_word(column.name) and (column.is_one_mark or column.says_when))
            or _own_mark(column) in shared
        ):
            wide[column.name] = column.name
    return wide


def _own_mark(column: Column) -> str:
    """The short text that is all that a column holds, "" if it holds others."""
    texts = set(column.values)
    text = texts.pop() if len(texts) == 1 else ""
    return text if len(text) <= 2 and text.isalpha() and not state_of(text) else ""


def _below(below: set[str], wide: dict[str, str], field: str) -> dict[str, str]:
    """The columns of a field below the names of networks: their roles, or when they ended."""
    told = {name: network_above(name) for name in sorted(below - wide.keys())}
    found = {n: above for n, above in told.items() if field_named(n.partition(JOINT)[2]) == field}
    return {name: above for name, above in found.items() if above in wide.values()}


def _members_across(free: Sequence[Column]) -> dict[str, str]:
    """The columns that stand for a member each, with its name."""
    marked = [column.name for column in free if column.is_marks and not field_named(column.name)]
    said = [name for name in marked if is_district(name)]
    return {name: name for name in marked} if len(said) * 2 > len(marked) else {}


def _tell_year(
    fields: dict[str, str], table: Headed, rows: Sequence[tuple[int, list[str]]]
) -> None:
    """Settle which column says of which year's list a row is: the one in which members repeat."""
    for name in table.names:
        if not _YEAR.fullmatch(plain_name(name)) or name in (fields.get("since"), ""):
            continue
        at = table.names.index(name)
        keys = [table.names.index(fields[f]) for f in ("name", "network") if f in fields]
        seen: dict[tuple[str, ...], set[str]] = {}
        for _, cells in rows:
            if at < len(cells) and date_text(cells[at].strip()).readings:
                key = tuple(cells[k].strip().casefold() for k in keys if k < len(cells))
                seen.setdefault(key, set()).add(cells[at].strip())
        years = set[str]().union(*seen.values())
        if any(len(own) > 1 for own in seen.values()) or (len(years) == 1 and len(seen) > 1):
            for field in [f for f, column in fields.items() if column == name]:
                del fields[field]
            fields["year"] = name
            return


def _rows(
    fields: dict[str, str], wide: dict[str, str], years: dict[str, str], columns: Sequence[Column]
) -> RowMeaning:
    """What a row of the table is."""
    who = _WHO & fields.keys()
    if wide or years or ("network" in fields and who):
        return "membership"
    if "network" in fields:
        return "network"
    facts = {column.name.casefold() for column in columns}
    told = {n for n in ("lat", "enrollment") if not facts.isdisjoint(PROPERTIES[n])}
    return "district" if told and "name" in fields else "membership"


def _of_entities(
    rows: RowMeaning, fields: dict[str, str], columns: Sequence[Column]
) -> TableMapping:
    """A table of districts or networks."""
    if rows == "network":
        fields = {"name" if f == "network" else f: c for f, c in fields.items()}
        fields |= {c.name.casefold(): c.name for c in columns if c.name.casefold() == "website"}
    free = [column.name for column in columns if column.name not in fields.values()]
    properties: dict[str, str] = {}
    for name, words in PROPERTIES.items() if rows == "district" else ():
        column = next((c for c in free if c.casefold() in words), fields.get(name))
        if column is not None:
            properties[name] = column
    templates = {f: Template(fields[f]) for f in FIELDS[rows] if f in fields}
    return TableMapping(rows, templates, properties=properties, title=DRAFT)
