"""What a sheet shows beside its values: hidden, struck out, merged, not worked out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from loaders.forms.facts import MergedCells, filled_from
from loaders.forms.opening import sheets_in

if TYPE_CHECKING:
    from loaders.forms.facts import SheetFacts

FILES = Path(__file__).parents[2] / "data" / "forms"
HEAD = ["District", "State", "Network", "2018", "2019"]


def read(path: Path) -> tuple[list[list[str]], SheetFacts]:
    sheet = next(sheets_in(path))
    rows = [cells for _, cells in sheet.open().rows(lambda damage: pytest.fail(str(damage)))]
    return rows, sheet.facts()


def test_what_is_hidden_and_struck_out_is_known(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (HEAD, ["A", "NH", "One"], ["B", "NH", "One"], ["C", "NH", "One"]):
        sheet.append(row)
    sheet["A2"].font = Font(strike=True)
    sheet["C3"] = CellRichText("One; ", TextBlock(InlineFont(strike=True), "Two"))
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    book.save(tmp_path / "x.xlsx")
    _, facts = read(tmp_path / "x.xlsx")
    assert facts.struck == {(2, 0), (3, 2)}
    assert facts.hidden_rows == {3}
    assert facts.hidden_columns == {1}


def test_errors_and_formulas_without_a_value_read_as_they_stand(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["District", "Joined"])
    sheet.append(["A", "=1+1"])
    sheet["A3"], sheet["B3"] = "B", "#REF!"
    sheet["B3"].data_type = "e"
    sheet["A4"] = "=A3"
    book.save(tmp_path / "x.xlsx")
    rows, facts = read(tmp_path / "x.xlsx")
    assert rows == [["District", "Joined"], ["A", "=1+1"], ["B", "#REF!"], ["=A3", ""]]
    assert facts.uncomputed == {(2, 1), (4, 0)}


def test_an_ods_workbook_tells_the_same() -> None:
    rows, facts = read(FILES / "facts.ods")
    assert rows[1:] == [
        ["Alpha", "NH", "One", "2018"],
        ["Beta", "NH", "One", "=1+1"],
        ["Gamma", "AL", "One", "2019"],
    ]
    assert facts.hidden_rows == facts.hidden_columns == {3}
    assert facts.struck == {(4, 0)}
    assert facts.uncomputed == {(3, 3)}
    assert facts.filled_in == {(3, 2)}


def test_an_old_workbook_tells_the_same_save_for_formulas() -> None:
    rows, facts = read(FILES / "facts.xls")
    assert rows[2] == ["Beta", "NH", "One", "#REF!"]
    assert facts.hidden_rows == facts.hidden_columns == {3}
    assert facts.struck == {(4, 0)}
    assert facts.filled_in == {(3, 2)}
    assert [sheet.facts().hidden for sheet in sheets_in(FILES / "facts.xls")] == [False, True]


def test_a_merged_cell_counts_for_all_rows_of_its_range() -> None:
    rows = [HEAD, ["A", "NH", "One"], ["B", "NH", ""], ["C", "NH", "Two"]]
    assert filled_from(rows, [MergedCells(2, 3, 2, 2)]) == {(3, 2): "One"}


def test_titles_sections_and_headers_that_are_merged_stay_as_they_are() -> None:
    rows = [
        ["Members of all networks"],
        ["District", "State", "One", "", "2018"],
        ["", "", "Joined", "Role", ""],
        ["Section"],
        ["A", "NH", "2018", "lead", "x"],
    ]
    merged = [
        MergedCells(1, 1, 0, 4),
        MergedCells(2, 3, 0, 0),
        MergedCells(2, 3, 1, 1),
        MergedCells(2, 2, 2, 3),
    ]
    assert filled_from(rows, [*merged, MergedCells(4, 4, 0, 4)]) == {}


def test_a_bar_across_years_counts_for_each_year() -> None:
    rows = [HEAD, ["A", "NH", "One", "x", ""]]
    assert filled_from(rows, [MergedCells(2, 2, 3, 4)]) == {(2, 4): "x"}
    assert filled_from(rows, [MergedCells(2, 2, 1, 2)]) == {}
