"""Regional clusters: which communities there are, and how they map to states."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from graph.spells import read_as_of
from queries.asking.answered import Answered
from queries.asking.answering import question
from queries.asking.places import ELSEWHERE, by_division, by_region
from queries.asking.scope import DECIMALS, THROUGH, Through
from queries.asking.today import Counted, counted
from queries.measures.communities import SEEDS, barber_modularity, firmness, leiden, modularity
from queries.measures.kept import kept, name_of
from queries.measures.part import part_of
from queries.measures.topology import topology

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from graph.store import Reader
    from queries.measures.kept import Arrays
    from queries.measures.topology import Topology

ClusterReach = Literal["state", "division", "region", "national"]
LOYAL = 0.8
MOST = 0.8
"""The share of a cluster's districts, where their state is known, that lets it be of one place."""
WEIGHTY = 0.2
"""The share of a cluster's districts from which a state stands in its name."""


class Clustered(NamedTuple):
    """An entity and the cluster it is in.

    ``fence_sitter``: it is where most of its cluster is in fewer than 80 % of further runs.
    """

    id: str
    kind: str
    name: str
    state: str | None
    cluster: int
    cluster_name: str
    fence_sitter: bool


class Cluster(NamedTuple):
    """One cluster.

    Attributes
    ----------
    cluster
        Its number, from 1; the largest first.
    name
        The states with a fifth of its districts or more, and the collective with most ties in it.
    size, districts, networks
        Its entities, and how many of them are districts and collectives.
    states
        Districts by state, most first.
    stability
        How like its best match is in 20 further runs, on average; 0 to 1.
    reach
        ``state``, ``division`` or ``region``, the smallest that has four of five of its districts
        of known state; else ``national``.
    """

    cluster: int
    name: str
    size: int
    districts: int
    networks: int
    states: dict[str, int]
    stability: float
    reach: ClusterReach

    @property
    def divisions(self) -> dict[str, int]:
        """Districts by census division, in the order of the Census Bureau."""
        return by_division(self.states)

    @property
    def place(self) -> str | None:
        """The state, division or region that its reach names; None if it is national."""
        return _most(_by_place(self.states)[self.reach]) if self.reach != "national" else None


def reach_of(states: Mapping[str, int]) -> ClusterReach:
    """How far districts by state reach: the smallest place that has four of five of them."""
    total = sum(states.values())
    for reach, places in _by_place(states).items():
        most = _most(places)
        if most is not None and round(places[most] / total, DECIMALS) >= MOST:
            return reach
    return "national"


def _by_place(states: Mapping[str, int]) -> dict[ClusterReach, Mapping[str, int]]:
    return {"state": states, "division": by_division(states), "region": by_region(states)}


def _most(places: Mapping[str, int]) -> str | None:
    """The place with most districts, the first of these."""
    known = [name for name in places if name != ELSEWHERE]
    return max(known, key=lambda name: places[name], default=None)


class ClustersFields(NamedTuple):
    """The fields of `Clusters`."""

    rows: tuple[Clustered, ...]
    clusters: tuple[Cluster, ...]
    modularity: float | None
    barber: float | None
    isolated: tuple[str, ...]
    ties: Counted


class Clusters(Answered, ClustersFields):
    """The rows, ordered by cluster and id; the clusters; how good the partition is.

    Attributes
    ----------
    modularity
        Of the partition; -0.5 to 1, None without ties.
    barber
        Barber's modularity of the ties between collectives and members, the others left out;
        None if there are none.
    isolated
        The ids of the districts that have no tie in this graph and so no cluster.
    ties
        How many ties count.
    """


