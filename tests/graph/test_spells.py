"""How the statements about one tie become its spells."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import first_day, last_day
from graph.model import Source, Statement
from graph.schema import MOMENTARY_TYPES
from graph.spells import spells

if TYPE_CHECKING:
    from tests.graph.conftest import Said, Told


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["2012..2014"], ["2012..2014"]),
        (["2012..2014", "2013..2016"], ["2012..2016"]),
        (["2012..2014", "2014..2016"], ["2012..2016"]),
        (["2012..2014-06", "2014-06-30..2016"], ["2012..2016"]),
        (["2012..2018", "2013..2014"], ["2012..2018"]),
        (["2012..2013", "2013..2014", "2014..2015"], ["2012..2015"]),
        (["2012..2020", "2013..2014", "2016..2017"], ["2012..2020"]),
    ],
)
def test_statements_that_share_a_day_are_one_spell(
    told: Told, rows: list[str], expected: list[str]
) -> None:
    assert told(rows) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["2012..2014", "2015..2016"], ["2012..2014", "2015..2016"]),
        (["2012..2014-05", "2014-06..2016"], ["2012..2014-05", "2014-06..2016"]),
        (["2012..2014-05-31", "2014-06-01.."], ["2012..2014-05-31", "2014-06-01.."]),
        (["2015..2016", "2010..2011"], ["2010..2011", "2015..2016"]),
    ],
)
def test_days_that_follow_each_other_are_not_shared(
    told: Told, rows: list[str], expected: list[str]
) -> None:
    assert told(rows) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["2012..", "2030..2031"], ["2012.."]),
        (["2012..2013", "2013.."], ["2012.."]),
        (["2012..", "2010..2011"], ["2010..2011", "2012.."]),
        (["2012..", "2012..2013"], ["2012.."]),
    ],
)
def test_an_unknown_end_is_open_and_stays_unknown(
    told: Told, rows: list[str], expected: list[str]
) -> None:
    assert told(rows) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["2012-01..2013", "2012..2013"], ["2012..2013"]),
        (["2012-01-01..2013", "2012-01..2013"], ["2012-01..2013"]),
        (["2012..2013-12", "2012..2013"], ["2012..2013"]),
        (["2012..2013-12-31", "2012..2013-12"], ["2012..2013-12"]),
        (["2012-02..2013", "2012..2013"], ["2012..2013"]),
        (["2012..2013", "2012..2013-11"], ["2012..2013"]),
    ],
)
def test_of_equal_days_the_shorter_text_is_kept(
    told: Told, rows: list[str], expected: list[str]
) -> None:
    assert told(rows) == told(list(reversed(rows))) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["2012..2013", ".."], ["2012..2013"]),
        (["2012..2013", "..2019"], ["2012..2013"]),
        (["2015..2016", "2012..2013", ".. [x]"], ["2012..2013 [x]", "2015..2016"]),
        ([".. [member]", "2012..2013 [chair]"], ["2012..2013 [member; chair]"]),
        (["2012.. [chair]", "..2013 [member]"], ["2012.. [chair; member]"]),
    ],
)
def test_a_statement_without_a_beginning_joins_the_earliest_spell_and_changes_no_date(
    told: Told, rows: list[str], expected: list[str]
) -> None:
    assert told(rows) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([".."], [".."]),
        (["..2013"], ["..2013"]),
        (["..2013", "..2015"], ["..2015"]),
        (["..2013-12", "..2013"], ["..2013"]),
        (["..2013", ".."], [".."]),
        ([".. [chair]", ".. [member]", ".. [chair]"], [".. [chair; member]"]),
    ],
)
def test_where_nothing_is_dated_there_is_one_undated_spell(
    told: Told, rows: list[str], expected: list[str]
) -> None:
    assert told(rows) == expected


@pytest.mark.parametrize("tie_type", sorted(MOMENTARY_TYPES))
@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["2014.."], ["2014..2014"]),
        (["2014..", "2016.."], ["2014..2014", "2016..2016"]),
        (["2014..", "2014-05.."], ["2014..2014", "2014-05..2014-05"]),
        (["2014..2016", "2015.."], ["2014..2016", "2015..2015"]),
        (["2014-01..", "2014.."], ["2014..2014", "2014-01..2014-01"]),
        (["2014.. [one]", "2014.. [other]"], ["2014..2014 [one; other]"]),
        (["2014..", "2014..2015"], ["2014..2015"]),
        ([".."], [".."]),
        (["..2014"], ["..2014"]),
        (["..2014", ".."], [".."]),
        (["2016.. [x]", "2014.. [y]", ".. [z]"], ["2014..2014 [y; z]", "2016..2016 [x]"]),
    ],
)
def test_of_momentary_ties_each_distinct_since_is_a_spell(
    told: Told, tie_type: str, rows: list[str], expected: list[str]
) -> None:
    assert told([f"{tie_type} {rows[0]}", *rows[1:]]) == expected


@pytest.mark.parametrize(
    ("rows", "role"),
    [
        (["2012.. [chair]", "2012.. [member]"], "chair; member"),
        (["2013.. [chair]", "2012.. [member]"], "chair; member"),
        (["2012.. [chair]", "2012..", "2013.. [chair]"], "chair"),
        (["2012..", "2013.."], None),
        (["2012.. [b; a]", "2012.. [a]"], "b; a; a"),
    ],
)
def test_the_role_is_the_distinct_roles_in_row_order(
    said: Said, rows: list[str], role: str | None
) -> None:
    assert [spell.role for spell in spells(said(rows))] == [role]


def test_each_source_keeps_its_own_dates_role_and_line(said: Said) -> None:
    rows = [
        "2013..2014 [chair] <a.csv:9>",
        "2012..2013 <page.org 2015>",
        ".. [x] <b.csv:2> inferred",
    ]
    (spell,) = spells(said(rows))
    assert (spell.since, spell.until) == ("2012", "2014")
    assert list(spell.statements) == said(rows)
    assert spell.sources == (
        Source(file="a.csv", line=9),
        Source(url="https://page.org", as_of="2015"),
        Source(file="b.csv", line=2, confidence="inferred"),
    )


@pytest.mark.parametrize(
    ("rows", "stated"),
    [
        (["2012.."], True),
        (["2012.. inferred"], False),
        (["2012.. inferred", "2013.. stated"], True),
        (["2012.. inferred", ".. stated"], True),
        (["2012.. inferred", ".. inferred"], False),
    ],
)
def test_a_spell_is_stated_if_one_of_its_sources_states_it(
    said: Said, rows: list[str], stated: bool
) -> None:
    assert [spell.stated for spell in spells(said(rows))] == [stated]


def test_the_order_of_rows_changes_no_date(told: Told) -> None:
    rows = ["2012..2013", "2013-06..2014", "2016..", "..", "2020..2021", "..1999"]
    assert {tuple(told(order)) for order in permutations(rows)} == {("2012..2014", "2016..")}


_DATES = ["2011", "2012", "2012-06", "2012-07", "2012-07-01", "2013", "2014-12-31", "2015", None]
_ROWS = st.lists(st.tuples(st.sampled_from(_DATES), st.sampled_from(_DATES)), min_size=1)


@given(_ROWS)
def test_two_dated_statements_are_of_one_spell_if_a_chain_of_shared_days_joins_them(
    rows: list[tuple[str | None, str | None]],
) -> None:
    rows = [(a, b) for a, b in rows if a is None or first_day(a) <= last_day(b)]
    said = [Statement("a", "MEMBER_OF", "x", str(i), *row) for i, row in enumerate(rows)]
    dated = [s for s in said if s.since]
    if not dated:
        return
    spans = {s.role: (first_day(s.since), last_day(s.until)) for s in dated}
    groups: list[set[str | None]] = []
    for role, (first, last) in spans.items():
        touching = [
            g for g in groups if any(first <= spans[r][1] and spans[r][0] <= last for r in g)
        ]
        groups = [g for g in groups if g not in touching] + [{role}.union(*touching)]
    found = [{s.role for s in spell.statements if s.since} for spell in spells(said)]
    assert sorted(found, key=sorted) == sorted(groups, key=sorted)
