"""The arrays behind the measures: parallel ties once, no ties to itself, no isolates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.schema import MEMBERSHIP_TYPES
from queries.measures.topology import topology

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject, SearchStrategy

    from tests.conftest import Engine, Opened, Record

DRAWN = """
    district:b MEMBER_OF network:y
    district:a MEMBER_OF network:y 2010..2012
    district:a MEMBER_OF network:y 2014..
    network:y PART_OF network:x
    network:x PART_OF network:y
    network:x PART_OF network:x
    organization:o HOSTS network:y
    district:alone
"""


def test_nodes_stand_in_the_order_of_their_ids_and_ties_once(engine: Engine) -> None:
    found = topology(engine(DRAWN), MEMBERSHIP_TYPES)
    assert [node.id for node in found.nodes] == [
        *("district:a", "district:b", "network:x", "network:y"),
    ]
    assert found.collective.tolist() == [False, False, True, True]
    assert found.adjacency.toarray().tolist() == [
        [0, 0, 0, 1],
        [0, 0, 0, 1],
        [0, 0, 0, 1],
        [1, 1, 1, 0],
    ]


@pytest.mark.every_engine
def test_a_date_takes_ties_away_and_who_has_no_other(engine: Engine) -> None:
    found = topology(engine(DRAWN), ["MEMBER_OF"], "2013")
    assert [node.id for node in found.nodes] == ["district:b", "network:y"]
    assert found.two_mode


def test_nesting_makes_a_graph_one_mode(engine: Engine) -> None:
    assert not topology(engine(DRAWN), MEMBERSHIP_TYPES).two_mode


def test_nothing_is_a_graph_too(engine: Engine) -> None:
    found = topology(engine("district:alone"), MEMBERSHIP_TYPES)
    assert (found.size, found.adjacency.shape, found.two_mode) == (0, (0, 0), True)


@given(data=st.data())
def test_the_order_of_rows_changes_nothing(
    opened: Opened, graphs: SearchStrategy[list[Record]], data: DataObject
) -> None:
    records = data.draw(graphs)
    nodes = [r for r in records if hasattr(r, "kind")]
    ties = [r for r in records if not hasattr(r, "kind")]
    with opened(records) as store:
        first = topology(store, MEMBERSHIP_TYPES)
    with opened([*reversed(nodes), *reversed(ties)]) as store:
        second = topology(store, MEMBERSHIP_TYPES)
    assert first.nodes == second.nodes
    assert first.adjacency.indptr.tolist() == second.adjacency.indptr.tolist()
    assert first.adjacency.indices.tolist() == second.adjacency.indices.tolist()
