"""How new entities travel: usual properties in a sheet, all others, and odd values, beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Node
from graph.on_neo4j.rows import node_properties
from graph.on_neo4j.writing.columns import entity_query
from graph.schema import PROPERTIES

if TYPE_CHECKING:
    from graph.on_neo4j.store import Neo4jStore

NAMES = st.sampled_from(["state", "enrollment", "lat", "founded"]) | st.text(min_size=1)
VALUES = st.text() | st.integers(-(10**20), 10**20) | st.floats() | st.sampled_from(["", "x'}) //"])
OURS = {
    *("id", "kind", "name", "aliases", "netweave:search", "netweave:origin"),
    *("state", "scope_state", "city", "website", "source_url", "source_date", *PROPERTIES),
}
ODD: tuple[dict[str, Any], ...] = (
    {"state": ""},
    {"state": "ME", "enrollment": "many"},
    {"enrollment": 2**70, "lat": 7},
    {"lat": float("inf"), "lon": -71.123456789012345},
    {"enrollment": -5, "name": "its own name", "`'}) DETACH DELETE n //": "x"},
)


@given(st.dictionaries(NAMES, VALUES))
def test_no_name_or_value_of_a_user_becomes_part_of_a_query(properties: dict[str, Any]) -> None:
    node = Node("district:a", "district", "A", (), properties)
    text, parameters = entity_query("district", [node_properties(node, "file.csv")])
    before, _, after = text.partition("SET n = {")
    made, _, end = after.partition("} ")
    assert set(re.findall("`([^`]*)`", made)) <= OURS
    assert set(re.sub("`[^`]*`", "", made)) <= set("nullIf(cells[0123456789], '') toIgrFa:split$m")
    assert before.endswith("CREATE (n:Entity:District) ")
    assert end in ("RETURN count(*)", "SET n += further RETURN count(*)")
    assert set(parameters) <= {"sheet", "row", "field", "item", "further"}


def test_what_no_entity_has_is_not_asked_for() -> None:
    both = [Node("district:a", "district", "A"), Node("district:b", "district", "B", ("Bee",))]
    text, given_with_it = entity_query("district", [node_properties(node, "") for node in both])
    assert "`aliases`: split(" in text
    assert "`state`" not in text
    assert "further" not in given_with_it


@pytest.mark.neo4j
def test_odd_values_and_names_come_back_as_they_were(store: Neo4jStore) -> None:
    nodes = [
        Node(f"district:{place}", "district", "A", ("", "B") if place == 1 else ("C",), odd)
        for place, odd in enumerate(ODD)
    ]
    store.write(nodes)
    found = {node.id: node for node in store.all_nodes()}
    for node in nodes:
        there = found[node.id]
        filled = {name: value for name, value in node.properties.items() if value != ""}
        assert (there.name, there.aliases) == (node.name, node.aliases)
        assert dict(there.properties) == filled
