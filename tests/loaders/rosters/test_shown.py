"""What a sheet shows beside its values: what is struck out waits, what is hidden is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import openpyxl
import pytest
from openpyxl.styles import Font

from loaders.load import load
from tests.loaders.rosters.conftest import memberships

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from graph.store import Store
    from loaders.load import LoadReport

MAPPING = """
rows = "membership"
[columns]
id = "who"
network = "network"
since = "joined"
"""


class Book(Protocol):
    """Loads a workbook of two members after something was done to its sheet."""

    def __call__(self, change: Callable[[Worksheet], None], **terms: bool) -> LoadReport: ...


@pytest.fixture
def book(tmp_path: Path, store: Store) -> Book:
    """Loads a workbook."""

    def load_one(change: Callable[[Worksheet], None], **terms: bool) -> LoadReport:
        made = openpyxl.Workbook()
        sheet = made.worksheets[0]
        sheet.append(["who", "network", "joined", "note"])
        sheet.append(["district:a", "One", "2018", "x"])
        sheet.append(["district:b", "One", "2019", "y"])
        change(sheet)
        made.save(tmp_path / "r.xlsx")
        (tmp_path / "m.toml").write_text(MAPPING, encoding="utf-8")
        return load(
            [tmp_path / "r.xlsx"],
            store,
            mapping=tmp_path / "m.toml",
            skip_bad=terms.get("skip_bad", False),
        )

    return load_one


def told(report: LoadReport) -> dict[str, tuple[int | None, str]]:
    return {problem.rule: (problem.line, problem.problem) for problem in report.problems}


def test_a_row_that_is_struck_out_waits(store: Store, book: Book) -> None:
    def strike(sheet: Worksheet) -> None:
        sheet["A3"].font = Font(strike=True)
        sheet["D2"].font = Font(strike=True)  # a column without use

    report = book(strike)
    assert set(memberships(store)) == {("a", "one")}
    assert told(report)["struck-out"] == (3, "'district:b' is struck out.")
    assert report.tables[0].waiting == 1


def test_what_is_hidden_is_read_and_said(store: Store, book: Book) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[2].hidden = sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True

    report = book(hide)
    assert set(memberships(store)) == {("a", "one"), ("b", "one")}
    assert told(report)["hidden-rows"][1] == "Rows 2 and 3 are hidden, and were read."
    assert told(report)["hidden-columns"][1] == "Column 'joined' is hidden, and was read."


def test_errors_and_formulas_without_a_value_are_refused(store: Store, book: Book) -> None:
    def spoil(sheet: Worksheet) -> None:
        sheet["C2"] = "=2017+1"
        sheet["B3"] = "#REF!"
        sheet["B3"].data_type = "e"
        sheet["D3"] = "=1+1"  # a column without use

    report = book(spoil, skip_bad=True)
    assert memberships(store) == {}
    errors = [(p.line, p.rule) for p in report.problems if p.severity == "error"]
    assert errors == [(2, "formula-without-value"), (3, "cell-error")]
    (table,) = report.tables
    assert table.ledger is not None
    cells = table.ledger.cells
    assert (cells.filled, cells.refused, cells.unused, cells.aside) == (12, 6, 2, 4)


def test_a_merged_range_counts_once_and_for_each_of_its_rows(store: Store, book: Book) -> None:
    report = book(lambda sheet: sheet.merge_cells("B2:B3"))
    assert set(memberships(store)) == {("a", "one"), ("b", "one")}
    (table,) = report.tables
    assert table.ledger is not None
    assert (table.ledger.cells.filled, table.ledger.cells.became) == (11, 5)
