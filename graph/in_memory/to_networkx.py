"""The graph as a NetworkX graph, for notebooks and exports.

A node carries ``kind``, ``name``, ``aliases`` and its properties; an edge is one spell of one
tie, with ``type``, ``since``, ``until``, ``role`` and its ``statements``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

from graph.flat import flat_node, flat_spell
from graph.in_memory.store import SPELLINGS, by_tie
from graph.spells import lifetime, read_as_of, tie_on

if TYPE_CHECKING:
    from graph.dates import Days
    from graph.store import Reader


def to_networkx(store: Reader, as_of: str | None = None) -> nx.MultiDiGraph[str]:
    """The whole graph, or the ties that held on a date, as a NetworkX graph.

    Parameters
    ----------
    as_of
        ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; all entities are kept, whatever the date.

    Returns
    -------
    networkx.MultiDiGraph
        One edge per spell. Its key is the type of the tie, with " 2", " 3" … from the second
        spell on. `graph.in_memory.from_networkx.from_networkx` of the whole graph gives an equal
        store back.
    """
    on = read_as_of(as_of)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    lives: dict[str, Days] = {}
    for node in store.all_nodes():
        graph.add_nodes_from([(node.id, flat_node(node))])
        lives[node.id] = lifetime(node)
    for key, statements in by_tie(store.all_statements()).items():
        tie = tie_on(key, statements, (lives[key.source_id], lives[key.target_id]), on)
        for number, spell in enumerate(tie.spells if tie else (), start=1):
            name = key.type if number == 1 else f"{key.type} {number}"
            edge = {"type": key.type, **flat_spell(spell), "statements": spell.statements}
            graph.add_edge(key.source_id, key.target_id, name, **edge)
    if spellings := tuple(store.spellings()):
        graph.graph[SPELLINGS] = spellings
    return graph
