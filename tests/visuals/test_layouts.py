"""Where nodes stand, worked out on paper, and what holds for every layout."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netweave.visuals.layouts.columns import COLUMN, ROW, column_places
from netweave.visuals.layouts.rings import LINE, SMALLEST, STRETCH, ring_places


def grid(routes: list[str]) -> dict[str, tuple[float, float]]:
    """Places in columns and rows; a route is written as the letters of its stops."""
    places = column_places([list(route) for route in routes])
    return {stop: (x / COLUMN, y / ROW) for stop, (x, y) in places.items()}


def test_no_routes_have_no_places() -> None:
    assert grid([]) == {}


def test_one_route_runs_along_the_middle() -> None:
    assert grid(["axb"]) == {"a": (0, 0), "x": (1, 0), "b": (2, 0)}


def test_the_second_route_goes_above_and_the_third_below() -> None:
    places = grid(["axb", "ayb", "azb"])
    assert (places["x"], places["y"], places["z"]) == ((1, 0), (1, -1), (1, 1))


def test_the_fourth_and_fifth_go_further_out() -> None:
    places = grid(["a1b", "a2b", "a3b", "a4b", "a5b"])
    assert [places[stop][1] for stop in "12345"] == [0, -1, 1, -2, 2]


def test_routes_that_differ_in_different_steps_share_a_row() -> None:
    places = grid(["a1x2b", "a3x2b", "a1x4b"])
    assert (places["3"], places["4"]) == ((1, -1), (3, -1))


def test_a_route_keeps_its_row_where_it_differs_twice() -> None:
    places = grid(["a12b", "a34b", "a35b", "a62b"])
    assert places["3"][1] == places["4"][1] == -1
    assert places["5"] == (2, 1)
    assert places["6"] == (1, 1)


routes = st.lists(
    st.tuples(*(st.sampled_from([f"{step}{letter}" for letter in "abcde"]) for step in range(4))),
    min_size=1,
    max_size=8,
    unique=True,
).map(lambda rows: [["A", *row, "B"] for row in rows])


@given(routes)
def test_no_two_stops_share_a_place_and_each_stands_in_its_step(rows: list[list[str]]) -> None:
    places = column_places(rows)
    assert len(set(places.values())) == len(places) == len({s for row in rows for s in row})
    assert all(places[stop][0] == step * COLUMN for row in rows for step, stop in enumerate(row))
    assert all(places[stop][1] == 0 for stop in rows[0])


def test_a_ring_of_one_stands_to_the_right() -> None:
    assert ring_places([["a"]]) == {"a": (STRETCH * SMALLEST, 0.0, "right")}


def test_a_ring_of_four_goes_round_with_the_clock() -> None:
    places = ring_places([["a", "b", "c", "d"]])
    signs = {node: (place.x > 0, place.y > 0) for node, place in places.items()}
    assert signs == {
        "a": (True, False),
        "b": (True, True),
        "c": (False, True),
        "d": (False, False),
    }
    assert {abs(place.y) for place in places.values()} == {SMALLEST / 2}


def test_an_empty_ring_takes_no_room() -> None:
    assert ring_places([[], ["a"]]) == ring_places([["a"]])
    assert ring_places([]) == {}


def test_the_outer_ring_is_outside_the_inner_one() -> None:
    places = ring_places([[f"i{n}" for n in range(20)], [f"o{n}" for n in range(200)]])
    far = {node: (p.x / STRETCH) ** 2 + p.y**2 for node, p in places.items()}
    inner = max(value for node, value in far.items() if node.startswith("i"))
    outer = min(value for node, value in far.items() if node.startswith("o"))
    assert inner < outer


@pytest.mark.parametrize("number", [2, 3, 28, 56, 57, 300])
def test_labels_on_one_side_of_a_ring_have_a_line_each(number: int) -> None:
    places = ring_places([[str(n) for n in range(number)]])
    for one, other in combinations(places.values(), 2):
        if one.side == other.side and abs(one.y - other.y) < LINE * 0.9:
            assert abs(one.x - other.x) > 100


@given(st.lists(st.integers(0, 60), max_size=3))
def test_rings_place_every_node_once_and_always_alike(sizes: list[int]) -> None:
    rings = [[f"{ring}-{n}" for n in range(size)] for ring, size in enumerate(sizes)]
    places = ring_places(rings)
    assert list(places) == [node for ring in rings for node in ring]
    assert len({(p.x, p.y) for p in places.values()}) == len(places)
    assert places == ring_places(rings)
