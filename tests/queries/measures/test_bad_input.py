"""Graphs that have no answer, or hardly one: every measure says so without fuss."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from queries.bridges import bridges
from queries.clusters import clusters
from queries.overlap import overlap

if TYPE_CHECKING:
    from graph.store import Reader
    from queries.asking.scope import Through
    from tests.conftest import Engine

STRANGE = {
    "nothing": "",
    "a single entity": "district:a",
    "no memberships": "organization:o HOSTS network:x",
    "a network within itself": "network:x PART_OF network:x",
    "a circle of networks": """
        network:x PART_OF network:y
        network:y PART_OF network:x
    """,
    "one tie": "district:a MEMBER_OF network:x",
    "one network with everyone": "\n".join(f"district:{n} MEMBER_OF network:x" for n in range(40)),
    "everyone in every network": "\n".join(
        f"district:{n} MEMBER_OF network:{m}" for n in range(5) for m in range(4)
    ),
    "parts with nothing in common": """
        district:a MEMBER_OF network:x
        district:b MEMBER_OF network:y
        person:p LEADS organization:o
    """,
    "persons alone": "person:p MEMBER_OF event:e",
}


@pytest.fixture(params=STRANGE)
def strange(request: pytest.FixtureRequest, engine: Engine) -> Reader:
    """A store of each strange graph."""
    return engine(STRANGE[request.param])


def numbers(value: object) -> list[float]:
    """Every number of an answer, however deep."""
    if isinstance(value, int | float):
        return [float(value)]
    inner = list(value.values()) if isinstance(value, dict) else value
    return [n for v in inner for n in numbers(v)] if isinstance(inner, tuple | list) else []


@pytest.mark.parametrize("through", ["memberships", "all"])
@pytest.mark.parametrize("as_of", [None, "1900"])
def test_every_measure_answers_in_numbers(
    strange: Reader, through: Through, as_of: str | None
) -> None:
    found = [
        bridges(strange, through=through, as_of=as_of),
        clusters(strange, through=through, as_of=as_of),
        overlap(strange, as_of=as_of, at_least=0),
        overlap(strange, as_of=as_of, at_least=0, of="districts"),
    ]
    assert all(map(math.isfinite, numbers(found)))


def test_before_any_tie_there_are_no_rows(engine: Engine) -> None:
    store = engine("district:a MEMBER_OF network:x 2010..")
    assert bridges(store, as_of="1999").rows == ()
    assert clusters(store, as_of="1999").rows == ()
    assert clusters(store, as_of="1999").isolated == ("district:a",)
    assert overlap(store, as_of="1999")[:2] == ((), 0)


def test_one_network_with_everyone_stands_between_all(engine: Engine) -> None:
    store = engine(STRANGE["one network with everyone"])
    hub, *others = bridges(store).rows
    assert (hub.betweenness, hub.betweenness_normalised, hub.cut_off) == (40 * 39 / 2, 1.0, 39)
    assert (hub.constraint, hub.effective_size) == (None, None)
    assert {(r.betweenness, r.betweenness_normalised) for r in others} == {(0.0, None)}
    assert overlap(store)[:2] == ((), 0)


def test_everyone_in_every_network_is_what_chance_gives(engine: Engine) -> None:
    rows = overlap(engine(STRANGE["everyone in every network"])).rows
    assert {(r.shared, r.expected, r.verdict) for r in rows} == {(5, 5.0, "chance")}
    assert {round(p, 12) for r in rows for p in (r.p_more, r.p_fewer)} == {1.0}


def test_a_divisor_of_nothing_gives_no_normalised_figure(engine: Engine) -> None:
    (tie, _) = bridges(engine("district:a MEMBER_OF network:x")).rows
    assert (tie.betweenness, tie.betweenness_normalised) == (0.0, None)
