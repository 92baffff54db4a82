"""What a load does to a store: it adds and updates, and takes nothing away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from graph import spool
from graph.dates import days
from graph.digest import GraphDigest, node_digest
from graph.errors import StoreError
from graph.model import Node, Source, Statement
from graph.spells import read_as_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.store import Store
    from tests.conftest import Draw
    from tests.graph.conftest import Written

    State = Callable[[], tuple[Any, ...]]

SMALL = """
    district:a = A | Alpha {state=NH}
    network:x = X {founded=2010}
    district:a MEMBER_OF network:x 2012..2014 [chair] <page.org 2015>
    district:a MEMBER_OF network:x .. [member] <roster.csv:7>
    district:b MEMBER_OF network:x 2013..
"""


@pytest.fixture
def state(blank: Store) -> State:
    """Everything that the store holds."""
    return lambda: (blank.facts(), list(blank.all_nodes()), list(blank.all_statements()))


def test_a_load_says_what_it_added(blank: Store, draw: Draw) -> None:
    changes = blank.write(draw(SMALL))
    assert (changes.nodes_added, changes.nodes_changed, changes.statements_added) == (3, 0, 3)
    assert (changes.unchanged, changes.vanished, changes.rows) == (0, 0, [])
    assert not changes.nothing


def test_what_was_written_is_read_back_as_it_was(blank: Store, draw: Draw, state: State) -> None:
    records = draw(SMALL)
    blank.write(records)
    facts, nodes, statements = state()
    assert (facts.nodes, facts.ties) == (3, 2)
    assert nodes == sorted(r for r in records if isinstance(r, Node))
    assert statements == [r for r in records if isinstance(r, Statement)]


def test_writing_twice_changes_nothing(blank: Store, draw: Draw, state: State) -> None:
    blank.write(draw(SMALL))
    before = state()
    changes = blank.write(draw(SMALL))
    assert state() == before
    assert (changes.nothing, changes.unchanged, changes.vanished) == (True, 6, 0)


def test_a_load_of_nothing_makes_an_empty_store(blank: Store, state: State) -> None:
    assert blank.write([]).nothing
    facts, nodes, statements = state()
    assert (facts.nodes, facts.ties, facts.data_hash) == (0, 0, "0" * 32)
    assert nodes == statements == []


def test_loads_add_up_to_what_one_load_gives(blank: Store, draw: Draw, state: State) -> None:
    records = draw(SMALL)
    for record in records:
        blank.write([record])
    one_by_one = state()
    blank.write(records)
    assert state() == one_by_one
    assert one_by_one[0].ties == 2


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (Node("a", "district", "A"), Node("a", "district", "A", ("Alpha",), {"state": "NH"})),
        (Node("a", "district", "B"), Node("a", "district", "B", ("Alpha",), {"state": "NH"})),
        (Node("a", "district", ""), Node("a", "district", "A", ("Alpha",), {"state": "NH"})),
        (
            Node("a", "district", "A", ("Beta",)),
            Node("a", "district", "A", ("Beta",), {"state": "NH"}),
        ),
        (
            Node("a", "district", "A", (), {"state": "ME", "city": "C"}),
            Node("a", "district", "A", ("Alpha",), {"state": "ME", "city": "C"}),
        ),
    ],
)
@pytest.mark.parametrize("together", [True, False])
def test_an_entity_takes_over_what_is_not_empty(
    blank: Store, said: Node, expected: Node, together: bool
) -> None:
    first = Node("a", "district", "A", ("Alpha",), {"state": "NH"})
    for load in ([first, said],) if together else ([first], [said]):
        blank.write(load)
    assert list(blank.all_nodes()) == [expected]
    digest = GraphDigest()
    digest.add([node_digest(expected)])
    assert blank.facts().data_hash == str(digest)
    assert blank.write([expected]).nothing


def test_an_entity_is_found_by_its_new_names_and_no_longer_by_the_old(blank: Store) -> None:
    blank.write([Node("a", "district", "Old Name", ("Old",), {"nces_id": "3300001"})])
    blank.write([Node("a", "district", "New Name", ("New",), {"nces_id": "3300002"})])

    def ids(text: str) -> list[int]:
        found = [naming.tier for naming in blank.named([text])[text]]
        return [found.count(tier) for tier in ("nces_id", "bare", "part")]

    assert [ids(text) for text in ("3300001", "old name", "old")] == [[0] * 3] * 3
    assert [ids(t) for t in ("3300002", "new name", "new")] == [
        [1, 0, 0],
        [0, 1, 1],
        [0, 1, 1],
    ]


def test_an_update_moves_an_entity_to_its_new_state(blank: Store) -> None:
    blank.write([Node("x", "network", "X", (), {"scope_state": "NH"})])
    blank.write([Node("x", "network", "X", (), {"scope_state": "ME"})])
    assert blank.catalogue(["network"], "NH") == []
    assert [node.id for node in blank.catalogue(["network"], "ME")] == ["x"]


@pytest.mark.parametrize("together", [True, False])
def test_a_founding_that_becomes_known_changes_what_holds(
    blank: Store, draw: Draw, together: bool
) -> None:
    first = draw("district:a MEMBER_OF network:x ..\nnetwork:x PARTNERS_WITH district:b 2009..")
    later = draw("network:x = X {founded=2012}")
    for load in ([*first, *later],) if together else (first, later):
        blank.write(load)

    def held(on: str | None) -> tuple[int, int, int]:
        day = read_as_of(on)
        walk = blank.walk(["MEMBER_OF", "PARTNERS_WITH"], day)
        steps = list(walk.around(list(walk.handles(["network:x"]).values())))
        ties = blank.ties(["network:x"], ["MEMBER_OF", "PARTNERS_WITH"], day)
        return len(steps), len(ties), sum(blank.tally(day).tie_types.values())

    assert held("2011") == (0, 0, 0)
    assert held("2012") == held(None) == (2, 2, 2)


@pytest.mark.parametrize(
    ("second", "spells"),
    [
        ("2014..2016", ["2012..2016"]),
        ("2016..", ["2012..2014", "2016.."]),
        ("..", ["2012..2014"]),
    ],
)
def test_a_statement_that_comes_later_makes_the_spells_anew(
    blank: Store, draw: Draw, written: Written, second: str, spells: list[str]
) -> None:
    blank.write(draw("district:a MEMBER_OF network:x 2012..2014"))
    blank.write(draw(f"district:a MEMBER_OF network:x {second}"))
    (tie,) = blank.ties(["district:a"], ["MEMBER_OF"], None)
    assert [written(spell) for spell in tie.spells] == spells
    on_the_way = blank.walk(["MEMBER_OF"], days("2016"))
    steps = on_the_way.around(list(on_the_way.handles(["district:a"]).values()))
    assert len(list(steps)) == (0 if second == ".." else 1)
    assert blank.facts().ties == 1


@pytest.mark.parametrize(
    ("url", "shown", "count"),
    [("https://page.org", [("b.csv", 9)], 1), (None, [("a.csv", 7), ("b.csv", 9)], 2)],
)
def test_a_page_is_the_same_evidence_whatever_file_names_it(
    blank: Store, url: str | None, shown: list[tuple[str, int]], count: int
) -> None:
    ends = [Node("a", "district", "A"), Node("x", "network", "X")]
    for file, line in (("a.csv", 7), ("b.csv", 9)):
        evidence = Source(url, file, line, "2015")
        blank.write([*ends, Statement("a", "MEMBER_OF", "x", "chair", evidence=evidence)])
    found = [statement.evidence for statement in blank.all_statements()]
    assert [(source.file, source.line) for source in found] == shown
    assert blank.tally(None).statements == count


def test_a_row_that_moved_is_shown_where_it_stands_now(blank: Store, draw: Draw) -> None:
    blank.write(draw("district:a MEMBER_OF network:x 2012.. <roster.csv:7>"))
    before = blank.facts()
    changes = blank.write(draw("district:a MEMBER_OF network:x 2012.. <roster.csv:12>"))
    assert (changes.nothing, blank.facts()) == (True, before)
    assert [s.evidence.line for s in blank.all_statements()] == [12]


@pytest.mark.parametrize("batch", [1, 5_000])
def test_the_same_row_twice_in_a_load_is_one_statement_shown_where_it_stands_first(
    blank: Store, draw: Draw, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr(spool, "BATCH", batch)
    rows = "district:a MEMBER_OF network:x 2012.. <roster.csv:{}>"
    changes = blank.write(draw("\n".join(rows.format(line) for line in (7, 8))))
    assert (changes.statements_added, changes.unchanged) == (1, 1)
    assert [s.evidence.line for s in blank.all_statements()] == [7]


@pytest.mark.parametrize("batch", [1, 2, 3, 5_000])
def test_the_size_of_batches_shows_in_no_count(
    blank: Store, draw: Draw, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr(spool, "BATCH", batch)
    again = draw("district:a = B {city=C}\nnetwork:x = X")
    changes = blank.write([*draw(SMALL), *again])
    assert (changes.nodes_added, changes.nodes_changed, changes.statements_added) == (3, 0, 3)
    changes = blank.write([*again, *again])
    assert (changes.nodes_changed, changes.unchanged) == (0, 4)


def test_progress_is_told(blank: Store, draw: Draw) -> None:
    told: list[int] = []
    blank.write(draw(SMALL), progress=told.append)
    assert told[-1] == 6
    assert told == sorted(told)


@pytest.mark.parametrize("together", [True, False])
def test_an_entity_keeps_its_kind(blank: Store, together: bool) -> None:
    one, other = Node("a", "district", "A"), Node("a", "school", "A")
    if not together:
        blank.write([one])
    with pytest.raises(StoreError, match="a is a district in the store and a school in the source"):
        blank.write([one, other] if together else [other])
