"""How many routes share no stop in between: where taking the shortest first goes wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Engine
    from tests.queries.conftest import Ask


def partners(edges: str) -> str:
    """A network of districts, drawn as pairs of letters."""
    return "\n".join(f"district:{e[0]} PARTNERS_WITH district:{e[1]}" for e in edges.split())


@pytest.mark.parametrize(
    ("edges", "independent", "distance"),
    [
        # one line
        ("ap pq qb", 1, 3),
        # a direct tie counts as one
        ("ab", 1, 1),
        ("ab ap pb", 2, 1),
        ("ab ap pb aq qb", 3, 1),
        # two lines that meet nowhere, of different length
        ("ap pb ar rs sb", 2, 2),
        # all lines pass m
        ("ap aq pm qm mr ms rb sb", 1, 4),
        # the trap: the shortest route p-q blocks both of the others, and has to be undone
        ("ap pq qb ar rs sq pt tu ub", 2, 3),
        # the same, twice as deep: every one of three routes has to be changed
        ("ap pq qr rb as st tr pu uv vb qw wx xb", 2, 4),
        # a trap within a trap
        ("ap pq qb aq pb", 2, 2),
        ("ap aq ar pb qb rb pq qr", 3, 2),
        # a wheel: each pair of spokes by the rim, and one by the hub
        ("ah hb ap pq qb ar rs sb", 3, 2),
        # dead ends and loops add nothing
        ("ap pb pq qr rp as tb", 1, 2),
        # a cube, from corner to opposite corner
        ("ap aq ar ps pt qs qu rt ru sb tb ub", 3, 3),
        # two bundles joined by two bridges
        ("ap aq ar pm qm rm pn qn rn mb nb", 2, 3),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_independent_routes_are_as_many_as_menger_says(
    engine: Engine, ask: Ask, edges: str, independent: int, distance: int, turned: bool
) -> None:
    swap = str.maketrans("ab", "ba")
    found = ask(engine(partners(edges.translate(swap) if turned else edges)), through="all")
    assert (found.independent_routes, found.distance) == (independent, distance)


def test_parallel_ties_are_one(engine: Engine, ask: Ask) -> None:
    drawing = """
        district:a PARTNERS_WITH district:b
        district:b PARTNERS_WITH district:a
        district:a HOSTS district:b
        district:a MEMBER_OF network:x
        district:a USES_MODEL network:x
        network:x PARTNERS_WITH district:b
    """
    assert ask(engine(drawing), through="all").independent_routes == 2


def test_what_is_avoided_carries_no_route(engine: Engine, ask: Ask) -> None:
    store = engine(partners("ap pb aq qb ar rb pq"))
    assert ask(store, through="all").independent_routes == 3
    assert ask(store, through="all", avoid=["q"]).independent_routes == 2
    assert ask(store, through="all", avoid=["q", "p"]).independent_routes == 1


def test_only_ties_that_hold_carry_a_route(engine: Engine, ask: Ask) -> None:
    drawing = """
        district:a MEMBER_OF network:x 2010..2012
        district:b MEMBER_OF network:x 2010..2014
        district:a MEMBER_OF network:y
        district:b MEMBER_OF network:y
    """
    assert ask(engine(drawing)).independent_routes == 2
    assert ask(engine(drawing), as_of="2012").independent_routes == 2
    assert ask(engine(drawing), as_of="2013").independent_routes == 1


@pytest.mark.parametrize(("rungs", "independent"), [(1, 1), (5, 2), (40, 2)])
def test_a_long_ladder_has_two(engine: Engine, ask: Ask, rungs: int, independent: int) -> None:
    sides = [
        f"district:{side}{n} PARTNERS_WITH district:{side}{n + 1}"
        for side in "lr"
        for n in range(rungs - 1)
    ]
    steps = [f"district:l{n} PARTNERS_WITH district:r{n}" for n in range(rungs)]
    ends = [
        "district:a PARTNERS_WITH district:l0",
        f"district:r{rungs - 1} PARTNERS_WITH district:b",
    ]
    if independent == 2:
        ends += ["district:a PARTNERS_WITH district:r0"]
        ends += [f"district:l{rungs - 1} PARTNERS_WITH district:b"]
    found = ask(engine("\n".join([*sides, *steps, *ends])), through="all")
    assert found.independent_routes == independent


@pytest.mark.parametrize("width", [1, 3, 33, 70])
def test_many_networks_shared_are_as_many_routes(engine: Engine, ask: Ask, width: int) -> None:
    drawing = "\n".join(
        f"district:{who} MEMBER_OF network:{n:02}" for n in range(width) for who in "ab"
    )
    found = ask(engine(drawing))
    assert (found.independent_routes, found.routes_total) == (width, width)
