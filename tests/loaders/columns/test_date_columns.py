"""A column of dates decides what its ambiguous cells mean, says why, or asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from loaders.columns.date_columns import DateColumn, Doubt

if TYPE_CHECKING:
    from loaders.columns.dates import Way


def column(*texts: str, name: str = "Joined", said: Way | None = None) -> DateColumn:
    made = DateColumn(name, said)
    for text in texts:
        made.see(text)
    return made


def since(made: DateColumn, text: str) -> str | None:
    reading = made.read(text)
    assert not isinstance(reading, Doubt)
    return reading.since if reading else None


@pytest.mark.parametrize(
    ("texts", "name", "said", "meant", "evidence"),
    [
        (
            ("2009-10", "2012-13", "2015-16", "2013"),
            "Joined",
            None,
            "2009",
            "Joined: read as school years, since 2 of 4 cells can only be a school year.",
        ),
        (
            ("2009-10", "2012-06"),
            "Joined",
            None,
            "2009-10",
            "Joined: read as months, since 1 of 2 cells can only be a month.",
        ),
        (
            ("2009-10", "2010-11"),
            "School year",
            None,
            "2009",
            "School year: read as school years, since its name says so.",
        ),
        (("2009-10",), "SY", None, "2009", "SY: read as school years, since its name says so."),
        (
            ("2009-10", "2012-13"),
            "Joined",
            "months",
            "2009-10",
            "Joined: read as months, as the mapping says.",
        ),
        (
            ("2009-10", "2012-06"),
            "Joined",
            "school years",
            "2009",
            "Joined: read as school years, as the mapping says.",
        ),
    ],
)
def test_what_can_be_only_one_decides_for_all(
    texts: tuple[str, ...], name: str, said: Way | None, meant: str, evidence: str
) -> None:
    made = column(*texts, name=name, said=said)
    assert since(made, "2009-10") == meant
    assert made.evidence == evidence


@pytest.mark.parametrize(
    "texts", [("2009-10", "2011-12"), ("2009-10", "2012-13", "2012-06")], ids=["neither", "both"]
)
def test_where_neither_or_both_speak_the_ambiguous_cells_wait(texts: tuple[str, ...]) -> None:
    made = column(*texts)
    doubt = made.read("2009-10")
    assert isinstance(doubt, Doubt)
    assert "'2009-10'" in doubt.problem
    assert 'dates = "school years"' in doubt.fix
    assert made.evidence is None
    assert since(made, "2012-2016") == "2012"


def test_the_order_of_day_and_month_is_one_decision_too() -> None:
    assert since(column("03/04/2015", "9/15/2015"), "03/04/2015") == "2015-03-04"
    assert since(column("03/04/2015", "15/9/2015"), "03/04/2015") == "2015-04-03"
    for undecided in (("03/04/2015",), ("03/04/2015", "9/15/2015", "15/9/2015")):
        assert isinstance(column(*undecided).read("03/04/2015"), Doubt)


def test_what_no_column_can_decide_waits_beside_cells_that_are_plain() -> None:
    made = column("2014", "Sep-14", "41883")
    assert isinstance(made.read("Sep-14"), Doubt)
    assert isinstance(made.read("41883"), Doubt)
    assert since(made, "2014") == "2014"
    assert made.read("soon") is None
