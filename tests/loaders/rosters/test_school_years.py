"""Lists of school years: each ends what it lacks in the year in which the one before ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.errors import DateError
from tests.loaders.rosters.conftest import memberships
from tests.loaders.rosters.test_snapshots import YEARS, listed

if TYPE_CHECKING:
    from graph.store import Store
    from tests.loaders.rosters.conftest import Roster


def test_a_school_year_ends_what_the_next_list_lacks_in_its_second_year(
    store: Store, roster: Roster
) -> None:
    rows = [("2018-19", "ab"), ("2019-20", "bc"), ("2020-21", "c")]
    text = "".join(f"district:{who},One,{y}\n" for y, all_ in rows for who in all_)
    for _ in range(2):  # what is loaded again says the same
        roster(f"who,network,year\n{text}", YEARS, snapshot=True)
        assert memberships(store) == {
            ("a", "one"): [(None, "2019")],
            ("b", "one"): [(None, "2020")],
            ("c", "one"): [("2019", None)],
        }
    listed(roster, "2021-22", "a")  # a list of its own goes on where the column ended
    assert memberships(store)["c", "one"] == [("2019", "2021")]


def test_lists_of_school_years_may_be_given_one_at_a_time(store: Store, roster: Roster) -> None:
    listed(roster, "2018-19", "a", "b")
    listed(roster, "SY 2019-20", "b", "c")
    listed(roster, "2020-2021", "a", "c")
    spells = memberships(store)
    assert spells == {
        ("a", "one"): [("2020", None)],  # nobody knows when it had begun the first time
        ("b", "one"): [(None, "2020")],
        ("c", "one"): [("2019", None)],
    }
    listed(roster, "2019-20", "a", "b", "c")  # corrected
    assert memberships(store)["a", "one"] == [(None, None)]
    with pytest.raises(DateError, match="A school year is written 2022-23"):
        listed(roster, "2022-24", "a")


def test_a_year_in_doubt_waits_as_other_dates_do(store: Store, roster: Roster) -> None:
    rows = "district:a,One,2009-10\ndistrict:b,One,2010-11\ndistrict:c,One,2015\n"
    report = roster(f"who,network,year\n{rows}", YEARS)
    assert [problem.rule for problem in report.problems] == ["date-in-doubt"] * 2
    assert memberships(store) == {("c", "one"): [(None, None)]}
