"""Nothing of the model is lost on a server: what is read back is what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import spool
from graph.copying import copy
from graph.model import Node, Source, Statement
from graph.offline.store import OfflineStore
from loaders.load import load
from netweave.data import bundled
from tests.servers import EXAMPLES, neo4j_store, wipe

if TYPE_CHECKING:
    from pathlib import Path

    from hypothesis.strategies import SearchStrategy

    from graph.on_neo4j.store import Neo4jStore
    from graph.store import Reader
    from tests.conftest import Record
    from tests.neo4j.conftest import Offline

pytestmark = pytest.mark.neo4j

NAMES = (
    "'}) DETACH DELETE n //",
    "`x`",
    "\\u0027",
    "$on",
    "Ünïcödé 学区 🏫",
    '"; MATCH (n) DELETE n',
)


def whole(store: Reader) -> tuple[object, ...]:
    """Everything that a store holds, in one order; of the ties, their statements in row order."""
    ties: dict[object, list[Statement]] = {}
    for statement in store.all_statements():
        ties.setdefault(statement.key, []).append(statement)
    return store.facts()[1:], list(store.all_nodes()), ties


@pytest.mark.parametrize("batch", [10_000, 300])
def test_the_bundled_set_goes_there_and_back(
    neo4j_target: str, tmp_path: Path, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spool, "BATCH", batch)
    with (
        OfflineStore(str(tmp_path / "one.db")) as one,
        OfflineStore(str(tmp_path / "two.db")) as two,
        neo4j_store(neo4j_target) as between,
    ):
        load([bundled()], one)
        assert copy(one, between).equal
        assert copy(between, two).equal
        assert whole(one) == whole(between) == whole(two)
        assert one.facts().nodes == 964
        assert one.facts().ties == 1509


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_graph_goes_there_and_back(
    data: st.DataObject,
    graphs: SearchStrategy[list[Record]],
    neo4j_target: str,
    offline: Offline,
) -> None:
    records = data.draw(graphs)
    one = offline(records)
    with neo4j_store(neo4j_target, records) as between:
        assert whole(between) == whole(one)
        assert between.tally(None) == one.tally(None)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_just_a_name(store: Neo4jStore, name: str) -> None:
    nodes = [
        Node(f"district:{name}", "district", name, (name, "other"), {name: name}),
        Node("network:x", "network", "X"),
    ]
    tie = Statement(nodes[0].id, "MEMBER_OF", "network:x", name, None, None, Source(file=name))
    store.write([*nodes, tie], origin=name)
    assert list(store.all_nodes()) == nodes
    assert list(store.all_statements()) == [tie]
    found = store.named([name.upper()])[name.upper()]
    assert nodes[0].id in {naming.node.id for naming in found}


@pytest.mark.parametrize(
    "properties",
    [
        {"huge": 1 << 70, "small": -(1 << 63)},
        {"id": "x", "kind": "y", "name": "z", "aliases": "a|b"},
        {"property:name": "x", "netweave:search": "y", "netweave:origin": "z"},
        {"whole": 3, "broken": 3.0, "tiny": 1e-300},
        {"labels": "x", "key": "y", "type": "z", "": "no name"},
    ],
)
def test_a_property_of_any_name_and_value_is_kept(
    store: Neo4jStore, properties: dict[str, str | int | float]
) -> None:
    node = Node("district:a", "district", "A", (), properties)
    store.write([node])
    (found,) = store.all_nodes()
    assert found == node
    assert [type(found.properties[name]) for name in properties] == list(
        map(type, properties.values())
    )


def test_entities_come_in_the_order_of_code_points(store: Neo4jStore) -> None:
    ids = ["district:Z", "district:a", "district:ä", "district:\uffee", "district:\U0001f3eb"]
    store.write([Node(i, "district", i) for i in reversed(ids)])
    assert [node.id for node in store.all_nodes()] == ids
    assert [node.id for node in store.catalogue(["district"])] == ids


def test_one_relationship_is_one_spell_with_its_window_and_its_key(store: Neo4jStore) -> None:
    ends = [Node("district:a", "district", "A"), Node("network:x", "network", "X")]
    dates = [("2010", "2012"), ("2012-06", None), ("2005", "2006-03")]
    ties = [Statement("district:a", "MEMBER_OF", "network:x", None, *both) for both in dates]
    store.write([*ends, *ties])
    rows = store.server.rows(
        "MATCH (:District)-[r:MEMBER_OF]->(:Network:Collective:Entity) "
        "RETURN r.position, r.since, r.until, toString(r.first_day), toString(r.last_day), "
        "size(r.key), size(r.orders) ORDER BY r.position"
    )
    assert rows == [
        [0, "2005", "2006-03", "2005-01-01", "2006-03-31", 32, 1],
        [1, "2010", None, "2010-01-01", None, 32, 2],
    ]


def test_a_list_that_only_repeats_what_its_relationship_says_is_left_out(store: Neo4jStore) -> None:
    about = "district:a", "MEMBER_OF", "network:x"
    said = [
        Statement(*about, "lead", "2010", "2011", Source("one.org")),
        Statement(*about, "lead", "2010", None, Source("two.org")),
        Statement(*about, "pilot", "2005", "2005", Source("one.org")),
        Statement(*about, None, "2005-06", "2006", Source("two.org")),
        Statement(*about[:2], "network:y", None, None, None, Source("one.org")),
    ]
    ends = [
        Node("district:a", "district", "A"),
        *(Node(f"network:{i}", "network", i) for i in "xy"),
    ]
    store.write([*ends, *said])
    rows = store.server.rows(
        "MATCH ()-[r]->(:Network {id: 'network:x'}) "
        "RETURN r.role, r.roles, r.since, r.sinces ORDER BY r.position"
    )
    assert rows == [
        ["pilot", ["pilot", ""], "2005", ["2005", "2005-06"]],
        ["lead", None, "2010", None],
    ]
    assert sorted(store.all_statements(), key=repr) == sorted(said, key=repr)


def test_lists_that_are_written_out_are_read_too(store: Neo4jStore) -> None:
    about = "district:a", "ATTENDS", "event:x"
    said = [
        Statement(*about, "guest", "2010", None, Source("one.org")),
        Statement(*about, None, None, None, Source("two.org")),
    ]
    store.write([Node("district:a", "district", "A"), Node("event:x", "event", "X"), *said])
    text = "MATCH ()-[r:ATTENDS]->() SET r.roles = ['guest', ''], r.sinces = ['2010', '']"
    store.server.write(lambda transaction: transaction.run(text).consume())
    assert list(store.all_statements()) == said
    assert store.tally(None).first_since == store.tally(None).last_since == "2010"


def test_the_schema_of_the_store_is_on_the_server(store: Neo4jStore) -> None:
    wipe(store.server)
    store.write([Node("district:a", "district", "A", ("Alpha",))])
    constraints = store.server.rows("SHOW CONSTRAINTS YIELD name RETURN name")
    indexes = store.server.rows("SHOW INDEXES YIELD name, type, state RETURN name, type, state")
    assert {"netweave_entity_id", "netweave_nces_id", "netweave_meta"} <= {
        c[0] for c in constraints
    }
    kinds = {name: (kind, state) for name, kind, state in indexes}
    assert kinds["netweave_names"] == ("FULLTEXT", "ONLINE")
    found = store.server.rows(
        "CALL db.index.fulltext.queryNodes('netweave_names', $text) YIELD node RETURN node.id",
        text="alpha",
    )
    assert found == [["district:a"]]
