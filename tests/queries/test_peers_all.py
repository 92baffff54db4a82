"""Who has done it for years, and what would join them: worked out on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from queries.peers_all import peers_all

if TYPE_CHECKING:
    from tests.conftest import Engine

FIELD = """
district:a = A {state=NH lat=43 lon=-71 competency_since=2000}
district:b = B {state=ME lat=44 lon=-71 competency_since=2001}
district:c = C {state=CA lat=37 lon=-120 competency_since=2002}
district:d = D {competency_since=2003}
district:e = E {state=CA lat=36 lon=-120 competency_since=2015}
district:f = F {lat=43 lon=-71 competency_since=2004 competency_since_kind=pilot}
program:p = P
network:n = N
event:e = Meeting
district:a MEMBER_OF program:p
district:b MEMBER_OF program:p
district:c MEMBER_OF network:n 2001..2005
district:b MEMBER_OF network:n
district:c MEMBER_OF event:e
district:d MEMBER_OF event:e
district:a USES_MODEL organization:m
district:c USES_MODEL organization:m
school:b PART_OF district:b
school:b USES_MODEL network:n
"""


def test_what_joins_those_who_have_done_it_for_years_and_what_would(engine: Engine) -> None:
    found = peers_all(engine(FIELD), as_of="2018")
    assert [(row.id, row.years, row.component, row.joined) for row in found.rows] == [
        ("district:a", 18, 1, 1),
        ("district:b", 17, 1, 1),
        ("district:c", 16, 2, 0),
        ("district:d", 15, 3, 0),
    ]
    assert found.components[0] == (
        *(1, 2, ("district:a", "district:b"), ("ME", "NH")),
        ("network:n", "organization:m"),
    )
    first, second = found.introductions
    assert (first.a.id, first.b.id, first.distance) == ("district:b", "district:c", None)
    assert first.km is not None
    assert (second.a.id, second.b.id, second.km, second.distance) == (
        *("district:c", "district:d"),
        *(None, 2),
    )
    assert [tuple(model) for model in found.models] == [
        ("organization:m", "m", ("district:a", "district:c")),
        ("network:n", "N", ("district:b",)),
    ]


def test_years_and_pilots_say_who_counts(engine: Engine) -> None:
    rows = peers_all(engine(FIELD), years=3, pilots=True, as_of="2018").rows
    assert {row.id for row in rows} == {f"district:{letter}" for letter in "abcdef"}
