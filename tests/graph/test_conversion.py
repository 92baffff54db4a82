"""To NetworkX and back, and a graph that somebody has made themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

from graph.errors import DateError, StoreError
from graph.in_memory.from_networkx import from_networkx
from graph.in_memory.to_networkx import to_networkx
from graph.model import Node, Source, Statement
from graph.opening import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from graph.store import Reader
    from tests.conftest import Engine, Record

    Own = Callable[..., nx.MultiDiGraph[Any]]

SMALL = """
    district:a = Alpha | A {state=NH enrollment=635}
    network:x = X {founded=2011}
    district:a MEMBER_OF network:x 2018.. [again] <page.org 2020>
    district:a MEMBER_OF network:x 2010..2012 [chair]
    district:a MEMBER_OF network:x ..
    district:a USES_MODEL network:x 2010..2010
    district:b
"""


def test_an_entity_is_a_node_with_its_properties(engine: Engine) -> None:
    graph = to_networkx(engine(SMALL))
    assert list(graph.nodes) == ["district:a", "district:b", "network:x"]
    assert graph.nodes["district:a"] == {
        "kind": "district",
        "name": "Alpha",
        "aliases": ["A"],
        "state": "NH",
        "enrollment": 635,
    }


def test_a_spell_is_an_edge_with_its_dates_role_and_statements(engine: Engine) -> None:
    graph = to_networkx(engine(SMALL))
    edges = {key: edge for _, _, key, edge in graph.edges(keys=True, data=True)}
    assert {key: (e["type"], e["since"], e["until"], e["role"]) for key, e in edges.items()} == {
        "MEMBER_OF": ("MEMBER_OF", "2010", "2012", "chair"),
        "MEMBER_OF 2": ("MEMBER_OF", "2018", None, "again"),
        "USES_MODEL": ("USES_MODEL", "2010", "2010", None),
    }
    assert [s.evidence for s in edges["MEMBER_OF 2"]["statements"]] == [
        Source("https://page.org", as_of="2020")
    ]


@pytest.mark.parametrize(
    ("as_of", "keys"),
    [
        ("2010", []),
        ("2011", ["MEMBER_OF"]),
        ("2015", []),
        ("2019", ["MEMBER_OF"]),
        (None, ["MEMBER_OF", "MEMBER_OF 2", "USES_MODEL"]),
    ],
)
def test_the_graph_of_a_date_has_all_entities_and_the_ties_that_hold(
    engine: Engine, as_of: str | None, keys: list[str]
) -> None:
    graph = to_networkx(engine(SMALL), as_of)
    assert len(graph) == 3
    assert [key for _, _, key in graph.edges(keys=True)] == keys


def test_a_date_must_be_one(engine: Engine) -> None:
    with pytest.raises(DateError):
        to_networkx(engine(SMALL), "lately")


def test_back_again_it_is_an_equal_store(engine: Engine) -> None:
    store = engine(SMALL)
    again = from_networkx(to_networkx(store))
    assert again.facts()[1:] == store.facts()[1:]
    assert again.tally(None) == store.tally(None)
    assert list(again.all_nodes()) == list(store.all_nodes())


def test_a_property_may_bear_a_name_of_ours(engine: Engine) -> None:
    names = ("id", "kind", "name", "aliases", "self", "property:id", "type")
    node = Node("district:a", "district", "A", (), dict.fromkeys(names, "other"))
    store = engine([node])
    assert list(from_networkx(to_networkx(store)).all_nodes()) == [node]


def test_an_engine_in_memory_says_what_it_is() -> None:
    with from_networkx(nx.MultiDiGraph()) as store:
        assert store.facts() == ("networkx", 0, 0, "0" * 32)


@pytest.fixture
def own() -> Own:
    """A graph as one makes it by hand: a district, a network, and an edge with attributes."""

    def make(*, key: str | None = None, **edge: object) -> nx.MultiDiGraph[Any]:
        graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
        graph.add_node("a", kind="district")
        graph.add_node("x", kind="network", name="X", aliases=["Ex"], founded="2010", city=None)
        graph.add_edge("a", "x", key, **edge)
        return graph

    return make


def statements(graph: nx.MultiDiGraph[Any]) -> list[Statement]:
    return list(from_networkx(graph).all_statements())


def test_a_node_is_named_by_its_id_unless_it_has_a_name(own: Own) -> None:
    assert list(from_networkx(own(type="MEMBER_OF")).all_nodes()) == [
        Node("a", "district", "a"),
        Node("x", "network", "X", ("Ex",), {"founded": "2010"}),
    ]


def test_an_edge_is_one_statement(own: Own) -> None:
    edge = {"type": "MEMBER_OF", "since": "2012", "until": "2014", "role": "chair"}
    source = {"url": "https://page.org", "as_of": "2015", "confidence": "inferred"}
    assert statements(own(**edge, **source)) == [
        Statement(
            *("a", "MEMBER_OF", "x", "chair", "2012", "2014"),
            Source("https://page.org", None, None, "2015", "inferred"),
        )
    ]
    assert statements(own(type="MEMBER_OF")) == [Statement("a", "MEMBER_OF", "x")]


def test_the_key_of_an_edge_may_be_its_type(own: Own) -> None:
    assert statements(own(key="MEMBER_OF")) == [Statement("a", "MEMBER_OF", "x")]


def test_a_year_and_a_role_may_be_numbers(own: Own) -> None:
    (said,) = statements(own(type="MEMBER_OF", since=2012, role=1))
    assert (said.since, said.role) == ("2012", "1")


def test_what_is_empty_is_unknown(own: Own) -> None:
    empty = dict.fromkeys(("role", "since", "until", "url", "as_of"), "")
    assert statements(own(type="MEMBER_OF", **empty)) == [Statement("a", "MEMBER_OF", "x")]


def test_edges_that_say_the_same_are_one_statement_as_in_any_store(
    own: Own, tmp_path: Path
) -> None:
    graph = own(type="MEMBER_OF", since="2012")
    graph.add_edge("a", "x", type="MEMBER_OF", since="2012")
    in_memory = from_networkx(graph)
    records: list[Record] = [*in_memory.all_nodes(), *in_memory.all_statements()]
    with open_store(tmp_path / "graph.db", create=True) as store:
        store.write(records)
        assert in_memory.facts()[1:] == store.facts()[1:]
        assert in_memory.tally(None) == store.tally(None)


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ({"name": None}, Node("a", "district", "a")),
        ({"name": ""}, Node("a", "district", "a")),
        ({"name": 5}, Node("a", "district", "5")),
        ({"aliases": "Alpha | Beta"}, Node("a", "district", "a", ("Alpha", "Beta"))),
        ({"aliases": ["Alpha", ""]}, Node("a", "district", "a", ("Alpha",))),
        ({"aliases": None, "city": "", "lat": float("nan")}, Node("a", "district", "a")),
        ({"lat": 42.5, "grade": 9}, Node("a", "district", "a", (), {"lat": 42.5, "grade": 9})),
    ],
)
def test_attributes_are_read_as_a_file_would_give_them(given: dict[str, Any], read: Node) -> None:
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    graph.add_node("a", kind="district", **given)
    assert list(from_networkx(graph).all_nodes()) == [read]


def test_a_graph_without_parallel_edges_will_do_but_not_one_without_directions(own: Own) -> None:
    simple: nx.DiGraph[Any] = nx.DiGraph(own(type="MEMBER_OF"))
    assert [s.key for s in from_networkx(simple).all_statements()] == [("a", "MEMBER_OF", "x")]
    with pytest.raises(StoreError, match="has no directions"):
        from_networkx(simple.to_undirected())


def test_the_graph_is_left_as_it_was_and_read_once(own: Own) -> None:
    graph = own(type="MEMBER_OF")
    before: nx.MultiDiGraph[Any] = nx.MultiDiGraph(graph)
    store: Reader = from_networkx(graph)
    assert nx.utils.graphs_equal(graph, before)
    graph.remove_node("a")
    assert store.facts().nodes == 2


@pytest.mark.parametrize(
    ("edge", "said"),
    [
        ({}, r"Edge a – x has the type .*\. Give it one of: MEMBER_OF, PART_OF"),
        ({"type": "KNOWS"}, r"Edge a – x has the type 'KNOWS'\. Give it one of: MEMBER_OF"),
        ({"type": "PART_OF"}, "Edge a – x: PART_OF cannot join a district to a network"),
        ({"type": "LEADS"}, r"LEADS cannot join .*\. It joins a person to any kind"),
        ({"type": "MEMBER_OF", "since": "lately"}, "Edge a – x: 'lately' is not a date"),
        ({"type": "MEMBER_OF", "until": "2012-13"}, "Edge a – x: '2012-13' is not a day"),
        (
            {"type": "MEMBER_OF", "since": "2013", "until": "2012"},
            "begins in 2013 and ends in 2012",
        ),
        ({"type": "MEMBER_OF", "as_of": "lately"}, "Edge a – x: 'lately' is not a date"),
        ({"type": "MEMBER_OF", "confidence": "guess"}, "confidence 'guess'"),
    ],
)
def test_an_edge_must_fit_the_schema(own: Own, edge: dict[str, Any], said: str) -> None:
    with pytest.raises(StoreError, match=said):
        from_networkx(own(**edge))


@pytest.mark.parametrize(
    "attributes", [{}, {"kind": None}, {"kind": "planet"}, {"kind": "District"}]
)
def test_a_node_must_have_a_kind(attributes: dict[str, Any]) -> None:
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    graph.add_node("a", **attributes)
    with pytest.raises(
        StoreError, match=r"Node 'a' has the kind .*\. Give it one of: district, school"
    ):
        from_networkx(graph)


def test_an_nces_id_is_unique_here_too() -> None:
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    graph.add_nodes_from(["a", "b"], kind="district", nces_id="3300001")
    with pytest.raises(StoreError, match="a and b both carry the NCES id 3300001"):
        from_networkx(graph)
