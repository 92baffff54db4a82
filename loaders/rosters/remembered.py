"""Mappings that were used, remembered by the shape of the tables: the names of their columns."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from graph.model import Note
from loaders.columns.loose import folded
from loaders.identity.kept_notes import text_of
from loaders.rosters.kept import mapping_of, mapping_said
from loaders.rosters.mapping import DRAFT

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

    The name of a network is not part of it: another table of this shape may be of another. Nor is
    anything that a draft has found above a table.
    """
    constant = {
        field: text
        for field, text in mapping.constant.items()
        if field != "network" and not mapping.is_draft
    }
    title = mapping.title.removesuffix(REMEMBERED) + REMEMBERED
    said = mapping_said(mapping._replace(constant=constant, title=title))
    return Note(MAPPING, shape_of(header), text_of(said))


def as_before(before: TableMapping, draft: TableMapping | None) -> TableMapping | None:
    """How a table is read that was drafted, and of whose shape one was read before.

    Parameters
    ----------
    before
        The mapping that is remembered: one that was given counts, and a draft where a new one
        finds nothing else in the table.
    draft
        The new one.
    """
    named = draft.constant if draft is not None else {}
    if before.title == DRAFT + REMEMBERED:
        no_more = draft is None or _says_no_more(draft, before)
        return before._replace(constant=named) if no_more else draft
    if "network" in before.constant or before.needs_no_network or "network" not in named:
        return before
    return before._replace(constant={**before.constant, "network": named["network"]})


def _says_no_more(draft: TableMapping, before: TableMapping) -> bool:
    """Whether all that a new draft has found of the columns is in one before."""
    return (
        draft.uses.items() <= before.uses.items()
        and (draft.rows, draft.years_name) == (before.rows, before.years_name)
        and draft.section in (None, before.section)
        and not ("network" in draft.constant and before.needs_no_network)
    )


def remembered(notes: Iterable[Note]) -> Mapping[str, TableMapping]:
    """The mappings of notes, by shape."""
    return {note.name: mapping_of(json.loads(note.text or "")) for note in notes}
