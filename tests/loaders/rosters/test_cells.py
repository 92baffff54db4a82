"""Cells of rosters: dates as people write them, marks, numbers that a spreadsheet has changed."""

from __future__ import annotations

import pytest

from loaders.columns.values import BadCellError
from loaders.rosters.cells import CellReader, date
from loaders.rosters.lists import before
from loaders.rosters.mapping import TableMapping
from loaders.rosters.template import Template

READER = CellReader(TableMapping("membership", {"name": Template("A")}))


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("2019", "2019", "2019"),
        ("2019-09", "2019-09", "2019-09"),
        ("2019-2020", "2019", "2020"),
        ("2019-20", "2019", "2020"),
        ("SY 2019–20", "2019", "2020"),
        ("1999/00", "1999", "2000"),
        ("9/15/2021", "2021-09-15", "2021-09-15"),
        ("2021-09-15T08:30:00", "2021-09-15", "2021-09-15"),
        ("2019-2025", "2019-2025", "2019-2025"),
        ("15/9/2021", "15/9/2021", "15/9/2021"),
        ("soon", "soon", "soon"),
        ("", "", ""),
    ],
)
def test_a_date_is_read_as_it_is_meant_or_left(text: str, begin: str, end: str) -> None:
    assert (date(text), date(text, end=True)) == (begin, end)


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


def test_marks_are_yes_or_no_and_nothing_between() -> None:
    assert [READER.marked(text) for text in ("x", "Yes", "✓", "", "no", "-")] == [True] * 3 + [
        False
    ] * 3
    with pytest.raises(BadCellError, match="'maybe' is neither"):
        READER.marked("maybe")
