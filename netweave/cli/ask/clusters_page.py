"""Communities for people: how many, where, who is in each, who sits between two."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from netweave.cli.answer.pages import Grid, Items, Text, Title
from netweave.cli.answer.words import called, count, listed, titled_within
from queries.asking.places import DIVISIONS, ELSEWHERE, division, reach_words
from queries.asking.scope import THROUGH
from queries.asking.today import over_words
from queries.asking.unsure import MARK, unsure, unsure_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.store import Reader
    from netweave.cli.answer.pages import AnswerBlock, AnswerPage
    from queries.asking.unsure import Unsure
    from queries.clusters import Cluster, ClusterReach, Clusters

NAMED = 40
"""Districts of a cluster that are named."""
_PLACES: tuple[ClusterReach, ...] = ("state", "division", "region")


def clusters_page(
    store: Reader, found: Clusters, asked: Mapping[str, Any], as_of: str | None
) -> AnswerPage:
    """The answer for people, to what was asked."""
    from queries.measures.part import part_of  # noqa: PLC0415 - help computes nothing

    within = asked.get("within")
    title = Title(titled_within("Regional clusters", within))
    districts = [row.id for row in found.rows if row.kind == "district"]
    names = called(store, store.nodes(districts).values())
    if not found.clusters:
        return [title, Text("There are no ties, and so no clusters."), *_apart(found, names)]
    whole = part_of(store, within, as_of)
    doubt = unsure(whole, THROUGH[asked.get("through", "memberships")], as_of)
    return [
        title,
        Text(_summary(found, unsure_words(doubt, as_of))),
        _grid(found.clusters),
        Title("Who is in each", 2),
        Items(list(_named(found, names, doubt))),
        Title("Districts of each cluster by census division", 2),
        _divisions(found.clusters),
        Title("Districts of each state by cluster", 2),
        _states(found.clusters),
        *_apart(found, names),
    ]


def _named(found: Clusters, names: Mapping[str, str], doubt: Unsure) -> Iterator[str]:
    """The districts of each cluster by name."""
    for cluster in found.clusters:
        told = [
            f"{MARK if row.id in doubt.ids else ''}{names[row.id]}"
            for row in found.rows
            if row.cluster == cluster.cluster and row.kind == "district"
        ]
        rest = f", and {len(told) - NAMED:,} more" if len(told) > NAMED else ""
        said = ", ".join(told[:NAMED]) + rest if told else "no district"
        yield f"No. {cluster.cluster}, {cluster.name}: {said}."


def clusters_in_short(found: Clusters, number: int) -> AnswerPage:
    """The largest clusters, each in a sentence."""
    rest = len(found.clusters) - number
    more = f" The other {rest:,} are smaller." if rest > 0 else ""
    return [
        Title("Regional clusters"),
        Text(f"{_counted(found)}{more}"),
        Items([_in_words(cluster) for cluster in found.clusters[:number]]),
    ]


def _in_words(cluster: Cluster) -> str:
    """A cluster in a sentence: "ME: Maine Cohort. 19 districts and 4 networks. Regional: …"."""
    sizes = f"{count(cluster.districts, 'district')} and {count(cluster.networks, 'network')}"
    said = f"{cluster.name}. {sizes}."
    if not cluster.states:
        return said
    reach = reach_words(cluster.reach, cluster.place)
    return f"{said} {reach[0].upper()}{reach[1:]}."


def _counted(found: Clusters) -> str:
    reaches = Counter(cluster.reach for cluster in found.clusters if cluster.states)
    places = [f"in one {reach} in {reaches[reach]:,}" for reach in _PLACES if reaches[reach]]
    most = f" Four of five of their districts or more are {listed(places)}." if places else ""
    wide = reaches["national"]
    national = f" {wide:,} {'is' if wide == 1 else 'are'} national." if wide else ""
    return (
        f"{count(len(found.rows), 'entity', 'entities')} in "
        f"{count(len(found.clusters), 'cluster')}.{most}{national}"
    )


def _summary(found: Clusters, doubtful: str) -> str:
    barber = "" if found.barber is None else f", Barber's {found.barber:.3f}"
    said = f"{_counted(found)} Modularity {found.modularity:.3f}{barber}."
    return " ".join(filter(None, (said, over_words(found.ties), doubtful)))


def _grid(found: tuple[Cluster, ...]) -> Grid:
    return Grid(
        ("No.", "Cluster", "Entities", "Districts", "Networks", "Reach", "Stability"),
        [
            (c.cluster, c.name, c.size, c.districts, c.networks, _reach(c), f"{c.stability:.2f}")
            for c in found
        ],
    )


def _reach(cluster: Cluster) -> str | None:
    if not cluster.states:
        return None
    return cluster.place or cluster.reach


def _divisions(found: tuple[Cluster, ...]) -> Grid:
    names = (*DIVISIONS, ELSEWHERE)
    cells = [(c.cluster, *(c.divisions.get(name) for name in names)) for c in found if c.states]
    return Grid(("No.", *names), cells)


def _states(found: tuple[Cluster, ...]) -> Grid:
    """A state in each line, with the clusters that its districts are in."""
    inside: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for cluster in found:
        for state, districts in cluster.states.items():
            inside[state].append((districts, cluster.cluster))
    return Grid(
        ("State", "Division", "Districts", "In cluster (districts)"),
        [
            (state, division(state), sum(n for n, _ in parts), _parts(parts))
            for state, parts in sorted(inside.items())
        ],
    )


def _parts(parts: list[tuple[int, int]]) -> str:
    ordered = sorted(parts, key=lambda part: (-part[0], part[1]))
    return ", ".join(f"no. {cluster} ({districts:,})" for districts, cluster in ordered)


def _apart(found: Clusters, names: Mapping[str, str]) -> list[AnswerBlock]:
    """Who sits between two clusters, and who is in none."""
    fence = [row for row in found.rows if row.fence_sitter]
    blocks: list[AnswerBlock] = []
    if fence:
        blocks += [
            Title("On the fence", 2),
            Text(
                "In fewer than four of five further runs these are where most of their cluster is."
            ),
            Items(
                [
                    f"{names.get(row.id, row.name)}: now in no. {row.cluster}, {row.cluster_name}."
                    for row in fence
                ]
            ),
        ]
    if found.isolated:
        alone = count(len(found.isolated), "district has", "districts have")
        blocks.append(Text(f"{alone} no tie in this graph, and so no cluster."))
    return blocks
