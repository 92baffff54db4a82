"""Whom a district that begins can learn from: answers worked out on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.errors import AmbiguousNameError, QuestionError, WrongKindError
from queries.peers import peers

if TYPE_CHECKING:
    from tests.conftest import Engine

FIELD = """
district:new = New {state=NH city=Newton lat=43 lon=-71 enrollment=1000 locale=41}
district:near = Near {state=NH lat=43.5 lon=-71 enrollment=2000 locale=11 since=2010 kind=stated}
district:like = Like {state=ME lat=46 lon=-71 enrollment=500 locale=43 since=2008-09 kind=decision}
district:far = Far {state=CA enrollment=2001 locale=21 since=2017 kind=derived}
district:pilot = Pilot {state=NH since=2005 kind=pilot}
district:late = Late {state=NH since=2018}
district:coming = Coming {state=NH since=2021}
network:nh = NH Network {scope_state=NH stated_members=9 website=https://nh.org}
network:all = All
network:me = ME Network {scope_state=ME}
network:old = Old {ended=2019-12-31}
network:mine = Mine
cohort:nhpart = Cohort
network:lone = Lone
program:training = Training {founded=2012}
program:local = Local {scope_state=NH}
event:gone = Gone {ended=2019}
event:visit = Visit
district:near MEMBER_OF cohort:nhpart 2012..
cohort:nhpart PART_OF network:nh
district:late MEMBER_OF network:nh
district:like MEMBER_OF network:all
district:far MEMBER_OF network:all
district:like MEMBER_OF network:me
district:far MEMBER_OF network:me
district:like MEMBER_OF network:old
district:far MEMBER_OF network:old
school:n PART_OF district:new
school:n MEMBER_OF network:mine
district:far MEMBER_OF network:mine
district:near MEMBER_OF network:lone
district:late MEMBER_OF network:lone 2010..2015
organization:host HOSTS network:nh
person:caller CONVENES network:nh
organization:host OFFERS program:training 2013..
organization:host OFFERS program:training 2013.. <page.org 2016-05>
district:near HOSTS event:gone
school:near PART_OF district:near
school:near HOSTS event:visit 2018..
district:late OFFERS program:local
district:new HOSTS program:local
person:ada LEADS district:near [superintendent]
person:ada WORKS_IN school:near [teacher]
person:bob LEADS school:near [principal]
person:ben WORKS_IN district:near 2010..2016
school:near USES_MODEL network:me
district:near USES_MODEL organization:m
district:near PROFILED_BY organization:p .. <p.org/b 2015>
school:near PROFILED_BY organization:p .. <p.org/a>
""".replace(" kind=", " competency_since_kind=").replace(" since=", " competency_since=")
BY = "2020"


def test_the_most_alike_come_first_with_all_that_is_known_of_them(engine: Engine) -> None:
    found = peers(engine(FIELD), "New", as_of=BY)
    assert found.district[2:] == ("NH", "Newton", None, None)
    assert [(row.id, row.alike, row.years, row.distance) for row in found.rows] == [
        ("district:near", ("state", "near", "size"), 10, None),
        ("district:like", ("size", "locale"), 12, 5),
        ("district:far", (), 3, 3),
    ]
    near = found.rows[0]
    assert (near.since, near.since_kind) == (2010, "stated")
    assert (near.enrollment, near.locale) == (2000, "11")
    assert near.km == pytest.approx(55.597, abs=0.001)
    assert near.networks == ("cohort:nhpart", "network:lone", "network:nh")
    assert near.models == ("network:me", "organization:m")
    assert near.offers == ("event:visit",)
    assert [tuple(person) for person in near.people] == [
        ("person:ada", "ada", "LEADS", "superintendent"),
        ("person:bob", "bob", "LEADS", "principal"),
        ("person:ada", "ada", "WORKS_IN", "teacher"),
    ]
    assert near.pages == ("https://p.org/a", "https://p.org/b")
    assert found.rows[2].shared == ("network:mine",)
    assert found.rows[2].km is None


def test_networks_to_join_are_open_to_its_state_and_alive(engine: Engine) -> None:
    found = peers(engine(FIELD), "New", as_of=BY).networks
    assert [row.id for row in found] == ["network:nh", "network:all"]
    nh, everywhere = found
    assert (nh.members, nh.stated_members, nh.in_state, nh.experienced, nh.alike) == (2, 9, 2, 1, 1)
    assert nh.nearest is not None
    assert nh.nearest.id == "district:near"
    assert nh.hosts == ("organization:host", "person:caller")
    assert nh.website == "https://nh.org"
    assert (everywhere.in_state, everywhere.experienced, everywhere.alike) == (0, 2, 1)
    assert everywhere.nearest is not None


def test_offers_of_others_name_who_offers_and_when_it_was_last_seen(engine: Engine) -> None:
    found = peers(engine(FIELD), "New", as_of=BY).openings
    assert [(row.id, row.by, row.experienced, row.last_seen) for row in found] == [
        ("event:visit", ("school:near",), 1, "2018"),
        ("program:training", ("organization:host",), 0, "2016-05"),
    ]


def test_pilots_and_fewer_years_count_if_one_says_so(engine: Engine) -> None:
    store = engine(FIELD)
    rows = peers(store, "New", years=2, pilots=True, as_of=BY).rows
    assert [row.id.partition(":")[2] for row in rows] == ["near", "like", "pilot", "late", "far"]
    assert peers(store, "New", years=13, as_of=BY).rows == ()
    assert {row.id for row in peers(store, "New", as_of="2021").rows} == {
        *("district:near", "district:like", "district:far", "district:late")
    }


@pytest.mark.parametrize(
    ("terms", "left"),
    [
        ({"like": ("size", "locale")}, ["district:like"]),
        ({"model": "organization:m"}, ["district:near"]),
        ({"within": "New England"}, ["district:near", "district:like"]),
        ({"within": "CA, me"}, ["district:like", "district:far"]),
    ],
)
def test_filters_take_rows_away_and_nothing_else(
    engine: Engine, terms: dict[str, str], left: list[str]
) -> None:
    store = engine(FIELD)
    found, whole = peers(store, "New", as_of=BY, **terms), peers(store, "New", as_of=BY)  # type: ignore[arg-type]
    assert [row.id for row in found.rows] == left
    assert found[2:] == whole[2:]


def test_near_is_within_the_kilometres_that_one_gives(engine: Engine) -> None:
    rows = peers(engine(FIELD), "New", near=55, as_of=BY).rows
    assert "near" not in {one for row in rows for one in row.alike}


def test_a_school_stands_for_its_district_if_it_has_one(engine: Engine) -> None:
    store = engine(FIELD + "school:lost MEMBER_OF network:nh\n")
    assert peers(store, "school:n", as_of=BY) == peers(store, "New", as_of=BY)
    with pytest.raises(WrongKindError, match="no known district"):
        peers(store, "school:lost")


def test_what_is_over_does_not_count(engine: Engine) -> None:
    drawing = """
district:a = A {state=NH competency_since=2001}
district:b = B {state=NH competency_since=2001}
network:n = N {ended=2010}
district:a MEMBER_OF network:n 2001..2005
district:b MEMBER_OF network:n
network:m = M
district:a MEMBER_OF network:m 2001..2005
district:a MEMBER_OF network:m 2007..
district:b MEMBER_OF network:m
"""
    (row,) = peers(engine(drawing), "district:a").rows
    assert row.networks == ("network:m", "network:n")
    assert (row.shared, row.distance) == (("network:m",), 2)
    (row,) = peers(engine(drawing), "district:a", as_of="2004").rows
    assert row.shared == ("network:m", "network:n")


def test_a_district_of_the_country_need_not_be_in_the_store(engine: Engine) -> None:
    store = engine(FIELD)
    found = peers(store, "0622230", as_of=BY)
    assert (found.district.id, found.district.state) == ("district:0622230", "CA")
    assert {row.distance for row in found.rows} == {None}
    assert found == peers(store, "district:0622230", as_of=BY)


@pytest.mark.parametrize("terms", [{"like": ["sise"]}, {"within": "Atlantis"}, {"years": -1}])
def test_what_makes_no_sense_is_refused(engine: Engine, terms: dict[str, object]) -> None:
    with pytest.raises(QuestionError):
        peers(engine(FIELD), "New", **terms)  # type: ignore[arg-type]


def test_a_tie_makes_nobody_the_one_that_begins(engine: Engine) -> None:
    store = engine("""
        district:a = Milton School District {state=NH}
        district:b = Milton School District {state=VT}
        district:b MEMBER_OF network:x
    """)
    with pytest.raises(AmbiguousNameError):
        peers(store, "Milton School District")
    assert peers(store, "Milton School District, NH").district.id == "district:a"
