"""Verify finds what differs between two stores, and says where first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.in_memory.from_networkx import from_networkx
from graph.in_memory.to_networkx import to_networkx
from graph.model import Node
from queries.asking.questions import QUESTIONS
from queries.members import MemberRef
from queries.verify import first_difference, verify

if TYPE_CHECKING:
    from tests.conftest import Draw
    from tests.neo4j.conftest import Offline

DRAWING = """
    district:a = A
    district:b = B
    network:x = X
    district:a MEMBER_OF network:x 2012..2014 [chair] <page.org 2015>
    district:b MEMBER_OF network:x <roster.csv:8>
"""


def test_a_store_agrees_with_its_twin_in_memory(draw: Draw, offline: Offline) -> None:
    one = offline(draw(DRAWING))
    rows = verify(one, from_networkx(to_networkx(one)))
    assert {row.question for row in rows} == {"facts", "projection", *QUESTIONS}
    assert [row for row in rows if not row.same or row.first_difference] == []
    assert [row for row in rows if row.offline != row.neo4j] == []


def test_another_role_is_found_where_it_shows(draw: Draw, offline: Offline) -> None:
    other = from_networkx(to_networkx(offline(draw(DRAWING.replace("chair", "member")))))
    twin = from_networkx(to_networkx(offline(draw(DRAWING))))
    different = [row for row in verify(twin, other) if not row.same]
    assert {row.question for row in different} == {
        "facts",
        "show",
        "affiliations",
        "members",
        "connect",
        "conveners",
        "changes",
    }
    show = next(row for row in different if row.question == "show")
    assert show.first_difference == "ties[0].tenure.role: 'chair' / 'member'"


def test_only_some_questions_can_be_asked(draw: Draw, offline: Offline) -> None:
    store = offline(draw(DRAWING))
    rows = verify(store, store, questions=["show", "info"])
    assert {row.question for row in rows} == {"show", "info"}


def test_the_sample_is_the_same_every_time(offline: Offline) -> None:
    store = offline([Node(f"district:{i}", "district", f"D {i}") for i in range(50)])
    first, again, other = (
        [row.parameters for row in verify(store, store, sample=5, seed=seed)] for seed in (0, 0, 1)
    )
    assert first == again != other


def test_an_empty_store_can_be_verified_too(offline: Offline) -> None:
    store = offline([])
    assert all(row.same for row in verify(store, store))


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ([1, 2], [1, 2], None),
        ([1, 2], [1, 3], "[1]: 2 / 3"),
        ([1, 2], [1], " length: 2 / 1"),
        ({"a": 1}, {"b": 1}, "['a']: 1 / None"),
        (MemberRef("a", "b", "c", None), MemberRef("a", "b", "d", None), "name: 'c' / 'd'"),
        (1.0, 1, None),
        ("NotFoundError: x", [], "answer: 'NotFoundError: x' / []"),
    ],
)
def test_the_first_difference_says_where(
    one: object, other: object, difference: str | None
) -> None:
    assert first_difference(one, other) == difference
