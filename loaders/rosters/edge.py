"""The national file of NCES: EDGE geocodes of every public school district (LEA).

Its tables are known by their columns and need no mapping. What tells where a district is and how
urban is kept; its street address, statistical areas, and shares by locale are not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.columns.loose import folded
from loaders.rosters.mapping import TableMapping
from loaders.rosters.template import Template

if TYPE_CHECKING:
    from collections.abc import Iterable

LABEL = "NCES EDGE geocodes of districts"
_NEEDED = ("LEAID", "NAME", "STATE", "LAT", "LON")
_PROPERTIES = {
    "city": "CITY",
    "county": "NMCNTY",
    "county_fips": "CNTY",
    "lat": "LAT",
    "lon": "LON",
    "locale": "LOCALE",
    "metro": "NMCBSA",
    "congressional_district": "CD",
    "school_year": "SCHOOLYEAR",
}


def edge_mapping(names: Iterable[str]) -> TableMapping | None:
    """The mapping of an EDGE table with these columns, None if it is none.

    Columns that a year's file has not are left out.
    """
    there = {folded(name) for name in names}
    if not all(folded(name) in there for name in _NEEDED):
        return None
    columns = {"nces_id": "LEAID", "name": "NAME", "state": "STATE"}
    return TableMapping(
        "district",
        {field: Template(column) for field, column in columns.items()},
        properties={name: c for name, c in _PROPERTIES.items() if folded(c) in there},
        missing=frozenset(("n", "-2", "m")),
        title=LABEL,
    )
