"""Two entities become one: its ties, names and properties, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.changes import Change
from graph.errors import QuestionError, StoreError, WrongKindError
from graph.model import Node
from loaders.merging import merge, united
from loaders.unload import unload

if TYPE_CHECKING:
    from graph.store import Store
    from loaders.merging import Merged
    from tests.conftest import Draw

ONE = """
    district:a = Alpha | First {state=NH city=C}
    network:x = X
    district:a MEMBER_OF network:x 2012..2014 <page.org>
"""
TWO = """
    district:a = Alpha
    district:b = Alpha District | FIRST | Second {state=ME nces_id=3300001}
    network:x = X
    network:y = Y
    district:b MEMBER_OF network:x 2014..2016 [chair] <roster.csv:2>
    district:b MEMBER_OF network:x 2012..2014 <page.org>
    district:b MEMBER_OF network:y <roster.csv:3>
    person:p LEADS district:b 2015..
    district:b PARTNERS_WITH district:a
"""


@pytest.fixture
def store(blank: Store, draw: Draw) -> Store:
    blank.write(draw(ONE), origin="one")
    blank.write(draw(TWO), origin="two")
    return blank


def merged(store: Store, *, dry_run: bool = False) -> Merged:
    nodes = store.nodes(["district:a", "district:b"])
    return merge(nodes["district:a"], nodes["district:b"], store, dry_run=dry_run)


def test_all_that_was_said_of_one_is_then_said_of_the_other(store: Store) -> None:
    done = merged(store)
    assert sorted((s.source_id, s.type, s.target_id, s.since) for s in store.all_statements()) == [
        ("district:a", "MEMBER_OF", "network:x", "2012"),
        ("district:a", "MEMBER_OF", "network:x", "2014"),
        ("district:a", "MEMBER_OF", "network:y", None),
        ("person:p", "LEADS", "district:a", "2015"),
    ]
    (tie,) = store.ties(["network:x"], ["MEMBER_OF"], None)
    assert [(spell.since, spell.until, spell.role) for spell in tie.spells] == [
        ("2012", "2016", "chair")
    ]
    assert [said.type for said in done.dropped] == ["PARTNERS_WITH"]
    changes = done.changes
    assert (changes.statements_withdrawn, changes.statements_added) == (5, 3)
    assert (changes.nodes_removed, changes.nodes_changed, store.facts().nodes) == (1, 1, 4)


def test_the_one_that_stays_keeps_its_properties_and_gets_the_names_of_the_other(
    store: Store,
) -> None:
    merged(store)
    assert store.nodes(["district:a", "district:b"]) == {
        "district:a": Node(
            "district:a",
            "district",
            "Alpha",
            ("First", "Alpha District", "Second"),
            {"city": "C", "nces_id": "3300001", "state": "NH"},
        )
    }
    assert store.owners(["3300001"])["3300001"].id == "district:a"


def test_a_name_that_is_known_does_not_become_an_alias_again() -> None:
    into = Node("a", "district", "Alpha", ("Beta",))
    assert united(into, Node("b", "district", "ALPHA", ("beta", "Gamma", "gamma"))).aliases == (
        "Beta",
        "Gamma",
    )


def test_a_rehearsal_tells_every_difference_and_writes_nothing(store: Store) -> None:
    before = store.facts()
    changes = merged(store, dry_run=True).changes
    assert store.facts() == before
    assert [row for row in changes.rows if row.what == "entity"] == [
        Change("removed", "entity", "district:b", "district Alpha District"),
        Change(
            "changed",
            "entity",
            "district:a",
            "aliases 'First' are now 'First|Alpha District|Second'; nces_id None is now '3300001'",
        ),
    ]
    assert [row.change for row in changes.rows].count("withdrawn") == 5


def test_a_merge_is_taken_back(store: Store) -> None:
    before = store.facts(), list(store.all_nodes()), list(store.all_statements())
    merged(store)
    entry, _ = store.history.undo()
    assert (entry.act, entry.origin) == ("merge", "district:b into district:a")
    assert (store.facts(), list(store.all_nodes()), list(store.all_statements())) == before


def test_after_a_merge_each_source_still_gives_what_it_gave(store: Store) -> None:
    merged(store)
    told = [(one.name, one.entities, one.statements) for one in store.history.origins()]
    assert told == [("one", 2, 1), ("two", 4, 4)]
    unload("one", store)
    assert [node.id for node in store.all_nodes()] == [
        "district:a",
        "network:x",
        "network:y",
        "person:p",
    ]
    assert store.facts().ties == 3
    unload("two", store)
    assert store.facts().nodes == 0


@pytest.mark.parametrize(
    ("into", "other", "error", "said"),
    [
        (Node("a", "district", "A"), Node("a", "district", "A"), QuestionError, "is one entity"),
        (
            Node("a", "district", "A"),
            Node("b", "school", "B"),
            WrongKindError,
            "A is a district and B a school",
        ),
        (
            Node("a", "district", "A", (), {"nces_id": "1"}),
            Node("b", "district", "B", (), {"nces_id": "2"}),
            StoreError,
            "these are two agencies",
        ),
    ],
)
def test_what_cannot_be_one_is_refused(
    blank: Store, into: Node, other: Node, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        merge(into, other, blank)


def test_the_same_nces_id_is_no_conflict() -> None:
    # A store never holds two entities with one id, but a merge may be asked for from elsewhere.
    one = Node("a", "network", "A", (), {"nces_id": "1"})
    assert united(one, one._replace(id="b")).properties == {"nces_id": "1"}
