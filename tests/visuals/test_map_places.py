"""Where places stand on the map, the outlines, and shapes around places."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netweave.visuals.map.outlines import outlines
from netweave.visuals.map.projection import HEIGHT, WIDTH, place
from netweave.visuals.map.scene import is_regional

PUBLISHED = {
    "Augusta": (44.3106, -69.7795, 917.1028, 118.6269),
    "Seattle": (47.6062, -122.3321, 97.6250, 46.3187),
    "Miami": (25.7617, -80.1918, 822.7383, 572.5408),
    "Anchorage": (61.2181, -149.9003, 112.2774, 544.2779),
    "Honolulu": (21.3069, -157.8583, 266.9599, 549.1904),
    "Kansas City": (39.0997, -94.5786, 522.8107, 295.6912),
}
"""Latitude, longitude, and what d3's geoAlbersUsa().scale(1300).translate([487.5, 305]) gives."""


@pytest.mark.parametrize(("lat", "lon", "x", "y"), PUBLISHED.values(), ids=PUBLISHED)
def test_a_city_stands_where_d3_puts_it(lat: float, lon: float, x: float, y: float) -> None:
    assert place(lat, lon) == pytest.approx((x, y), abs=1e-3)


@pytest.mark.parametrize(
    ("lat", "lon"), [(18.4655, -66.1057), (13.44, 144.79), (51.5, 0.0), (0.0, 0.0), (91, -90)]
)
def test_what_is_outside_the_50_states_has_no_place(lat: float, lon: float) -> None:
    assert place(lat, lon) is None


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_every_place_is_on_the_sheet_or_nowhere(lat: float, lon: float) -> None:
    at = place(lat, lon)
    assert at is None or (-0.13 * WIDTH <= at[0] <= WIDTH * 1.11 and -5 <= at[1] <= HEIGHT)


def test_there_are_fifty_states_and_the_district_of_columbia() -> None:
    states = outlines()
    assert len(states) == 51
    assert [o.state for o in states] == sorted(o.state for o in states)
    assert {"AK", "DC", "HI", "ME"} <= {o.state for o in states}


def test_an_outline_is_made_of_closed_rings_of_steps() -> None:
    for outline in outlines():
        *rings, after = outline.path.split("z")
        assert after == ""
        assert all(re.fullmatch(r"m-?\d+ -?\d+l[\d -]+", ring) for ring in rings), outline.state


def test_the_middle_of_maine_is_in_maine() -> None:
    (maine,) = (o for o in outlines() if o.state == "ME")
    x, y = place(45.3, -69.2) or (0, 0)
    assert abs(maine.x - x) < 10
    assert abs(maine.y - y) < 10


@pytest.mark.parametrize(
    ("states", "regional"),
    [
        (["ME", "NH", "VT"], True),
        (["ME", "NH", "VT", "MA", "CA"], True),
        (["ME", "NH", "CA"], False),
        (["ME", "ME"], False),
        ([None, None, "ME"], False),
        (["PR", "PR", "PR"], False),
    ],
)
def test_a_network_is_regional_if_most_of_it_is_in_one_division(
    states: list[str | None], regional: bool
) -> None:
    assert is_regional(states) is regional
