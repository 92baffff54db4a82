"""Where networks stand: worked out on paper, and what holds for every layout."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from netweave.visuals.layouts.blocks import Rectangle, arranged
from netweave.visuals.layouts.hull import convex, hull_around, rounded
from netweave.visuals.layouts.networks import BETWEEN_NETWORKS, Input, network_places

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

CELL = (100.0, 40.0)


def overlap(one: Rectangle, other: Rectangle, gap: float = 0.0) -> bool:
    return (
        abs(one.x - other.x) < (one.width + other.width) / 2 + gap - 1e-3
        and abs(one.y - other.y) < (one.height + other.height) / 2 + gap - 1e-3
    )


def holds(outer: Rectangle, inner: Rectangle) -> bool:
    return (
        abs(outer.x - inner.x) <= (outer.width - inner.width) / 2 + 1e-3
        and abs(outer.y - inner.y) <= (outer.height - inner.height) / 2 + 1e-3
    )


def test_one_rectangle_stands_in_the_middle() -> None:
    assert arranged([CELL], {}, 10) == [Rectangle(0, 0, *CELL)]


def test_nothing_has_no_places() -> None:
    assert arranged([], {}, 10) == []


def test_two_stand_one_above_the_other_if_that_is_the_shorter_way() -> None:
    first, second = arranged([CELL, CELL], {(0, 1): 1.0}, 10)
    assert (abs(first.x - second.x), abs(first.y - second.y)) == (0, 50)


def test_two_stand_side_by_side_where_ways_across_count_less() -> None:
    first, second = arranged([CELL, CELL], {(0, 1): 1.0}, 10, wider=3.0)
    assert (abs(first.x - second.x), abs(first.y - second.y)) == (110, 0)


def test_what_is_linked_stands_next_to_each_other() -> None:
    places = arranged([CELL] * 9, {(0, 8): 5.0}, 10)
    one, other = places[0], places[8]
    assert abs(one.x - other.x) <= 110
    assert abs(one.y - other.y) <= 50


sizes = st.lists(st.tuples(st.floats(10, 300), st.floats(10, 200)), max_size=12)


@given(st.data(), sizes, st.floats(0, 40), st.floats(0.5, 3))
def test_no_two_rectangles_come_closer_than_the_gap(
    data: st.DataObject, sizes: list[tuple[float, float]], gap: float, wider: float
) -> None:
    numbers = st.integers(0, max(len(sizes) - 1, 0))
    pairs = st.tuples(numbers, numbers).filter(lambda pair: pair[0] < pair[1])
    links = data.draw(st.dictionaries(pairs, st.floats(1, 9)) if len(sizes) > 1 else st.just({}))
    places = arranged(sizes, links, gap, wider)
    assert [(place.width, place.height) for place in places] == sizes
    assert not any(overlap(*pair, gap) for pair in combinations(places, 2))
    assert places == arranged(sizes, links, gap, wider)


def given_networks(
    whole: dict[str, str] | None = None,
    cluster: dict[str, int] | None = None,
    links: dict[tuple[str, str], float] | None = None,
    names: str = "abcdef",
) -> Input:
    return Input(dict.fromkeys(names, CELL), whole or {}, cluster or {}, links or {})


def test_a_part_stands_below_its_whole_inside_one_border() -> None:
    layout = network_places(given_networks({"b": "a", "c": "a"}))
    border = layout.wholes["a"]
    assert list(layout.wholes) == ["a"]
    assert all(holds(border, layout.cells[i]) for i in "abc")
    assert not any(overlap(border, layout.cells[i]) for i in "def")
    assert layout.cells["b"].y == layout.cells["c"].y > layout.cells["a"].y


def test_a_whole_in_a_whole_has_a_border_in_its_border() -> None:
    layout = network_places(given_networks({"b": "a", "c": "b"}))
    assert list(layout.wholes) == ["a", "b"]
    assert holds(layout.wholes["a"], layout.wholes["b"])
    assert holds(layout.wholes["b"], layout.cells["c"])
    assert not holds(layout.wholes["b"], layout.cells["a"])


def test_no_network_stands_in_the_hull_of_a_cluster_that_it_is_not_in() -> None:
    cluster = {"a": 1, "b": 1, "c": 2, "d": 2, "e": 1}
    links = {("a", "c"): 9.0, ("b", "d"): 9.0, ("e", "c"): 1.0}
    layout = network_places(given_networks(cluster=cluster, links=links))
    for number in (1, 2):
        inside = [layout.cells[i] for i in "abcde" if cluster[i] == number]
        left = min(box.x - box.width / 2 for box in inside)
        right = max(box.x + box.width / 2 for box in inside)
        top = min(box.y - box.height / 2 for box in inside)
        bottom = max(box.y + box.height / 2 for box in inside)
        around = Rectangle((left + right) / 2, (top + bottom) / 2, right - left, bottom - top)
        others = [i for i in "abcdef" if cluster.get(i) != number]
        assert not any(overlap(around, layout.cells[i]) for i in others)


@st.composite
def inputs(draw: DrawFn) -> Input:
    names = "abcdefghij"[: draw(st.integers(1, 10))]
    cells = {name: (draw(st.floats(20, 200)), draw(st.floats(20, 120))) for name in names}
    whole = {
        part: names[over]
        for number, part in enumerate(names[1:])
        if (over := draw(st.integers(-2, number))) >= 0
    }
    tops = {name: draw(st.integers(1, 3)) for name in names if draw(st.booleans())}
    pairs = [pair for pair in combinations(names, 2) if draw(st.integers(0, 4)) == 0]
    return Input(cells, whole, tops, dict.fromkeys(pairs, 2.0))


@given(inputs())
def test_networks_never_overlap_and_parts_are_inside(given: Input) -> None:
    layout = network_places(given)
    assert layout.cells.keys() == given.cells.keys()
    assert not any(
        overlap(one, other, BETWEEN_NETWORKS / 2 - 1)
        for one, other in combinations(layout.cells.values(), 2)
    )
    for part, whole in given.whole.items():
        assert holds(layout.wholes[whole], layout.cells[part])
    assert layout == network_places(given)


def test_the_hull_of_a_square_and_a_point_inside_is_the_square() -> None:
    square = [(0.0, 0.0), (0.0, 2.0), (2.0, 0.0), (2.0, 2.0)]
    assert set(convex(sorted([*square, (1.0, 1.0), (1.0, 0.0)]))) == set(square)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=30))
def test_every_point_is_inside_its_hull(given_points: list[tuple[int, int]]) -> None:
    corners = convex(sorted(set(given_points)))
    assert set(corners) <= set(given_points)
    if len(corners) > 2:
        sides = zip(corners, corners[1:] + corners[:1], strict=True)
        for (ax, ay), (bx, by) in sides:
            assert all((bx - ax) * (y - ay) - (by - ay) * (x - ax) >= 0 for x, y in given_points)


def test_fewer_than_three_points_are_their_own_hull() -> None:
    assert convex([(0.0, 0.0), (1.0, 1.0)]) == [(0.0, 0.0), (1.0, 1.0)]


def test_a_hull_keeps_its_margin_and_cuts_corners() -> None:
    outline = hull_around([Rectangle(0, 0, 20, 10)], 5)
    assert (min(x for x, _ in outline), max(x for x, _ in outline)) == (-15, 15)
    assert (min(y for _, y in outline), max(y for _, y in outline)) == (-10, 10)
    assert (15, 10) not in outline


def test_a_rounded_rectangle_is_as_large_as_the_rectangle() -> None:
    outline = rounded(Rectangle(0, 0, 20, 10), 4)
    assert (min(x for x, _ in outline), max(y for _, y in outline)) == (-10, 5)
