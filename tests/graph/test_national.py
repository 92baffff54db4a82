"""The national directory that comes with the package."""

from __future__ import annotations

import pytest

from graph.national import National, national

HEADER = "nces_id,name,aliases,state,city,county,lat,lon,locale,enrollment,regular"


def test_every_agency_of_the_national_file_is_there_once() -> None:
    assert len(national()) == 19_840
    assert national() is national()


def test_a_district_is_the_entity_that_it_would_be_in_a_store() -> None:
    pittsfield = national().owner("3305730")
    assert pittsfield is not None
    assert pittsfield == national().node("district:3305730")
    assert (pittsfield.kind, pittsfield.name) == ("district", "Pittsfield School District")
    assert dict(pittsfield.properties) == {
        "nces_id": "3305730",
        "state": "NH",
        "city": "Pittsfield",
        "county": "Merrimack County",
        "locale": "42",
        "regular": "1",
        "lat": 43.303623,
        "lon": -71.316728,
        "enrollment": 500,
        "enrollment_year": "2023-24",
        "school_year": "2018-2019",
        "source_url": "https://nces.ed.gov/programs/edge/Geographic/SchoolLocations",
    }


def test_what_is_not_known_of_a_district_is_no_property() -> None:
    services = national().owner("0100002")
    assert services is not None
    assert {"enrollment", "enrollment_year", "regular"}.isdisjoint(services.properties)


@pytest.mark.parametrize("node_id", ["district:9999999", "school:3305730", "3305730", ""])
def test_what_is_no_id_of_a_district_is_nobody(node_id: str) -> None:
    assert national().node(node_id) is None


def test_a_state_has_what_lies_in_it_and_what_it_runs() -> None:
    ids = {node.text("nces_id") for node in national().of_state("NH", "33")}
    assert {"3305730", "5000024"} <= ids  # the second is run by Vermont
    assert len(ids) == 311
    assert national().of_state("XX", "") == []


def test_districts_are_found_by_words_that_stand_in_any_of_their_names() -> None:
    words = ("meridian", "ittsfie", "o'f")  # the first is in a further name of Boise's neighbour
    wanted = [
        node.id
        for node in national().nodes()
        if any(word in name.casefold() for word in words for name in (node.name, *node.aliases))
    ]
    found = [node.id for node in national().mentioning(words)]
    assert found == wanted
    assert {"district:1602100", "district:3305730"} <= set(found)
    assert national().mentioning(["nobody's"]) == []


def test_a_file_with_other_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="other columns"):
        National(["nces_id,name", "3305730,Pittsfield"])
    assert len(National([HEADER])) == 0
