"""Tables of pages, and other forms under the name of a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from loaders.forms import pages
from loaders.forms.lines import DamagedFileError
from loaders.forms.opening import sheets_in

if TYPE_CHECKING:
    from pathlib import Path

    from loaders.forms.opening import Sheet


def rows_of(sheet: Sheet) -> list[list[str]]:
    return [cells for _, cells in sheet.open().rows(lambda damage: pytest.fail(str(damage)))]


def written(path: Path, content: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(content.encode(encoding))
    return path


@pytest.mark.parametrize("name", ["x.xls", "x.html", "x.xlsx"])
def test_a_page_is_a_table_under_any_name(tmp_path: Path, name: str) -> None:
    page = (
        "<meta charset=windows-1252><table><tr><th>District<th>Network<tr><td>Élan &amp;\n  Co"
        "<td>One<br>Two</td></tr><tr style='display: none'><td><s>Beta</s><td>One</table>"
    )
    (sheet,) = sheets_in(written(tmp_path / name, page, "cp1252"))
    assert rows_of(sheet) == [["District", "Network"], ["Élan & Co", "One\nTwo"], ["Beta", "One"]]
    assert sheet.facts().hidden_rows == {3}
    assert sheet.facts().struck == {(3, 0)}


def test_cells_that_span_rows_and_columns_keep_the_others_in_place(tmp_path: Path) -> None:
    page = (
        "<table><tr><td>Network<td>District<td>State</tr><tr><td rowspan=2>One<td>A<td>NH</tr>"
        "<tr><td>B<td>ME</tr><tr><td colspan=2>All<td>ME</tr></table>"
    )
    (sheet,) = sheets_in(written(tmp_path / "x.html", page))
    assert rows_of(sheet)[1:] == [["One", "A", "NH"], ["One", "B", "ME"], ["All", "", "ME"]]
    assert sheet.facts().filled_in == {(3, 0)}


def test_several_tables_are_sheets_called_as_the_page_calls_them(tmp_path: Path) -> None:
    page = (
        "<h2>One Network</h2><table><tr><td>A</table><table><caption>Two</caption><tr><td>B"
        "</table><table><tr><td><table><tr><td>C</table></table>"
    )
    sheets = list(sheets_in(written(tmp_path / "x.htm", page)))
    names = ["x.htm [One Network]", "x.htm [Two]", "x.htm [table 3]"]
    assert [sheet.name for sheet in sheets] == names
    assert [rows_of(sheet) for sheet in sheets] == [[["A"]], [["B"]], [["C"]]]


def test_a_spreadsheet_in_xml_is_read(tmp_path: Path) -> None:
    book = (
        '<?xml version="1.0"?><Workbook xmlns:ss="x"><Worksheet ss:Name="M"><Table>'
        '<Row><Cell><Data ss:Type="String">District</Data></Cell>'
        "<Cell><Data>Net</Data></Cell></Row>"
        '<Row ss:Index="4"><Cell ss:Index="2"><Data>One</Data></Cell></Row></Table></Worksheet>'
        "</Workbook>"
    )
    (sheet,) = sheets_in(written(tmp_path / "x.xls", book))
    filled = [row for row in rows_of(sheet) if any(row)]
    assert filled == [["M"], ["District", "Net"], ["", "One"]]


def test_text_under_the_name_of_a_workbook_is_text(tmp_path: Path) -> None:
    (sheet,) = sheets_in(written(tmp_path / "x.xls", "a\tb\nc\td\n", "utf-16"))
    assert rows_of(sheet) == [["a", "b"], ["c", "d"]]


def test_a_page_that_would_fill_the_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "CELL_LIMIT", 5_000)
    page = f"<table>{'<tr><td colspan=1000>x' * 10}</table>"
    with pytest.raises(DamagedFileError) as caught:
        list(sheets_in(written(tmp_path / "x.html", page)))
    assert caught.value.rule == "page-too-large"
