"""What is in the store, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from queries.info import Count, info

if TYPE_CHECKING:
    from tests.conftest import Engine

DRAWING = """
    network:x = X {founded=2010 stated_members=29}
    district:a MEMBER_OF network:x 2012..2014 <page.org>
    district:a MEMBER_OF network:x 2018.. <other.org>
    district:b MEMBER_OF network:x .. <page.org>
    school:s PART_OF district:a 2009.. <schools.csv:2>
    person:p ATTENDS network:x 2014-05..
"""


def counts(engine: Engine, as_of: str | None = None) -> list[tuple[str, str, int]]:
    return [(row.what, row.name, row.count) for row in info(engine(DRAWING), as_of=as_of)]


def test_kinds_ties_evidence_dates_and_rosters_are_counted_in_this_order(engine: Engine) -> None:
    assert counts(engine) == [
        ("kind", "district", 2),
        ("kind", "network", 1),
        ("kind", "person", 1),
        ("kind", "school", 1),
        ("tie", "ATTENDS", 1),
        ("tie", "MEMBER_OF", 2),
        ("tie", "PART_OF", 1),
        ("evidence", "statements", 5),
        ("evidence", "pages", 2),
        ("evidence", "files", 1),
        ("dates", "ties without a known beginning", 1),
        ("dates", "ties that are over", 0),
        ("roster", "X", 2),
    ]


def test_on_a_date_the_ties_and_rosters_are_those_of_the_date(engine: Engine) -> None:
    assert counts(engine, "2009") == [
        *counts(engine)[:4],
        ("tie", "PART_OF", 1),
        *counts(engine)[7:10],
        ("dates", "ties without a known beginning", 0),
        ("dates", "ties that are over", 0),
        ("roster", "X", 0),
    ]


def test_dates_have_their_span_and_rosters_their_stated_size(engine: Engine) -> None:
    *_, dates, _, roster = info(engine(DRAWING))
    assert dates.detail == "2009 to 2018"
    assert roster == Count("roster", "X", 2, 29, "2 of about 29 known", "network:x")


def test_an_empty_store_has_nothing_but_noughts(engine: Engine) -> None:
    rows = info(engine(""))
    assert [(row.what, row.count, row.detail) for row in rows] == [
        *[("evidence", 0, None)] * 3,
        *[("dates", 0, None)] * 2,
    ]
