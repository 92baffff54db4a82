"""Workbooks in binary records, written by hand: no free program writes them."""

from __future__ import annotations

import struct
import zipfile
from typing import TYPE_CHECKING

import pytest

from loaders.forms.lines import DamagedFileError
from loaders.forms.opening import sheets_in

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def record(kind: int, held: bytes = b"") -> bytes:
    number = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    size = bytes([len(held)]) if len(held) < 128 else bytes([len(held) & 127 | 128, len(held) >> 7])
    return number + size + held


def text(value: str) -> bytes:
    return struct.pack("<I", len(value)) + value.encode("utf-16-le")


def row(line: int, *cells: bytes, hidden: bool = False) -> bytes:
    flags = b"\0" + (b"\x10" if hidden else b"\0") + b"\0"
    head = struct.pack("<IIH", line - 1, 0, 300) + flags + struct.pack("<I", 0)
    return record(0, head) + b"".join(cells)


def cell(column: int, value: str) -> bytes:
    return record(6, struct.pack("<II", column, 0) + text(value))


def error(column: int, code: int) -> bytes:
    return record(3, struct.pack("<II", column, 0) + bytes([code]))


def book(path: Path, rows: bytes, after: bytes = b"") -> Path:
    sheet = record(129) + record(148, struct.pack("<IIII", 0, 0, 0, 0))
    columns = record(390) + record(60, struct.pack("<IIIIH", 1, 1, 0, 0, 1)) + record(391)
    sheet += columns + record(145) + rows + record(146) + after + record(130)
    bundle = record(156, struct.pack("<II", 0, 1) + text("rId1") + text("Members"))
    relation = f'<Relationship Id="rId1" Type="{OFFICE}/{{}}" Target="{{}}"/></Relationships>'
    start = f'<Relationships xmlns="{PACKAGE}">'
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("[Content_Types].xml", f'<Types xmlns="{TYPES}"/>')
        out.writestr("_rels/.rels", start + relation.format("officeDocument", "xl/workbook.bin"))
        parts = start + relation.format("worksheet", "worksheets/sheet1.bin")
        out.writestr("xl/_rels/workbook.bin.rels", parts)
        out.writestr(
            "xl/workbook.bin", record(131) + record(143) + bundle + record(144) + record(132)
        )
        out.writestr("xl/worksheets/sheet1.bin", sheet)
    return path


def test_a_binary_workbook_is_read_with_what_it_shows(tmp_path: Path) -> None:
    rows = row(1, cell(0, "District"), cell(1, "Network"))
    rows += row(2, cell(0, "A"), cell(1, "One"), hidden=True) + row(3, cell(0, "B"))
    rows += row(4, error(0, 0x17), cell(1, "Two"))
    merged = record(177) + record(176, struct.pack("<IIII", 1, 2, 1, 1)) + record(178)
    (sheet,) = sheets_in(book(tmp_path / "x.xlsb", rows, merged))
    assert [cells for _, cells in sheet.open().rows(lambda _: None)] == [
        ["District", "Network"],
        ["A", "One"],
        ["B", "One"],
        ["#REF!", "Two"],
    ]
    facts = sheet.facts()
    assert facts.hidden_rows == {2}
    assert facts.hidden_columns == {1}
    assert facts.filled_in == {(3, 1)}


def test_a_binary_sheet_that_is_larger_than_memory_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "x.xlsb", row(1, cell(0, "x")) + row(1_048_576, cell(16_383, "x")))
    with pytest.raises(DamagedFileError) as caught:
        list(sheets_in(path))
    assert caught.value.rule == "workbook-too-large"
