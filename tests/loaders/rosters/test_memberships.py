"""Rosters of memberships: long, wide, with several networks in a cell, about one network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.errors import LoadError, QuestionError
from tests.loaders.rosters.conftest import MEMBERSHIPS, memberships

if TYPE_CHECKING:
    from graph.store import Store
    from tests.loaders.rosters.conftest import Roster

OPEN = [(None, None)]


def test_each_row_is_a_membership(store: Store, roster: Roster) -> None:
    report = roster("who,network\ndistrict:a,One\ndistrict:b,One\ndistrict:b,Two\n")
    assert memberships(store) == {("a", "one"): OPEN, ("b", "one"): OPEN, ("b", "two"): OPEN}
    (table,) = report.tables
    assert (table.read, table.accepted, table.waiting, len(table.rejected)) == (3, 3, 0, 0)


def test_a_statement_remembers_its_row(store: Store, roster: Roster) -> None:
    roster("A title\n\nwho,network,from,as,seen\ndistrict:a,One,2019-20,lead,2021\n", f"""
        {MEMBERSHIPS}
        since = "from"
        role = "as"
        as_of = "seen"
        [constant]
        url = ""
        """)  # fmt: skip
    (tie,) = store.ties(["network:one"], ["MEMBER_OF"], None, "in")
    (said,) = tie.spells[0].statements
    assert (said.since, said.role) == ("2019", "lead")
    assert (said.evidence.file, said.evidence.line, said.evidence.as_of) == (
        "roster.csv",
        4,
        "2021",
    )


def test_a_network_that_is_not_known_is_made_once(store: Store, roster: Roster) -> None:
    roster("who,network\ndistrict:a,Rural Alliance 07\ndistrict:b,RURAL ALLIANCE 7\n")
    made = store.nodes(["network:rural-alliance-7"])["network:rural-alliance-7"]
    assert (made.kind, made.name) == ("network", "Rural Alliance 07")
    assert len(memberships(store)) == 2


@pytest.mark.parametrize("name", ["one", "FIRST  NETWORK", "network:one", "Óne"])
def test_a_network_is_known_by_name_alias_or_id(store: Store, roster: Roster, name: str) -> None:
    roster(f"who,network\ndistrict:a,{name}\n")
    assert memberships(store) == {("a", "one"): OPEN}


def test_two_networks_of_one_name_are_a_question(store: Store, roster: Roster) -> None:
    report = roster("who,network\ndistrict:a,Twin\ndistrict:b,Two\n")
    assert memberships(store) == {("b", "two"): OPEN}
    assert [(p.rule, p.line, p.severity) for p in report.problems] == [
        ("network-in-review", 2, "warning")
    ]
    assert report.tables[0].in_review == {2}


def test_a_collective_of_another_kind_is_a_question_unless_its_id_is_given(
    store: Store, roster: Roster
) -> None:
    assert roster("who,network\ndistrict:a,Three\n").tables[0].in_review == {2}
    roster("who,network\ndistrict:a,cohort:three\n")
    assert memberships(store) == {("a", "three"): OPEN}


def test_a_cell_may_name_several_networks(store: Store, roster: Roster) -> None:
    mapping = f'separator = ";"\n{MEMBERSHIPS}'
    roster('who,network\ndistrict:a,"One; Two ;"\ndistrict:b,none\n', mapping)
    assert memberships(store) == {("a", "one"): OPEN, ("a", "two"): OPEN}


def test_a_wide_roster_has_a_column_for_each_network(store: Store, roster: Roster) -> None:
    mapping = """
        rows = "membership"
        [columns]
        id = "who"
        [networks]
        "1st" = "One"
        "2nd" = "Two"
        """
    report = roster("who,1st,2nd\ndistrict:a,x,X\ndistrict:b,,yes\ndistrict:c,no,-\n", mapping)
    assert memberships(store) == {("a", "one"): OPEN, ("a", "two"): OPEN, ("b", "two"): OPEN}
    assert report.tables[0].accepted == 3
    report = roster("who,1st,2nd\ndistrict:a,maybe,\n", mapping)
    assert [(p.column, p.rule) for p in report.problems] == [("1st", "unclear-mark")]
    assert report.tables[0].in_review == {2}


@pytest.mark.parametrize(("cells", "spell"), [("since", ("2019", None)), ("role", (None, None))])
def test_the_cells_of_a_wide_roster_may_be_dates_or_roles(
    store: Store, roster: Roster, cells: str, spell: tuple[str | None, str | None]
) -> None:
    roster(
        "who,one\ndistrict:a,2019\ndistrict:b,\n",
        f'rows = "membership"\ncells = "{cells}"\n[columns]\nid = "who"\n[networks]\none = "One"',
    )
    assert memberships(store) == {("a", "one"): [spell]}


def test_one_network_may_be_the_same_for_all_rows(store: Store, roster: Roster) -> None:
    mapping = 'rows = "membership"\n[columns]\nnces_id = "LEAID"\n[constant]\nnetwork = "One"'
    report = roster("LEAID\n3300001\n100003\n", mapping)
    assert memberships(store) == {("a", "one"): OPEN, ("c", "one"): OPEN}
    assert report.tables[0].notes == ["1 LEAIDs got their leading zero back."]


def test_every_fault_names_the_line_and_the_column_of_the_table(roster: Roster) -> None:
    text = "who,network,from\ndistrict:z,One,\ndistrict:a,,\ndistrict:a,One,soon\n"
    text += "district:a,One\na,b,c,d\n"
    with pytest.raises(LoadError) as caught:
        roster(text, f'{MEMBERSHIPS}\nsince = "from"')
    assert [(p.line, p.column, p.rule) for p in caught.value.problems] == [
        (2, "who", "unknown-id"),
        (3, "network", "empty-network"),
        (4, "from", "bad-date"),
        (6, None, "ragged-row"),
    ]


def test_bad_rows_may_be_left_out(store: Store, roster: Roster) -> None:
    report = roster("who,network\ndistrict:z,One\ndistrict:a,One\n", skip_bad=True)
    assert memberships(store) == {("a", "one"): OPEN}
    assert (report.skipped, report.tables[0].rejected) == (1, {2})


def test_loading_again_changes_nothing(store: Store, roster: Roster) -> None:
    text = "who,network\ndistrict:a,One\ndistrict:b,New Network\n"
    roster(text)
    before = store.facts()
    again = roster(text)
    assert (again.changes.nothing, again.changes.vanished) == (True, 0)
    assert store.facts() == before


def test_a_column_that_is_missing_is_told_with_the_nearest(roster: Roster) -> None:
    with pytest.raises(LoadError) as caught:
        roster("who,networks\ndistrict:a,One\n")
    (problem,) = caught.value.problems
    assert (problem.rule, problem.line) == ("missing-column", 1)
    assert "Did you mean 'networks'?" in problem.fix


def test_names_are_found_within_their_state(store: Store, roster: Roster) -> None:
    mapping = 'rows = "membership"\n[columns]\nname = "d"\nstate = "s"\n[constant]\nnetwork = "One"'
    report = roster("d,s\nAlpha School District,NH\nAlpha,VT\nNowhere at all,NH\n", mapping)
    assert memberships(store) == {("a", "one"): OPEN}
    assert report.tables[0].in_review == {3, 4}
    assert [(name.name, name.state, name.line) for name in report.open_names] == [
        ("Alpha", "VT", 3),
        ("Nowhere at all", "NH", 4),
    ]
    assert {p.rule for p in report.problems} == {"name-in-review"}


def test_a_name_that_fits_nobody_may_make_a_district(store: Store, roster: Roster) -> None:
    mapping = (
        'rows = "membership"\nunknown = "create"\n[columns]\nname = "d"\n'
        '[constant]\nnetwork = "One"\nstate = "NH"'
    )
    text = "d\nNowhere at all\nNowhere at All\n"
    roster(text, mapping)
    assert memberships(store) == {("nh-nowhere-at-all", "one"): OPEN}
    assert roster(text, mapping).changes.nothing


def test_two_names_that_are_taken_for_one_are_warned_of(roster: Roster) -> None:
    mapping = (
        'rows = "membership"\n[columns]\nname = "d"\n[constant]\nnetwork = "One"\nstate = "NH"'
    )
    report = roster("d\nAlpha\nAlpha School District\n", mapping)
    assert [(p.rule, p.line) for p in report.problems] == [("two-names", 3)]


def test_a_complete_list_needs_a_date(roster: Roster) -> None:
    with pytest.raises(QuestionError, match="needs its date"):
        roster("who,network\n", snapshot=True)
