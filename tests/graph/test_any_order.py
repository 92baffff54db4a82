"""The order and the batches in which a graph is written make no difference, on any engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import spool
from graph.in_memory.from_networkx import from_networkx
from graph.in_memory.to_networkx import to_networkx
from graph.model import Node, Statement
from graph.opening import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from hypothesis.strategies import SearchStrategy

    from tests.conftest import Opened, Record
    from tests.graph.conftest import Everything


@given(data=st.data())
def test_any_order_of_statements_tells_the_same(
    data: st.DataObject,
    graphs: SearchStrategy[list[Record]],
    opened: Opened,
    everything: Everything,
) -> None:
    records = data.draw(graphs)
    nodes: list[Record] = [record for record in records if isinstance(record, Node)]
    statements: list[Record] = [record for record in records if isinstance(record, Statement)]
    with opened(records) as store:
        expected = everything(store)
    with opened([*nodes, *data.draw(st.permutations(statements))]) as store:
        assert everything(store) == expected


@given(data=st.data())
def test_any_batches_and_any_loads_tell_the_same(
    data: st.DataObject,
    graphs: SearchStrategy[list[Record]],
    opened: Opened,
    everything: Everything,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    records = data.draw(graphs)
    with opened(records) as store:
        expected = everything(store)
    path: Path = tmp_path_factory.getbasetemp() / "in-batches.db"
    path.unlink(missing_ok=True)
    cut = data.draw(st.integers(0, len(records)))
    with pytest.MonkeyPatch.context() as patch, open_store(path, create=True) as store:
        patch.setattr(spool, "BATCH", data.draw(st.integers(1, 3)))
        store.write(records[:cut])
        store.write(records)
        assert everything(store) == expected


@given(data=st.data())
def test_a_graph_goes_to_networkx_and_back_unchanged(
    data: st.DataObject,
    graphs: SearchStrategy[list[Record]],
    opened: Opened,
    everything: Everything,
) -> None:
    with opened(data.draw(graphs)) as store:
        assert everything(from_networkx(to_networkx(store))) == everything(store)


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
