"""A graph that an earlier version wrote is found by its names: its labels are derived anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.model import Node, Note
from tests.servers import neo4j_store

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

pytestmark = pytest.mark.neo4j


def as_format_1(transaction: ManagedTransaction) -> None:
    """Leave the graph as the first format had it."""
    transaction.run("MATCH (n:Entity) SET n.`netweave:search` = '\\nst. mary\\n'").consume()
    transaction.run("MATCH (m:NetweaveMeta) SET m.format = 1").consume()


def test_its_labels_are_derived_anew_when_a_name_is_asked_about(neo4j_target: str) -> None:
    with neo4j_store(neo4j_target, [Node("d", "district", "St. Mary's Public Schools")]) as store:
        facts = store.facts()
        store.server.write(as_format_1)
        for _ in range(2):
            assert [naming.tier for naming in store.named(["St Marys"])["St Marys"]] == [
                "bare",
                "part",
            ]
        assert store.auditor.recount().rows == ()
        assert store.facts() == facts


def test_a_write_brings_it_up_to_date(neo4j_target: str) -> None:
    with neo4j_store(neo4j_target, [Node("d", "district", "St. Mary's Public Schools")]) as store:
        store.server.write(as_format_1)
        store.write([Note("decision", "1", "x")], act="decide")
        assert store.auditor.recount().rows == ()
