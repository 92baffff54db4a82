"""The order and the batches in which a graph is written make no difference, on any engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.conversion import to_networkx
from graph.dates import days
from graph.digest import evidence_file, statement_digest
from graph.from_graph import from_networkx
from graph.model import Node, Statement
from graph.offline import writing
from graph.opening import open_store
from graph.schema import TIE_TYPES

if TYPE_CHECKING:
    from pathlib import Path

    from hypothesis.strategies import SearchStrategy

    from graph.model import Spell
    from graph.store import Reader
    from tests.conftest import Opened, Record

DATES = (None, "2011", "2012-07", "2013", "2015-03-31")


def told(store: Reader) -> list[object]:
    """All that a store says, but for the order of rows within a spell."""
    ids = [node.id for node in store.all_nodes()]
    answers: list[object] = [store.facts()[1:], sorted(store.all_nodes())]
    for on in DATES:
        day = None if on is None else days(on)
        ties = store.ties(ids, TIE_TYPES, day)
        walk = store.walk(TIE_TYPES, day)
        handles = walk.handles(ids)
        names = walk.ids(handles.values())
        answers += [
            store.tally(day),
            [(tie.key, [spell_told(spell) for spell in tie.spells]) for tie in ties],
            sorted((names[a], names[b], marks) for a, b, marks in walk.around(handles.values())),
            store.sizes(ids, day),
        ]
    return answers


def spell_told(spell: Spell) -> tuple[object, ...]:
    said = sorted((statement_digest(s), evidence_file(s)) for s in spell.statements)
    return spell.since, spell.until, spell.stated, said


@given(data=st.data())
def test_any_order_of_statements_tells_the_same(
    data: st.DataObject, graphs: SearchStrategy[list[Record]], opened: Opened
) -> None:
    records = data.draw(graphs)
    nodes: list[Record] = [record for record in records if isinstance(record, Node)]
    statements: list[Record] = [record for record in records if isinstance(record, Statement)]
    with opened(records) as store:
        expected = told(store)
    with opened([*nodes, *data.draw(st.permutations(statements))]) as store:
        assert told(store) == expected


@given(data=st.data())
def test_any_batches_and_any_loads_tell_the_same(
    data: st.DataObject,
    graphs: SearchStrategy[list[Record]],
    opened: Opened,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    records = data.draw(graphs)
    with opened(records) as store:
        expected = told(store)
    path: Path = tmp_path_factory.getbasetemp() / "in-batches.db"
    path.unlink(missing_ok=True)
    cut = data.draw(st.integers(0, len(records)))
    with pytest.MonkeyPatch.context() as patch, open_store(path, create=True) as store:
        patch.setattr(writing, "BATCH", data.draw(st.integers(1, 3)))
        store.write(records[:cut])
        store.write(records)
        assert told(store) == expected


@given(data=st.data())
def test_a_graph_goes_to_networkx_and_back_unchanged(
    data: st.DataObject, graphs: SearchStrategy[list[Record]], opened: Opened
) -> None:
    with opened(data.draw(graphs)) as store:
        assert told(from_networkx(to_networkx(store))) == told(store)


@given(data=st.data())
def test_a_load_and_its_rehearsal_agree_and_a_second_load_changes_nothing(
    data: st.DataObject,
    graphs: SearchStrategy[list[Record]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    records = data.draw(graphs)
    path: Path = tmp_path_factory.getbasetemp() / "rehearsed.db"
    path.unlink(missing_ok=True)
    with open_store(path, create=True) as store:
        rehearsed = store.write(records, dry_run=True)
        assert len(rehearsed.rows) == rehearsed.nodes_added + rehearsed.statements_added
        rehearsed.rows.clear()
        assert store.write(records) == rehearsed
        file = path.read_bytes()
        assert store.write(records).nothing
        assert path.read_bytes() == file
