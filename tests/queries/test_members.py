"""Who belongs to a collective: the same rules, seen from the other end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import WrongKindError
from graph.schema import COLLECTIVES
from queries.affiliations import affiliations
from queries.members import MemberRef, members

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from tests.conftest import Engine, Opened, Record
    from tests.queries.conftest import Rows


def test_a_member_school_brings_its_district_and_a_member_district_no_school(
    engine: Engine, includes: Rows
) -> None:
    store = engine("""
        school:s PART_OF district:a
        school:s MEMBER_OF network:x
        school:t PART_OF district:b
        district:b MEMBER_OF network:x
    """)
    assert includes(store, "network:x") == [
        "MEMBER_OF b direct",
        "MEMBER_OF s direct",
        "MEMBER_OF a school by s",
    ]


def test_the_members_of_a_part_are_those_of_the_whole(engine: Engine, includes: Rows) -> None:
    store = engine("""
        district:a MEMBER_OF cohort:c
        school:s MEMBER_OF cohort:c
        school:s PART_OF district:b
        cohort:c PART_OF program:p
        program:p PART_OF network:n
    """)
    assert includes(store, "network:n") == [
        "PART_OF p direct",
        "MEMBER_OF a nested by c>p",
        "MEMBER_OF b nested by s>c>p",
        "PART_OF c nested by p",
        "MEMBER_OF s nested by c>p",
    ]
    assert includes(store, "cohort:c") == [
        "MEMBER_OF a direct",
        "MEMBER_OF s direct",
        "MEMBER_OF b school by s",
    ]


def test_a_collective_with_a_seat_is_a_member_and_its_members_are_not(
    engine: Engine, includes: Rows
) -> None:
    store = engine("""
        district:lindsay MEMBER_OF network:risc
        network:risc MEMBER_OF cohort:maine
        cohort:part PART_OF network:risc
    """)
    assert includes(store, "cohort:maine") == ["MEMBER_OF risc direct"]


def test_a_seat_held_in_a_part_is_a_row_of_the_whole(engine: Engine, includes: Rows) -> None:
    store = engine("""
        network:risc MEMBER_OF cohort:c
        cohort:c PART_OF network:n
    """)
    assert includes(store, "network:n") == ["PART_OF c direct", "MEMBER_OF risc nested by c"]


def test_a_cycle_is_followed_once(engine: Engine, includes: Rows) -> None:
    store = engine("""
        district:a MEMBER_OF network:x
        network:x PART_OF network:y
        network:y PART_OF network:z
        network:z PART_OF network:x
    """)
    assert includes(store, "network:x") == [
        "MEMBER_OF a direct",
        "PART_OF z direct",
        "PART_OF y nested by z",
    ]
    assert includes(store, "network:z") == [
        "PART_OF y direct",
        "MEMBER_OF a nested by x>y",
        "PART_OF x nested by y",
    ]  # fmt: skip


@pytest.mark.parametrize("tie_type", ["MEMBER_OF", "PART_OF"])
def test_there_is_no_row_of_a_collective_about_itself(
    engine: Engine, includes: Rows, tie_type: str
) -> None:
    assert includes(engine(f"network:x {tie_type} network:x"), "network:x") == []


@pytest.mark.parametrize(
    "tie_type", ["AFFILIATED_WITH", "USES_MODEL", "HOSTS", "CONVENES", "OFFERS", "ATTENDS"]
)
def test_no_other_tie_makes_a_member(engine: Engine, includes: Rows, tie_type: str) -> None:
    assert includes(engine(f"district:a {tie_type} network:x"), "network:x") == []


def test_organisations_and_people_are_members_too(engine: Engine, includes: Rows) -> None:
    store = engine("organization:o MEMBER_OF network:x\nperson:p MEMBER_OF network:x")
    assert includes(store, "network:x") == ["MEMBER_OF o direct", "MEMBER_OF p direct"]


def test_a_member_comes_with_its_state_and_the_evidence_of_its_own_tie(engine: Engine) -> None:
    store = engine("""
        district:a = Alpha {state=NH}
        network:k = Kilo {state=XX scope_state=ME}
        school:s PART_OF district:a 2001.. [site] <nces.gov>
        school:s MEMBER_OF network:x 2012..2014 [pilot] <page.org 2015>
        network:k MEMBER_OF network:x
    """)
    rows = {row.member.id: row for row in members(store, "network:x")}
    assert rows["district:a"].member == MemberRef("district:a", "district", "Alpha", "NH")
    assert rows["network:k"].member == MemberRef("network:k", "network", "Kilo", "ME")
    assert rows["school:s"].member.state is None
    for name in ("district:a", "school:s"):
        row = rows[name]
        assert row.tenure[:5] == ("pilot", "2012", "2014", True, False)
        assert [source.url for source in row.tenure.sources] == ["https://page.org"]


def test_a_name_that_several_have_means_the_collective(engine: Engine, includes: Rows) -> None:
    store = engine("""
        organization:risc = RISC
        network:risc = RISC
        district:a MEMBER_OF network:risc
    """)
    assert includes(store, "RISC") == ["MEMBER_OF a direct"]


def test_only_a_collective_has_members(engine: Engine) -> None:
    with pytest.raises(WrongKindError, match="a district"):
        members(engine("district:a MEMBER_OF network:x"), "district:a")


@given(data=st.data())
def test_members_and_affiliations_are_one_relation_seen_from_both_ends(
    data: st.DataObject, graphs: SearchStrategy[list[Record]], opened: Opened
) -> None:
    as_of = data.draw(st.sampled_from([None, "2011", "2012-07", "2013"]))
    with opened(data.draw(graphs)) as store:
        nodes = list(store.all_nodes())
        from_above = {
            (row.member.id, node.id, *row[1:])
            for node in nodes
            if node.kind in COLLECTIVES
            for row in members(store, node.id, as_of=as_of)
        }
        from_below = {
            (node.id, row.network.id, *row[1:])
            for node in nodes
            for row in affiliations(store, node.id, as_of=as_of)
            if row.type in ("MEMBER_OF", "PART_OF")
        }
    assert from_above == from_below
