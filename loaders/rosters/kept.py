"""Tables as a store keeps them while rows of theirs wait: read again without their files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from loaders.forms.facts import MergedCells, SheetFacts
from loaders.forms.in_memory import HeldRows
from loaders.forms.lines import DamagedFileError
from loaders.forms.opening import Sheet
from loaders.identity.kept_notes import text_of
from loaders.rosters.mapping import TableMapping
from loaders.rosters.template import Template

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from loaders.forms.raw import Cells, RawRows


class KeptTable(NamedTuple):
    """A table with the mapping that explains it."""

    sheet: Sheet
    mapping: TableMapping


def packed(table: KeptTable, private: Collection[int], header_line: int) -> dict[str, Any]:
    """A table as plain values.

    Parameters
    ----------
    private, header_line
        The columns whose cells are not kept, and the line of their names.
    """
    sheet, mapping = table
    said = ((line, cells, line > header_line) for line, cells in _rows(sheet.open()))
    return {
        "path": str(sheet.path),
        "name": sheet.name,
        "form": sheet.form,
        "rows": [
            [line, ["" if below and at in private else cell for at, cell in enumerate(cells)]]
            for line, cells, below in said
        ],
        "facts": _plain(sheet.facts()._asdict()),
        "mapping": mapping_said(mapping),
    }


def unpacked(said: dict[str, Any]) -> KeptTable:
    """A table from its plain values."""
    rows = HeldRows([(line, cells) for line, cells in said["rows"]])
    facts = _facts(said["facts"])
    sheet = Sheet(Path(said["path"]), said["name"], said["form"], lambda: rows, lambda: facts)
    return KeptTable(sheet, mapping_of(said["mapping"]))


def mapping_said(mapping: TableMapping) -> dict[str, Any]:
    """A mapping as plain values, without what it leaves as usual."""
    usual = TableMapping("membership", {})._asdict()
    said = {name: value for name, value in mapping._asdict().items() if value != usual[name]}
    said |= {"rows": mapping.rows, "columns": {f: t.text for f, t in mapping.columns.items()}}
    if mapping.further_networks:
        said["further_networks"] = [template.text for template in mapping.further_networks]
    return _plain(said)


def mapping_of(said: dict[str, Any]) -> TableMapping:
    """A mapping from its plain values."""
    further = tuple(map(Template, said.get("further_networks", ())))
    said = {**said, "private": tuple(said.get("private", ()))}
    marks: dict[str, Any] = {n: frozenset(said[n]) for n in ("yes", "no", "missing") if n in said}
    columns = {field: Template(text) for field, text in said["columns"].items()}
    known: dict[str, Any] = {**said, "columns": columns, "further_networks": further}
    known.update(marks)
    return TableMapping(**known)


def _rows(source: RawRows) -> Iterator[tuple[int, Cells]]:
    try:
        yield from source.rows(lambda _: None)
    except DamagedFileError:
        return  # The rest could not be read before either.


def _plain(said: dict[str, Any]) -> dict[str, Any]:
    """Values as JSON has them: sets as lists in order, places of cells as pairs."""
    found: dict[str, Any] = dict(said)
    for name, value in said.items():
        if isinstance(value, frozenset):
            several: frozenset[Any] = value
            found[name] = sorted(several)
        elif name == "errors":
            found[name] = [[*place, text] for place, text in value.items()]
    plain: dict[str, Any] = json.loads(text_of(found))
    return plain


def _facts(said: dict[str, Any]) -> SheetFacts:
    known: dict[str, Any] = {"hidden": said["hidden"]}
    known["errors"] = {(line, at): text for line, at, text in said["errors"]}
    known["merged"] = tuple(MergedCells(*area) for area in said["merged"])
    for name in ("struck", "uncomputed", "filled_in"):
        known[name] = frozenset((line, at) for line, at in said[name])
    for name in ("hidden_rows", "hidden_columns", "stray_quotes"):
        known[name] = frozenset(said[name])
    return SheetFacts(**known)
