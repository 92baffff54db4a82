"""A source is taken out again: what only it said goes, and all else stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.changes import Change
from graph.errors import NotFoundError
from graph.model import Statement, Withdrawal
from loaders.unload import unload

if TYPE_CHECKING:
    from graph.store import Store
    from tests.conftest import Draw

ROSTER = """
    district:a = A {state=NH}
    network:x = X
    district:a MEMBER_OF network:x 2012.. <page.org 2015>
    district:b MEMBER_OF network:x 2013.. <roster.csv:3>
"""
OTHER = """
    district:a = A {city=C}
    district:c = C
    network:x = X
    district:a MEMBER_OF network:x 2012.. <page.org 2015>
    district:c MEMBER_OF network:x <other.csv:2>
    district:c PARTNERS_WITH district:b <other.csv:3>
"""


@pytest.fixture
def both(blank: Store, draw: Draw) -> Store:
    """A store of two sources. The second names an entity that only the first gives."""
    blank.write(draw(ROSTER), origin="roster")
    given = [record for record in draw(OTHER) if record[0] != "district:b" or len(record) > 5]
    blank.write(given, origin="other")
    return blank


def said(store: Store) -> list[str]:
    return sorted(" ".join(s.key) for s in store.all_statements())


def counted(store: Store) -> list[tuple[str, int, int]]:
    return [(one.name, one.entities, one.statements) for one in store.history.origins()]


def test_a_store_knows_what_came_from_where(both: Store) -> None:
    assert counted(both) == [("other", 3, 3), ("roster", 3, 2)]
    assert both.history.entities_of("other") == ["district:a", "district:c", "network:x"]
    assert {s.source_id for s in both.history.statements_of("roster")} == {
        "district:a",
        "district:b",
    }


def test_what_only_a_source_said_goes_and_what_another_said_too_stays(both: Store) -> None:
    changes = unload("roster", both)
    assert said(both) == [
        "district:a MEMBER_OF network:x",
        "district:c MEMBER_OF network:x",
        "district:c PARTNERS_WITH district:b",
    ]
    assert (changes.statements_withdrawn, changes.nodes_removed, changes.kept) == (1, 0, 4)
    assert [node.id for node in both.all_nodes()] == [
        "district:a",
        "district:b",
        "district:c",
        "network:x",
    ]


def test_an_entity_stays_while_a_tie_is_left_and_goes_after_it(both: Store) -> None:
    unload("roster", both)
    assert counted(both) == [("other", 3, 3), ("roster", 1, 0)]
    unload("other", both)
    assert [node.id for node in both.all_nodes()] == ["district:b"]
    assert unload("roster", both).nodes_removed == 1
    facts = both.facts()
    assert (facts.nodes, facts.ties, facts.data_hash) == (0, 0, "0" * 32)
    assert counted(both) == []


def test_a_rehearsal_tells_every_difference_and_writes_nothing(both: Store) -> None:
    before = both.facts()
    changes = unload("roster", both, dry_run=True)
    assert changes.rows == [
        Change("kept", "statement", "district:a", "MEMBER_OF network:x 2012–"),
        Change("withdrawn", "statement", "district:b", "MEMBER_OF network:x 2013–"),
        Change("kept", "entity", "district:a", "district A: another source gives it too"),
        Change("kept", "entity", "district:b", "district b: other sources give ties to it"),
        Change("kept", "entity", "network:x", "network X: another source gives it too"),
    ]
    assert both.facts() == before
    assert counted(both) == [("other", 3, 3), ("roster", 3, 2)]


def test_what_stays_keeps_all_its_properties(both: Store) -> None:
    unload("other", both)
    assert both.nodes(["district:a"])["district:a"].properties == {"state": "NH", "city": "C"}


def test_the_same_source_loaded_again_is_there_again(both: Store, draw: Draw) -> None:
    before = both.facts()
    unload("roster", both)
    both.write(draw(ROSTER), origin="roster")
    assert both.facts() == before
    assert counted(both) == [("other", 3, 3), ("roster", 3, 2)]


def test_to_unload_is_taken_back_with_all_that_is_remembered(both: Store) -> None:
    before = both.facts(), counted(both), said(both)
    unload("roster", both)
    entry, _ = both.history.undo()
    assert (entry.act, entry.origin) == ("unload", "roster")
    assert (both.facts(), counted(both), said(both)) == before


def test_a_source_that_gave_nothing_is_not_known(both: Store) -> None:
    with pytest.raises(NotFoundError, match=r"'roaster'\. It has been loaded from: other; roster"):
        unload("roaster", both)


def test_a_store_without_named_sources_says_so(blank: Store, draw: Draw) -> None:
    blank.write(draw(ROSTER))
    with pytest.raises(NotFoundError, match="it remembers no source by name"):
        unload("roster", blank)


def test_three_sources_are_taken_out_in_any_order(blank: Store, draw: Draw) -> None:
    for origin in ("one", "two", "three"):
        blank.write(draw(ROSTER), origin=origin)
    for origin in ("two", "one"):
        assert unload(origin, blank).kept == 5
    assert counted(blank) == [("three", 3, 2)]
    assert unload("three", blank).statements_withdrawn == 2
    assert list(blank.all_nodes()) == []


def test_what_ended_in_another_source_goes_with_the_source_that_gave_it(
    blank: Store, draw: Draw
) -> None:
    blank.write(draw(ROSTER), origin="roster")
    old = next(r for r in draw(ROSTER) if isinstance(r, Statement) and r.source_id == "district:b")
    blank.write([Withdrawal(old, instead=old._replace(until="2020"))], origin="later")
    assert counted(blank) == [("roster", 3, 2)]
    unload("roster", blank)
    assert blank.facts().nodes == 0
