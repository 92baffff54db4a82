"""The columns of a house folder's files: entities and statements as rows of cells.

Every cell is read back as the loader would read it, so that nothing is written that would come
back as something else.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from loaders.columns.headers import COLUMN_LIMIT
from loaders.columns.values import READERS, BadCellError, aliases, quoted
from loaders.house.layout import TIE_FILE
from netweave.exports.cells import guarded
from netweave.exports.whole import ExportError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.model import Node, Statement, Value
    from loaders.house.layout import Layout

_UNWRITABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""Characters that the loader refuses, or that no file can hold."""

_ELSE = "export to .json, .graphml or .gexf"
_NAMING = ("id", "kind", "name", "aliases")


class EntityColumns:
    """The columns of one file of entities.

    Parameters
    ----------
    layout
        What the file holds. Its own columns are written in any case, and after them one for
        every further property that an entity has, by name.
    """

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        tie = (layout.tie.name,) if layout.tie else ()
        self._own = (*layout.required, *layout.optional, *tie)
        self._naming = {name for name in _NAMING if name in self._own} | set(tie)
        self._further = _FurtherColumns(layout.usual, self._own)

    def meet(self, node: Node) -> None:
        """Note what columns an entity needs."""
        for name in node.properties:
            if name in self._naming or name not in self._own:
                self._further.meet(name, node.id, taken=name in self._naming)

    def header(self) -> list[str]:
        """The names of all columns, as cells. Complete once all entities were met."""
        return [*self._own, *map(guarded, self._further.names())]

    def row(self, node: Node, tie_end: str | None) -> list[str]:
        """The cells of an entity.

        Parameters
        ----------
        tie_end
            The id in the column that stands for a tie; None if it is empty.
        """
        known = {
            "id": _id(node.id),
            "name": _text(node.name, "name", node.id),
            "kind": node.kind,
            "aliases": _joined(node),
        }
        naming = {name: text for name, text in known.items() if name in self._naming}
        if self.layout.tie:
            naming[self.layout.tie.name] = guarded(tie_end or "")
        cells = {**_cells(node.properties, node.id), **naming}
        return [cells.get(name, "") for name in (*self._own, *self._further.names())]


class StatementColumns:
    """The columns of relationships.csv; further ones as `EntityColumns` has them."""

    def __init__(self) -> None:
        self._own = (*TIE_FILE.required, *TIE_FILE.optional)
        self._further = _FurtherColumns(TIE_FILE.usual, self._own)

    def meet(self, statement: Statement) -> None:
        """Note what columns a statement needs."""
        for name in statement.properties:
            self._further.meet(name, statement.source_id, taken=name in self._own)

    def header(self) -> list[str]:
        """The names of all columns, as cells. Complete once all statements were met."""
        return [*self._own, *map(guarded, self._further.names())]

    def row(self, statement: Statement) -> list[str]:
        """The cells of a statement."""
        evidence = statement.evidence
        owner = statement.source_id
        texts = {
            "source_id": statement.source_id,
            "type": statement.type,
            "target_id": statement.target_id,
            "since": statement.since,
            "until": statement.until,
            "role": statement.role,
            "as_of": evidence.as_of,
            "source_url": evidence.url,
            "confidence": evidence.confidence,
        }
        own = {name: _text(text, name, owner) for name, text in texts.items() if text}
        cells = {**_cells(statement.properties, owner), **own}
        return [cells.get(name, "") for name in (*self._own, *self._further.names())]


class _FurtherColumns:
    """Columns that a file has besides its own: one for each further property.

    Parameters
    ----------
    usual
        Names that the loader knows in whatever case they are written.
    own
        The file's own columns.
    """

    def __init__(self, usual: Iterable[str], own: Iterable[str]) -> None:
        self._meant = {name.casefold(): name for name in (*usual, *own)}
        self._names: set[str] = set()
        self._ordered: list[str] | None = None

    def meet(self, name: str, owner: str, *, taken: bool) -> None:
        """Add a column for a property that the entity ``owner`` has."""
        if name in self._names:
            return
        meant = self._meant.setdefault(name.casefold(), name)
        if taken or meant != name or not _comes_back(name):
            raise ExportError(
                f"{owner} has a property named {quoted(name)}, which cannot be a column of a "
                f"house folder. Rename it, or {_ELSE}."
            )
        self._names.add(name)
        if len(self._meant) > COLUMN_LIMIT:
            raise ExportError(
                "There are more properties than a house folder can have columns. Do without some, "
                f"or {_ELSE}."
            )
        self._ordered = None

    def names(self) -> list[str]:
        """The names of the columns, sorted."""
        if self._ordered is None:
            self._ordered = sorted(self._names)
        return self._ordered


def _cells(properties: Mapping[str, Value], owner: str) -> dict[str, str]:
    return {name: _cell(name, value, owner) for name, value in properties.items()}


def _cell(name: str, value: Value, owner: str) -> str:
    text = str(value)
    reader = READERS.get(name, str)
    try:
        back = reader(text)
    except BadCellError as bad:
        raise _unfit(name, text, owner, f" ({bad})") from None
    if back != value or type(back) is not type(value):
        raise _unfit(name, text, owner, " (it would be read back as another kind of value)")
    return _text(text, name, owner) if isinstance(value, str) else text


def _id(node_id: str) -> str:
    if not node_id.isprintable():
        raise _unfit("id", node_id, node_id, "")
    return _text(node_id, "id", node_id)


def _text(text: str, name: str, owner: str) -> str:
    """A text as a cell, if it comes back as it is."""
    if not _comes_back(text):
        raise _unfit(name, text, owner, "")
    return guarded(text)


def _comes_back(text: str) -> bool:
    """Whether the loader reads a text as it is: it strips cells, and refuses some characters."""
    return (
        bool(text)
        and text == text.strip()
        and _UNWRITABLE.search(text) is None
        and len(text) < csv.field_size_limit()
    )


def _joined(node: Node) -> str:
    joined = "|".join(node.aliases)
    if aliases(joined) != tuple(node.aliases):
        raise _unfit("aliases", joined, node.id, "")
    return _text(joined, "aliases", node.id) if joined else ""


def _unfit(name: str, text: str, owner: str, why: str) -> ExportError:
    return ExportError(
        f"{name} {quoted(text)} of {owner} cannot be kept in a house folder{why}. Correct it, or "
        f"{_ELSE}."
    )
