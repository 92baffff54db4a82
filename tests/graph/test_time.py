"""What holds on a date, and what ever held on one day: the pure rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.dates import Days, days
from graph.errors import DateError
from graph.model import Node, Spell
from graph.spells import ALWAYS, holds, lifetime, read_as_of, share_a_day, spells, tie_on, window

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.graph.conftest import Said

    Span = Callable[..., Days]


@pytest.fixture
def span() -> Span:
    """The window of a spell drawn as ``2012..2014``, cut to lifetimes drawn likewise."""

    def read(text: str, *lives: str) -> Days:
        since, until = (part or None for part in text.split(".."))
        return window(Spell(since, until, ()), *(read(life) for life in lives))

    return read


@pytest.mark.parametrize(
    ("spell", "on", "expected"),
    [
        ("2012..2014", "2012", True),
        ("2012..2014", "2014", True),
        ("2012..2014", "2011", False),
        ("2012..2014", "2015", False),
        ("2012-09..2014-06", "2012", True),
        ("2012-09..2014-06", "2012-08", False),
        ("2012-09..2014-06", "2012-08-31", False),
        ("2012-09..2014-06", "2012-09-01", True),
        ("2012-09..2014-06", "2014-06-30", True),
        ("2012-09..2014-06", "2014-07", False),
        ("2012-09..2014-06", "2014", True),
        ("2012-09-15..2012-09-15", "2012-09", True),
        ("2012-09-15..2012-09-15", "2012-09-14", False),
        ("2012..", "2050", True),
        ("2012..", "2011", False),
        ("..2014", "1950", True),
        ("..2014", "2015", False),
        ("..", "1950-01-01", True),
    ],
)
def test_a_date_stands_for_all_its_days_and_unknown_passes(
    span: Span, spell: str, on: str, expected: bool
) -> None:
    assert holds(span(spell), days(on)) is expected


def test_without_a_date_everything_holds(span: Span) -> None:
    assert holds(span("2012..2014"), None)
    assert holds(span("2012..2014", "2020.."), None)


@pytest.mark.parametrize(
    ("spell", "lives", "expected"),
    [
        ("2012..2014", [], "2012..2014"),
        ("2012..2014", ["2013.."], "2013..2014"),
        ("2012..2014", ["..2013"], "2012..2013"),
        ("2012..2014", ["2013..", "..2013"], "2013..2013"),
        ("2012..2014", ["2010..2020"], "2012..2014"),
        ("..", ["2010..2020", "2015.."], "2015..2020"),
        ("..", [".."], ".."),
    ],
)
def test_a_window_is_cut_to_the_lifetimes_of_both_ends(
    span: Span, spell: str, lives: list[str], expected: str
) -> None:
    assert span(spell, *lives) == span(expected)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2012..2014", "2014..2016", True),
        ("2012..2014", "2015..2016", False),
        ("2012..2014-05-31", "2014-06-01..2016", False),
        ("2012..2014-06", "2014-06-30..2016", True),
        ("2012..", "2020..", True),
        ("2012..2020", "2014..2014", True),
    ],
)
def test_two_windows_may_share_a_day(span: Span, one: str, other: str, expected: bool) -> None:
    assert share_a_day(span(one), span(other)) is expected
    assert share_a_day(span(other), span(one)) is expected


def test_a_window_outside_a_lifetime_shares_no_day_with_any(span: Span) -> None:
    empty = span("2010..2012", "2015..")
    assert empty.first > empty.last
    assert not share_a_day(empty, ALWAYS)
    assert not share_a_day(empty, empty)
    assert [on for on in ("2009", "2011", "2014", "2016") if holds(empty, days(on))] == []


@pytest.mark.parametrize("kind", ["network", "consortium", "cohort", "event", "program"])
def test_a_collective_lives_from_its_founding_to_its_end(kind: str, span: Span) -> None:
    def life(**properties: str) -> Days:
        return lifetime(Node("x", kind, "X", (), properties))

    assert life() == ALWAYS
    assert life(founded="2010") == span("2010..")
    assert life(ended="2014-06") == span("..2014-06")
    assert life(founded="2010", ended="2014") == span("2010..2014")


@pytest.mark.parametrize("kind", ["district", "school", "organization", "person"])
def test_of_other_kinds_founded_and_ended_play_no_part(kind: str) -> None:
    assert lifetime(Node("a", kind, "A", (), {"founded": "2010", "ended": "2014"})) == ALWAYS


def test_a_tie_on_a_date_has_the_spells_that_hold(said: Said) -> None:
    statements = said(["2010..2011", "2013..2014", "2016.."])
    key, three = statements[0].key, spells(statements)

    def held(on: str | None, *lives: Days) -> tuple[Spell, ...] | None:
        tie = tie_on(key, statements, lives, None if on is None else days(on))
        return tie.spells if tie else None

    assert held(None) == three
    assert held("2010") == three[:1]
    assert held("2013-06-01") == three[1:2]
    assert held("2012") is None
    assert held("2020") == three[2:]
    assert held("2010", days("2011")) is None
    assert held("2011", days("2011")) == three[:1]
    assert held(None, days("1999")) == three


def test_a_date_asked_for_is_read_once() -> None:
    assert read_as_of(None) is None
    assert read_as_of("2012-02") == days("2012-02")
    with pytest.raises(DateError):
        read_as_of("last year")
