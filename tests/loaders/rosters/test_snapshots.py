"""Lists at a date: successive years give spells, and absence means nothing unless it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import DateError, LoadError
from graph.opening import open_store
from loaders.load import load
from tests.loaders.rosters.conftest import KNOWN, MEMBERSHIPS, memberships

if TYPE_CHECKING:
    from pathlib import Path

    from graph.store import Store
    from loaders.load import LoadReport
    from tests.conftest import Draw
    from tests.loaders.rosters.conftest import Roster

YEARS = f'{MEMBERSHIPS}\nyear = "year"'


def listed(roster: Roster, date: str, *who: str, complete: bool = True) -> LoadReport:
    """Load a list of One: who is on it, a letter each."""
    rows = "".join(f"district:{letter},One\n" for letter in who)
    return roster(f"who,network\n{rows}", name=f"list-{date}.csv", dated=date, snapshot=complete)


def test_the_date_of_a_list_is_when_it_was_seen(store: Store, roster: Roster) -> None:
    listed(roster, "2019", "a", complete=False)
    (tie,) = store.ties(["network:one"], ["MEMBER_OF"], None, "in")
    (said,) = tie.spells[0].statements
    assert (said.since, said.until, said.evidence.as_of) == (None, None, "2019")


def test_who_is_not_on_the_list_before_begins_with_the_next(store: Store, roster: Roster) -> None:
    listed(roster, "2019", "a", "b")
    listed(roster, "2020", "a", "c")
    assert memberships(store) == {
        ("a", "one"): [(None, None)],
        ("b", "one"): [(None, "2019")],
        ("c", "one"): [("2020", None)],
    }


def test_a_list_that_is_not_complete_is_none_that_somebody_lacks(
    store: Store, roster: Roster, draw: Draw
) -> None:
    store.write(draw("district:b MEMBER_OF network:one 2010.. <page.org 2018-05>"))
    listed(roster, "2019", "a", complete=False)
    listed(roster, "2020", "a", "b", "c")
    assert memberships(store) == {
        ("a", "one"): [(None, None)],
        ("b", "one"): [("2010", None)],
        ("c", "one"): [(None, None)],
    }


def test_a_list_corrected_later_corrects_what_followed_from_it(
    store: Store, roster: Roster
) -> None:
    listed(roster, "2019", "a", "b")
    listed(roster, "2020", "a", "c")
    listed(roster, "2021", "a", "c")
    listed(roster, "2020", "a", "b", "c")
    assert memberships(store)["b", "one"] == [(None, "2020")]
    listed(roster, "2019", "a", "b", "c")
    assert memberships(store) == {
        ("a", "one"): [(None, None)],
        ("b", "one"): [(None, "2020")],
        ("c", "one"): [(None, None)],
    }


def test_a_column_of_beginnings_is_believed_even_where_it_is_empty(
    store: Store, roster: Roster
) -> None:
    mapping = f'{MEMBERSHIPS}\nsince = "from"'
    roster("who,network,from\ndistrict:a,One,2015\ndistrict:b,One,\n", mapping, dated="2019")
    assert memberships(store) == {("a", "one"): [("2015", None)], ("b", "one"): [(None, None)]}


def test_absence_means_nothing_by_itself(store: Store, roster: Roster) -> None:
    listed(roster, "2019", "a", "b", complete=False)
    listed(roster, "2020", "a", complete=False)
    assert memberships(store)["b", "one"] == [(None, None)]


def test_who_left_and_came_back_has_two_spells(store: Store, roster: Roster) -> None:
    listed(roster, "2018", "a")
    listed(roster, "2019", "a", "b")
    listed(roster, "2020", "a", "b")
    report = listed(roster, "2021", "a")
    assert report.changes.statements_withdrawn == 2
    listed(roster, "2022", "a", "b")
    assert memberships(store) == {
        ("a", "one"): [(None, None)],
        ("b", "one"): [("2019", "2020"), ("2022", None)],
    }


def test_the_list_that_ends_a_membership_is_among_its_sources(store: Store, roster: Roster) -> None:
    listed(roster, "2019", "a", "b")
    listed(roster, "2021-09", "a")
    (tie,) = (t for t in store.ties(["district:b"], ["MEMBER_OF"], None))
    (spell,) = tie.spells
    assert (spell.since, spell.until) == (None, "2021-08")
    assert [(s.file, s.as_of) for s in spell.sources] == [
        ("list-2019.csv", "2019"),
        ("list-2021-09.csv", "2021-09"),
    ]


def test_a_list_loaded_again_changes_nothing(store: Store, roster: Roster) -> None:
    years = {"2019": "ab", "2020": "abc", "2021": "ac", "2022": "ab"}
    for year, who in years.items():
        listed(roster, year, *who)
    before, spells = store.facts(), memberships(store)
    for year, who in years.items():
        again = listed(roster, year, *who)
        assert (again.changes.nothing, again.changes.vanished) == (True, 0)
        assert again.changes.statements_withdrawn == 0
    assert (store.facts(), memberships(store)) == (before, spells)


def test_a_column_of_years_is_the_same_as_a_list_a_year(store: Store, roster: Roster) -> None:
    rows = [("2019", "ab"), ("2020", "abc"), ("2021", "ac"), ("2022", "ab")]
    text = "".join(f"district:{who},One,{y}\n" for y, all_ in rows for who in all_)
    roster(f"who,network,year\n{text}", YEARS, snapshot=True)
    in_one = memberships(store)
    assert in_one == {
        ("a", "one"): [(None, None)],
        ("b", "one"): [("2022", None)],  # nobody knows when it had begun to be there the first time
        ("c", "one"): [("2020", "2021")],
    }
    again = roster(f"who,network,year\n{text}", YEARS, snapshot=True)
    assert again.changes.nothing


def test_years_without_being_complete_are_one_spell(store: Store, roster: Roster) -> None:
    roster("who,network,year\ndistrict:a,One,2019\ndistrict:a,One,2022\n", YEARS)
    assert memberships(store) == {("a", "one"): [(None, None)]}


@settings(max_examples=12)
@given(st.lists(st.sets(st.sampled_from("abc"), min_size=1), min_size=1, max_size=5))
def test_lists_of_successive_years_are_runs_of_years(
    tmp_path_factory: pytest.TempPathFactory, draw: Draw, lists: list[set[str]]
) -> None:
    folder = tmp_path_factory.mktemp("lists")
    (folder / "m.toml").write_text(MEMBERSHIPS, encoding="utf-8")
    with open_store(folder / "graph.db", create=True) as store:
        store.write(draw(KNOWN))
        for year, who in enumerate(lists, start=2001):
            rows = "".join(f"district:{letter},One\n" for letter in sorted(who))
            (folder / f"{year}.csv").write_text(f"who,network\n{rows}", encoding="utf-8")
            terms = {"mapping": folder / "m.toml", "dated": str(year), "snapshot": True}
            load([folder / f"{year}.csv"], store, **terms)  # type: ignore[arg-type]  # one dict
        found = memberships(store)
    for letter in "abc":
        assert found.get((letter, "one"), []) == runs([letter in who for who in lists])


def runs(listed: list[bool]) -> list[tuple[str | None, str | None]]:
    """The first and last years (from 2001) of unbroken presence; None where it is not known.

    The first list begins nothing, and an unknown beginning shows only if there is no other.
    """
    found: list[tuple[str | None, str | None]] = []
    for at, here in enumerate(listed):
        if here and not (at and listed[at - 1]):
            end = next((n for n in range(at, len(listed)) if not listed[n]), None)
            found.append((str(2001 + at) if at else None, None if end is None else str(2000 + end)))
    return [run for run in found if run[0]] or found


def test_only_the_networks_and_kinds_of_the_list_are_touched(
    store: Store, roster: Roster, draw: Draw
) -> None:
    store.write(
        draw("""
        district:b MEMBER_OF network:one 2010..
        district:b MEMBER_OF network:two 2010..
        organization:o MEMBER_OF network:one 2010..
        """)
    )
    listed(roster, "2020", "a")
    assert memberships(store) == {
        ("a", "one"): [(None, None)],
        ("b", "one"): [("2010", "2019")],
        ("b", "two"): [("2010", None)],
        ("o", "one"): [("2010", None)],
    }


@pytest.mark.parametrize(
    ("drawn", "spells"),
    [
        ("..", [(None, "2019")]),
        ("2010..2012", [("2010", "2012")]),
        ("2020..", [("2020", None)]),
        ("2020-06..", [("2020-06", None)]),
        ("2025..", [("2025", None)]),
    ],
)
def test_what_is_not_open_or_begins_no_earlier_is_left(
    store: Store, roster: Roster, draw: Draw, drawn: str, spells: list[tuple[str, str]]
) -> None:
    store.write(draw(f"district:b MEMBER_OF network:one {drawn}"))
    listed(roster, "2020", "a")
    assert memberships(store)["b", "one"] == spells


def test_who_may_be_meant_by_an_open_name_is_spared(
    store: Store, roster: Roster, draw: Draw
) -> None:
    store.write(
        draw("district:e = Epsilon Elementary {state=NH}\ndistrict:f = Epsilon High {state=NH}")
    )
    mapping = (
        'rows = "membership"\n[columns]\nname = "d"\n[constant]\nnetwork = "One"\nstate = "NH"'
    )
    roster("d\nEpsilon Elementary\n", mapping, dated="2019", snapshot=True)
    report = roster("d\nEpsilon\nAlpha\n", mapping, dated="2020", snapshot=True)
    assert memberships(store)["e", "one"] == [(None, None)]
    assert {p.rule for p in report.problems} == {"name-in-review", "may-be-listed"}


def test_nobody_is_ended_by_a_list_with_rows_left_out(store: Store, roster: Roster) -> None:
    listed(roster, "2019", "a", "b")
    text = "who,network\ndistrict:a,One\ndistrict:zzz,One\n"
    report = roster(text, dated="2020", snapshot=True, skip_bad=True)
    assert memberships(store)["b", "one"] == [(None, None)]
    assert "incomplete-list" in {p.rule for p in report.problems}


def test_an_older_list_is_warned_of(roster: Roster) -> None:
    listed(roster, "2021", "a")
    assert [p.rule for p in listed(roster, "2019", "b").problems] == ["older-list"]


def test_a_year_that_is_none_is_a_fault(roster: Roster) -> None:
    with pytest.raises(LoadError) as caught:
        roster("who,network,year\ndistrict:a,One,\ndistrict:a,One,soon\n", YEARS, snapshot=True)
    assert [(p.line, p.rule) for p in caught.value.problems] == [(2, "no-date"), (3, "bad-date")]


def test_a_date_that_is_none_is_refused(roster: Roster) -> None:
    with pytest.raises(DateError):
        listed(roster, "20-09", "a")


def test_a_house_folder_may_be_a_complete_list_too(
    blank: Store, tmp_path: Path, draw: Draw
) -> None:
    blank.write(draw(KNOWN))
    for year, who in (("2019", "ab"), ("2020", "a")):
        house = tmp_path / year
        house.mkdir()
        rows = "".join(f"district:{letter},MEMBER_OF,network:one\n" for letter in who)
        (house / "relationships.csv").write_text(f"source_id,type,target_id\n{rows}", "utf-8")
        load([house], blank, dated=year, snapshot=True)
    assert memberships(blank) == {("a", "one"): [(None, None)], ("b", "one"): [(None, "2019")]}
