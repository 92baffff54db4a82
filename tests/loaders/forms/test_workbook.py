"""Workbooks: values only, and nothing that could harm is opened."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import tracemalloc
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest

from loaders.forms import packed
from loaders.forms.lines import DamagedFileError
from loaders.forms.opening import sheets_in

if TYPE_CHECKING:
    from pathlib import Path

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
WORKBOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>'
    '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}">'
    f'<Relationship Id="rId1" Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{LINKS}/sharedStrings" Target="sharedStrings.xml"/>'
    "</Relationships>"
)
ROOT = (
    f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
    f'Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)


def drawn(path: Path, rows: str, texts: str = "", before: str = "") -> Path:
    """Write a workbook of one sheet by hand: its rows, its shared texts, a declaration."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", TYPES)
        book.writestr("_rels/.rels", ROOT)
        book.writestr("xl/workbook.xml", WORKBOOK)
        book.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        book.writestr("xl/sharedStrings.xml", f'{before}<sst xmlns="{MAIN}">{texts}</sst>')
        sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        book.writestr("xl/worksheets/sheet1.xml", f"{before}{sheet}")
    return path


def cells_of(path: Path) -> list[tuple[int, list[str]]]:
    (sheet,) = sheets_in(path)
    return list(sheet.open().rows(lambda damage: pytest.fail(str(damage))))


def refused(path: Path) -> str:
    """The rule by which a workbook is not opened, found with little memory."""
    tracemalloc.start()
    try:
        with pytest.raises(DamagedFileError) as caught:
            list(sheets_in(path))
        assert tracemalloc.get_traced_memory()[1] < 64 << 20
    finally:
        tracemalloc.stop()
    assert caught.value.fix
    return caught.value.rule


def test_values_are_as_one_would_type_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["name", 100005, 1.5, True, dt.date(2020, 1, 2), None, "0100005"])
    sheet.append([dt.datetime.fromisoformat("2020-01-02T03:04"), -3, 1e20, False, dt.time(8, 30)])
    book.save(tmp_path / "x.xlsx")
    assert cells_of(tmp_path / "x.xlsx") == [
        (1, ["name", "100005", "1.5", "TRUE", "2020-01-02", "", "0100005"]),
        (2, ["2020-01-02T03:04:00", "-3", "1e+20", "FALSE", "08:30:00", "", ""]),
    ]


def test_rows_have_the_numbers_that_the_spreadsheet_shows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["C4"], sheet["C6"] = "name", "Alpha"
    book.save(tmp_path / "x.xlsx")
    filled = [(line, cells) for line, cells in cells_of(tmp_path / "x.xlsx") if any(cells)]
    assert filled == [(4, ["name"]), (6, ["Alpha"])]


def test_a_formula_is_what_it_gave_and_is_never_worked_out(tmp_path: Path) -> None:
    row = (
        '<row r="1"><c r="A1" t="str"><f>1+1</f><v>kept</v></c><c r="B1"><f>2+2</f></c>'
        '<c r="C1" t="e"><v>#N/A</v></c><c r="D1"><v>7</v></c></row>'
    )
    path = drawn(tmp_path / "x.xlsx", row)
    assert cells_of(path) == [(1, ["kept", "=2+2", "#N/A", "7"])]
    (sheet,) = sheets_in(path)
    assert sheet.facts().uncomputed == {(1, 1)}


def test_sheets_that_are_hidden_are_read_and_known_as_such(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Secret").sheet_state = "hidden"
    book.create_sheet("Members")
    book.save(tmp_path / "x.xlsx")
    hidden = {sheet.name: sheet.facts().hidden for sheet in sheets_in(tmp_path / "x.xlsx")}
    assert hidden == {
        "x.xlsx [Sheet]": False,
        "x.xlsx [Secret]": True,
        "x.xlsx [Members]": False,
    }


def test_a_gzipped_workbook_is_the_same(tmp_path: Path) -> None:
    plain = drawn(tmp_path / "x.xlsx", '<row r="1"><c r="A1"><v>7</v></c></row>')
    (tmp_path / "y.xlsx.gz").write_bytes(gzip.compress(plain.read_bytes()))
    assert cells_of(tmp_path / "y.xlsx.gz") == [(1, ["7"])]


# What could harm ------------------------------------------------------------------------------


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.xlsx", "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", b"0" * (packed.SMALL + 1))
    assert refused(tmp_path / "x.xlsx") == "zip-bomb"


def test_a_zip_bomb_that_lies_about_its_size_is_damaged(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("a.xml", b"0" * 5_000_000)
    true, false = (5_000_000).to_bytes(4, "little"), (5_000).to_bytes(4, "little")
    (tmp_path / "x.xlsx").write_bytes(stream.getvalue().replace(true, false))
    assert refused(tmp_path / "x.xlsx") == "damaged-workbook"


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    path = drawn(tmp_path / "x.xlsx", "", "<si><t>&b;</t></si>", before=bomb)
    assert refused(path) == "xml-declaration"


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="XFD1048576"><v>2</v></c>',
        '<c r="ZZ1000000"><v>2</v></c>',
        "<c r='XFD1048576'><v>2</v></c>",
        '<c\nr = "XFD1048576"><v>2</v></c>',
        '<x:c r="ZZZ99999"><v>2</v></x:c>',
    ],
)
def test_a_stray_cell_far_out_does_not_take_the_memory(tmp_path: Path, cell: str) -> None:
    rows = f'<row r="1"><c r="A1"><v>1</v></c></row><row>{cell}</row>'
    assert refused(drawn(tmp_path / "x.xlsx", rows)) == "workbook-too-large"


def test_a_long_text_shown_by_many_cells_does_not_take_the_memory(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 40_001))
    path = drawn(tmp_path / "x.xlsx", rows, f"<si><t>{'x' * 32_000}</t></si>")
    assert refused(path) == "workbook-too-large"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04nothing", b"name,state\n"])
def test_what_is_no_workbook_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.xlsx").write_bytes(content)
    assert refused(tmp_path / "x.xlsx") == "damaged-workbook"


def test_an_archive_that_is_no_workbook_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.xlsx", "w") as book:
        book.writestr("notes.txt", "hello")
    assert refused(tmp_path / "x.xlsx") == "damaged-workbook"


@pytest.mark.parametrize(
    ("text", "plain"),
    [("O'Brien ±", True), ("'=1+1", False), ("a_x0007_b", False), ("a&#7;b", False)],
)
def test_only_texts_that_may_hide_something_are_looked_at_again(
    tmp_path: Path, text: str, plain: bool
) -> None:
    row = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    (sheet,) = sheets_in(drawn(tmp_path / "x.xlsx", row, f"<si><t>{text}</t></si>"))
    assert sheet.open().plain is plain


def test_text_in_utf_16_is_not_looked_into(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.xlsx", "w") as book:
        book.writestr("xl/worksheets/sheet1.xml", "<worksheet/>".encode("utf-16"))
    assert refused(tmp_path / "x.xlsx") == "xml-declaration"
