"""How steady a group is: what hangs on one source, and on members nobody has seen."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from queries.conveners import conveners
from queries.groups.beside import Carrier, Other, carriers, other_groups
from queries.stability import Pillar, Stability, _filled, _lacking, _World, stability

if TYPE_CHECKING:
    from graph.store import Reader
    from tests.conftest import Engine

DRAWN = """
    district:a MEMBER_OF network:x <one.org>
    district:a MEMBER_OF network:y <one.org>
    district:b MEMBER_OF network:z <two.org>
    district:b MEMBER_OF network:z <three.org>
    district:c MEMBER_OF network:x <four.org>
"""


def firm(store: Reader, draws: int = 20, **asked: Any) -> Stability:
    found = conveners(store, size=2, **asked)
    return stability(store, found, draws=draws)


@pytest.mark.every_engine
def test_a_member_that_rests_on_one_source_falls_with_it(engine: Engine) -> None:
    found = firm(engine(DRAWN))
    # a rests on one.org alone; what two sources say stays when either is left out.
    assert (found.sources, found.of_sources) == (2, 2)
    assert [(m.id, m.without_source) for m in found.members] == [
        ("district:a", 0.5),
        ("district:b", 1.0),
    ]
    assert found.pillars == (Pillar("https://one.org", ("district:a",)),)


def test_without_rosters_known_in_part_nothing_is_drawn(engine: Engine) -> None:
    found = firm(engine(DRAWN))
    assert (found.draws, found.partial, found.unseen) == (0, 0, 0)
    assert {m.with_unseen for m in found.members} == {None}


def test_a_roster_is_filled_up_with_as_many_as_it_lacks(engine: Engine) -> None:
    # Of x two of four are unseen, and they may be any two of c, d and e.
    store = engine("""
        network:x = X {stated_members=4}
        district:a MEMBER_OF network:x
        district:b MEMBER_OF network:x
        district:c = C
        district:d = D
        district:e = E
    """)
    found = firm(store)
    assert (found.partial, found.unseen) == (1, 2)
    world = _World(store, None)
    filled = _filled(world.along, _lacking(store, world, None), Random(0))  # noqa: S311 - drawn the same
    assert len(filled["MEMBER_OF"]) == 2 + 2
    assert world.along["MEMBER_OF"] < filled["MEMBER_OF"]


def test_unseen_members_are_drawn_among_those_who_may_be_meant(engine: Engine) -> None:
    # z lacks one of its three members. There are two others: a or c. If it is c, c reaches two
    # networks like a, with b's all three still need a and (b or c): a always stays.
    store = engine(DRAWN + "\nnetwork:z = Z {stated_members=2}")
    found = firm(store, draws=40)
    assert (found.draws, found.partial, found.unseen) == (40, 1, 1)
    share = {m.id: m.with_unseen for m in found.members}
    assert share["district:a"] == 1.0
    # If it is a, then a alone reaches all three; b is as good as anyone beside it, and is kept.
    assert share["district:b"] == 1.0


def test_unseen_members_are_of_the_state_of_the_network_if_it_has_one(engine: Engine) -> None:
    store = engine("""
        district:a = A {state=ME}
        district:b = B {state=ME}
        district:c = C {state=CA}
        network:x = X {scope_state=ME stated_members=2}
        network:y = Y
        network:z = Z
        district:a MEMBER_OF network:x
        district:b MEMBER_OF network:y
        district:c MEMBER_OF network:y
        district:c MEMBER_OF network:z
    """)
    found = conveners(store, size=1)
    assert found.group.members == ("district:c",)
    # Only b is another district of ME: with x it is as good as c, which is kept.
    steady = stability(store, found, draws=30)
    assert [m.with_unseen for m in steady.members] == [1.0]


def test_the_seed_decides_the_draws(engine: Engine) -> None:
    store = engine("""
        network:x = X {stated_members=2}
        district:a MEMBER_OF network:x
        district:a MEMBER_OF network:w
        district:b MEMBER_OF network:y
        district:b MEMBER_OF network:u
        district:b MEMBER_OF network:v
        district:c MEMBER_OF network:y
        district:c MEMBER_OF network:u
        district:c MEMBER_OF network:v
        district:d MEMBER_OF network:y
        district:d MEMBER_OF network:u
        district:d MEMBER_OF network:t
    """)
    found = conveners(store, size=1)
    assert found.group.members == ("district:b",)

    def share(seed: int) -> float | None:
        steady = stability(store, found, draws=30, seed=seed)
        return steady.members[0].with_unseen

    # It stays where it is itself drawn into x: one time in three.
    assert 0.1 < (share(0) or 0) < 0.6
    assert share(0) == share(0)
    assert len({share(seed) for seed in range(5)}) > 1


def test_progress_is_told(engine: Engine) -> None:
    store = engine(DRAWN)
    told: list[float] = []
    found = conveners(store, size=2)
    stability(store, found, progress=told.append)
    assert told == [0.5, 1.0]


def test_a_member_that_must_be_in_and_is_no_candidate_any_more_takes_the_group_with_it(
    engine: Engine,
) -> None:
    found = firm(engine(DRAWN), include=["district:a"])
    assert [m.without_source for m in found.members] == [0.5, 0.5]


def test_other_ways_of_choosing_stand_beside_the_best(engine: Engine) -> None:
    # c has most networks, and a and b together have all of them and more.
    store = engine("""
        district:a MEMBER_OF network:1
        district:a MEMBER_OF network:2
        district:a MEMBER_OF network:3
        district:b MEMBER_OF network:4
        district:b MEMBER_OF network:5
        district:b MEMBER_OF network:6
        district:c MEMBER_OF network:2
        district:c MEMBER_OF network:3
        district:c MEMBER_OF network:4
        district:c MEMBER_OF network:5
    """)
    found = conveners(store, size=2)
    assert (found.group.members, found.group.covered) == (("district:a", "district:b"), 6)
    assert other_groups(found) == [
        Other("greedy", ("district:a", "district:c"), 5),
        Other("score", ("district:c", "district:a"), 5),
        Other("betweenness", ("district:c", "district:a"), 5),
    ]


def test_whoever_carries_several_networks_is_named(engine: Engine) -> None:
    store = engine("""
        organization:o = The Host
        organization:o HOSTS network:x 2010..2015
        organization:o CONVENES network:y
        organization:o CONVENES network:x
        organization:small HOSTS network:y
        district:a MEMBER_OF network:x
        district:a MEMBER_OF network:y
        district:a MEMBER_OF network:z
    """)
    found = conveners(store, size=1)
    assert found.joined == ("network:x", "network:y", "network:z")
    host = ("organization:o", "organization", "The Host")
    assert carriers(store, found) == [Carrier(*host, "convenes, hosts", 2, 3)]
    assert carriers(store, conveners(store, size=1, as_of="2020")) == [
        Carrier(*host, "convenes", 2, 3)
    ]


@pytest.mark.parametrize("cover", ["districts", "states"])
def test_every_cover_has_a_stability(engine: Engine, cover: Any) -> None:
    store = engine("district:a = A {state=ME}\n" + DRAWN)
    found = conveners(store, size=1, cover=cover)
    steady = stability(store, found, draws=3)
    assert len(steady.members) == 1
