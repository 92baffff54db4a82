"""How two entities are connected: counts, what to avoid, what both share, what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from graph.errors import AmbiguousNameError, DateError, NotFoundError, QuestionError
from graph.model import Ref
from queries.connect import connect

if TYPE_CHECKING:
    from tests.conftest import Engine
    from tests.queries.conftest import Ask, Stops

DIAMOND = """
    district:a MEMBER_OF network:x
    district:a MEMBER_OF network:y
    district:b MEMBER_OF network:x
    district:b MEMBER_OF network:y
"""
HOURGLASS = """
    district:a MEMBER_OF network:p
    district:a MEMBER_OF network:q
    district:m MEMBER_OF network:p
    district:m MEMBER_OF network:q
    district:m MEMBER_OF network:r
    district:m MEMBER_OF network:s
    district:m MEMBER_OF network:t
    district:b MEMBER_OF network:r
    district:b MEMBER_OF network:s
    district:b MEMBER_OF network:t
"""
SCHOOLS = """
    school:s PART_OF district:a
    school:t PART_OF district:b
    school:s MEMBER_OF network:x
    school:t MEMBER_OF network:x
"""
SEAT = """
    district:a MEMBER_OF network:x
    network:x MEMBER_OF consortium:c
    district:b MEMBER_OF consortium:c
"""


@pytest.mark.parametrize(
    ("drawing", "distance", "total", "unavoidable", "independent"),
    [
        ("district:a MEMBER_OF network:x\ndistrict:b MEMBER_OF network:x", 2, 1, ["network:x"], 1),
        (DIAMOND, 2, 2, [], 2),
        (HOURGLASS, 4, 6, ["district:m"], 1),
        (SCHOOLS, 4, 1, ["school:s", "network:x", "school:t"], 1),
        (SEAT, 3, 1, ["network:x", "consortium:c"], 1),
    ],
    ids=["shared", "diamond", "hourglass", "schools", "seat"],
)
def test_every_tie_is_counted_and_direction_ignored(
    engine: Engine, ask: Ask, drawing: str, distance: int, total: int, unavoidable: list[str],
    independent: int,
) -> None:  # fmt: skip
    found = ask(engine(drawing), k=100)
    assert (found.connected, found.distance, found.routes_total) == (True, distance, total)
    assert (list(found.unavoidable), found.independent_routes) == (unavoidable, independent)
    assert len(found.routes) == total
    assert {route.length for route in found.routes} == {distance}
    assert found.hint is None


def test_the_ends_are_named_and_routes_run_from_a_to_b(engine: Engine, ask: Ask) -> None:
    found = ask(engine("district:a = Alpha\ndistrict:b = Beta" + DIAMOND))
    assert (found.a, found.b) == (
        Ref("district:a", "district", "Alpha"),
        Ref("district:b", "district", "Beta"),
    )
    for route in found.routes:
        assert [route.stops[0], route.stops[-1]] == [found.a, found.b]


def test_seen_from_the_other_end_it_is_the_same_turned_round(engine: Engine) -> None:
    store = engine(HOURGLASS + "district:m MEMBER_OF network:u\nnetwork:u MEMBER_OF network:t")
    there, back = connect(store, "a", "b", k=9), connect(store, "b", "a", k=9)
    assert {r.stops for r in there.routes} == {r.stops[::-1] for r in back.routes}
    assert there.unavoidable == back.unavoidable[::-1]
    assert there.independent_routes == back.independent_routes


@pytest.mark.parametrize(("k", "shown"), [(1, 1), (2, 2), (5, 5), (6, 6), (7, 6), (1000, 6)])
def test_k_limits_the_routes_that_are_shown_and_no_count(
    engine: Engine, ask: Ask, k: int, shown: int
) -> None:
    store = engine(HOURGLASS)
    found = ask(store, k=k)
    assert (len(found.routes), found.routes_total) == (shown, 6)
    assert found.routes == ask(store, k=100).routes[:k]


def test_five_routes_are_shown_unless_said(engine: Engine) -> None:
    assert len(connect(engine(HOURGLASS), "a", "b").routes) == 5


def test_only_belonging_counts_unless_all_types_are_asked_for(engine: Engine, ask: Ask) -> None:
    store = engine(SEAT + "district:a PARTNERS_WITH district:b")
    assert ask(store).distance == 3
    found = ask(store, through="all")
    assert (found.distance, found.routes_total, found.unavoidable) == (1, 1, ())
    assert found.independent_routes == 2


@pytest.mark.parametrize(
    ("avoid", "distance", "shown"),
    [
        (["network:x"], 2, ["y"]),
        (["network:x", "X"], 2, ["y"]),
        (["network:x", "network:y"], 4, ["u m v"]),
        (["x", "y", "m"], None, []),
        (["network:v"], 2, ["x", "y"]),
    ],
)
def test_no_route_passes_what_is_to_be_avoided(
    engine: Engine, ask: Ask, stops: Stops, avoid: list[str], distance: int | None, shown: list[str]
) -> None:
    store = engine(
        DIAMOND
        + """
        district:a MEMBER_OF network:u
        district:m MEMBER_OF network:u
        district:m MEMBER_OF network:v
        district:b MEMBER_OF network:v
        """
    )
    found = ask(store, avoid=avoid)
    assert (found.distance, stops(found)) == (distance, shown)
    assert found.routes_total == len(shown)
    assert found.independent_routes == 3 - len({a[-1].lower() for a in avoid})


@pytest.mark.parametrize(
    ("a", "b", "more", "error", "said"),
    [
        ("a", "a", {}, QuestionError, r"'a' and 'a' are one entity: a \(district:a\)"),
        ("a", "DISTRICT:A", {}, QuestionError, "'a' and 'DISTRICT:A' are one entity"),
        ("a", "b", {"avoid": ["B"]}, QuestionError, r"cannot avoid its own end, b \(district:b\)"),
        ("a", "b", {"avoid": ["x", "a"]}, QuestionError, "cannot avoid its own end"),
        ("a", "b", {"k": 0}, QuestionError, "1 or more; 0 was given"),
        ("a", "b", {"k": -3}, QuestionError, "1 or more; -3 was given"),
        ("a", "qqqq", {}, NotFoundError, "Nothing here is named 'qqqq'"),
        ("qqqq", "qqqq", {"k": 0}, NotFoundError, "Nothing here is named 'qqqq'"),
        ("a", "b", {"avoid": ["qqqq"]}, NotFoundError, "Nothing here is named 'qqqq'"),
        ("a", "twins", {}, AmbiguousNameError, "'twins' fits 2 names"),
        ("a", "b", {"as_of": "lately"}, DateError, "'lately' is not a date"),
    ],
)
def test_what_has_no_answer_is_refused(
    engine: Engine, a: str, b: str, more: dict[str, Any], error: type[Exception], said: str
) -> None:
    store = engine(DIAMOND + "network:t1 = twins\nnetwork:t2 = twins")
    with pytest.raises(error, match=said):
        connect(store, a, b, **more)
