"""Cells of rosters: words for nothing, and numbers that a spreadsheet has changed."""

from __future__ import annotations

import pytest

from loaders.checks.list_dates import before
from loaders.rosters.cells import CellReader
from loaders.rosters.mapping import TableMapping
from loaders.rosters.template import Template

READER = CellReader(TableMapping("membership", {"name": Template("A")}))


@pytest.mark.parametrize(
    ("date", "earlier"),
    [
        ("2021", "2020"),
        ("2021-09", "2021-08"),
        ("2021-01", "2020-12"),
        ("2021-09-15", "2021-09-14"),
        ("2021-03-01", "2021-02-28"),
        ("2021-01-01", "2020-12-31"),
    ],
)
def test_just_before_a_date_is_the_period_before(date: str, earlier: str) -> None:
    assert before(date) == earlier


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("'07", "07"),
        ("'tis", "'tis"),
        ('="0100005"', "0100005"),
        ("N/A", ""),
        ("†", ""),
        ("x", "x"),
    ],
)
def test_what_a_spreadsheet_puts_around_a_number_is_taken_off(text: str, clean: str) -> None:
    assert READER.clean(text) == clean
    assert READER.clean_all([text, "longer text"]) == [clean, "longer text"]


@pytest.mark.parametrize(
    ("text", "leaid"),
    [("100005", "0100005"), ("100005.0", "0100005"), ("3300001.0", "3300001"), ("12", "12")],
)
def test_a_leaid_gets_its_zero_back(text: str, leaid: str) -> None:
    assert CellReader(TableMapping("district", {})).leaid(text) == leaid
