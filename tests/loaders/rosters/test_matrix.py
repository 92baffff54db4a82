"""Columns of a network or of a member each: marks of their own, dates, roles, ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from loaders.rosters.matrix import OwnMarks
from tests.loaders.rosters.conftest import memberships

if TYPE_CHECKING:
    from graph.store import Store
    from tests.loaders.rosters.conftest import Roster

WIDE = 'rows = "membership"\n[columns]\nid = "who"\n[networks]\nOne = "One"\nTwo = "Two"\n'
OPEN = [(None, None)]


@pytest.mark.parametrize(
    ("cells", "mark", "held"),
    [
        (["p", "p"], "p", True),
        (["p", "p", "2019"], "p", True),
        (["p"], "p", False),
        (["p", "p", "q"], "p", False),
        (["pending", "pending"], "pending", False),
        (["maybe", "maybe"], "maybe", False),
        (["3", "3"], "3", False),
    ],
)
def test_a_column_has_a_mark_of_its_own_if_it_uses_no_other(
    cells: list[str], mark: str, held: bool
) -> None:
    marks = OwnMarks()
    for cell in cells:
        marks.see("One", cell)
    assert marks.holds("One", mark) is held


def test_a_cell_may_hold_a_mark_with_a_date_behind_it(store: Store, roster: Roster) -> None:
    roster("who,One,Two\ndistrict:a,x (since 2016),left 2018\ndistrict:b,P,\n", WIDE)
    assert memberships(store) == {("a", "one"): [("2016", None)], ("a", "two"): [(None, "2018")]}


def test_columns_of_their_own_say_when_memberships_ended(store: Store, roster: Roster) -> None:
    mapping = f'{WIDE}[network_ends]\n"One left" = "One"\n'
    text = "who,One,Two,One left\ndistrict:a,2015,x,2018-19\ndistrict:b,,x,2017\n"
    roster(text, mapping)
    assert memberships(store) == {
        ("a", "one"): [("2015", "2019")],
        ("a", "two"): OPEN,
        ("b", "one"): [(None, "2017")],
        ("b", "two"): OPEN,
    }


def test_members_stand_across_and_networks_below_each_other(store: Store, roster: Roster) -> None:
    mapping = (
        'rows = "membership"\n[columns]\nnetwork = "Network"\n'
        '[members]\n"Alpha, NH" = "Alpha, NH"\n"Beta, NH" = "Beta, NH"\n'
    )
    report = roster('Network,"Alpha, NH","Beta, NH"\nOne,x,2019\nTwo,,no\nTwo,,x\n', mapping)
    assert memberships(store) == {
        ("a", "one"): OPEN,
        ("b", "one"): [("2019", None)],
        ("b", "two"): OPEN,
    }
    (table,) = report.tables
    assert table.ledger is not None
    assert table.ledger.cells.filled == sum(table.ledger.cells[1:])


def test_without_a_header_columns_are_called_by_letters(store: Store, roster: Roster) -> None:
    mapping = 'rows = "membership"\nheader = false\n[columns]\nid = "A"\nnetwork = "B"\n'
    report = roster("district:a,One\ndistrict:b,Two\n", mapping)
    assert memberships(store) == {("a", "one"): OPEN, ("b", "two"): OPEN}
    (table,) = report.tables
    assert table.ledger is not None
    assert table.ledger.cells[:3] == (4, 4, 0)
