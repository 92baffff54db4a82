"""One shortest route without netweave: unpickle a NetworkX graph, ask once, print the length."""

from __future__ import annotations

import gc
import pickle
import sys
from pathlib import Path

import networkx as nx


def main() -> None:
    """Print how many ties a shortest route between two ids has."""
    kept, a, b = sys.argv[1:]
    gc.disable()  # Unpickling makes many objects; this only makes the baseline faster.
    with Path(kept).open("rb") as file:
        graph: nx.Graph[str] = pickle.load(file)
    print(len(nx.shortest_path(graph, a, b)) - 1)


if __name__ == "__main__":
    main()
