"""Our measures against networkx, igraph, rustworkx and networkit: one process, one graph, in turn.

``python -m benchmarks.measures M``. Needs the dependency group ``bench``. What would take an
hour is run on some sources and scaled up; such rows say so. Every engine is given the graph in
its own form first, which is not counted; so are our arrays. At size L, where betweenness takes
the other engines hours, name what is wanted: ``--only overlap``.
"""

from __future__ import annotations

import argparse
from importlib import import_module
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any, NamedTuple

import networkx as nx
from scipy.sparse import triu

from benchmarks.measure import NETWEAVE, OUT, run, world
from benchmarks.plan import SIZES
from graph.opening import open_store
from queries.asking.scope import THROUGH
from queries.measures.betweenness import betweenness
from queries.measures.communities import leiden, modularity
from queries.measures.cut_points import cut_off
from queries.measures.incidence import incidence
from queries.measures.odds import Judge, counted
from queries.measures.projection import projection
from queries.measures.structural_holes import of_projection
from queries.measures.topology import Topology, topology

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scipy.sparse import csr_array

    Ties = list[tuple[int, int]]

# They are not part of the environment for development, so no type checker sees them.
igraph: Any = import_module("igraph")
networkit: Any = import_module("networkit")
rustworkx: Any = import_module("rustworkx")

BETWEENNESS = "betweenness, exact"
NETWORKX_SOURCES = 10
NETWORKIT_SOURCES = 500
MOMENT = 0.5
"""Seconds that the runs of a job take together, at least; unless there are the most runs."""
MOST_RUNS = 9


class Job(NamedTuple):
    """Something to time.

    Attributes
    ----------
    what
        The measure; the first job of each is ours.
    engine
        Who computes it, and how.
    work
        Computes it.
    scale
        What the seconds are multiplied by, where only a part was done.
    """

    what: str
    engine: str
    work: Callable[[], Any]
    scale: float = 1.0


def store_of(size: str) -> Path:
    """An offline store of a made-up world, made if it is not there yet."""
    path = OUT / f"{size}.db"
    if not path.exists():
        run([NETWEAVE, "load", world(size), "--store", path])
    return path


def jobs(graph: Topology, shared: csr_array) -> list[Job]:
    """All jobs on the graph of memberships, and on the table of districts and networks."""
    pairs = _ties(graph.adjacency)
    across = graph.adjacency[graph.collective][:, ~graph.collective].tocsr()
    return [
        *_between(graph, pairs),
        *_holes(across),
        *_parts(graph, pairs),
        Job("overlap counts", "netweave: every pair once", lambda: counted(shared)),
        Job("overlap counts", "scipy: the product alone", lambda: shared.T @ shared),
        Job("overlap", "netweave: counts, null model, both tails, q", lambda: Judge(shared)),
    ]


def _ties(matrix: csr_array) -> Ties:
    """The pairs of a symmetric matrix, each once."""
    upper = triu(matrix).tocoo()
    return list(zip(upper.row.tolist(), upper.col.tolist(), strict=True))


def _between(graph: Topology, pairs: Ties) -> list[Job]:
    what, size = BETWEENNESS, graph.size
    plain: nx.Graph[int] = nx.Graph(pairs)
    by_igraph = igraph.Graph(size, pairs)
    by_rust = rustworkx.PyGraph(multigraph=False)
    by_rust.add_nodes_from(range(size))
    by_rust.add_edges_from_no_data(pairs)
    by_networkit = networkit.graph.Graph(size)
    for a, b in pairs:
        by_networkit.addEdge(a, b)
    some = min(NETWORKX_SOURCES, size), min(NETWORKIT_SOURCES, size)
    return [
        Job(what, "netweave", lambda: betweenness(graph.adjacency)),
        Job(what, "igraph", by_igraph.betweenness),
        Job(what, "rustworkx", lambda: rustworkx.betweenness_centrality(by_rust)),
        Job(
            what,
            f"networkit, scaled up from {some[1]} sources",
            lambda: networkit.centrality.EstimateBetweenness(
                by_networkit, some[1], parallel=True
            ).run(),
            size / some[1],
        ),
        Job(
            what,
            f"networkx, scaled up from {some[0]} sources",
            lambda: nx.betweenness_centrality(plain, k=some[0], seed=0),
            size / some[0],
        ),
    ]


