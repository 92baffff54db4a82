"""The order of shortest routes, term by term; and that the k best are the first k of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Engine
    from tests.queries.conftest import Ask, Stops


def two_routes(more: str = "", **first: str) -> str:
    """Routes of two ties, each by a network: its name, and the tie by which it is reached."""
    lines = [more]
    for network, tie in first.items():
        tie_type, _, rest = tie.partition(" ")
        lines.append(f"district:a {tie_type} network:{network} {rest}")
        lines.append(f"district:b MEMBER_OF network:{network} 2010..")
    return "\n".join(lines)


MORE_OF_P = "district:c MEMBER_OF network:p\ndistrict:d MEMBER_OF network:p"
THREE_SPELLS_IN_P = """
    district:c MEMBER_OF network:p 2010..2011
    district:c MEMBER_OF network:p 2014..2015
    district:e USES_MODEL network:p
    district:c MEMBER_OF network:q
    district:d MEMBER_OF network:q
"""
USES_Q = "district:a USES_MODEL network:q 2010.."
OFFERS_P = "district:a OFFERS network:p .. stated"
HOSTS_P = "district:a HOSTS network:p 1999..2000"


@pytest.mark.parametrize(
    ("first", "more", "expected"),
    [
        # 1: a hop with weak ties alone comes last, though its collective is smaller
        ({"q": "ATTENDS 2010..", "p": "MEMBER_OF 2010.."}, MORE_OF_P, "p q"),
        # … a hop with a strong tie beside the weak one is not weak
        ({"q": "ATTENDS 2010..", "p": "MEMBER_OF 2010.."}, MORE_OF_P + "\n" + USES_Q, "q p"),
        # 2: the smaller collective first, though its tie is inferred and undated
        ({"p": "MEMBER_OF 2010..", "q": "MEMBER_OF .. inferred"}, MORE_OF_P, "q p"),
        # … size is distinct members, whatever number of spells and other ties there are
        ({"q": "MEMBER_OF 2010..", "p": "MEMBER_OF 2010.."}, THREE_SPELLS_IN_P, "p q"),
        # 3: of equal sizes the stated tie first, though it is undated
        ({"p": "MEMBER_OF 2010.. inferred", "q": "MEMBER_OF .."}, "", "q p"),
        # … one stated source is enough, in any tie of the hop
        ({"p": "MEMBER_OF 2010.. inferred", "q": "MEMBER_OF .."}, OFFERS_P, "p q"),
        # 4: of those the dated one first
        ({"p": "MEMBER_OF ..", "q": "MEMBER_OF 2010.."}, "", "q p"),
        ({"p": "MEMBER_OF ..2014", "q": "MEMBER_OF 2010.."}, "", "q p"),
        # … one date is enough, in any tie of the hop
        ({"p": "MEMBER_OF ..", "q": "MEMBER_OF 2010.."}, HOSTS_P, "p q"),
        # 5: the ids, capital letters before small ones
        ({"q": "MEMBER_OF 2010..", "p": "MEMBER_OF 2010.."}, "", "p q"),
        ({"p": "MEMBER_OF 2010..", "Q": "MEMBER_OF 2010.."}, "", "Q p"),
    ],
)
def test_routes_are_ordered_term_by_term(
    engine: Engine, ask: Ask, stops: Stops, first: dict[str, str], more: str, expected: str
) -> None:
    assert stops(ask(engine(two_routes(more, **first)), through="all")) == expected.split()


def test_ties_of_other_types_do_not_help_a_route_of_memberships(
    engine: Engine, ask: Ask, stops: Stops
) -> None:
    drawing = two_routes(OFFERS_P, p="MEMBER_OF 2010.. inferred", q="MEMBER_OF ..")
    assert stops(ask(engine(drawing))) == ["q", "p"]
    assert stops(ask(engine(drawing), through="all")) == ["p", "q"]


def test_sizes_are_those_of_the_date(engine: Engine, ask: Ask, stops: Stops) -> None:
    more = "district:c MEMBER_OF network:p 2010..2012\ndistrict:d MEMBER_OF network:q 2014.."
    store = engine(two_routes(more, p="MEMBER_OF 2010..", q="MEMBER_OF 2010.."))
    assert stops(ask(store, as_of="2011")) == ["q", "p"]
    assert stops(ask(store, as_of="2015")) == ["p", "q"]
    assert stops(ask(store, as_of="2013")) == ["p", "q"]


def test_a_hop_is_as_dated_and_stated_as_the_spells_that_hold(
    engine: Engine, ask: Ask, stops: Stops
) -> None:
    more = "district:a MEMBER_OF network:p 2014.. inferred"
    store = engine(two_routes(more, p="MEMBER_OF 2010..2012", q="MEMBER_OF 2010.."))
    assert stops(ask(store, as_of="2011")) == ["p", "q"]
    assert stops(ask(store, as_of="2015")) == ["q", "p"]
    assert stops(ask(store)) == ["p", "q"]


def test_terms_are_sums_over_the_whole_route(engine: Engine, ask: Ask, stops: Stops) -> None:
    # By p and m: 2 + 4 members; by q and n: 3 + 3; by p' and m': 2 + 5.
    members = {
        "p1": "a c",
        "m1": "b c d e",
        "q1": "a c d",
        "n1": "b d e",
        "p2": "a c",
        "m2": "bcdef",
    }
    lines = [
        f"district:{who} MEMBER_OF network:{name}"
        for name, those in members.items()
        for who in those.replace(" ", "")
    ]
    parts = ["network:p1 PART_OF network:m1", "network:q1 PART_OF network:n1"]
    found = ask(engine("\n".join([*lines, *parts, "network:p2 PART_OF network:m2"])), k=9)
    # Each also reaches b by its other members: those routes are longer.
    assert found.distance == 3
    assert stops(found) == ["p1 m1", "q1 n1", "p2 m2"]


def test_only_collectives_in_between_have_a_size(engine: Engine, ask: Ask, stops: Stops) -> None:
    drawing = """
        network:p HOSTS district:a
        network:p HOSTS district:b
        district:c MEMBER_OF network:p
        organization:q HOSTS district:a
        organization:q HOSTS district:b
        person:r LEADS district:a
        person:r LEADS district:b
    """
    assert stops(ask(engine(drawing), through="all")) == ["q", "r", "p"]


def test_the_size_of_the_ends_plays_no_part(engine: Engine, ask: Ask) -> None:
    drawing = "district:a MEMBER_OF network:z\ndistrict:c MEMBER_OF network:z\n"
    found = ask(engine(drawing + "district:b MEMBER_OF network:z"))
    assert found.routes_total == 1


GRID = "\n".join(
    f"district:{who} MEMBER_OF network:{row}{column}"
    for row in "pqr"
    for column in range(9)
    for who in {"p": "am", "q": "mn", "r": "nb"}[row]
)


@pytest.mark.parametrize("k", [1, 2, 10, 100, 728, 729, 730])
def test_the_k_best_of_many_are_the_first_of_all(
    engine: Engine, ask: Ask, stops: Stops, k: int
) -> None:
    # Three layers of nine networks of two members each: 9 * 9 * 9 routes, ordered by ids alone.
    found = ask(engine(GRID), k=k)
    every = [f"p{x} m q{y} n r{z}" for x in range(9) for y in range(9) for z in range(9)]
    assert found.routes_total == 729
    assert stops(found) == every[:k]


def test_routes_too_many_to_write_out_are_counted_exactly(engine: Engine, ask: Ask) -> None:
    # Thirty layers of four networks: 4 ** 30 routes.
    lines = [
        f"district:{who} MEMBER_OF network:{layer:02}{letter}"
        for layer in range(30)
        for letter in "pqrs"
        for who in (f"s{layer:02}" if layer else "a", f"s{layer + 1:02}" if layer < 29 else "b")
    ]
    found = ask(engine("\n".join(lines)), k=3)
    assert (found.distance, found.routes_total, found.independent_routes) == (60, 4**30, 1)
    assert len(found.unavoidable) == 29
    assert [route.stops[-2].id for route in found.routes] == [
        "network:29p",
        "network:29q",
        "network:29r",
    ]
