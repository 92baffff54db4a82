"""What both share; and what is said where there is no route."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.schema import MEMBERSHIP_TYPES as TYPES
from queries.affiliations import affiliations
from queries.connect import connect

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from tests.conftest import Engine, Opened, Record
    from tests.queries.conftest import Ask


def test_without_a_route_everything_is_nought_and_it_is_said_what_more_would_give(
    engine: Engine, ask: Ask
) -> None:
    found = ask(engine("district:a MEMBER_OF network:x\ndistrict:b MEMBER_OF network:y"))
    assert found[2:] == (
        *(False, None, (), 0, (), (), 0),
        "Ties of every type do not connect them either.",
    )


HINTED = """
    organization:o = CompetencyWorks
    district:a PROFILED_BY organization:o 2014..
    district:b PROFILED_BY organization:o 2014..
    district:a USES_MODEL network:x
    district:b USES_MODEL network:x
"""


@pytest.mark.parametrize(
    ("avoid", "as_of", "said"),
    [
        ([], None, "they are 2 ties apart (2 routes, by x)."),
        ([], "2013", "they are 2 ties apart (1 route, by x)."),
        (["x"], None, "they are 2 ties apart (1 route, by CompetencyWorks)."),
        (["x"], "2013", None),
    ],
)
def test_the_hint_is_for_the_same_date_and_the_same_to_avoid(
    engine: Engine, ask: Ask, avoid: list[str], as_of: str | None, said: str | None
) -> None:
    found = ask(engine(HINTED), avoid=avoid, as_of=as_of)
    more = f"Over ties of every type {said} Ask again with --through all."
    assert found.hint == (more if said else "Ties of every type do not connect them either.")
    assert ask(engine(HINTED), avoid=avoid, as_of=as_of, through="all").hint is None


def test_a_direct_tie_of_another_type_is_hinted_at(engine: Engine, ask: Ask) -> None:
    found = ask(engine("district:a PARTNERS_WITH district:b"))
    assert found.hint == (
        "Over ties of every type they are 1 tie apart (1 route). Ask again with --through all."
    )


SHARED = """
    district:a MEMBER_OF network:large
    district:b MEMBER_OF network:large
    district:c MEMBER_OF network:large
    school:s PART_OF district:a
    school:s MEMBER_OF network:by-school 2012..
    district:b MEMBER_OF network:by-school 2012..
    district:a MEMBER_OF cohort:c1
    cohort:c1 PART_OF program:whole
    district:b MEMBER_OF cohort:c2
    cohort:c2 PART_OF program:whole
    district:a USES_MODEL network:model
    district:b USES_MODEL network:model
    district:b MEMBER_OF network:b-alone
"""


@pytest.mark.parametrize(
    ("as_of", "shared"),
    [(None, ["whole", "by-school", "large"]), ("2011", ["whole", "large"])],
)
def test_both_share_what_both_belong_to_the_smallest_first(
    engine: Engine, ask: Ask, as_of: str | None, shared: list[str]
) -> None:
    store = engine(SHARED)
    for through in ("memberships", "all"):
        for avoid in ([], ["network:large"]):
            found = ask(store, through=through, avoid=avoid, as_of=as_of)
            assert [ref.name for ref in found.shared] == shared


def test_of_equally_large_ones_the_first_id_is_shared_first(engine: Engine, ask: Ask) -> None:
    store = engine("""
        network:y = A first by name
        district:a MEMBER_OF network:x
        district:a MEMBER_OF network:y
        district:b MEMBER_OF network:x
        district:b MEMBER_OF network:y
    """)
    assert [ref.id for ref in ask(store).shared] == ["network:x", "network:y"]


def test_collectives_share_what_they_are_part_of(engine: Engine) -> None:
    store = engine("""
        cohort:a PART_OF program:p
        program:p PART_OF network:n
        cohort:b PART_OF network:n
    """)
    found = connect(store, "cohort:a", "cohort:b")
    assert [ref.id for ref in found.shared] == ["network:n"]
    assert [ref.id for ref in connect(store, "cohort:a", "program:p").shared] == ["network:n"]


def test_a_collective_does_not_share_itself(engine: Engine) -> None:
    store = engine("""
        network:x PART_OF network:y
        network:y PART_OF network:x
        district:a MEMBER_OF network:x
    """)
    assert [ref.id for ref in connect(store, "network:x", "district:a").shared] == ["network:y"]
    assert connect(store, "network:x", "network:y").shared == ()


@given(data=st.data())
def test_both_share_what_the_affiliations_of_both_say(
    data: st.DataObject, graphs: SearchStrategy[list[Record]], opened: Opened
) -> None:
    as_of = data.draw(st.sampled_from([None, "2012", "2013-03"]))
    with opened(data.draw(graphs)) as store:
        for a, b in (("district:0", "school:1"), ("district:0", "network:2")):
            both = [
                {row.network for row in affiliations(store, name, as_of=as_of) if row.type in TYPES}
                for name in (a, b)
            ]
            found = connect(store, a, b, as_of=as_of).shared
            ids = [(one.id, one.kind, one.name) for one in found]
            assert (set(ids), len(ids)) == (both[0] & both[1], len(set(ids)))
