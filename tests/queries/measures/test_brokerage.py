"""The brokerage roles of Gould and Fernandez: the published example, and triples by hand."""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import netweave
from queries.brokerage import Roles, brokerage_roles, roles

if TYPE_CHECKING:
    from tests.conftest import Engine

ARCS = [("A", "B"), ("A", "C"), ("B", "C"), ("B", "D"), ("C", "D"), ("D", "A")]
GROUPS = {"A": "1", "B": "1", "C": "2", "D": "2"}


def test_the_published_example_has_its_roles() -> None:
    found = roles(ARCS, GROUPS)
    assert {field: [getattr(found[n], field) for n in "ABCD"] for field in Roles._fields} == {
        "coordinator": [0, 0, 0, 0],
        "itinerant": [1, 0, 0, 1],
        "representative": [0, 1, 0, 1],
        "gatekeeper": [1, 0, 1, 0],
        "liaison": [0, 0, 0, 0],
    }


def role_of(a: str, v: str, b: str) -> str:
    """A role by the pattern of the three groups."""
    return {
        (True, True, True): "coordinator",
        (False, False, True): "itinerant",
        (True, False, False): "representative",
        (False, True, False): "gatekeeper",
        (False, False, False): "liaison",
    }[a == v, v == b, a == b]


NODES = "abcde"


@given(
    st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES))),
    st.fixed_dictionaries({}, optional={n: st.sampled_from("123") for n in NODES}),
)
def test_every_open_two_path_counts_once(
    arcs: list[tuple[str, str]], groups: dict[str, str]
) -> None:
    ties = set(arcs)
    expected: dict[str, Counter[str]] = {node: Counter() for node in groups}
    for a, v, b in permutations(groups, 3):
        if (a, v) in ties and (v, b) in ties and (a, b) not in ties:
            expected[v][role_of(groups[a], groups[v], groups[b])] += 1
    found = roles(arcs, groups)
    assert {n: Counter(r._asdict()) for n, r in found.items()} == expected


@pytest.mark.every_engine
def test_states_are_the_groups_and_who_has_none_plays_no_part(engine: Engine) -> None:
    store = engine("""
        district:a = A {state=ME}
        organization:o = O {state=NH}
        network:x = X {scope_state=ME}
        network:y
        organization:o HOSTS network:x 2010..2012
        network:x PARTNERS_WITH district:a
        network:y PARTNERS_WITH organization:o
    """)
    assert brokerage_roles(store) == {
        "district:a": Roles(),
        "network:x": Roles(gatekeeper=1),
        "organization:o": Roles(),
    }
    assert brokerage_roles(store, as_of="2015")["network:x"] == Roles()


def test_it_is_a_public_name() -> None:
    assert netweave.brokerage_roles is brokerage_roles
