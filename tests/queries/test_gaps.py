"""Who is in no network: answers worked out on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.errors import QuestionError
from queries.gaps import gaps

if TYPE_CHECKING:
    from tests.conftest import Engine

FIELD = """
district:in = In {state=NH lat=43 lon=-71 regular=1}
district:old = Old {state=NH lat=43.2 lon=-71 competency_since=2008}
district:former = Former {state=NH lat=44 lon=-71 regular=0}
district:quiet = Quiet {state=NH city=Quietville}
district:meets = Meets {state=NH lat=43 lon=-73}
district:me = Me {state=ME nces_id=3303930}
district:nowhere = Nowhere
network:nh = NH {scope_state=NH}
network:past = Past {scope_state=NH ended=2019}
network:other = Other
program:p = P
event:e = E
district:in MEMBER_OF network:nh
district:former MEMBER_OF network:nh 2010..2015
district:former USES_MODEL network:nh 2010..
school:q PART_OF district:quiet
school:m PART_OF district:meets
school:m MEMBER_OF event:e
person:x AFFILIATED_WITH school:m
district:meets MEMBER_OF program:p
district:me PARTNERS_WITH organization:o
district:nowhere PROFILED_BY organization:o
district:me MEMBER_OF network:other 2001..2005
"""


def test_a_state_has_those_in_a_network_and_those_who_show_interest(engine: Engine) -> None:
    found = gaps(engine(FIELD), at_least=4, as_of="2020")
    assert [tuple(row) for row in found.rows] == [
        ("NH", 5, 1, 1, 3, 1, 1, 1),
        ("ME", 1, 1, 0, 1, 0, 0, 0),
    ]
    assert [(row.id, row.reasons) for row in found.districts] == [
        ("district:old", ("since",)),
        ("district:me", ("PARTNERS_WITH",)),
        ("district:former", ("USES_MODEL",)),
        ("district:meets", ("AFFILIATED_WITH", "event", "program")),
        ("district:nowhere", ("PROFILED_BY",)),
    ]
    old, me, former, *_ = found.districts
    assert (old.interested, old.experienced, former.experienced) == (True, True, False)
    assert old.nearest is not None
    assert old.nearest[:2] == ("district:in", "In")
    assert old.nearest.km == pytest.approx(22.239, abs=0.001)
    assert old.networks == ("network:nh",)
    assert (me.nearest, me.networks) == (None, ())
    assert found.suggested == ()


def test_a_place_picks_states_and_shows_all_that_are_in_none(engine: Engine) -> None:
    store = engine(FIELD)
    whole, found = gaps(store, as_of="2020"), gaps(store, within="nh", as_of="2020")
    assert found.rows == whole.rows[:1]
    assert [(row.id, row.interested) for row in found.districts] == [
        ("district:old", True),
        ("district:former", True),
        ("district:meets", True),
        ("district:quiet", False),
    ]
    near = gaps(store, within="ME", as_of="2020")
    assert [row.id for row in near.districts] == ["district:me"]


def test_a_cohort_is_worth_founding_where_no_network_holds_half(engine: Engine) -> None:
    drawing = """
district:a = A {state=NH competency_since=2001}
district:b = B {state=NH competency_since=2001}
district:c = C {state=NH competency_since=2001}
district:d = D {state=NH competency_since=2001}
district:e = E {state=NH}
network:n = N
district:a MEMBER_OF network:n
district:e MEMBER_OF network:n
"""
    (one,) = gaps(engine(drawing)).suggested
    assert one == ("NH", ("district:a", "district:b", "district:c", "district:d"))
    assert gaps(engine(drawing), at_least=5).suggested == ()
    assert gaps(engine(drawing + "district:b MEMBER_OF network:n\n")).suggested == ()


def test_the_nearest_of_equals_is_the_first(engine: Engine) -> None:
    drawing = """
district:a = A {state=NH lat=0 lon=0 competency_since=2001}
district:z = Z {lat=0 lon=1}
district:y = Y {lat=0 lon=-1}
district:x = X {lat=10 lon=-179.9}
network:n = N
district:z MEMBER_OF network:n
district:y MEMBER_OF network:n
district:x MEMBER_OF network:n
district:far = Far {state=NH lat=10 lon=179.9 competency_since=2001}
"""
    nearest = {row.id: row.nearest for row in gaps(engine(drawing)).districts}
    assert [near and near.id for near in nearest.values()] == ["district:y", "district:x"]


@pytest.mark.parametrize("terms", [{"within": ""}, {"within": "NH,,"}, {"at_least": 0}])
def test_what_makes_no_sense_is_refused(engine: Engine, terms: dict[str, object]) -> None:
    with pytest.raises(QuestionError):
        gaps(engine(FIELD), **terms)  # type: ignore[arg-type]
