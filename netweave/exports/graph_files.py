"""A graph as one file for other programs: GraphML, GEXF, node-link JSON.

These formats hold plain values only, so lists are joined by ``|``, and what is not known is left
out. One edge is one spell of one tie.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from netweave.exports.replacing import COMMENT, SOFTWARE
from netweave.exports.whole import whole_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    import networkx as nx

    from graph.model import Statement
    from graph.store import Reader

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold."""
_EDGE_OWN = frozenset(
    {"type", "since", "until", "role", "confidence", "url", "file", "as_of"}
    | {"source", "target", "key", "id"}
)
_GEXF_OWN = frozenset(
    {"id", "label", "pid", "start", "end", "parents", "slices", "spells", "viz", "weight", "type"}
)
"""Names that mean something of its own to GEXF."""
_PREFIX = "property:"
"""Marks a property that carries a name which means something else."""


def write_graph(
    store: Reader, target: Path, ending: str, *, as_of: str | None = None
) -> tuple[int, int]:
    """Write one file, all of it or nothing.

    Parameters
    ----------
    ending
        A key of `WRITERS`.
    as_of
        Only ties that held on this date.

    Returns
    -------
    tuple of int
        How many entities and spells it holds.

    Raises
    ------
    ExportError
        If the file cannot be written.
    """
    with whole_file(target) as draft:
        graph = flat_graph(store, as_of)
        WRITERS[ending](graph, draft)
    return graph.number_of_nodes(), graph.number_of_edges()


def flat_graph(store: Reader, as_of: str | None = None) -> nx.MultiDiGraph[str]:
    """The graph with plain values alone. The keys of its edges are numbers, each used once."""
    import networkx as nx  # noqa: PLC0415 - heavy

    from graph.in_memory.to_networkx import to_networkx  # noqa: PLC0415 - brings networkx

    with store.reading():
        full = to_networkx(store, as_of)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from((node, _plain(attributes)) for node, attributes in full.nodes(data=True))
    for number, (source, target, edge) in enumerate(full.edges(data=True)):
        graph.add_edge(source, target, number, **_flat_edge(edge))
    return graph


def _plain(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Attributes without those that are not known, lists joined."""
    plain = {
        name: "|".join(value) if isinstance(value, list) else value
        for name, value in attributes.items()
    }
    return {name: value for name, value in plain.items() if value not in (None, "")}


def _flat_edge(edge: Mapping[str, Any]) -> dict[str, Any]:
    statements: Sequence[Statement] = edge["statements"]
    evidence = [statement.evidence for statement in statements]
    stated = any(source.confidence == "stated" for source in evidence)
    further: dict[str, list[object]] = {}
    for statement in statements:
        for name, value in statement.properties.items():
            further.setdefault(_PREFIX + name if name in _EDGE_OWN else name, []).append(value)
    own = {
        **{name: edge[name] for name in ("type", "since", "until", "role")},
        "confidence": "stated" if stated else "inferred",
        "url": _distinct(source.url for source in evidence),
        "file": _distinct(source.file for source in evidence),
        "as_of": _distinct(source.as_of for source in evidence),
    }
    return _plain({**own, **{name: _distinct(values) for name, values in further.items()}})


def _distinct(values: Iterable[object]) -> list[str]:
    return list(dict.fromkeys(str(value) for value in values if value is not None))


# The formats ----------------------------------------------------------------------------------


def _write_graphml(graph: nx.MultiDiGraph[str], draft: Path) -> None:
    import networkx as nx  # noqa: PLC0415 - heavy

    # The one that needs nothing but the standard library, so that all machines write the same.
    nx.write_graphml_xml(_for_xml(graph), draft)
    _mark(draft)


def _write_gexf(graph: nx.MultiDiGraph[str], draft: Path) -> None:
    import networkx as nx  # noqa: PLC0415 - heavy

    for _, attributes in graph.nodes(data=True):
        _make_room(attributes, label=attributes["name"])
    for _, _, attributes in graph.edges(data=True):
        tie_type = attributes.pop("type")
        _make_room(attributes, label=tie_type, tie_type=tie_type)
    nx.write_gexf(_for_xml(graph), draft)
    _mark(draft)


def _make_room(attributes: dict[str, Any], **own: str) -> None:
    """Rename what would be taken for something of the format's own, and add what is."""
    for name in _GEXF_OWN & attributes.keys():
        attributes[_PREFIX + name] = attributes.pop(name)
    attributes.update(own)


def _write_json(graph: nx.MultiDiGraph[str], draft: Path) -> None:
    import networkx as nx  # noqa: PLC0415 - heavy

    graph.graph["generator"] = SOFTWARE
    document = nx.node_link_data(graph, edges="edges")
    with draft.open("w", encoding="utf-8", errors="backslashreplace") as file:
        json.dump(document, file, ensure_ascii=False)
        file.write("\n")


def _mark(draft: Path) -> None:
    """Say in XML who made it, so that it may be replaced later."""
    with draft.open("a", encoding="utf-8") as file:
        file.write(f"\n{COMMENT}\n")


def _for_xml(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """The graph with a mark in place of each character that XML cannot hold."""
    rows = [attributes for _, attributes in graph.nodes(data=True)]
    rows += [attributes for _, _, attributes in graph.edges(data=True)]
    for attributes in rows:
        for name, value in attributes.items():
            if isinstance(value, str) and _NOT_XML.search(value):
                attributes[name] = _NOT_XML.sub("\ufffd", value)
    return graph


WRITERS = {".graphml": _write_graphml, ".gexf": _write_gexf, ".json": _write_json}
"""How a graph is written, by the ending of the file."""
