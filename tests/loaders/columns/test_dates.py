"""Dates as people write them: every form that rosters have, and what it can mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import days
from loaders.columns.dates import DateReading, date_text

SCHOOL_YEAR = ("2014", "2015")
ONE_MEANING = {
    # years, months and days
    "2012": ("2012", "2012"),
    "2019.0": ("2019", "2019"),
    "2014-9": ("2014-09", "2014-09"),
    "9/2014": ("2014-09", "2014-09"),
    "09-2014": ("2014-09", "2014-09"),
    "Sept 2014": ("2014-09", "2014-09"),
    "Sep. 2014": ("2014-09", "2014-09"),
    "september, 2014": ("2014-09", "2014-09"),
    "2014 September": ("2014-09", "2014-09"),
    "2014-9-5": ("2014-09-05", "2014-09-05"),
    "2014-09-15 00:00:00": ("2014-09-15", "2014-09-15"),
    "2014-09-15T08:30:00Z": ("2014-09-15", "2014-09-15"),
    "2014/09/15": ("2014-09-15", "2014-09-15"),
    "Sept. 15, 2014": ("2014-09-15", "2014-09-15"),
    "15 September 2014": ("2014-09-15", "2014-09-15"),
    "September 15th, 2014": ("2014-09-15", "2014-09-15"),
    "5/5/2015": ("2015-05-05", "2015-05-05"),
    "Fall 2012": ("2012", "2012"),
    "Spring 2012": ("2012", "2012"),
    # spans in one cell
    "2012 - present": ("2012", None),
    "2012\u2013": ("2012", None),
    "since 2012": ("2012", None),
    "2012-2016": ("2012", "2016"),
    "2012 to 2016": ("2012", "2016"),
    "until 2016": (None, "2016"),
    "Sept 2012 - June 2016": ("2012-09", "2016-06"),
}
ONE_WAY = {
    "9/15/14": ("2014-09-15", "2014-09-15", "month first"),
    "15/9/2014": ("2014-09-15", "2014-09-15", "day first"),
    "2014-09": ("2014-09", "2014-09", "months"),
    **dict.fromkeys(
        (
            *("2014-15", "2014\u201315", "2014 \u2014 15", "2014\u221215", "2014/15", "2014-2015"),
            *("AY 2014-15", "SY14-15", "SY 2014-2015", "school year 2014-15", "FY15", "FY 2015"),
        ),
        (*SCHOOL_YEAR, "school years"),
    ),
    "1999-00": ("1999", "2000", "school years"),
    "FY20": ("2019", "2020", "school years"),
    "2014-15 to 2016-17": ("2014", "2017", "school years"),
}


@pytest.mark.parametrize(("text", "meant"), ONE_MEANING.items())
def test_a_plain_date_means_one_thing(text: str, meant: tuple[str | None, str | None]) -> None:
    (reading,) = date_text(text).readings
    assert (reading.since, reading.until, reading.way) == (*meant, None)
    assert not date_text(text).inferred


@pytest.mark.parametrize(("text", "meant"), ONE_WAY.items())
def test_what_can_be_read_in_one_way_is_evidence_for_it(
    text: str, meant: tuple[str, str, str]
) -> None:
    (reading,) = date_text(text).readings
    assert (reading.since, reading.until, reading.way) == meant


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        (
            "2009-10",
            [
                DateReading("2009", "2010", "school years"),
                DateReading("2009-10", "2009-10", "months"),
            ],
        ),
        (
            "03/04/2015",
            [
                DateReading("2015-03-04", "2015-03-04", "month first"),
                DateReading("2015-04-03", "2015-04-03", "day first"),
            ],
        ),
    ],
)
def test_an_ambiguous_date_has_both_its_readings(text: str, readings: list[DateReading]) -> None:
    assert list(date_text(text).readings) == readings


@pytest.mark.parametrize("text", ["Sep-14", "Sept '14", "41883", "41883.0"])
def test_what_no_column_decides_is_in_doubt(text: str) -> None:
    meant = date_text(text)
    assert meant.readings == ()
    assert meant.doubt


@pytest.mark.parametrize("text", ["c. 2010", "2010?", "circa 2010", "ca. 2010", "~2010"])
def test_a_date_that_is_said_to_be_a_guess_is_inferred(text: str) -> None:
    meant = date_text(text)
    assert meant.inferred
    assert meant.readings == (DateReading("2010", "2010"),)


@pytest.mark.parametrize(
    "text",
    ["soon", "12", "2014-13-01", "2/30/2015", "2016-2012", "2014-17", "x", "1066", "Route 2012a"],
)
def test_what_is_no_date_has_no_reading(text: str) -> None:
    assert date_text(text).readings == ()


@given(st.text(st.sampled_from("0123456789-/. SYFAc?ept\u2013to"), max_size=14))
def test_whatever_is_written_is_read_as_dates_of_the_calendar_or_not_at_all(text: str) -> None:
    for reading in date_text(text).readings:
        assert reading.since or reading.until
        for said in filter(None, (reading.since, reading.until)):
            days(said)
