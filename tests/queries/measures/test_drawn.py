"""Overlap of members drawn by lot: every draw counted out."""

from __future__ import annotations

from itertools import combinations
from math import comb
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import QuestionError
from queries.measures.drawn import drawn
from queries.overlap import overlap

if TYPE_CHECKING:
    from queries.asking.scope import Among
    from queries.overlap import Overlap
    from tests.conftest import Engine

DRAWN = """
    district:a = A {state=ME}
    district:b = B {state=ME}
    district:c = C {state=NH}
    district:d = D
    district:e = E {state=CA}
    district:f = F {state=CA}
    district:g = G {state=NH}
    district:h = H
    district:a MEMBER_OF network:x
    district:b MEMBER_OF network:x
    district:c MEMBER_OF network:x
    district:a MEMBER_OF network:y
    district:b MEMBER_OF network:y
    district:d MEMBER_OF network:y
    district:e MEMBER_OF network:z
    district:f MEMBER_OF network:z
"""


def tails(population: int, small: int, large: int, shared: int) -> tuple[float, float]:
    """As many or more, as many or fewer, over all ways to draw the smaller."""
    ways = [comb(large, k) * comb(population - large, small - k) for k in range(small + 1)]
    total = comb(population, small)
    return sum(ways[shared:]) / total, sum(ways[: shared + 1]) / total


def pairs(engine: Engine, among: Among, within: str | None = None) -> dict[str, Overlap]:
    rows = overlap(engine(DRAWN), among=among, at_least=0, within=within).rows
    return {row.a.id[-1] + row.b.id[-1]: row for row in rows}


@pytest.mark.parametrize(
    ("among", "population"),
    [("all", {"xy": 8, "xz": 8, "yz": 8}), ("states", {"xy": 5, "xz": 6, "yz": 5})],
)
def test_tails_are_those_of_drawing_from_the_population(
    engine: Engine, among: Among, population: dict[str, int]
) -> None:
    # Of states: x and y are in ME and NH, four districts, and y's member of unknown state.
    sizes = {"x": 3, "y": 3, "z": 2}
    found = pairs(engine, among)
    assert {name: row.shared for name, row in found.items()} == {"xy": 2, "xz": 0, "yz": 0}
    for name, row in found.items():
        small, large = sorted(sizes[one] for one in name)
        more, fewer = tails(population[name], small, large, row.shared)
        assert (row.p_more, row.p_fewer) == pytest.approx((more, fewer), abs=1e-12)
        assert row.expected == pytest.approx(small * large / population[name])


def test_within_a_place_members_are_drawn_from_there(engine: Engine) -> None:
    (row,) = pairs(engine, "all", within="ME,NH").values()
    assert row.shared == 2
    assert row.expected == pytest.approx(3 * 2 / 4)


def test_verdicts_and_their_correction(engine: Engine) -> None:
    lines = [f"district:{i} MEMBER_OF network:{n}" for n in "xy" for i in range(6)]
    lines += [f"district:{i} MEMBER_OF network:z" for i in range(10, 16)]
    lines += [f"district:{i} = D{i}" for i in range(16, 20)]
    rows = {
        row.a.id[-1] + row.b.id[-1]: row
        for row in overlap(engine("\n".join(lines)), among="all").rows
    }
    # 16 districts: 6 of 6 once in 8,008 draws, and none in 210 of them.
    assert rows["xy"].verdict == "more"
    assert (rows["xy"].p_more, rows["xy"].q_more) == pytest.approx((1 / 8008, 3 / 8008))
    assert {(rows[n].verdict, round(rows[n].p_fewer, 9)) for n in ("xz", "yz")} == {
        ("fewer", round(210 / 8008, 9))
    }


def test_members_are_drawn_for_networks_alone(engine: Engine) -> None:
    with pytest.raises(QuestionError, match="networks alone"):
        overlap(engine(DRAWN), of="districts", among="all")


@given(st.lists(st.tuples(*[st.integers(1, 60)] * 2, st.integers(0, 9)), min_size=1, max_size=20))
def test_the_odds_of_any_case_are_those_of_counting(cases: list[tuple[int, int, int]]) -> None:
    keys = [
        (small + large, min(small, large), max(small, large), min(shared, small, large))
        for small, large, shared in cases
    ]
    odds = drawn(np.array(keys))
    for number, key in enumerate(keys):
        more, fewer = tails(*key)
        found = odds.p_more[number], odds.p_fewer[number], odds.p_most[number], odds.p_none[number]
        most, none = tails(*key[:3], key[1])[0], tails(*key[:3], 0)[1]
        assert found == pytest.approx((more, fewer, most, none), abs=1e-9)


def test_a_draw_by_hand() -> None:
    members = set(range(3))
    draws = [len(members & set(some)) for some in combinations(range(6), 2)]
    assert tails(6, 2, 3, 1) == (
        sum(n >= 1 for n in draws) / len(draws),
        sum(n <= 1 for n in draws) / len(draws),
    )
