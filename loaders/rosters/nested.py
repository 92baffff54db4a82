"""Columns below others, such as ``Members / Name``: lists in JSON, headers of two rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.rosters.guesses import field_named, guessed_fields
from loaders.rosters.table import JOINT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loaders.rosters.guesses import Column

_PEOPLE = ("members", "name", "school")


def fields_of(columns: Sequence[Column]) -> dict[str, str]:
    """The likeliest column of each field; what columns below others say goes first."""
    nested = nested_fields(columns)
    rest = [column for column in columns if column.name not in nested.values()]
    return {**guessed_fields(rest), **nested}


def nested_fields(columns: Sequence[Column]) -> dict[str, str]:
    """The columns of fields, as far as columns below others say so.

    Below ``Members`` stands who belongs, and what stands beside it names the network; below
    ``Networks`` stands to what somebody belongs, and since when.
    """
    found: dict[str, str] = {}
    for column in columns:
        above, _, below = column.name.rpartition(JOINT)
        field, kind = field_named(below), field_named(above.rpartition(JOINT)[2])
        if field is None or kind not in (*_PEOPLE, "network"):
            continue
        if kind == "network" and field == "name":
            field = "network"
        found.setdefault("name" if field == "members" else field, column.name)
    if "name" in found and "network" not in found:
        found.update(("network", name) for name in _beside(columns, "network", "name"))
    elif "network" in found and "name" not in found:
        found.update(("name", name) for name in _beside(columns, "name", "members"))
    return found if {"name", "network"} <= found.keys() else {}


def _beside(columns: Sequence[Column], *fields: str) -> Iterator[str]:
    """The column, below no other, that is the first of these fields; none or one."""
    for field in fields:
        for column in columns:
            if JOINT not in column.name and field_named(column.name) == field:
                yield column.name
                return
