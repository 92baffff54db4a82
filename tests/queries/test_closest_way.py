"""One row per member, network and type: the closest way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Engine
    from tests.queries.conftest import Rows

SCHOOL = "school:s PART_OF district:a\nschool:s MEMBER_OF network:x"
NESTED = "district:a MEMBER_OF cohort:c\ncohort:c PART_OF network:x"
DIRECT = "district:a MEMBER_OF network:x"


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        ([DIRECT, SCHOOL, NESTED], "MEMBER_OF {} direct"),
        ([SCHOOL, NESTED], "MEMBER_OF {} school by s"),
        ([NESTED], "MEMBER_OF {} nested by c"),
        ([DIRECT, NESTED], "MEMBER_OF {} direct"),
    ],
)
def test_direct_comes_before_school_and_school_before_nested(
    engine: Engine, belongs: Rows, includes: Rows, ways: list[str], expected: str
) -> None:
    store = engine("\n".join(reversed(ways)))
    assert expected.format("x") in belongs(store, "district:a")
    assert expected.format("a") in includes(store, "network:x")
    assert sum(" x " in row for row in belongs(store, "district:a")) == 1
    assert sum(" a " in row for row in includes(store, "network:x")) == 1


@pytest.mark.parametrize(
    ("drawing", "way"),
    [
        # the shortest, though its ids come later
        (
            """
            district:a MEMBER_OF cohort:b
            cohort:b PART_OF cohort:c
            cohort:c PART_OF network:x
            district:a MEMBER_OF cohort:z
            cohort:z PART_OF network:x
            """,
            "nested by z",
        ),
        # of two as short, the first ids
        (
            """
            district:a MEMBER_OF cohort:c
            cohort:c PART_OF network:x
            district:a MEMBER_OF cohort:b
            cohort:b PART_OF network:x
            """,
            "nested by b",
        ),
        # ids compare as lists, and whole: what decides may stand last
        (
            """
            district:a MEMBER_OF cohort:b
            cohort:b PART_OF cohort:d
            cohort:b PART_OF cohort:c
            cohort:c PART_OF network:x
            cohort:d PART_OF network:x
            """,
            "nested by b>c",
        ),
        # capital letters come before small ones
        (
            """
            district:a MEMBER_OF cohort:b
            cohort:b PART_OF network:x
            district:a MEMBER_OF cohort:Z
            cohort:Z PART_OF network:x
            """,
            "nested by Z",
        ),
        # a way by a school and a collective is nested, and longer
        (
            """
            school:s PART_OF district:a
            school:s MEMBER_OF cohort:b
            cohort:b PART_OF network:x
            district:a MEMBER_OF cohort:c
            cohort:c PART_OF network:x
            """,
            "nested by c",
        ),
        # of two schools the first
        (
            """
            school:t PART_OF district:a
            school:t MEMBER_OF network:x
            school:s PART_OF district:a
            school:s MEMBER_OF network:x
            """,
            "school by s",
        ),
    ],
)
def test_of_equal_ways_the_shortest_counts_then_the_first_ids(
    engine: Engine, belongs: Rows, includes: Rows, drawing: str, way: str
) -> None:
    store = engine(drawing)
    assert [row for row in belongs(store, "district:a") if " x " in row] == [f"MEMBER_OF x {way}"]
    assert [row for row in includes(store, "network:x") if " a " in row] == [f"MEMBER_OF a {way}"]


def test_belonging_and_being_a_part_are_two_rows_each_by_its_closest_way(
    engine: Engine, belongs: Rows
) -> None:
    store = engine("""
        cohort:c PART_OF network:x
        cohort:c MEMBER_OF cohort:d
        cohort:d PART_OF network:x
    """)
    assert belongs(store, "cohort:c") == [
        "MEMBER_OF d direct",
        "PART_OF x direct",
        "MEMBER_OF x nested by d",
    ]
