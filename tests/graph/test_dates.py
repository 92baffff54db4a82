"""Dates stand for all their days."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import (
    EARLIEST,
    LATEST,
    date_text,
    days,
    earliest,
    first_day,
    last_day,
    latest,
)
from graph.errors import DateError


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2012", date(2012, 1, 1), date(2012, 12, 31)),
        ("2012-04", date(2012, 4, 1), date(2012, 4, 30)),
        ("2012-12", date(2012, 12, 1), date(2012, 12, 31)),
        ("2012-04-09", date(2012, 4, 9), date(2012, 4, 9)),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("2013-02", date(2013, 2, 1), date(2013, 2, 28)),
        ("2000-02", date(2000, 2, 1), date(2000, 2, 29)),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28)),
        ("2012-02-29", date(2012, 2, 29), date(2012, 2, 29)),
        ("0001", date(1, 1, 1), date(1, 12, 31)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
        ("9999-12-31", date(9999, 12, 31), date(9999, 12, 31)),
    ],
)
def test_a_date_runs_from_its_first_to_its_last_day(text: str, first: date, last: date) -> None:
    assert days(text) == (first.toordinal(), last.toordinal())


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "12",
        "20123",
        "2012-4",
        "2012-4-9",
        "2012-04-9",
        "2012/04",
        "2012-04-09T00:00",
        "201204",
        "20120409",
        "2012-",
        "2012-04-",
        " 2012",
        "2012 ",
        "2012\n",
        "-2012",
        "April 2012",
        "2011-12 to 2012-01",
        "٢٠١٢",
    ],
)
def test_another_shape_is_no_date(text: str) -> None:
    with pytest.raises(DateError, match="Write YYYY, YYYY-MM or YYYY-MM-DD"):
        days(text)


@pytest.mark.parametrize(
    "text",
    [
        "0000",
        "2012-00",
        "2012-13",
        "2012-00-05",
        "2012-04-00",
        "2012-04-31",
        "2013-02-29",
        "1900-02-29",
    ],
)
def test_a_day_that_never_was_is_no_date(text: str) -> None:
    with pytest.raises(DateError, match=f"'{text}' is not a day of the calendar"):
        days(text)


@given(st.dates())
def test_a_day_is_among_the_days_of_its_month_and_its_year(day: date) -> None:
    text = day.isoformat()
    year, month, one = days(text[:4]), days(text[:7]), days(text)
    assert one.first == one.last == day.toordinal()
    assert year.first <= month.first <= one.first <= month.last <= year.last
    assert date.fromordinal(month.first).day == 1
    assert month.last == date.max.toordinal() or date.fromordinal(month.last + 1).day == 1


def test_an_unknown_date_lies_before_and_after_every_day() -> None:
    assert first_day(None) == EARLIEST < first_day("0001")
    assert last_day(None) == LATEST > last_day("9999")


@pytest.mark.parametrize(
    ("texts", "first"),
    [
        (["2013", "2012", "2014"], "2012"),
        (["2012-02", "2012"], "2012"),
        (["2012-01-01", "2012-01", "2012"], "2012"),
        (["2012-01-01", "2012-01"], "2012-01"),
        (["2012-12", "2012-11-30"], "2012-11-30"),
    ],
)
def test_of_dates_that_begin_together_the_shorter_text_is_the_earliest(
    texts: list[str], first: str
) -> None:
    assert earliest(texts) == earliest(reversed(texts)) == first


@pytest.mark.parametrize(
    ("texts", "last"),
    [
        (["2012", "2014", "2013"], "2014"),
        (["2012-11", "2012"], "2012"),
        (["2012-12-31", "2012-12", "2012"], "2012"),
        (["2012-12-31", "2012-12"], "2012-12"),
        (["2012", "2013-01-01"], "2013-01-01"),
        (["2012", None, "2014"], None),
        ([], None),
    ],
)
def test_of_dates_that_end_together_the_shorter_text_is_the_latest(
    texts: list[str | None], last: str | None
) -> None:
    assert latest(texts) == latest(reversed(texts)) == last


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2015-09", "2015-09"),
        (2015, "2015"),
        (2015.0, "2015"),
        (np.int64(2015), "2015"),
        (date(2015, 9, 1), "2015-09-01"),
        (datetime(2015, 9, 1, 12, tzinfo=UTC), "2015-09-01"),
        (np.datetime64("2015-09"), "2015-09"),
        (np.datetime64("2015-09-01T10:00"), "2015-09-01"),
    ],
)
def test_a_date_is_taken_as_programs_have_it(value: object, text: str) -> None:
    assert date_text(value) == text


@pytest.mark.parametrize(
    "value", [15, 2015.5, True, float("nan"), None, np.datetime64("NaT"), [2015], "lately"]
)
def test_what_is_no_date_is_refused_as_it_stands(value: object) -> None:
    with pytest.raises(DateError, match="is not a date"):
        date_text(value)
