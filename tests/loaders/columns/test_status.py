"""Marks, words for nothing, and what a roster says of leaving."""

from __future__ import annotations

import pytest

from loaders.columns.marks import YES, folded_mark, is_blank, is_error
from loaders.columns.status import Status, speaks_of_leaving, status_of, without_note


@pytest.mark.parametrize(
    "text",
    "x X ✓ ✔ ✔️ ☑ ✅ ● √ yes Y 1 1.0 TRUE".split(),  # noqa: SIM905 - as they are listed
)
def test_a_mark_is_a_mark_in_every_form(text: str) -> None:
    assert folded_mark(text) in YES
    assert not is_blank(text)


@pytest.mark.parametrize("text", ["?", "unknown", "N/A", "TBD", "\u2013", "#N/A", "none", ""])
def test_words_for_nothing_are_blank(text: str) -> None:
    assert is_blank(text)
    assert not is_error(text)


def test_errors_of_a_spreadsheet_are_known() -> None:
    assert [is_error(text) for text in ("#REF!", "#div/0!", "#1", "REF!")] == [True, True] + [
        False
    ] * 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("active", Status()),
        ("Current", Status()),
        ("left 2023", Status(until="2023")),
        ("Withdrew in June 2019", Status(until="2019-06")),
        ("until 2016", Status(until="2016")),
        ("withdrew 2018-19", Status(until="2019")),
        ("joined 2015", Status(since="2015")),
        ("left", Status(waits=True)),
        ("on hold", Status(waits=True)),
        ("Alumni", Status(waits=True)),
        ("former member", Status(waits=True)),
        ("paused", Status(waits=True)),
        ("withdrew 2009-10", Status(waits=True)),
        ("blue", Status()),
    ],
)
def test_a_status_is_believed_where_it_is_plain_and_else_waits(text: str, said: Status) -> None:
    assert status_of(text) == said


@pytest.mark.parametrize(
    ("name", "bare", "note"),
    [
        ("Park Hill (withdrew 2019)", "Park Hill", "withdrew 2019"),
        ("Park Hill [pending]", "Park Hill", "pending"),
        ("Northside ISD (Bexar)", "Northside ISD (Bexar)", ""),
        ("Leftwich Unified", "Leftwich Unified", ""),
    ],
)
def test_a_note_of_leaving_behind_a_name_is_no_part_of_it(name: str, bare: str, note: str) -> None:
    assert without_note(name) == (bare, note)


@pytest.mark.parametrize(
    "text", ["left 2019", "withdrew", "former", "on hold", "pending", "alumni", "Inactive"]
)
def test_words_of_leaving_are_known(text: str) -> None:
    assert speaks_of_leaving(text)
    assert not speaks_of_leaving(f"Mc{text.replace(' ', '')}ville")