@question()
def clusters(
    store: Reader,
    *,
    through: Through = "memberships",
    within: str | None = None,
    as_of: str | None = None,
    progress: Callable[[float], None] | None = None,
) -> Clusters:
    """The communities of the graph of memberships, or of ties of all types.

    Isolates are left out. The same on every run: seed 0, held against seeds 1 to 20.

    Parameters
    ----------
    within
        States, divisions or regions (`queries.asking.places.states_of`): what is not within these
        counts as absent.
    progress
        Called now and then with the share of the work that is done, 0 to 1.

    Raises
    ------
    QuestionError
        If there is no such place.
    """
    with store.reading():
        store = part_of(store, within, as_of)
        graph = topology(store, THROUGH[through], as_of)
        districts = store.catalogue(["district"])
        isolated = tuple(sorted({n.id for n in districts} - {n.id for n in graph.nodes}))
        if not graph.size:
            return Clusters((), (), None, None, isolated, Counted(0, 0))
        ties = counted(store, THROUGH[through], as_of, graph.ties)
        name = name_of("clusters/1", THROUGH[through], read_as_of(as_of))
        arrays = kept(store, name, lambda: _search(graph, progress))
    labels, loyalty = arrays["labels"], arrays["loyalty"].tolist()
    of = labels.tolist()
    found = _clusters(graph, of, arrays["stability"].tolist())
    rows = [
        Clustered(
            *node.ref,
            node.state,
            of[i] + 1,
            found[of[i]].name,
            fence_sitter=sits_on_the_fence(loyalty[i]),
        )
        for i, node in enumerate(graph.nodes)
    ]
    rows.sort(key=lambda row: (row.cluster, row.id))
    return Clusters(
        tuple(rows),
        tuple(found),
        modularity(graph.adjacency, labels),
        barber_modularity(graph.adjacency, labels, graph.collective),
        isolated,
        ties,
    )


def sits_on_the_fence(loyalty: float) -> bool:
    """Whether an entity is with its cluster in too few of the further runs: below 80 %."""
    return round(loyalty, DECIMALS) < LOYAL


def _search(graph: Topology, progress: Callable[[float], None] | None) -> Arrays:
    """The cluster of every node, and how firm clusters and nodes are; for the store to keep."""
    labels, *others = leiden(graph.adjacency, (0, *SEEDS), progress)
    stability, loyalty = firmness(labels, others)
    return {"labels": labels, "stability": np.array(stability), "loyalty": np.array(loyalty)}


def _clusters(graph: Topology, of: Sequence[int], stability: Sequence[float]) -> list[Cluster]:
    inside: list[list[int]] = [[] for _ in stability]
    for i, number in enumerate(of):
        inside[number].append(i)
    parts = zip(range(len(inside)), inside, stability, strict=True)
    return [_cluster(graph, *part) for part in parts]


def _cluster(graph: Topology, number: int, inside: list[int], stability: float) -> Cluster:
    nodes = [graph.nodes[i] for i in inside]
    located = Counter(n.state for n in nodes if n.kind == "district" and n.state)
    states = dict(sorted(located.items(), key=lambda item: (-item[1], item[0])))
    return Cluster(
        number + 1,
        _name(graph, inside, states),
        len(nodes),
        sum(node.kind == "district" for node in nodes),
        sum(node.is_collective for node in nodes),
        states,
        stability,
        reach_of(states),
    )


def _name(graph: Topology, inside: Sequence[int], states: dict[str, int]) -> str:
    """The states that weigh in it, at most three, and the collective with the most ties."""
    members = frozenset(inside)
    starts, others = graph.adjacency.indptr, graph.adjacency.indices

    def ties(i: int) -> int:
        return sum(int(j) in members for j in others[starts[i] : starts[i + 1]])

    collectives = [i for i in inside if graph.collective[i]]
    hub = min(collectives, key=lambda i: (-ties(i), graph.nodes[i].id), default=None)
    weighty = [s for s, n in states.items() if n >= WEIGHTY * sum(states.values())][:3]
    where = ", ".join(weighty) or ("many states" if states else "")
    what = "" if hub is None else graph.nodes[hub].name
    return ": ".join(part for part in (where, what) if part) or graph.nodes[inside[0]].name
