"""A first draft of a mapping, made by looking at a table: what `add` reads a table with."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.names.states import state_of
from loaders.forms.opening import bare_name
from loaders.identity.network_names import holds_network_word, network_key
from loaders.rosters.asides import lone_text
from loaders.rosters.guesses import (
    NUMBER,
    Column,
    field_named,
    network_columns,
    plain_name,
)
from loaders.rosters.headers import Headed, headed, network_above, year_of
from loaders.rosters.mapping import FIELDS, TableMapping
from loaders.rosters.members_in_cells import members_of
from loaders.rosters.nested import fields_of
from loaders.rosters.table import JOINT
from loaders.rosters.template import Template
from loaders.rosters.titles import network_in

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from loaders.forms.opening import Sheet
    from loaders.rosters.mapping import RowMeaning, SectionMeaning

LOOKED_AT = 300
"""How many rows a draft rests on."""
PROPERTIES = {
    "lat": ("lat", "latitude"),
    "lon": ("lon", "long", "lng", "longitude"),
    "city": ("city", "location city"),
    "enrollment": ("enrollment", "enrolment", "students"),
    "county": ("county", "county name"),
}


class Beside(NamedTuple):
    """What helps to find the network of a table that does not name it.

    Attributes
    ----------
    titles
        Lines above tables elsewhere in the file.
    known
        The keys of the names of networks that are known.
    """

    titles: Sequence[str] = ()
    known: Collection[str] = ()


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
    table = headed([cells for _, cells in rows])
    if table is None:
        return None
    columns = _with_headings(table.columns)
    headings = {name for name in map(network_above, table.names) if name}
    below = {c.name for c in columns if len(headings) > 1 and network_above(c.name)}
    fields = fields_of([column for column in columns if column.name not in below])
    years = {c.name: year for c in columns if (year := year_of(c.name))}
    years = years if len(years) > 1 else {}
    free = [c for c in columns if c.name not in {*fields.values(), *years}]
    wide = _wide(free) if "network" not in fields and not years else {}
    if field_named(fields.get("network", "network")) is None and _named_above(sheet, table, beside):
        del fields["network"]  # a region, say, of the members of the network in the title
    kind = _rows(fields, wide, years, columns)
    if kind != "membership":
        return _of_entities(kind, fields, columns)
    _tell_members(fields, columns)
    networks = network_columns(columns, fields)
    constant, section = _network(sheet, table, rows, beside, {*networks, *wide, *years})
    if not {"name", "members", "nces_id", "id"} & fields.keys():
        return None
    columns_of = {f: Template(_named(f, c, columns)) for f, c in fields.items()}
    if years and "network" in columns_of and fields["network"] in years:
        del columns_of["network"]
    return TableMapping(
        "membership",
        {f: t for f, t in columns_of.items() if f in FIELDS["membership"]},
        constant,
        networks=wide,
        network_roles=_roles(below, wide),
        further_networks=tuple(Template(name) for name in networks[1:]),
        years=years,
        years_name=any(
            not c.is_marks and c.values and not c.is_one_mark for c in columns if c.name in years
        ),
        section=section,
        title="draft",
    )


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
    wide: dict[str, str] = {}
    for column in free:
        above = network_above(column.name)
        if above and field_named(column.name.partition(JOINT)[2]) == "since":
            wide[column.name] = above
        elif not above and (
            column.is_marks or (column.is_one_mark and holds_network_word(column.name))
        ):
            wide[column.name] = column.name
    return wide


def _roles(below: set[str], wide: dict[str, str]) -> dict[str, str]:
    """The columns of roles below the names of networks."""
    told = {name: network_above(name) for name in sorted(below - wide.keys())}
    roles = {n: above for n, above in told.items() if field_named(n.partition(JOINT)[2]) == "role"}
    return {name: above for name, above in roles.items() if above in wide.values()}


def _rows(
    fields: dict[str, str], wide: dict[str, str], years: dict[str, str], columns: Sequence[Column]
) -> RowMeaning:
    """What a row of the table is."""
    who = {"name", "nces_id", "id", "members", "school"} & fields.keys()
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
    return TableMapping(rows, templates, properties=properties, title="draft")


# Which network ---------------------------------------------------------------------------------


def _network(
    sheet: Sheet,
    table: Headed,
    rows: Sequence[tuple[int, list[str]]],
    beside: Beside,
    named: set[str],
) -> tuple[dict[str, str], SectionMeaning | None]:
    """What names the networks of a roster if no column does, and what its section lines are."""
    sections = _sections(table, rows)
    states = sum(state_of(text) is not None for text in sections)
    has_state = any(field_named(name) == "state" for name in table.names)
    if named and not _are_years(named):
        return {}, "state" if states and not has_state else ("role" if sections else None)
    if _above_headers(table, rows):
        return {}, "network"
    network = _named_above(sheet, table, beside)
    networks = [text for text in sections if _names_network(text, beside.known)]
    if len(networks) * 2 > len(sections) and not any(map(network_in, table.titles)):
        return {}, "network"
    if not network:
        return {}, "network" if sections else None
    use: SectionMeaning | None = (
        "state" if states and not has_state else ("role" if sections else None)
    )
    return {"network": network}, use


def _named_above(sheet: Sheet, table: Headed, beside: Beside) -> str:
    """The network that a title names, else the sheet, another title of the file, or the file."""
    places = (*reversed(table.titles), sheet_name(sheet), *beside.titles, bare_name(sheet.path))
    for text in places:
        network = network_in(text) or (text if network_key(text) in beside.known else "")
        if network:
            return "{sheet}" if text == sheet_name(sheet) else network
    return ""


def _are_years(named: set[str]) -> bool:
    return all(year_of(name) for name in named)


def _sections(table: Headed, rows: Sequence[tuple[int, list[str]]]) -> list[str]:
    """The section lines among some rows."""
    if sum(map(bool, table.names)) < 2:
        return []
    names = [" ".join(name.split()) for name in table.names]
    found: list[str] = []
    for _, cells in rows:
        said = [(at, cell.strip()) for at, cell in enumerate(cells) if cell.strip()]
        if len(said) == 1 and said[0][1] not in table.titles:
            at, text = said[0]
            member = at < len(names) and field_named(names[at]) in ("name", "members", "school")
            if lone_text(text, is_member=member) == "section":
                found.append(text)
    return found


def _above_headers(table: Headed, rows: Sequence[tuple[int, list[str]]]) -> bool:
    """Whether the tables of a sheet stand below each other, each under a name and a header."""
    names = [name.casefold() for name in table.names]
    before = ""
    for _, cells in rows:
        said = [" ".join(cell.split()) for cell in cells if cell.strip()]
        again = [" ".join(cell.split()).casefold() for cell in cells][: len(names)] == names
        if again and before and before not in table.titles:
            return True
        before = said[0] if len(said) == 1 else ""
    return False


def _names_network(text: str, known: Collection[str]) -> bool:
    return network_key(text) in known or (holds_network_word(text) and not state_of(text))


def sheet_name(sheet: Sheet) -> str:
    """The name of a sheet, "" of a file that has none."""
    return sheet.name.rpartition("[")[2].removesuffix("]") if sheet.name.endswith("]") else ""
