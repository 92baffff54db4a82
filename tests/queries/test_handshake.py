"""Which introduction would join most: answers worked out on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.errors import NotFoundError, TooManyError, WrongKindError
from queries.handshake import handshake

if TYPE_CHECKING:
    from tests.conftest import Engine

FIELD = """
district:a = A {state=NH lat=43 lon=-71}
district:b = B {state=NH}
district:c = C {state=VT lat=43 lon=-72}
district:d = D {state=NH}
district:e = E
network:one = One
network:two = Two
district:a MEMBER_OF network:one
district:b MEMBER_OF network:one
district:e MEMBER_OF network:one
district:c MEMBER_OF network:two
district:d MEMBER_OF network:two
district:e MEMBER_OF network:two 2001..2005
network:mine = Mine {scope_state=VT}
network:far = Far {scope_state=CA}
district:x = X {state=CA}
district:a MEMBER_OF network:mine
district:c MEMBER_OF network:far
district:x MEMBER_OF network:far
network:done = Done {ended=2001}
district:c MEMBER_OF network:done
"""


def test_the_introduction_that_joins_most_comes_first_and_each_district_once(
    engine: Engine,
) -> None:
    found = handshake(engine(FIELD), "One", "Two")
    assert found.sizes == (3, 2)
    # Whoever meets: of six pairs one is then 2 ties apart, three are 4 and two are 6.
    gain = (1 / 2 + 3 / 4 + 2 / 6) / 6
    assert [(row.a.id, row.b.id) for row in found.rows] == [
        ("district:a", "district:c"),
        ("district:b", "district:d"),
    ]
    assert [row.gain for row in found.rows] == pytest.approx([gain, gain])
    first, second = found.rows
    assert (first.before, first.distance) == (0, None)
    assert first.after == pytest.approx(gain)
    assert (first.alike, second.alike) == (("near",), ("state",))
    assert first.km == pytest.approx(81.32, abs=0.01)
    assert found.joins == ()


def test_of_two_districts_either_could_join_what_the_other_is_in(engine: Engine) -> None:
    found = handshake(engine(FIELD), "A", "C")
    assert (found.rows[0].gain, found.rows[0].after) == (0.5, 0.5)
    assert [tuple(join) for join in found.joins] == [
        ("district:c", ("network:mine", "network", "Mine"), True, 1, 0),
        ("district:a", ("network:two", "network", "Two"), True, 2, 0),
        ("district:c", ("network:one", "network", "One"), True, 3, 0),
        ("district:a", ("network:far", "network", "Far"), False, 2, 0),
    ]


def test_who_is_on_both_sides_is_left_out(engine: Engine) -> None:
    store = engine(FIELD)
    assert handshake(store, "state:nh", "One").sizes == (1, 1)
    for a, b in (("A", "One"), ("state:ZZ", "One"), ("A", "A")):
        with pytest.raises(NotFoundError):
            handshake(store, a, b)
    with pytest.raises(WrongKindError):
        handshake(engine("person:p LEADS district:a\n" + FIELD), "person:p", "One")


def test_too_many_are_refused_with_advice(engine: Engine) -> None:
    drawing = "".join(f"district:{n} MEMBER_OF network:big\n" for n in range(301))
    with pytest.raises(TooManyError, match="301 districts"):
        handshake(engine(drawing + "district:x MEMBER_OF network:y\n"), "big", "district:x")