def _holes(across: csr_array) -> list[Job]:
    weights = projection(across)
    by_igraph = igraph.Graph(across.shape[0], _ties(weights))
    strength = triu(weights).tocoo().data.tolist()
    return [
        Job(
            "constraint of networks", "netweave, with effective size", lambda: of_projection(across)
        ),
        Job(
            "constraint of networks",
            "igraph, without it",
            lambda: by_igraph.constraint(weights=strength),
        ),
        Job(
            "constraint of members",
            "netweave, with effective size",
            lambda: of_projection(across.T.tocsr()),
        ),
    ]


def _parts(graph: Topology, pairs: Ties) -> list[Job]:
    plain: nx.Graph[int] = nx.Graph(pairs)
    by_igraph = igraph.Graph(graph.size, pairs)
    by_networkit = networkit.graph.Graph(graph.size)
    for a, b in pairs:
        by_networkit.addEdge(a, b)
    return [
        Job("Leiden", "netweave (graspologic-native)", lambda: leiden(graph.adjacency, [0])),
        Job(
            "Leiden",
            "igraph",
            lambda: by_igraph.community_leiden("modularity", n_iterations=10),
        ),
        Job(
            "Leiden",
            "networkit, ParallelLeiden",
            lambda: networkit.community.ParallelLeiden(by_networkit).run(),
        ),
        Job("cut points", "netweave, with how many are cut off", lambda: cut_off(graph.adjacency)),
        Job("cut points", "networkx", lambda: list(nx.articulation_points(plain))),
        Job("cut points", "igraph", by_igraph.articulation_points),
    ]


def figures(every: list[Job], runs: int) -> str:
    """A Markdown table: the best of some runs, and how many times ours that is.

    What takes less than a moment is run some more. The time of the processors, all of them added
    up, tells more than that of the clock where other programs run at the same time.
    """
    lines = [
        "| measure | engine | seconds | time : netweave | processor seconds |",
        "| --- | --- | ---: | ---: | ---: |",
    ]
    ours: dict[str, float] = {}
    for job in every:
        seconds, busy = (job.scale * best for best in _best(job.work, runs))
        first = ours.setdefault(job.what, seconds)
        times = f"{_figure(seconds)} | {seconds / first:.1f} | {_figure(busy)}"
        lines.append(f"| {job.what} | {job.engine} | {times} |")
    return "\n".join(lines)


def _figure(seconds: float) -> str:
    return f"{seconds:.2f}" if seconds >= 0.1 else f"{seconds:.4f}"


def _best(work: Callable[[], Any], runs: int) -> tuple[float, float]:
    times = [_timed(work) for _ in range(runs)]
    while sum(seconds for seconds, _ in times) < MOMENT and len(times) < MOST_RUNS:
        times.append(_timed(work))
    return min(times)


def _timed(work: Callable[[], Any]) -> tuple[float, float]:
    """Seconds by the clock, and of the processors."""
    began, busy = perf_counter(), process_time()
    work()
    return perf_counter() - began, process_time() - busy


def main() -> None:
    """Read the command line and print the tables."""
    parser = argparse.ArgumentParser(description="Time measures against other engines.")
    parser.add_argument("size", choices=SIZES)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--only", default="", help="only measures whose name has this in it")
    given = parser.parse_args()
    path = store_of(given.size)
    with open_store(path) as store:
        graph = topology(store, THROUGH["memberships"])
        shared = incidence(store).table
    if given.only in BETWEENNESS:
        betweenness(graph.adjacency)  # compiles, or reads what was compiled before
    quality = modularity(graph.adjacency, leiden(graph.adjacency, [0])[0])
    print(f"\n{graph.size:,} nodes, {graph.adjacency.nnz // 2:,} ties; modularity {quality:.4f}\n")
    wanted = [job for job in jobs(graph, shared) if given.only in job.what]
    print(figures(wanted, given.runs))


if __name__ == "__main__":
    main()
