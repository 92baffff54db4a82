"""Each guard of the desk by itself, on names that only this guard keeps apart.

American Samoa runs a single agency, so that a drawn desk of its districts counts as complete.
"""

from __future__ import annotations

import pytest

from graph.model import Node
from graph.names.decide import COUNTY_STATES
from graph.names.desk import Desk


def drawn(*names: str, state: str = "AS", code: str = "60", city: str = "") -> Desk:
    places = {"city": city} if city else {}
    return Desk(
        Node(
            f"district:{code}{at:05}",
            "district",
            name,
            (),
            {"state": state, "nces_id": f"{code}{at:05}", **places},
        )
        for at, name in enumerate(names, start=1)
    )


def test_a_slip_of_the_pen_is_forgiven_where_all_districts_are_known() -> None:
    match = drawn("Meadows Valley District").resolve("Meadow Valley District", "AS")
    assert (match.decision, match.equal) == ("accepted", False)


@pytest.mark.parametrize(
    ("known", "written"),
    [
        ("Brookhaven Hillsdale District", "Brookheven Hillsdale District"),
        ("Robertsvilledale Park District", "Robertswilledale Park District"),
    ],
)
def test_one_letter_for_another_is_a_slip_in_a_long_name(known: str, written: str) -> None:
    assert drawn(known).resolve(written, "AS").decision == "accepted"


def test_one_letter_for_another_is_too_much_in_a_short_name() -> None:
    assert drawn("Harrisburg District").resolve("Harrisbarg District", "AS").decision == "review"


def test_the_first_letter_of_a_name_is_no_slip() -> None:
    match = drawn("Woodlandsville Park District").resolve("Goodlandsville Park District", "AS")
    assert match.decision == "review"


def test_a_letter_more_makes_another_name_of_a_short_one() -> None:
    assert drawn("Parkview District").resolve("Parkviews District", "AS").decision == "review"


def test_of_two_that_are_spelled_nearly_as_well_neither_is_accepted() -> None:
    desk = drawn("Robertsville District", "Robbertsvillle District")
    assert desk.resolve("Robbertsville District", "AS").decision == "review"


def test_many_letters_make_another_name_however_long_it_is() -> None:
    known = "Sacramento Academic and Vocational Arts SCUSD District"
    written = "Sacramento Academic and Vocational Arts EGUSD District"
    assert drawn(known).resolve(written, "AS").decision == "review"


@pytest.mark.parametrize("known", ["Meadows Valley District", "Meadow-Dale District"])
def test_what_is_not_the_very_name_is_a_question_where_districts_are_missing(known: str) -> None:
    desk = drawn(known, state="ID", code="16", city="Meadow")
    assert desk.resolve("Meadow Valley District", "ID").decision != "accepted"
    assert desk.resolve("Meadow District", "ID").decision != "accepted"
    assert desk.resolve(known, "ID").decision == "accepted"


def test_the_first_place_of_a_longer_name_is_its_district_where_all_are_known() -> None:
    match = drawn("Perham-Dent District", city="Perham").resolve("Perham District", "AS")
    assert match.decision == "accepted"
    elsewhere = drawn("Perham-Dent District", city="Dent").resolve("Perham District", "AS")
    assert elsewhere.decision != "accepted"


def test_a_place_alone_is_its_county_only_where_all_districts_are_counties() -> None:
    for state, code in (("GA", "13"), ("FL", "12"), ("AL", "01")):
        match = drawn("Fulton County", state=state, code=code).resolve("Fulton Schools", state)
        assert (match.decision == "accepted") == (state in COUNTY_STATES), state
    assert {"FL", "MD", "NV", "WV"} == COUNTY_STATES


def test_what_is_little_like_a_name_is_no_question() -> None:
    desk = drawn("West Side Joint District", "Brownsville District")
    match = desk.resolve("West Ada District", "AS")
    assert (match.decision, match.candidates != ()) == ("none", True)
    assert 0.3 < match.score < 0.6


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harlem Village East District", "Harlem Village West District"),
        ("Northeast Harlemville District", "Northwest Harlemville District"),
        ("Upper Perkiomenville District", "Lower Perkiomenville District"),
        ("Bloomfieldtown District", "East Bloomfieldtown District"),
        ("Richard Allen Academy II", "Richard Allen Academy III"),
        ("Richard Allen Academy", "Richard Allen Academy 2"),
        ("Fremont School District Re-1", "Fremont School District Re-3"),
        ("Fremont School District R-I", "Fremont School District R-II"),
    ],
)
def test_directions_and_numerals_tell_neighbours_apart(one: str, other: str) -> None:
    for known, written in ((one, other), (other, one)):
        assert drawn(known).resolve(written, "AS").decision != "accepted", written
