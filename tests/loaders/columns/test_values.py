"""Cells as values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.schema import PROPERTIES
from loaders.columns.values import (
    READERS,
    BadCellError,
    aliases,
    date,
    integer,
    nces_id,
    number,
    quoted,
)


@pytest.mark.parametrize("text", ["2015", "2015-09", "2016-02-29", "0001"])
def test_a_date_stays_as_it_is_written(text: str) -> None:
    assert date(text) == text


@pytest.mark.parametrize(
    "text", ["15", "2015-9", "2015-13", "2015-02-29", "2015/16", "9/1/2015", "2015 ", "２０１５"]
)
def test_what_is_no_date_says_how_to_write_one(text: str) -> None:
    with pytest.raises(BadCellError) as caught:
        date(text)
    assert caught.value.rule == "bad-date"
    assert caught.value.fix == "Write YYYY, YYYY-MM or YYYY-MM-DD."


@pytest.mark.parametrize(("text", "value"), [("0", 0), ("1250", 1250), ("-3", -3), ("+7", 7)])
def test_whole_numbers(text: str, value: int) -> None:
    assert integer(text) == value


@pytest.mark.parametrize("text", ["1,250", "12.0", "1e3", "1_000", "about 29", "٣", "9" * 19])
def test_what_is_no_whole_number(text: str) -> None:
    with pytest.raises(BadCellError) as caught:
        integer(text)
    assert caught.value.rule == "bad-number"


@pytest.mark.parametrize(
    ("text", "value"), [("43.25", 43.25), ("-71", -71.0), (".5", 0.5), ("1e-3", 0.001), ("5.", 5.0)]
)
def test_numbers(text: str, value: float) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["43,25", "nan", "inf", "1e999", "1_0", "0x1", "43.25 N", "."])
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(BadCellError) as caught:
        number(text)
    assert caught.value.rule == "bad-number"


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_that_python_writes_is_read_as_itself(value: float) -> None:
    assert number(repr(value)) == value


def test_an_nces_id_is_seven_digits() -> None:
    assert nces_id("0200800") == "0200800"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("200800", "Write 0200800"),
        ("020080000123", "ncessch"),
        ("20080000123", "ncessch"),
        ("02008OO", "7 digits of the LEAID"),
        ("20080", "7 digits of the LEAID"),
        ("０２００８００", "7 digits of the LEAID"),
    ],
)
def test_a_bad_nces_id_says_what_has_happened_to_it(text: str, says: str) -> None:
    with pytest.raises(BadCellError, match=says) as caught:
        nces_id(text)
    assert caught.value.rule == "bad-nces-id"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ()),
        ("ASD", ("ASD",)),
        (" BSSD | Bering Strait ", ("BSSD", "Bering Strait")),
        ("|a||b|", ("a", "b")),
        ("b|a|b", ("b", "a")),
        (" | ", ()),
    ],
)
def test_aliases_keep_their_order_and_come_once(text: str, names: tuple[str, ...]) -> None:
    assert aliases(text) == names


def test_every_property_that_is_no_plain_text_has_a_reader() -> None:
    typed = {p.name for p in PROPERTIES.values() if p.type != "text"}
    assert set(READERS) == typed | {"nces_id"}


@given(st.text())
def test_a_quoted_text_is_one_short_line_of_visible_characters(text: str) -> None:
    assert quoted(text).isprintable()
    assert len(quoted(text)) <= 12 * 61
