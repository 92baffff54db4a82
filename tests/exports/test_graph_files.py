"""GraphML, GEXF and node-link JSON: read back by NetworkX, with plain values alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from graph.model import Node, Source, Statement
from graph.opening import open_store
from netweave.exports.export import export
from netweave.exports.graph_files import flat_graph

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.store import Store
    from tests.conftest import Draw

DRAWN = """
    network:x = Netz „Ä“ | X | The X {founded=2010 stated_members=9}
    district:a MEMBER_OF network:x 2001..2003 <old.org 2002>
    district:a MEMBER_OF network:x 2012.. [chair] <new.org>
    district:a MEMBER_OF network:x 2013.. [member] <newer.org> inferred
    district:a ATTENDS network:x 2014.. <ties.csv:4> inferred
"""


@pytest.fixture
def store(tmp_path: Path, draw: Draw) -> Iterator[Store]:
    with open_store(tmp_path / "store.db", create=True) as store:
        store.write(draw(DRAWN))
        yield store


def read(path: Path) -> nx.MultiDiGraph[str]:
    if path.suffix == ".json":
        document = json.loads(path.read_text(encoding="utf-8"))
        return nx.MultiDiGraph(nx.node_link_graph(document, edges="edges"))
    if path.suffix == ".graphml":
        return nx.MultiDiGraph(nx.read_graphml(path, force_multigraph=True))
    return nx.MultiDiGraph(nx.read_gexf(path))


def tags(path: Path, name: str) -> list[ET.Element]:
    tree = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 - our own file
    return [tag for tag in tree.iter() if tag.tag.endswith(f"}}{name}")]


@pytest.mark.parametrize("ending", [".graphml", ".gexf", ".json"])
def test_networkx_reads_every_format_back(store: Store, tmp_path: Path, ending: str) -> None:
    (written,) = export(store, f"{tmp_path}/graph{ending}")
    graph = read(tmp_path / f"graph{ending}")
    assert (written.entities, written.ties) == (2, 3)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (2, 3)
    network = graph.nodes["network:x"]
    assert (network["name"], network["kind"], network["aliases"]) == (
        "Netz „Ä“",
        "network",
        "X|The X",
    )
    assert network["stated_members"] == 9
    kind = "tie_type" if ending == ".gexf" else "type"
    assert sorted(edge[kind] for _, _, edge in graph.edges(data=True)) == [
        *("ATTENDS", "MEMBER_OF", "MEMBER_OF"),
    ]


def test_an_edge_is_a_spell_with_plain_values(store: Store) -> None:
    edges = sorted((edge for _, _, edge in flat_graph(store).edges(data=True)), key=str)
    assert edges == [
        {
            "type": "ATTENDS",
            "since": "2014",
            "until": "2014",
            "confidence": "inferred",
            "file": "ties.csv",
        },
        {
            "type": "MEMBER_OF",
            "since": "2001",
            "until": "2003",
            "confidence": "stated",
            "url": "https://old.org",
            "as_of": "2002",
        },
        {
            "type": "MEMBER_OF",
            "since": "2012",
            "role": "chair; member",
            "confidence": "stated",
            "url": "https://new.org|https://newer.org",
        },
    ]


def test_a_date_keeps_what_held(store: Store, tmp_path: Path) -> None:
    (written,) = export(store, f"{tmp_path}/graph.json", as_of="2012")
    assert (written.entities, written.ties) == (2, 1)


@pytest.mark.parametrize("ending", [".graphml", ".gexf"])
def test_edges_have_ids_of_their_own(store: Store, tmp_path: Path, ending: str) -> None:
    export(store, f"{tmp_path}/graph{ending}")
    edges = tags(tmp_path / f"graph{ending}", "edge")
    ids = [edge.get("id") for edge in edges]
    assert len(set(ids)) == 3


def test_gexf_labels_nodes_by_name_and_edges_by_type(store: Store, tmp_path: Path) -> None:
    export(store, f"{tmp_path}/graph.gexf")
    nodes = tags(tmp_path / "graph.gexf", "node")
    labels = {node.get("id"): node.get("label") for node in nodes}
    assert labels == {"network:x": "Netz „Ä“", "district:a": "a"}
    edges = tags(tmp_path / "graph.gexf", "edge")
    assert {edge.get("label") for edge in edges} == {"MEMBER_OF", "ATTENDS"}
    assert {edge.get("type") for edge in edges} == {None}


def test_names_that_mean_something_else_are_marked(tmp_path: Path) -> None:
    properties = {"id": "1", "label": "l", "start": "s", "viz": "v", "key": "k"}
    nodes = [Node("a:1", "organization", "A", (), properties), Node("a:2", "network", "B")]
    said = Statement(
        *("a:1", "HOSTS", "a:2"), evidence=Source("u"), properties={"source": "x", "label": "y"}
    )
    with open_store(tmp_path / "store.db", create=True) as store:
        store.write([*nodes, said])
        for ending in (".graphml", ".gexf", ".json"):
            export(store, f"{tmp_path}/graph{ending}")
            graph = read(tmp_path / f"graph{ending}")
            assert set(graph) == {"a:1", "a:2"}
            assert graph.nodes["a:1"]["property:id"] == "1"
            (edge,) = (edge for _, _, edge in graph.edges(data=True))
            assert edge["property:source"] == "x"


def test_characters_that_xml_cannot_hold_are_replaced(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.db", create=True) as store:
        store.write([Node("a:1", "organization", "A\x0b\ufffe", (), {"note": "x\x1by"})])
        for ending in (".graphml", ".gexf"):
            export(store, f"{tmp_path}/graph{ending}")
            assert read(tmp_path / f"graph{ending}").nodes["a:1"]["name"] == "A\ufffd\ufffd"
        export(store, f"{tmp_path}/graph.json")
        assert read(tmp_path / "graph.json").nodes["a:1"]["name"] == "A\x0b\ufffe"
