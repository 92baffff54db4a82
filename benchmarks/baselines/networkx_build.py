"""The script one would write without netweave: CSV files into a NetworkX graph, kept as a pickle.

``networkx_build.py FOLDER PICKLE`` keeps what routes need, the bare ties; with ``--full`` it
keeps every column of every row, as netweave does. Neither checks anything.
"""

from __future__ import annotations

import csv
import gc
import pickle
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Iterator

ENTITY_FILES = ("districts.csv", "schools.csv", "networks.csv", "organizations.csv")


def bare(folder: Path) -> nx.Graph[str]:
    """The undirected graph of memberships and nesting, ids alone."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from((s, d) for s, _, d, *_ in _rows(folder / "schools.csv") if d)
    graph.add_edges_from((s, t) for s, _, t, *_ in _rows(folder / "relationships.csv"))
    return graph


def full(folder: Path) -> nx.Graph[str]:
    """The same with every entity and every column, and parallel ties kept apart."""
    graph: nx.Graph[str] = nx.MultiGraph()
    for name in ENTITY_FILES:
        graph.add_nodes_from((row["id"], row) for row in _dicts(folder / name))
    graph.add_edges_from(
        (row["id"], row["district_id"], {"type": "PART_OF"})
        for row in _dicts(folder / "schools.csv")
        if row["district_id"]
    )
    ties = _dicts(folder / "relationships.csv")
    graph.add_edges_from((row["source_id"], row["target_id"], row) for row in ties)
    return graph


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        yield from reader


def _dicts(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader)
        yield from (dict(zip(header, row, strict=True)) for row in reader)


def main() -> None:
    """Build and keep."""
    folder, target, *options = sys.argv[1:]
    gc.disable()  # Nothing is thrown away, so this only makes the baseline faster.
    graph = (full if options == ["--full"] else bare)(Path(folder))
    with Path(target).open("wb") as file:
        pickle.dump(graph, file, protocol=pickle.HIGHEST_PROTOCOL)


if __name__ == "__main__":
    main()
