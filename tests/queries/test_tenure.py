"""The dates, roles and sources of a row, and which rows there are on a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from queries.affiliations import affiliations
from queries.members import members

if TYPE_CHECKING:
    from collections.abc import Callable

    from queries.affiliations import Affiliation
    from queries.members import Member
    from tests.conftest import Engine
    from tests.queries.conftest import Rows

    Single = Callable[..., Affiliation | Member]


@pytest.fixture(params=["affiliations", "members"])
def single(request: pytest.FixtureRequest, engine: Engine) -> Single:
    """The row of district a and network x, seen from either end."""

    def row(drawing: str, as_of: str | None = None) -> Affiliation | Member:
        store = engine(drawing)
        found: list[Affiliation] | list[Member] = (
            [
                r
                for r in affiliations(store, "district:a", as_of=as_of)
                if r.network.id == "network:x"
            ]
            if request.param == "affiliations"
            else [
                r for r in members(store, "network:x", as_of=as_of) if r.member.id == "district:a"
            ]
        )
        (one,) = found
        return one

    return row


@pytest.mark.parametrize(
    ("dates", "as_of", "tenure"),
    [
        (["2010..2011", "2014..2016"], None, ("2010", "2016", False)),
        (["2010..2011", "2014.."], None, ("2010", None, False)),
        (["2010..2011", "2014.."], "2011", ("2010", "2011", False)),
        (["2010..2011", "2014.."], "2015", ("2014", None, False)),
        (["2014-01..2016", "2010..2010-12"], None, ("2010", "2016", False)),
        ([".."], "2015", (None, None, True)),
        (["..2015"], "2015", (None, "2015", True)),
        (["2010..2011", ".."], "2010", ("2010", "2011", False)),
    ],
)
def test_spells_that_hold_are_taken_together(
    single: Single, dates: list[str], as_of: str | None, tenure: tuple[str | None, str | None, bool]
) -> None:
    row = single("\n".join(f"district:a MEMBER_OF network:x {text}" for text in dates), as_of)
    assert (row.tenure.since, row.tenure.until, row.tenure.undated) == tenure


def test_all_roles_and_sources_of_the_spells_that_hold_are_given(single: Single) -> None:
    drawing = """
        district:a MEMBER_OF network:x 2010..2011 [chair] <one.org>
        district:a MEMBER_OF network:x .. [member] <two.org>
        district:a MEMBER_OF network:x 2014.. [chair] <three.org>
        district:a MEMBER_OF network:x 2014..
    """
    row = single(drawing)
    assert row.tenure.role == "chair; member"
    assert [s.url for s in row.tenure.sources] == [
        *("https://one.org", "https://two.org", "https://three.org"),
        None,
    ]
    row = single(drawing, "2015")
    assert (row.tenure.role, len(row.tenure.sources)) == ("chair", 2)


def test_dates_and_roles_are_those_of_the_closest_way_alone(single: Single) -> None:
    row = single("""
        district:a MEMBER_OF network:x 2015.. [member]
        district:a MEMBER_OF cohort:c 2010..2011 [chair]
        cohort:c PART_OF network:x
        school:s PART_OF district:a
        school:s MEMBER_OF network:x 2009.. [pupil]
    """)
    assert (row.tenure.role, row.tenure.since, row.tenure.until) == ("member", "2015", None)


CHAIN = """
    network:x = X {ended=2018}
    school:s PART_OF district:a 2011..
    school:s MEMBER_OF cohort:c 2012..2016
    cohort:c PART_OF network:x 2013..2020
"""


@pytest.mark.parametrize(
    ("as_of", "rows"),
    [
        (None, ["MEMBER_OF c school by s", "MEMBER_OF x nested by s>c"]),
        ("2010", []),
        ("2011", []),
        ("2012", ["MEMBER_OF c school by s"]),
        ("2013", ["MEMBER_OF c school by s", "MEMBER_OF x nested by s>c"]),
        ("2016", ["MEMBER_OF c school by s", "MEMBER_OF x nested by s>c"]),
        ("2017", []),
    ],
)
def test_on_a_date_the_whole_way_must_hold(
    engine: Engine, belongs: Rows, includes: Rows, as_of: str | None, rows: list[str]
) -> None:
    store = engine(CHAIN)
    assert belongs(store, "district:a", as_of) == rows
    seen = [row for row in includes(store, "network:x", as_of) if " a " in row]
    assert seen == [row.replace(" x ", " a ") for row in rows if " x " in row]


@pytest.mark.parametrize(
    ("as_of", "way"), [("2010", "direct"), ("2012", "school by s"), ("2014", "nested by c")]
)
def test_another_date_may_have_another_closest_way(
    engine: Engine, belongs: Rows, as_of: str, way: str
) -> None:
    store = engine("""
        district:a MEMBER_OF network:x 2009..2010
        school:s PART_OF district:a
        school:s MEMBER_OF network:x 2009..2012
        district:a MEMBER_OF cohort:c
        cohort:c PART_OF network:x
    """)
    assert f"MEMBER_OF x {way}" in belongs(store, "district:a", as_of)


@pytest.mark.parametrize(("as_of", "rows"), [("2009", 0), ("2010", 1), ("2018", 1), ("2019", 0)])
@pytest.mark.parametrize("tie_type", ["MEMBER_OF", "AFFILIATED_WITH", "USES_MODEL"])
def test_a_collective_takes_nobody_in_before_it_began_or_after_it_ended(
    engine: Engine, belongs: Rows, tie_type: str, as_of: str, rows: int
) -> None:
    store = engine(f"network:x = X {{founded=2010 ended=2018}}\ndistrict:a {tie_type} network:x")
    assert len(belongs(store, "district:a", as_of)) == rows
