"""Mappings that were used, remembered by the shape of the tables: the names of their columns."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from graph.model import Note
from loaders.columns.loose import folded
from loaders.identity.kept_notes import text_of
from loaders.rosters.kept import mapping_of, mapping_said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from loaders.rosters.mapping import TableMapping

MAPPING = "mapping"
"""The kind of the notes that hold mappings."""
REMEMBERED = ", remembered"
"""What the name of a mapping ends in that was used before."""


def shape_of(header: Sequence[str]) -> str:
    """The shape of a table: the names of its columns, whatever their order and case."""
    return " | ".join(sorted(filter(None, map(folded, header))))


def remembering(header: Sequence[str], mapping: TableMapping) -> Note:
    """The note that remembers a mapping.

    The name of a network is not part of it: another table of this shape may be of another.
    """
    constant = {field: text for field, text in mapping.constant.items() if field != "network"}
    title = mapping.title.removesuffix(REMEMBERED) + REMEMBERED
    said = mapping_said(mapping._replace(constant=constant, title=title))
    return Note(MAPPING, shape_of(header), text_of(said))


def remembered(notes: Iterable[Note]) -> Mapping[str, TableMapping]:
    """The mappings of notes, by shape."""
    return {note.name: mapping_of(json.loads(note.text or "")) for note in notes}
