"""What an entity belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.errors import NotFoundError
from graph.model import Ref
from queries.affiliations import affiliations

if TYPE_CHECKING:
    from tests.conftest import Engine
    from tests.queries.conftest import Rows


def test_a_schools_memberships_are_its_districts_too_and_not_the_reverse(
    engine: Engine, belongs: Rows
) -> None:
    store = engine("""
        school:s PART_OF district:a
        school:s MEMBER_OF network:x
        district:a MEMBER_OF network:y
    """)
    assert belongs(store, "district:a") == ["MEMBER_OF y direct", "MEMBER_OF x school by s"]
    assert belongs(store, "school:s") == ["MEMBER_OF x direct"]


def test_a_member_of_a_part_is_a_member_of_the_whole(engine: Engine, belongs: Rows) -> None:
    store = engine("""
        district:a MEMBER_OF cohort:c
        cohort:c PART_OF program:p
        program:p PART_OF network:n
    """)
    assert belongs(store, "district:a") == [
        "MEMBER_OF c direct",
        "MEMBER_OF n nested by c>p",
        "MEMBER_OF p nested by c",
    ]
    assert belongs(store, "cohort:c") == ["PART_OF p direct", "PART_OF n nested by p"]
    assert belongs(store, "network:n") == []


def test_a_seat_does_not_roll_up(engine: Engine, belongs: Rows) -> None:
    store = engine("""
        district:a MEMBER_OF network:risc
        network:risc MEMBER_OF cohort:maine
        cohort:maine PART_OF program:p
    """)
    assert belongs(store, "district:a") == ["MEMBER_OF risc direct"]
    assert belongs(store, "network:risc") == [
        "MEMBER_OF maine direct",
        "MEMBER_OF p nested by maine",
    ]


def test_a_parts_own_seats_are_not_the_wholes(engine: Engine, belongs: Rows) -> None:
    store = engine("""
        cohort:c PART_OF network:n
        cohort:c MEMBER_OF consortium:k
    """)
    assert belongs(store, "network:n") == []
    assert belongs(store, "cohort:c") == ["MEMBER_OF k direct", "PART_OF n direct"]


def test_a_school_in_a_part_of_a_network_is_both_school_and_nested(
    engine: Engine, belongs: Rows
) -> None:
    store = engine("""
        school:s PART_OF district:a
        school:s MEMBER_OF cohort:c
        cohort:c PART_OF network:n
    """)
    assert belongs(store, "district:a") == ["MEMBER_OF c school by s", "MEMBER_OF n nested by s>c"]
    assert belongs(store, "school:s") == ["MEMBER_OF c direct", "MEMBER_OF n nested by c"]


def test_a_cycle_is_followed_once_and_says_nothing_of_an_entity_itself(
    engine: Engine, belongs: Rows
) -> None:
    store = engine("""
        district:a MEMBER_OF network:x
        network:x PART_OF network:y
        network:y PART_OF network:z
        network:z PART_OF network:x
    """)
    assert belongs(store, "district:a") == [
        "MEMBER_OF x direct",
        "MEMBER_OF y nested by x",
        "MEMBER_OF z nested by x>y",
    ]
    assert belongs(store, "network:x") == ["PART_OF y direct", "PART_OF z nested by y"]


@pytest.mark.parametrize("tie_type", ["MEMBER_OF", "PART_OF", "AFFILIATED_WITH", "USES_MODEL"])
def test_there_is_no_row_of_an_entity_about_itself(
    engine: Engine, belongs: Rows, tie_type: str
) -> None:
    assert belongs(engine(f"network:x {tie_type} network:x"), "network:x") == []


def test_a_seat_in_its_own_part_comes_back_to_no_row_about_itself(
    engine: Engine, belongs: Rows
) -> None:
    store = engine("network:x MEMBER_OF cohort:c\ncohort:c PART_OF network:x")
    assert belongs(store, "network:x") == ["MEMBER_OF c direct"]
    assert belongs(store, "cohort:c") == ["PART_OF x direct"]


@pytest.mark.parametrize("tie_type", ["AFFILIATED_WITH", "USES_MODEL"])
def test_looser_ties_to_collectives_are_listed_and_roll_up_nowhere(
    engine: Engine, belongs: Rows, tie_type: str
) -> None:
    store = engine(f"""
        district:a {tie_type} network:x
        network:x PART_OF network:y
        school:s PART_OF district:a
        school:s {tie_type} network:z
        district:a {tie_type} organization:o
        district:a {tie_type} district:b
    """)
    assert belongs(store, "district:a") == [f"{tie_type} x direct"]
    assert belongs(store, "school:s") == [f"{tie_type} z direct"]


@pytest.mark.parametrize("tie_type", ["HOSTS", "CONVENES", "OFFERS", "ATTENDS", "PARTNERS_WITH"])
def test_other_ties_to_collectives_are_not_listed(
    engine: Engine, belongs: Rows, tie_type: str
) -> None:
    assert belongs(engine(f"district:a {tie_type} network:x"), "district:a") == []


def test_each_type_of_tie_to_one_collective_is_a_row(engine: Engine, belongs: Rows) -> None:
    store = engine("""
        network:c USES_MODEL network:x
        network:c PART_OF network:x
        network:c MEMBER_OF network:x
        network:c AFFILIATED_WITH network:x
    """)
    assert belongs(store, "network:c") == [
        "AFFILIATED_WITH x direct",
        "MEMBER_OF x direct",
        "PART_OF x direct",
        "USES_MODEL x direct",
    ]


def test_direct_leaves_out_what_comes_by_schools_and_nesting(engine: Engine, belongs: Rows) -> None:
    store = engine("""
        district:a MEMBER_OF cohort:c
        district:a USES_MODEL network:m
        cohort:c PART_OF network:n
        school:s PART_OF district:a
        school:s MEMBER_OF network:x
    """)
    assert belongs(store, "district:a", direct=True) == [
        "MEMBER_OF c direct",
        "USES_MODEL m direct",
    ]


def test_rows_are_ordered_by_how_name_id_and_type(engine: Engine, belongs: Rows) -> None:
    store = engine("""
        network:1 = b
        network:2 = a
        network:3 = B
        network:4 = a
        network:5 = é
        network:6 = a
        school:s PART_OF district:a
        school:s MEMBER_OF network:2
        district:a MEMBER_OF network:1
        district:a USES_MODEL network:3
        district:a MEMBER_OF network:3
        district:a MEMBER_OF network:4
        district:a MEMBER_OF network:5
        network:1 PART_OF network:6
    """)
    assert belongs(store, "district:a") == [
        "MEMBER_OF 3 direct",
        "USES_MODEL 3 direct",
        "MEMBER_OF 4 direct",
        "MEMBER_OF 1 direct",
        "MEMBER_OF 5 direct",
        "MEMBER_OF 2 school by s",
        "MEMBER_OF 6 nested by 1",
    ]


def test_a_row_names_the_collective_and_the_evidence_of_the_own_tie(engine: Engine) -> None:
    store = engine("""
        network:n = Network N {founded=2001}
        district:a MEMBER_OF cohort:c 2012..2014 [pilot] <page.org 2015> inferred
        cohort:c PART_OF network:n 2010.. [nested] <other.org>
    """)
    direct, nested = affiliations(store, "district:a")
    assert direct.network == Ref("cohort:c", "cohort", "c")
    assert nested.network == Ref("network:n", "network", "Network N")
    for row in (direct, nested):
        assert row.tenure[:5] == ("pilot", "2012", "2014", True, False)
        (source,) = row.tenure.sources
        assert (source.url, source.as_of) == ("https://page.org", "2015")
        assert source.confidence == "inferred"


def test_an_unknown_name_is_refused(engine: Engine) -> None:
    with pytest.raises(NotFoundError):
        affiliations(engine("district:a MEMBER_OF network:x"), "district:zzzz")
