"""A load is taken as a whole or not at all; a rehearsal is not taken, and tells everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph import spool
from graph.changes import Change
from graph.errors import StoreError
from graph.model import Node, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store import Store
    from tests.conftest import Draw, Record

FIRST = """
    district:a = A {nces_id=3300001}
    network:x = X
    district:a MEMBER_OF network:x 2012..
"""
SECOND = """
    district:a = Alpha | A {city=C}
    network:x = X
    district:b MEMBER_OF network:x 2013..2014
    district:b MEMBER_OF network:x ..
"""


class BrokenSourceError(Exception):
    """What a source may raise half-way."""


def broken(records: list[Record]) -> Iterator[Record]:
    yield from records
    raise BrokenSourceError


@pytest.fixture(params=[1, 2, 5_000])
def _batch(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "BATCH", request.param)


@pytest.mark.usefixtures("_batch")
def test_a_source_that_breaks_leaves_a_store_as_it_was(blank: Store, draw: Draw) -> None:
    blank.write(draw(FIRST))
    before = (blank.facts(), list(blank.all_nodes()), list(blank.all_statements()))
    with pytest.raises(BrokenSourceError):
        blank.write(broken(draw(SECOND)))
    assert (blank.facts(), list(blank.all_nodes()), list(blank.all_statements())) == before
    blank.write(draw(SECOND))
    assert blank.facts().nodes == 3


@pytest.mark.usefixtures("_batch")
def test_a_source_that_breaks_leaves_no_new_store_behind(blank: Store, draw: Draw) -> None:
    with pytest.raises(BrokenSourceError):
        blank.write(broken(draw(FIRST)))
    with pytest.raises(StoreError, match="There is no store at"):
        blank.facts()


@pytest.mark.usefixtures("_batch")
@pytest.mark.parametrize(
    ("source", "target", "missing"), [("a", "z", "z"), ("y", "x", "y"), ("y", "z", "y")]
)
def test_both_ends_of_a_tie_must_be_there(
    blank: Store, source: str, target: str, missing: str
) -> None:
    nodes: list[Record] = [Node("a", "district", "A"), Node("x", "network", "X")]
    blank.write(nodes)
    before = blank.facts()
    more = Node("b", "district", "B")
    with pytest.raises(StoreError, match=f"A tie names '{missing}', which is not in the store"):
        blank.write([more, Statement(source, "MEMBER_OF", target)])
    assert blank.facts() == before


def test_an_end_may_be_in_the_store_from_before(blank: Store) -> None:
    blank.write([Node("a", "district", "A"), Node("x", "network", "X")])
    blank.write([Statement("a", "MEMBER_OF", "x")])
    assert blank.facts().ties == 1


@pytest.mark.usefixtures("_batch")
@pytest.mark.parametrize("together", [True, False])
def test_an_nces_id_is_unique_in_a_store(blank: Store, together: bool) -> None:
    one = Node("a", "district", "A", (), {"nces_id": "3300001"})
    other = Node("b", "district", "B", (), {"nces_id": "3300001"})
    if not together:
        blank.write([one])
    with pytest.raises(StoreError, match="a and b both carry the NCES id 3300001"):
        blank.write([one, other] if together else [other])
    if not together:
        assert list(blank.all_nodes()) == [one]


def test_an_update_may_not_take_the_nces_id_of_another(blank: Store) -> None:
    one = Node("a", "district", "A", (), {"nces_id": "3300001"})
    blank.write([one, Node("b", "district", "B")])
    with pytest.raises(StoreError, match="a and b both carry the NCES id 3300001"):
        blank.write([Node("b", "district", "B", (), {"nces_id": "3300001"})])
    assert [node.text("nces_id") for node in blank.all_nodes()] == ["3300001", None]


def test_a_rehearsal_tells_every_difference_and_writes_nothing(blank: Store, draw: Draw) -> None:
    blank.write(draw(FIRST), origin="one")
    before = (blank.facts(), list(blank.all_nodes()), list(blank.all_statements()))
    changes = blank.write(draw(SECOND), origin="one", dry_run=True)
    renamed = "name 'A' is now 'Alpha'; aliases '' are now 'A'; city None is now 'C'"
    assert changes.rows == [
        Change("changed", "entity", "district:a", renamed),
        Change("added", "entity", "district:b", "district b"),
        Change("added", "statement", "district:b", "MEMBER_OF network:x 2013–2014"),
        Change("added", "statement", "district:b", "MEMBER_OF network:x"),
        Change("vanished", "statement", "district:a", "MEMBER_OF network:x 2012–"),
    ]
    assert (changes.nodes_added, changes.nodes_changed, changes.statements_added) == (1, 1, 2)
    assert (blank.facts(), list(blank.all_nodes()), list(blank.all_statements())) == before


def test_a_rehearsal_says_what_the_load_then_does(blank: Store, draw: Draw) -> None:
    blank.write(draw(FIRST), origin="one")
    rehearsed = blank.write(draw(SECOND), origin="one", dry_run=True)
    done = blank.write(draw(SECOND), origin="one")
    rehearsed.rows.clear()
    assert done == rehearsed


def test_a_rehearsal_without_a_store_makes_none(blank: Store, draw: Draw) -> None:
    changes = blank.write(draw(FIRST), dry_run=True)
    assert [(row.change, row.id) for row in changes.rows] == [
        ("added", "district:a"),
        ("added", "network:x"),
        ("added", "district:a"),
    ]
    with pytest.raises(StoreError, match="There is no store at"):
        blank.facts()


def test_a_rehearsal_fails_where_the_load_would(blank: Store) -> None:
    with pytest.raises(StoreError, match="'x', which is not in the store"):
        blank.write([Node("a", "district", "A"), Statement("a", "MEMBER_OF", "x")], dry_run=True)


def test_what_a_source_no_longer_says_is_told_and_stays(blank: Store, draw: Draw) -> None:
    roster = "district:{} MEMBER_OF network:x 2012.. <roster.csv>"
    both = draw("\n".join(roster.format(name) for name in "ab"))
    blank.write(both, origin="roster")
    before = blank.facts()
    one = draw(roster.format("a"))
    assert blank.write(one, origin="roster").vanished == 2
    assert blank.facts() == before
    told = blank.write(one, origin="roster", dry_run=True).rows
    assert told == [
        Change("vanished", "entity", "district:b", "district b"),
        Change("vanished", "statement", "district:b", "MEMBER_OF network:x 2012–"),
    ]


def test_another_source_makes_nothing_vanish(blank: Store, draw: Draw) -> None:
    blank.write(draw(FIRST), origin="one")
    assert blank.write(draw(SECOND), origin="other").vanished == 0
    assert blank.write(draw(FIRST), origin="one").vanished == 0
